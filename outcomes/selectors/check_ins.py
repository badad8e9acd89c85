"""The block of check-ins, and how much of it is there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Least

from people.models import Patient

from ..links import latest_episode
from ..models import CheckInEpisode, Day
from ..rules.months import Month
from ..rules.rhythm import Rhythm
from ..rules.words import MovementUnit


@dataclass(frozen=True)
class BlockLine:
    """The newest block. `so_far` counts its days up to today, `logged` those that have a word."""

    episode: CheckInEpisode
    rhythm: Rhythm
    logged: int
    so_far: int
    days: int


def block_of(patient: Patient, *, on: date) -> BlockLine | None:
    """One query; None for somebody who never had a block."""
    said = Day.objects.filter(
        patient=OuterRef("patient"),
        day__gte=OuterRef("starts_on"),
        day__lte=Least(OuterRef("ends_on"), Value(on, DateField())),
        mark__isnull=False,
    )
    count = said.order_by().values("patient").annotate(count=Count("day")).values("count")
    begun = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on).select_related("goal")
    episode = begun.annotate(logged=Coalesce(Subquery(count), 0)).order_by("-starts_on").first()
    if episode is None:
        return None
    return BlockLine(
        episode=episode,
        rhythm=episode.rhythm_on(on),
        logged=episode.logged,
        so_far=(min(on, episode.ends_on) - episode.starts_on).days + 1,
        days=(episode.ends_on - episode.starts_on).days + 1,
    )


@dataclass(frozen=True)
class PaperMonth:
    """A month of paper, and the columns that this person's has."""

    month: Month
    by_steps: bool
    goal: str
    headache: bool

    @property
    def leave_out(self) -> list[str]:
        """Fields that the paper has no column for."""
        moved = "moved_minutes" if self.by_steps else "moved_steps"
        return [moved] if self.headache else [moved, "headache", "headache_medicine"]


def paper_month(patient: Patient, month: Month) -> PaperMonth:
    """By the newest block that had begun when the month ended; one query."""
    episode = latest_episode(patient, month.last)
    if episode is None:
        return PaperMonth(month, by_steps=False, goal="", headache=False)
    goal = episode.goal
    return PaperMonth(
        month,
        by_steps=episode.movement_unit == MovementUnit.STEPS,
        goal="" if goal is None or goal.is_entered_in_error else goal.words,
        headache=episode.asks_headache,
    )
