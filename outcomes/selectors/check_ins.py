"""The block of check-ins, and how much of it is there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from people.models import Patient

from ..links import latest_episode
from ..models import CheckInEpisode, Day
from ..rules.months import Month
from ..rules.rhythm import Rhythm, rhythm_on
from ..rules.words import MovementUnit


@dataclass(frozen=True)
class BlockLine:
    """The newest block on the day `on`. `logged` are its days that have a word."""

    starts_on: date
    ends_on: date
    weekly_until: date | None
    asks_headache: bool
    logged: int
    on: date

    @property
    def rhythm(self) -> Rhythm:
        return rhythm_on(
            self.on, starts_on=self.starts_on, ends_on=self.ends_on, weekly_until=self.weekly_until
        )

    @property
    def so_far(self) -> int:
        """Its days up to and including `on`."""
        return (min(self.on, self.ends_on) - self.starts_on).days + 1

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def block_of(patient: Patient, *, on: date) -> BlockLine | None:
    """One query; None for somebody who never had a block."""
    found = newest_block(patient.pk, on=on).values_list(*BLOCK, "logged").first()
    return BlockLine(*found, on=on) if found else None


BLOCK = ("starts_on", "ends_on", "weekly_until", "asks_headache")


def newest_block(patient: UUID | OuterRef, *, on: date) -> QuerySet[CheckInEpisode]:
    """The blocks that have begun, newest first, each with how many of its days have a word."""
    said = Day.objects.filter(
        patient=OuterRef("patient"),
        day__gte=OuterRef("starts_on"),
        day__lte=Least(OuterRef("ends_on"), Value(on, DateField())),
        mark__isnull=False,
    )
    count = said.order_by().values("patient").annotate(count=Count("day")).values("count")
    begun = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on)
    return begun.annotate(logged=Coalesce(Subquery(count), 0)).order_by("-starts_on")


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
