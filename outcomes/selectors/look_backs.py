"""The days that a look-back reads, and the look-backs that were saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from people.models import Patient

from ..models import Day, SavedLookBack
from ..rules.look_back import ANCHORS, Anchor, Answer, Series, Side, Stretch
from ..rules.one_device import Told, of_newest_device
from ..rules.words import DayMark, GoalTick

_FIELDS = (
    "day",
    "moved_minutes",
    "moved_steps",
    "device_steps",
    "slept_minutes",
    "device_slept_minutes",
    "mark",
    "goal_tick",
    "steps_source",
    "sleep_source",
)
#: How much of the goal's day was reached, in percent.
_REACHED = {GoalTick.YES.value: 100.0, GoalTick.PART.value: 50.0, GoalTick.NO.value: 0.0}


@dataclass(frozen=True)
class AnchorDays:
    """Every anchor's days in the unit of its words. `left_out`: values that another device told than the
    newest one of its anchor.
    """

    series: dict[Anchor, Series]
    left_out: int


def anchor_days(patient: Patient, stretch: Stretch) -> AnchorDays:
    """One query. What was not said is not in it."""
    rows = Day.objects.filter(patient=patient, day__range=(stretch.first, stretch.last)).order_by("day")
    series: dict[Anchor, dict[date, float]] = {anchor: {} for anchor in Anchor}
    steps, nights = [], []
    for day, moved, told_steps, counted, slept, asleep, mark, tick, of_steps, of_sleep in rows.values_list(
        *_FIELDS
    ):
        steps.append(Told(day, counted, of_steps))
        nights.append(Told(day, asleep, of_sleep))
        said = {
            Anchor.MOVED: moved,
            Anchor.TOLD_STEPS: told_steps,
            Anchor.SLEPT: _hours(slept),
            Anchor.MARK: mark,
            Anchor.GOAL: _REACHED.get(tick),
        }
        for anchor, value in said.items():
            if value is not None:
                series[anchor][day] = float(value)
    series[Anchor.STEPS] = {day: float(value) for day, value in of_newest_device(steps).items()}
    series[Anchor.DEVICE_SLEPT] = {day: value / 60 for day, value in of_newest_device(nights).items()}
    counted_days = sum(told.value is not None for told in (*steps, *nights))
    kept = len(series[Anchor.STEPS]) + len(series[Anchor.DEVICE_SLEPT])
    return AnchorDays(series, counted_days - kept)


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def hard_days(patient: Patient) -> list[date]:
    """Every day that the person marked hard, oldest first; one query."""
    rows = Day.objects.filter(patient=patient, mark=DayMark.HARD).order_by("day")
    return list(rows.values_list("day", flat=True))


@dataclass(frozen=True)
class SavedLine:
    """One saved look-back, in the words of the day on which it was saved."""

    id: UUID
    event_key: str
    event_on: date
    event_words: str
    saved_at: datetime
    saved_by: str
    visit_at: datetime | None
    findings: tuple["SavedFinding", ...]
    beside: tuple[tuple[date, str], ...]
    method: str

    @property
    def worth_asking(self) -> tuple["SavedFinding", ...]:
        return tuple(one for one in self.findings if one.answer.is_worth_asking)

    @property
    def cannot_tell(self) -> int:
        return sum(one.answer == Answer.CANNOT_TELL for one in self.findings)


@dataclass(frozen=True)
class SavedFinding:
    title: str
    side: Side
    answer: Answer
    sentence: str


def saved_look_backs(patient: Patient) -> list[SavedLine]:
    """Newest first, those in error left out; one query."""
    rows = SavedLookBack.objects.filter(patient=patient, erred_at=None)
    return [_line(row) for row in rows.select_related("saved_by", "visit").order_by("-saved_at")]


def _line(row: SavedLookBack) -> SavedLine:
    return SavedLine(
        id=row.pk,
        event_key=row.event_key,
        event_on=row.event_on,
        event_words=row.event_words,
        saved_at=row.saved_at,
        saved_by=row.saved_by.name,
        visit_at=row.visit.starts_at if row.visit else None,
        findings=_findings(row.seen["findings"]),
        beside=tuple((date.fromisoformat(one["on"]), one["words"]) for one in row.seen["beside"]),
        method=row.method,
    )


def _findings(kept: Sequence[dict]) -> tuple[SavedFinding, ...]:
    return tuple(
        SavedFinding(
            ANCHORS[Anchor(one["anchor"])].title, Side(one["side"]), Answer(one["answer"]), one["sentence"]
        )
        for one in kept
    )
