"""The rows of the reminders, moved from state to state. Nothing here talks to a mail server.

Every move names the state that it leaves and, where somebody holds the row, the lease: it changes nothing
when another sender was faster. Leases run by the database's clock, so that a worker whose clock is wrong
cannot take a row away from its holder.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from intake.rules.previsit import PreVisitState
from outcomes.rules.words import AskState
from people.rules.states import VisitStatus

from .models import Reminder
from .rules.sending import pause_after
from .rules.transitions import CAN_HEAL, ensure_can_move
from .rules.words import CancelReason, ReminderState

_FREE = {"lease": None, "leased_until": None}
#: What a message is about still waits for an answer.
_STILL_ASKED = Q(ask__state__in=[AskState.SCHEDULED, AskState.OPEN]) | Q(
    previsit__state=PreVisitState.OPEN, previsit__visit__status=VisitStatus.PLANNED
)


@dataclass(frozen=True)
class Batch:
    """Reminders that one sender holds, oldest first."""

    lease: UUID
    ids: list[UUID]


def database_now() -> datetime:
    """The moment on the clock that all senders share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@transaction.atomic
def claim_due(*, limit: int = 500) -> Batch:
    """Take up to `limit` due reminders; rows that another sender is claiming are passed over."""
    lease = uuid4()
    due = Reminder.objects.filter(state=ReminderState.SCHEDULED, due_at__lte=Now()).order_by("due_at", "pk")
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    rows = Reminder.objects.filter(pk__in=ids)
    _move(rows, ReminderState.SCHEDULED, ReminderState.CLAIMED, lease=lease, leased_until=_lease_end())
    return Batch(lease, ids)


def hold_for_sending(pk: UUID, *, lease: UUID) -> Reminder | None:
    """Lock a claimed row to decide about it, in the caller's transaction; None when it is no longer ours."""
    held = Reminder.objects.select_for_update(of=("self",)).filter(
        pk=pk, lease=lease, state=ReminderState.CLAIMED
    )
    return held.select_related("patient__clinic", "ask", "task__clinic", "previsit__visit").first()


def begin_sending(reminder: Reminder, *, to: str) -> None:
    """The last commit before the hand-over. From here on, what breaks is uncertain and not sent again."""
    _move(
        _one(reminder),
        ReminderState.CLAIMED,
        ReminderState.SENDING,
        leased_until=_lease_end(),
        sent_to=to,
        attempts=F("attempts") + 1,
    )


def finish(reminder: Reminder) -> bool:
    """The server took it. A sender that was slow may say so of a row already called uncertain."""
    done = {"sent_at": Now(), "last_error": "", **_FREE}
    return bool(
        _move(_one(reminder), ReminderState.SENDING, ReminderState.SENT, **done)
        or _move(_one(reminder), ReminderState.UNCERTAIN, ReminderState.SENT, **done)
    )


def put_off(reminder: Reminder, *, error: str) -> None:
    """The server cannot take it now: again after a pause that grows, until its use-by."""
    due_at = Now() + pause_after(reminder.attempts + 1)
    _move(
        _one(reminder),
        ReminderState.SENDING,
        ReminderState.SCHEDULED,
        due_at=due_at,
        last_error=error[:200],
        **_FREE,
    )


def give_back_rest(batch: Batch, *, pause: timedelta) -> int:
    """What is left of a batch waits, so that nobody else tries it at once."""
    rows = Reminder.objects.filter(pk__in=batch.ids, lease=batch.lease)
    return _move(rows, ReminderState.CLAIMED, ReminderState.SCHEDULED, due_at=Now() + pause, **_FREE)


def give_back(reminder: Reminder, *, due_at: datetime) -> None:
    """A claimed row whose hour has not come: it waits for the end of the quiet hours."""
    _move(_one(reminder), ReminderState.CLAIMED, ReminderState.SCHEDULED, due_at=due_at, **_FREE)


def cancel(reminder: Reminder, *, reason: CancelReason) -> None:
    """A claimed one that must not go out, and says why."""
    why = {"cancelled_reason": reason, **_FREE}
    _move(_one(reminder), ReminderState.CLAIMED, ReminderState.CANCELLED, **why)


def refuse(reminder: Reminder, *, error: str) -> None:
    """The mail server will never take it to this address."""
    why = {"cancelled_reason": CancelReason.ADDRESS_REFUSED, "last_error": error[:200], **_FREE}
    _move(_one(reminder), ReminderState.SENDING, ReminderState.CANCELLED, **why)


def call_uncertain(reminder: Reminder, *, error: str) -> None:
    """Nobody knows whether it arrived. The lease stays, so that its own sender may still know better."""
    _move(_one(reminder), ReminderState.SENDING, ReminderState.UNCERTAIN, last_error=error[:200])


def recover_lapsed() -> dict[str, int]:
    """Rows of senders that died: claimed ones are free again, half-sent ones are uncertain."""
    lapsed = Reminder.objects.filter(leased_until__lt=Now())
    claimed = lapsed.filter(state=ReminderState.CLAIMED)
    sending = lapsed.filter(state=ReminderState.SENDING)
    return {
        "freed": _move(claimed, ReminderState.CLAIMED, ReminderState.SCHEDULED, **_FREE),
        "uncertain": _move(
            sending, ReminderState.SENDING, ReminderState.UNCERTAIN, last_error="the sender stopped"
        ),
    }


def schedule_again(reminder: Reminder, *, due_at: datetime, use_by: datetime) -> bool:
    """A person sends an uncertain one again: the same row, the same Message-ID."""
    again = {"due_at": due_at, "use_by": use_by, **_FREE}
    row = Reminder.objects.filter(pk=reminder.pk)
    return bool(_move(row, ReminderState.UNCERTAIN, ReminderState.SCHEDULED, **again))


def heal(*, at: datetime) -> int:
    """Schedule after all what waited for an address or a consent that has come since."""
    waited = Reminder.objects.filter(
        _STILL_ASKED,
        cancelled_reason__in=CAN_HEAL,
        use_by__gt=at,
        patient__closed_at=None,
        patient__may_email=True,
    )
    reachable = waited.exclude(patient__email="").exclude(
        cancelled_reason=CancelReason.ADDRESS_REFUSED, sent_to=F("patient__email")
    )
    rows = Reminder.objects.filter(pk__in=list(reachable.values_list("pk", flat=True)))
    return _move(rows, ReminderState.CANCELLED, ReminderState.SCHEDULED, cancelled_reason="", due_at=at)


def _move(rows: QuerySet[Reminder], now: ReminderState, to: ReminderState, **changes) -> int:
    ensure_can_move(now, to)
    return rows.filter(state=now).update(state=to, **changes)


def _one(reminder: Reminder) -> QuerySet[Reminder]:
    return Reminder.objects.filter(pk=reminder.pk, lease=reminder.lease)


def _lease_end():
    return Now() + timedelta(seconds=settings.REMINDER_LEASE_SECONDS)
