"""Everything that the storyboard shows, gathered in four queries whatever the number of rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from chart.presenters.board import Board, draw_board, table_rows
from chart.presenters.days import DayCell, cells_until, draw_days
from chart.presenters.marks import Mark, Span
from chart.presenters.steps import StepRow, step_row
from chart.presenters.tracks import Track
from chart.presenters.window import Window
from chart.presenters.words import number
from chart.selectors.marks import marks_of
from chart.selectors.plan import PlanFacts, plan_of
from chart.selectors.series import DAYS_SHOWN, MONTHS_SHOWN, measure_tracks, numbers_of, score_tracks
from chart.selectors.story import GoalLine, Story, story_of
from core.addresses import address_of
from core.words import day
from outcomes.rules.pattern import PatternVerdict
from outcomes.selectors import noise_by, pattern_in
from people.access import Actor, can
from people.models import Clinic, Patient
from people.permissions import Permission
from people.selectors import policies

SHORTEST_WINDOW = timedelta(days=56)
MARGIN = timedelta(days=5)


@dataclass(frozen=True)
class Storyboard:
    story: Story
    plan: PlanFacts
    tracks: tuple[Track, ...]
    marks: tuple[Mark, ...]
    flares: tuple[Span, ...]
    window: Window
    cells: tuple[DayCell, ...]
    latest: dict[str | None, Decimal]
    today: date
    pattern: PatternVerdict | None
    patient_id: UUID

    @cached_property
    def drawn(self) -> Board:
        return draw_board(self.tracks, self.marks, self.window, self.flares)

    @property
    def days(self) -> str:
        return draw_days(self.cells, href=address_of("outcomes:days", self.patient_id))

    @property
    def goals(self) -> list[tuple[str, str]]:
        """The person's words, and how far they are."""
        return [(goal.words, goal_note(goal, self.latest.get(goal.measure_id))) for goal in self.story.goals]

    @property
    def cells_newest_first(self) -> tuple[DayCell, ...]:
        return self.cells[::-1]

    @property
    def has_days(self) -> bool:
        return any(cell.kind for cell in self.cells)

    @property
    def steps(self) -> list[StepRow]:
        return [step_row(step, self.plan, self.today) for step in self.plan.steps]

    @property
    def tables(self) -> list[tuple[Track, list[tuple[date, str]]]]:
        return [(track, table_rows(track, self.window)) for track in self.tracks]


def storyboard_of(
    patient: Patient, *, clinic: Clinic, today: date, zone: ZoneInfo, reader: Actor
) -> Storyboard:
    sees = can(reader, Permission.SENSITIVE)
    story, plan = story_of(patient, zone=zone, sees_sensitive=sees), plan_of(patient)
    limits = policies(clinic, on=today)
    noise = noise_by(limits["function_noise_percent"])
    numbers = numbers_of(patient, sees_sensitive=sees)
    tracks = (
        *measure_tracks(numbers.measures, story.goals, noise),
        *score_tracks(numbers.scores),
    )
    flares = tuple(_flare(first, last, today) for first, last in numbers.flares)
    return Storyboard(
        story=story,
        plan=plan,
        tracks=tracks,
        marks=marks_of(plan),
        flares=flares,
        window=_window(tracks, today),
        cells=cells_until(today, numbers.days, days=DAYS_SHOWN, flares=flares),
        latest={one.id: one.points[-1].value for one in numbers.measures},
        today=today,
        pattern=pattern_in(numbers.sides, limits),
        patient_id=patient.pk,
    )


def _flare(first: date, last: date | None, today: date) -> Span:
    """One that is on reaches to today. The clinic's today can be a day behind the patient's."""
    return Span(first, max(first, last or today), day(last) if last else "now")


def goal_note(goal: GoalLine, now: Decimal | None) -> str:
    """55 of 60 min; without a value only where it should go."""
    target = " ".join(filter(None, (number(goal.target), goal.unit, goal.frequency)))
    return f"goal {target}" if now is None else f"{number(now)} of {target}"


def _window(tracks: tuple[Track, ...], today: date) -> Window:
    """Six months, or as far as the numbers go back, but never less than eight weeks."""
    first = min((track.points[0].on for track in tracks), default=today)
    return Window(max(min(first - MARGIN, today - SHORTEST_WINDOW), today - MONTHS_SHOWN), today)
