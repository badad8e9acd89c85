"""Saving a look-back to the visit: what was seen, and nothing that came in since."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient, Visit

from ..models import SavedLookBack
from ..rules.look_back import Beside, LookBack, digest, snapshot
from .guards import ensure_may_write, take_turns


@transaction.atomic
def save_look_back(
    *,
    patient: Patient,
    event_key: str,
    look_back: LookBack,
    beside: Sequence[Beside],
    seen_digest: str,
    visit: Visit | None,
    by: Actor,
    at: datetime,
) -> SavedLookBack:
    """Keep a look-back as somebody saw it; `seen_digest` is the fingerprint of the page they looked at.

    1. Days that came in since would save numbers that nobody saw: then the page is shown anew.
    2. The same look-back of the same day is one row, however often the button is pressed.
    """
    ensure_may_write(by, patient, visit)
    take_turns(patient)
    seen = snapshot(look_back, beside)
    if digest(seen) != seen_digest:
        raise DomainError("changed", "Something changed since this page was opened. Look again, then save.")
    today = patient.clinic.today(at)
    known = SavedLookBack.objects.filter(patient=patient, digest=seen_digest, saved_on=today, erred_at=None)
    if same := known.first():
        return same
    row = SavedLookBack.objects.create(
        patient=patient,
        clinic_id=patient.clinic_id,
        visit=visit,
        event_key=event_key,
        event_kind=look_back.event.kind,
        event_on=look_back.event.on,
        event_words=look_back.event.words,
        seen=seen,
        digest=seen_digest,
        method=look_back.method,
        saved_on=today,
        saved_at=at,
        saved_by_id=_person(by),
    )
    audit.record("look_back_saved", by=by, subject=row, detail=look_back.event.kind, at=at)
    return row


def _person(by: Actor) -> UUID:
    """Sweeps and imports look at no page, so they have seen nothing that could be kept."""
    if by.user_id is None:
        raise PermissionDenied("Only a person saves what they saw.")
    return by.user_id
