"""What the numbers show by rule: function against pain, shifts, small wins, landings (S78, S79)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from people.models import Patient
from people.policies import PolicyValue

from ..rules import wins
from ..rules.change import Change, ChangeVerdict, Noise
from ..rules.one_device import Told, of_newest_device
from ..rules.pattern import PatternVerdict, Series, find_pattern
from ..rules.performance import change_of_series
from ..rules.shift import weekly_change
from ..rules.steady import LONGEST_GAP_DAYS, Plateau, plateau
from ..rules.weekly import weekly_means
from ..rules.wins import Aim, NightLimits, Win, WinKind
from ..rules.words import Direction
from .function_and_pain import DayFacts, FunctionAndPain, function_and_pain
from .noise import noise_by

#: Half a year of weeks is what run rules are asked about.
DAYS_READ = 182
#: How long a win is told.
WIN_DAYS = timedelta(days=14)

Limits = Mapping[str, PolicyValue]

_NOISE = "function_noise_percent"
#: The clinic's numbers that each win rests on.
_LIMITS_OF = {
    WinKind.GOAL_REACHED: (),
    WinKind.NEW_BEST: ("small_step_minutes",),
    WinKind.GOOD_NIGHTS: ("good_night_minutes", "poor_night_minutes"),
    WinKind.GOOD_DAYS: ("compared_week_days",),
}


@dataclass(frozen=True)
class Shift:
    """A daily series by its weeks, and what run rules say of it."""

    title: str
    verdict: ChangeVerdict

    @property
    def is_clear(self) -> bool:
        return self.verdict.code in (Change.CLEAR_SHIFT_BETTER, Change.CLEAR_SHIFT_WORSE)

    @property
    def details(self) -> str:
        """The sentence without the label that a badge says already."""
        return self.verdict.sentence.removeprefix(f"{self.verdict.code.label}: ")

    @property
    def headline(self) -> str:
        """Only how far it moved."""
        return self.details.partition(" (")[0]


@dataclass(frozen=True)
class Landing:
    """A measure that keeps to one level."""

    title: str
    unit: str
    plateau: Plateau


@dataclass(frozen=True)
class Noticed:
    """Wins newest first. `shifts` are of every daily series that has days, found or not; `sources` say
    where the numbers of wins and landings stand.
    """

    pattern: PatternVerdict | None
    shifts: tuple[Shift, ...]
    wins: tuple[Win, ...]
    landings: tuple[Landing, ...]
    sources: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing was found, and nothing was looked at."""
        return not (self.pattern or self.shifts or self.wins or self.landings)

    @property
    def clear_shifts(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in self.shifts if shift.is_clear)

    @property
    def has_news(self) -> bool:
        return bool(self.pattern or self.wins or self.clear_shifts or self.landings)


def noticed(patient: Patient, *, on: date, limits: Limits) -> Noticed:
    """As of a day; one query."""
    return noticed_in(function_and_pain(patient, on=on, days=DAYS_READ), on=on, limits=limits)


def noticed_in(told: FunctionAndPain, *, on: date, limits: Limits) -> Noticed:
    """In what was gathered up to a day, with the last half year of days."""
    found = _wins(told, on, limits)
    landings = _landings(told, on, limits[_NOISE].value, moved={win.title for win in found})
    keys = [key for win in found for key in _LIMITS_OF[win.kind]] + [_NOISE] * bool(landings)
    return Noticed(
        pattern=pattern_in(told, limits),
        shifts=_shifts(told.days),
        wins=found,
        landings=landings,
        sources=tuple(dict.fromkeys(limits[key].source for key in keys)),
    )


def pattern_in(told: FunctionAndPain, limits: Limits) -> PatternVerdict | None:
    """The pattern over what somebody can do and their function scores, against pain."""
    noise = noise_by(limits[_NOISE])
    function = [_measure_series(aim, noise) for aim in told.aims] + list(told.function)
    apart = timedelta(days=int(limits["same_time_days"].value))
    return find_pattern(function, told.intensity, told.mixed, apart=apart)


def _measure_series(aim: Aim, noise: Noise) -> Series:
    def judge(points: Sequence) -> ChangeVerdict:
        return change_of_series(points, direction=aim.direction, unit=aim.unit, noise=noise, test=aim.test)

    return Series(aim.measure, aim.title, aim.unit, aim.points, judge)


def _shifts(days: Sequence[DayFacts]) -> tuple[Shift, ...]:
    steps = of_newest_device([Told(day.day, day.steps, day.steps_device) for day in days])
    nights = of_newest_device([Told(day.day, day.device_slept, day.sleep_device) for day in days])
    daily = (
        ("Moved, by own word", "minutes a day", [(day.day, day.moved) for day in days]),
        ("Steps, by own word", "steps a day", [(day.day, day.told_steps) for day in days]),
        ("Steps, by the device", "steps a day", steps.items()),
        ("Asleep, by own word", "hours a night", [(day.day, _hours(day.slept)) for day in days]),
        ("Asleep, by the device", "hours a night", [(day, _hours(value)) for day, value in nights.items()]),
    )
    weekly = [(title, unit, weekly_means(values)) for title, unit, values in daily]
    return tuple(
        Shift(title, weekly_change(series, direction=Direction.HIGHER_IS_BETTER, unit=unit))
        for title, unit, series in weekly
        if series.days
    )


def _hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else Decimal(minutes) / 60


def _wins(told: FunctionAndPain, on: date, limits: Limits) -> tuple[Win, ...]:
    step = limits["small_step_minutes"].value
    found = [
        *(wins.goal_reached(aim) for aim in told.aims),
        *(wins.new_best(aim, minutes=step) for aim in told.aims),
        *_night_wins(told.days, limits),
        wins.good_days(
            {day.day: day.mark for day in told.days if day.mark is not None},
            until=on,
            fewest=int(limits["compared_week_days"].value),
        ),
    ]
    fresh = [win for win in found if win and win.on > on - WIN_DAYS]
    return tuple(sorted(fresh, key=lambda win: win.on, reverse=True))


def _night_wins(days: Sequence[DayFacts], limits: Limits) -> list[Win]:
    """The newest by the person's own word; the device is asked only where that finds none."""
    nights = NightLimits(int(limits["good_night_minutes"].value), int(limits["poor_night_minutes"].value))
    own = {day.day: day.slept for day in days if day.slept is not None}
    device = {day.day: day.device_slept for day in days if day.device_slept is not None}
    found = wins.good_nights("asleep, by own word,", own, nights)[-1:]
    return found or wins.good_nights("asleep, by the device,", device, nights)[-1:]


def _landings(
    told: FunctionAndPain, on: date, noise_percent: Decimal, *, moved: set[str]
) -> tuple[Landing, ...]:
    """Only where somebody measured lately, for an old level is no landing of today, and nothing has just
    moved. A test is not held against a noise that is not its own.
    """
    since = on - timedelta(days=LONGEST_GAP_DAYS)
    found = [
        (aim, plateau(aim.points, noise_percent=noise_percent))
        for aim in told.aims
        if not (aim.test and aim.test.has_own_figures)
    ]
    steady = [(aim, one) for aim, one in found if one and one.last >= since and aim.title not in moved]
    return tuple(Landing(aim.title, aim.unit, one) for aim, one in steady)
