"""Reads about referral packets: the list, whom one may be about, and what an import brought."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.selectors import events_about
from outcomes import instruments
from outcomes.models import Score
from people.access import Actor
from people.models import Clinic, Patient
from people.permissions import Permission
from people.rules.states import ClosedReason

from ..models import Allergy, Medication, Referral, TimelineEntry
from ..rules.names import may_be_same_name
from ..rules.packet import RecordNumber
from ..rules.words import EntryKind, ReferralState

_HEADINGS = {
    EntryKind.CONDITION: "Conditions",
    EntryKind.PROCEDURE: "Procedures",
    EntryKind.IMAGING: "Imaging studies",
}
#: What the audit log calls an import's source, and scores and tasks their origin.
SOURCE_KIND = "referral"


def referrals(actor: Actor) -> QuerySet[Referral]:
    """The clinic's packets, the latest first, without their bytes."""
    return Referral.objects.visible_to(actor, Permission.REFERRAL_IMPORT).select_related("patient")


@dataclass(frozen=True)
class Identity:
    """What a packet says of who it is about, as far as matching needs it."""

    given_name: str
    family_name: str
    birth_date: date
    record_numbers: tuple[RecordNumber, ...]

    @classmethod
    def of_report(cls, person: dict) -> "Identity":
        """From the report of a packet that waits for a human."""
        numbers = tuple(RecordNumber(**number) for number in person["record_numbers"])
        born = date.fromisoformat(person["birth_date"])
        return cls(person["given_name"], person["family_name"], born, numbers)


@dataclass(frozen=True)
class Match:
    """`patient` when a number settles it; `candidates` when a human must; neither for somebody new."""

    patient: Patient | None = None
    candidates: tuple[Patient, ...] = ()


def match_of(clinic: Clinic, person: Identity) -> Match:
    """Who of the clinic's people a packet is about.

    A record number, the birth date and the name together settle it. Anything less does not: numbers are
    mistyped, two people may have one, twins exist, and names change.
    """
    by_number = list(_with_number(clinic, person.record_numbers))
    born_then = [one for one in by_number if one.birth_date == person.birth_date]
    if len(born_then) == 1 and _has_name(born_then[0], person):
        return Match(patient=born_then[0])
    alike = [one for one in _born_on(clinic, person.birth_date) if _may_be(one, person)]
    return Match(candidates=tuple(dict.fromkeys(by_number + alike)))


def _not_withdrawn(clinic: Clinic) -> QuerySet[Patient]:
    return Patient.objects.filter(clinic=clinic).exclude(closed_reason=ClosedReason.ENTERED_IN_ERROR)


def _with_number(clinic: Clinic, numbers: tuple[RecordNumber, ...]) -> QuerySet[Patient]:
    """By a number of the sender's system; a number of no system may be the clinic's own (docs/adr/0009)."""
    wanted = Q(mrn__in=[number.value for number in numbers if not number.system])
    for number in numbers:
        if number.system:
            wanted |= Q(identifiers__system=number.system, identifiers__value=number.value)
    return _not_withdrawn(clinic).filter(wanted).distinct()


def _born_on(clinic: Clinic, birth_date: date) -> QuerySet[Patient]:
    return _not_withdrawn(clinic).filter(birth_date=birth_date)


def _may_be(patient: Patient, person: Identity) -> bool:
    """Worth asking about somebody born on that day: the name agrees, or a number of whatever system."""
    return _has_name(patient, person) or patient.mrn in {number.value for number in person.record_numbers}


def _has_name(patient: Patient, person: Identity) -> bool:
    return may_be_same_name(patient.given_name, patient.family_name, person.given_name, person.family_name)


def was_touched(patient: Patient) -> bool:
    """Has any person, not PainCare itself, written in this record? Undoing an import is not counted."""
    written = events_about(patient.pk).exclude(action__in=["read", "refused"]).exclude(role="system")
    return written.exclude(kind=Referral._meta.label_lower).exists()


def later_import(referral: Referral) -> Referral | None:
    """A newer packet of the same person that stands: it has to be undone first."""
    done = Referral.objects.filter(patient=referral.patient_id, state=ReferralState.DONE)
    return done.filter(finished_at__gt=referral.finished_at).exclude(pk=referral.pk).first()


@dataclass(frozen=True)
class Brought:
    """One charted row that an import added, for those who may read the chart. Its kind heads a list."""

    kind: str
    title: str
    on: date | None
    precision: str
    detail: str
    in_error: bool


def brought_by(referral_id: UUID) -> list[Brought]:
    """What an import added to the chart, kind by kind, in four queries."""
    timeline = TimelineEntry.objects.filter(referral_id=referral_id).order_by("kind", "starts_on")
    medications = Medication.objects.filter(referral_id=referral_id)
    allergies = Allergy.objects.filter(referral_id=referral_id)
    scores = Score.objects.filter(source_kind=SOURCE_KIND, source_id=str(referral_id))
    return list(
        chain(
            (_from_timeline(row) for row in timeline),
            (_from_medication(row) for row in medications),
            (_from_allergy(row) for row in allergies),
            (_from_score(row) for row in scores),
        )
    )


def _from_timeline(row: TimelineEntry) -> Brought:
    detail = row.clinical_status or row.detail
    kind = _HEADINGS[row.kind]
    return Brought(kind, row.title, row.starts_on, row.precision, detail, row.is_entered_in_error)


def _from_medication(row: Medication) -> Brought:
    detail = f"{row.dose_words}, {row.status}"
    return Brought(
        "Medicines", row.title, row.started_on, row.started_precision, detail, row.is_entered_in_error
    )


def _from_allergy(row: Allergy) -> Brought:
    return Brought(
        "Allergies", row.title, row.recorded_on, row.recorded_precision, row.reaction, row.is_entered_in_error
    )


def _from_score(row: Score) -> Brought:
    asked = instruments.get(row.instrument, row.version)
    return Brought(
        "Pain scores",
        asked.title,
        row.true_on,
        "day",
        f"{row.value:.1f} {asked.unit}",
        row.is_entered_in_error,
    )


def candidates_of(referral: Referral) -> tuple[Patient, ...]:
    """Everyone here who may be the person of a packet that waits for a human."""
    return match_of(referral.clinic, Identity.of_report(referral.report["person"])).candidates
