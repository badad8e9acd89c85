"""Keeping where somebody is in an intake, and how long each topic was in use."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.errors import DomainError
from intake.models import Intake, Sitting
from intake.rules.sittings import believed
from people.access import Actor, ensure_same_clinic


@dataclass(frozen=True)
class Whereabouts:
    """Where on the page: a control, its name in words, the caret in it, and how far the page is scrolled."""

    control: str
    place: str
    caret: int
    scroll: int


@transaction.atomic
def note_sitting(
    *, intake: Intake, key: UUID, where: Whereabouts, seconds: dict[str, int], by: Actor, at: datetime
) -> Sitting:
    """Keep the newest whereabouts of a sitting. Nothing of the chart is read or written, so none is audited.

    A signed intake has no sittings any more; a key that is somebody else's, or another intake's, is refused.
    """
    ensure_same_clinic(by, intake)
    if intake.is_signed:
        raise DomainError("signed", "This intake is signed.")
    fresh = {"clinic_id": intake.clinic_id, "patient_id": intake.patient_id, "began_at": at, "seen_at": at}
    owned = {"intake_id": intake.pk, "user_id": by.user_id}
    sitting, _ = Sitting.objects.select_for_update().get_or_create(pk=key, defaults=fresh | owned)
    if (sitting.intake_id, sitting.user_id) != (intake.pk, by.user_id):
        raise DomainError("not_yours", "This is another sitting.")
    lasted = (at - min(sitting.began_at, at)).total_seconds()
    sitting.seconds = believed(seconds, sitting.seconds, lasted=lasted)
    sitting.control, sitting.place = where.control, where.place
    sitting.caret, sitting.scroll, sitting.seen_at = where.caret, where.scroll, at
    sitting.save()
    return sitting
