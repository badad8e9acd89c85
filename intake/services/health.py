"""Health facts: stated by one click, then written field by field; and allergies that nobody knows of."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import HealthFact, Intake
from intake.rules.health_facts import CATALOGUE, NO_ALLERGIES, Known
from intake.rules.words import Teller
from people.access import Actor, ensure_same_clinic

from .conversation import ensure_open, touch

HAS_ALLERGIES = "Allergies are charted. Mark what is wrong with them first."


@transaction.atomic
def state_fact(
    *, intake: Intake, key: str, known: Known | None, by: Actor, at: datetime, told_by: Teller = Teller.STAFF
) -> HealthFact:
    """The line of one fact in this conversation, made when it is not there yet.

    A yes or no is true on the day it is said; a number waits for its own day. The same again changes nothing.
    """
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    kind = CATALOGUE.get(key)
    if kind is None:
        raise DomainError("unknown_fact", f"We do not ask about “{key}”.", "fact")
    if kind.is_number and known is not None:
        raise DomainError("not_a_number", f"{kind.label} is a number.", "fact")
    return _state(locked, key, known, kind.unit, told_by, by, at)


@transaction.atomic
def state_no_allergies(*, intake: Intake, by: Actor, at: datetime) -> HealthFact:
    """Somebody asked, and the person knows of none. It is not the same as an empty list (FHIR 716186003)."""
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    if locked.patient.allergies.filter(erred_at=None).exists():
        raise DomainError("has_allergies", HAS_ALLERGIES)
    return _state(locked, NO_ALLERGIES, Known.YES, "", Teller.STAFF, by, at)


def _state(
    intake: Intake, key: str, known: Known | None, unit: str, told_by: Teller, by: Actor, at: datetime
) -> HealthFact:
    row = HealthFact.objects.filter(intake=intake, key=key, erred_at=None).first()
    if row is None:
        row = HealthFact(
            clinic_id=intake.clinic_id, patient_id=intake.patient_id, intake=intake, key=key, unit=unit
        )
    elif known is None or row.known == known:
        return row
    row.known, row.told_by, row.recorded_at, row.author_id = known or "", told_by, at, by.user_id
    row.true_on = None if unit else intake.patient.today(at)
    row.revisions = {**row.revisions, "known": row.revision_of("known") + 1}
    row.save()
    touch(intake, at)
    audit.record("health_fact_stated", by=by, subject=row, detail=f"{key} {known or ''}".strip(), at=at)
    return row


def ensure_row_open(row: HealthFact) -> None:
    """A fact is written as long as its conversation is open."""
    if row.intake is None:
        raise DomainError("no_draft", "This fact came from elsewhere. State it anew instead.")
    ensure_open(row.intake)


def fact_saved(row: HealthFact, at: datetime) -> None:
    """A number that cannot be is refused with a sentence, and stays in its field."""
    kind = CATALOGUE.get(row.key)
    if kind and kind.is_number and row.number is not None and not kind.low <= row.number <= kind.high:
        raise DomainError(
            "out_of_range", f"{kind.label} lies between {kind.low:f} and {kind.high:f} {kind.unit}.", "number"
        )
    if row.true_on and row.true_on > row.patient.today(at):
        raise DomainError("future", "This day is still to come.", "true_on")
    if row.intake:
        touch(row.intake, at)
