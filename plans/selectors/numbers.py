"""The person's goals, measures and latest numbers: what a plan is built from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from outcomes.models import Goal, Measure, Reading, Score
from outcomes.rules.words import Capacity, GoalStatus
from people.models import Patient


@dataclass(frozen=True)
class Numbers:
    """Gathered once, in four queries."""

    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]
    readings: dict[UUID, Decimal]
    scores: dict[str, Decimal]

    @property
    def first_goal(self) -> Goal | None:
        return self.goals[0] if self.goals else None

    def measure_for(self, capacities: Sequence[Capacity]) -> Measure | None:
        """What to measure: the first goal's own measure if it is of the kind, else the first of the kind."""
        wanted = [goal.measure for goal in self.goals if goal.measure] + list(self.measures)
        for capacity in capacities:
            found = next((measure for measure in wanted if measure.capacity == capacity), None)
            if found:
                return found
        return self.first_goal.measure if self.first_goal else None

    def baseline_and_goal(self, measure_id: UUID | None) -> tuple[Decimal | None, Decimal | None]:
        """The latest reading (or the goal's own baseline) and the goal's target for one measure."""
        goal = next((goal for goal in self.goals if measure_id and goal.measure_id == measure_id), None)
        baseline = self.readings.get(measure_id) if measure_id else None
        if baseline is None and goal:
            baseline = goal.baseline
        return baseline, goal.target if goal else None

    def latest_score(self, instrument: str) -> Decimal | None:
        return self.scores.get(instrument)


def numbers_of(patient: Patient) -> Numbers:
    readings = Reading.objects.filter(patient=patient, erred_at=None)
    scores = Score.objects.standing().filter(patient=patient, erred_at=None, value__isnull=False)
    return Numbers(
        goals=tuple(active_goals(patient)),
        measures=tuple(measures_of(patient.pk)),
        readings=dict(
            readings.order_by("measure_id", "-true_on", "-recorded_at")
            .distinct("measure_id")
            .values_list("measure_id", "value")
        ),
        scores=dict(
            scores.order_by("instrument", "-true_on", "-computed_at")
            .distinct("instrument")
            .values_list("instrument", "value")
        ),
    )


def active_goals(patient: Patient) -> QuerySet[Goal]:
    """What the person wants back, the first in rank first."""
    active = Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None)
    return active.select_related("measure").order_by("rank")


def measures_of(patient_id: UUID) -> QuerySet[Measure]:
    return Measure.objects.filter(patient=patient_id, erred_at=None)
