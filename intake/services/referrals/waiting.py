"""Whose turn it is: packets wait as rows, and are claimed for a while."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from audit import services as audit
from people.access import Actor

from ...models import Referral
from ...rules.words import ReferralState

#: Renewed while the packet is read; long enough for the writing at the end.
LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 3
_GIVEN_UP = "The import stopped three times on our side. Nothing was saved. Try again, or call support."


@transaction.atomic
def claim_waiting(*, at: datetime) -> Referral | None:
    """Take the packet that has waited longest, or one whose worker died; None when nothing waits.

    Two workers never take the same one (SKIP LOCKED), and the lease runs by the database's clock, so a wrong
    clock on a worker claims nothing early. A packet that stopped three workers is set aside with a sentence.
    """
    lapsed = Q(state=ReferralState.READING, leased_until__lt=Now())
    waiting = Referral.objects.filter(Q(state=ReferralState.WAITING) | lapsed).order_by("received_at", "id")
    while referral := waiting.select_for_update(skip_locked=True).first():
        if referral.attempts < MOST_ATTEMPTS:
            return _lease(referral)
        _set_aside(referral, at=at)
    return None


def _lease(referral: Referral) -> Referral:
    Referral.objects.filter(pk=referral.pk).update(
        state=ReferralState.READING, leased_until=Now() + LEASE, attempts=F("attempts") + 1, progress=0
    )
    referral.refresh_from_db()
    return referral


def _set_aside(referral: Referral, *, at: datetime) -> None:
    referral.state, referral.refusal, referral.finished_at = ReferralState.REFUSED, _GIVEN_UP, at
    referral.save(update_fields=["state", "refusal", "finished_at"])
    by = Actor.system(referral.clinic_id)
    audit.record("packet_refused", by=by, subject=referral, detail="gave_up", at=at)


def still_mine(referral: Referral) -> QuerySet[Referral]:
    """The row, only while this claim holds it: `attempts` is the claim's number."""
    return Referral.objects.filter(pk=referral.pk, state=ReferralState.READING, attempts=referral.attempts)


def renew(referral: Referral, *, percent: int) -> None:
    """Show how far the reading is, and keep the claim. Outside any transaction, so that everyone sees it."""
    still_mine(referral).update(progress=percent, leased_until=Now() + LEASE)
