"""What stands around a person's care: barriers, and where they go next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from intake.models import Barrier, Triage, TriageDraft
from intake.rules.life import BarrierFacts, standing_on
from people.models import Patient


@dataclass(frozen=True)
class LifeAround:
    """The lines that stand, and those that ended, newest first."""

    standing: list[Barrier]
    ended: list[Barrier]


def life_around(patient: Patient) -> LifeAround:
    rows = list(Barrier.objects.filter(patient=patient, erred_at=None).select_related("noted_by"))
    ended = [row for row in rows if row.ended_on]
    return LifeAround(
        [row for row in rows if not row.ended_on], sorted(ended, key=lambda row: row.ended_on, reverse=True)
    )


def barriers_of(patient_id: UUID, *, on: date) -> list[BarrierFacts]:
    """For rules and for pages that choose care: those that hold on a day, what stops care first."""
    rows = Barrier.objects.filter(patient_id=patient_id, erred_at=None)
    return standing_on(on, [row.facts for row in rows])


@dataclass(frozen=True)
class GoesNext:
    """The decision that stands, if any, the earlier ones, newest first, and the one that is being written."""

    triages: list[Triage]
    draft: TriageDraft | None

    @property
    def standing(self) -> Triage | None:
        return next((row for row in self.triages if row.is_standing), None)

    @property
    def earlier(self) -> list[Triage]:
        return [row for row in self.triages if not row.is_standing]


def goes_next(patient: Patient) -> GoesNext:
    rows = Triage.objects.filter(patient=patient, erred_at=None).order_by("-decided_at")
    draft = TriageDraft.objects.filter(patient=patient).select_related("begun_by").first()
    return GoesNext(list(rows.select_related("decided_by", "contacted_by")), draft)
