"""Health facts, computed once: typed and dated for rules, and as rows for the page."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from intake.models import Allergy, HealthFact, Intake, TimelineEntry
from intake.rules.health_facts import CATALOGUE, NO_ALLERGIES, FactKind, HealthFacts, Known, newest
from intake.rules.words import EntryKind

#: FHIR clinical statuses of a condition that is over.
_OVER = ("resolved", "inactive", "remission")


def facts_of(patient_id: UUID) -> HealthFacts:
    """What rules may rely on, each with its day; a fact that is not here is not known. Two queries."""
    rows = HealthFact.objects.filter(patient_id=patient_id, erred_at=None).order_by("recorded_at")
    stated = newest(row.stated for row in rows)
    # “None known” holds until one is charted.
    if Allergy.objects.filter(patient_id=patient_id, erred_at=None).exists():
        stated.pop(NO_ALLERGIES, None)
    return HealthFacts(stated)


def none_known(patient_id: UUID | OuterRef) -> QuerySet[HealthFact]:
    """That somebody asked about allergies and there was none: an empty list by itself says nothing."""
    return HealthFact.objects.filter(patient_id=patient_id, key=NO_ALLERGIES, known=Known.YES, erred_at=None)


def active_conditions(patient_id: UUID):
    """Coded conditions from packets and by hand that are not over, newest first."""
    rows = TimelineEntry.objects.filter(patient_id=patient_id, kind=EntryKind.CONDITION, erred_at=None)
    return rows.exclude(clinical_status__in=_OVER).filter(ends_on=None).order_by("-starts_on", "title")


@dataclass(frozen=True)
class FactRow:
    """A fact of this conversation, with what it is."""

    kind: FactKind
    row: HealthFact


@dataclass(frozen=True)
class HealthPage:
    """The part of the intake page: what was said here, known before, and not asked; `known` is all of
    it for rules, without allergies."""

    rows: list[FactRow]
    before: list[tuple[FactKind, str]]
    open: list[FactKind]
    conditions: list[TimelineEntry]
    no_allergies: HealthFact | None
    known: HealthFacts


def health_page(intake: Intake) -> HealthPage:
    rows = list(
        HealthFact.objects.filter(patient_id=intake.patient_id, erred_at=None).order_by("recorded_at")
    )
    here = {row.key: row for row in rows if row.intake_id == intake.pk}
    known = newest(row.stated for row in rows if row.intake_id != intake.pk)
    return HealthPage(
        rows=[FactRow(kind, here[key]) for key, kind in CATALOGUE.items() if key in here],
        before=[
            (kind, known[key].in_words) for key, kind in CATALOGUE.items() if key in known and key not in here
        ],
        open=[kind for key, kind in CATALOGUE.items() if key not in here],
        conditions=list(active_conditions(intake.patient_id)),
        no_allergies=next((row for row in reversed(rows) if row.key == NO_ALLERGIES), None),
        known=HealthFacts(newest(row.stated for row in rows)),
    )
