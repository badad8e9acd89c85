"""Where the reasons come from: one indexed query for each, all of the same columns.

A branch leaves out what a call holds off the list (docs/adr/0003), and closed records. What its rows weigh
is for `rules.reasons` alone to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DecimalField,
    Exists,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Ceil, Coalesce, Greatest, TruncDate

from outcomes.models import Ask, CheckInEpisode
from outcomes.rules.words import AskState, DayMark
from people.access import Actor
from people.models import Clinic, Task
from people.policies import PolicyValue
from people.rules.states import Priority, TaskStatus
from plans.models import Checkpoint
from plans.rules.words import CheckpointState

from ..models import Hold, Reminder
from ..rules.quiet_hours import moment_of
from ..rules.transitions import CAN_HEAL
from ..rules.words import ReasonCode, ReminderKind, ReminderState

_TEXT = CharField(max_length=300)
_NOTHING: dict[str, Expression] = {
    "label": Value("", _TEXT),
    "hard": Value(False, BooleanField()),
    "priority": Value(str(Priority.ROUTINE), _TEXT),
    "cancelled": Value("", _TEXT),
    "gap": Cast(Value(None), DecimalField(max_digits=5, decimal_places=1)),
    "closed": Value(False, BooleanField()),
    "started": Value(True, BooleanField()),
}
_LIVE = [AskState.SCHEDULED, AskState.OPEN]


@dataclass(frozen=True)
class Watch:
    """Whose list it is, and the moment at which it is read."""

    clinic: Clinic
    actor: Actor
    at: datetime
    numbers: Mapping[str, PolicyValue]

    @property
    def today(self) -> date:
        return self.clinic.today(self.at)

    @property
    def tonight(self) -> datetime:
        """Midnight at the end of the clinic's day."""
        return moment_of(self.today + timedelta(days=1), time(0), self.clinic.time_zone)


@dataclass(frozen=True)
class Branch:
    """One kind of reason: its rows, and how each of the common columns is read from them.

    Within each of its `parts` all rows weigh the same, so that the latest are the first.
    """

    code: ReasonCode
    rows: QuerySet
    columns: Mapping[str, Expression]
    parts: Sequence[Q] = (Q(),)

    def select(self, names: tuple[str, ...]) -> QuerySet:
        return self.rows.order_by().values_list(*(self.columns[name] for name in names))

    def latest(self, names: tuple[str, ...], *, limit: int) -> list[QuerySet]:
        """The `limit` latest of each part: what an index finds without reading the rest."""
        rows = self.select(names).order_by(self.columns["since"], "patient_id")
        return [rows.filter(part)[:limit] for part in self.parts]


def branches(watch: Watch) -> list[Branch]:
    return [make(watch) for make in (_checkpoints, _questionnaires, _silent, _uncertain, _tasks)]


def _branch(
    code: ReasonCode,
    watch: Watch,
    rows: QuerySet,
    source: Expression,
    *,
    parts: Sequence[Q] = (Q(),),
    **columns: Expression,
) -> Branch:
    held = Hold.objects.filter(
        Q(until=None) | Q(until__gt=watch.at),
        patient=OuterRef("patient_id"),
        code=code,
        source=OuterRef("reason_source"),
    )
    mine = rows.filter(clinic=watch.clinic, patient__closed_at=None)
    known = {
        **_NOTHING,
        "patient": F("patient_id"),
        "code": Value(str(code), _TEXT),
        "source": F("reason_source"),
        **columns,
    }
    return Branch(code, mine.alias(reason_source=Cast(source, _TEXT)).filter(~Exists(held)), known, parts)


def _checkpoints(watch: Watch) -> Branch:
    due = Checkpoint.objects.filter(state=CheckpointState.WAITING, due_on__lte=watch.today)
    columns = {"since": F("due_on"), "label": F("question")}
    return _branch(ReasonCode.CHECKPOINT, watch, due, F("pk"), **columns)


def _questionnaires(watch: Watch) -> Branch:
    """Due and not answered, its closed ones too; and what opened for somebody whom no mail reaches."""
    unsent = Reminder.objects.filter(ask=OuterRef("pk"), cancelled_reason__in=CAN_HEAL)
    unreached = Q(Exists(unsent), opens_at__lte=watch.at, state__in=_LIVE)
    asked_anew = Ask.objects.filter(replaces=OuterRef("pk"))
    asks = Ask.objects.filter(
        Q(due_on__lte=watch.today) | unreached, ~Exists(asked_anew), state__in=[*_LIVE, AskState.EXPIRED]
    )
    return _branch(
        ReasonCode.QUESTIONNAIRE,
        watch,
        asks,
        F("pk"),
        since=F("due_on"),
        label=F("instrument"),
        cancelled=Coalesce(Subquery(unsent.values("cancelled_reason")[:1]), Value(""), output_field=_TEXT),
        closed=Cast(Q(state=AskState.EXPIRED), BooleanField()),
    )


def _silent(watch: Watch) -> Branch:
    """In their six weeks of check-ins, and quiet for longer than is usual for them (A5)."""
    last, gap = F("patient__pulse__last_day"), F("patient__pulse__usual_gap_days")
    started = Q(patient__pulse__last_day__gte=F("starts_on"))
    since = Greatest(Coalesce(last, F("starts_on")), F("starts_on"))
    was_hard = Coalesce(Cast(started & Q(patient__pulse__last_mark=DayMark.HARD), BooleanField()), False)
    usual = Ceil(gap * watch.numbers["silence_gap_factor"].value)
    quiet_days = Func(
        Value(watch.today, DateField()),
        since,
        arg_joiner=" - ",
        template="(%(expressions)s)",
        output_field=IntegerField(),
    )
    patience = Greatest(Value(int(watch.numbers["silence_min_days"].value)), Coalesce(usual, Value(0)))
    episodes = CheckInEpisode.objects.alias(quiet_days=quiet_days, patience=patience).filter(
        starts_on__lte=watch.today, ends_on__gte=watch.today, ended_early_at=None
    )
    return _branch(
        ReasonCode.SILENT,
        watch,
        episodes.filter(quiet_days__gte=F("patience")).alias(was_hard=was_hard),
        since,
        parts=[Q(was_hard=True), Q(was_hard=False)],
        since=since,
        hard=F("was_hard"),
        gap=gap,
        started=Cast(Coalesce(started, Value(False)), BooleanField()),
    )


def _uncertain(watch: Watch) -> Branch:
    """A message that may not have arrived, unless its question was answered: then it did."""
    messages = Reminder.objects.filter(
        state=ReminderState.UNCERTAIN, kind=ReminderKind.QUESTIONNAIRE, ask__state__in=_LIVE
    )
    since = TruncDate("due_at", tzinfo=ZoneInfo(watch.clinic.time_zone))
    return _branch(ReasonCode.UNCERTAIN, watch, messages, F("pk"), since=since, label=F("ask__instrument"))


def _tasks(watch: Watch) -> Branch:
    """Open tasks of mine, or of my role and nobody's: those due by tonight, and the urgent ones at once."""
    zone = ZoneInfo(watch.clinic.time_zone)
    mine = Q(owner=watch.actor.user_id) | Q(owner=None, owner_role=watch.actor.role)
    soon = Q(due_at__lt=watch.tonight) | ~Q(priority=Priority.ROUTINE)
    tasks = Task.objects.filter(mine, soon, status=TaskStatus.OPEN)
    return _branch(
        ReasonCode.TASK,
        watch,
        tasks,
        F("pk"),
        parts=[Q(priority=priority) for priority in Priority],
        since=TruncDate("due_at", tzinfo=zone),
        label=F("sentence"),
        priority=F("priority"),
    )
