"""Made-up people whose truth is known: 56 days of six anchors around an event.

Each anchor's days are cut from a Gaussian AR(1), so that its autocorrelation is known, and then look like
what people write: minutes skewed, with zeros, in fives; hours in halves; marks and goal ticks in three steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, sqrt
from random import Random

from outcomes.rules.look_back import Anchor, Event, EventKind, Numbers, Series, Side

NUMBERS = Numbers(days=14, reference_days=28, least_percent=50)
EVENT_ON = date(2026, 6, 1)
FIRST = EVENT_ON - timedelta(days=NUMBERS.reference_days + NUMBERS.days)
DAYS = [FIRST + timedelta(days=number) for number in range(NUMBERS.span)]

#: What a person says is missing together, and so is what a device counts.
TELLERS = ((Anchor.MOVED, Anchor.SLEPT, Anchor.MARK, Anchor.GOAL), (Anchor.STEPS, Anchor.DEVICE_SLEPT))


def _moved(z: float, shift: float) -> float:
    """Median 30 minutes, one day in ten without any, in fives; the shift is a share of it."""
    return 0 if z < -1.28 else 5 * round(30 * exp(0.6 * z) * (1 + shift) / 5)


def _steps(z: float, shift: float) -> float:
    return round(4500 * exp(0.45 * z) * (1 + shift))


def _slept(z: float, shift: float) -> float:
    """Mean 6.8 hours, spread 1.2 as in the real people's files, in halves."""
    return round(2 * (6.8 + 1.2 * z + shift)) / 2


def _device_slept(z: float, shift: float) -> float:
    return 6.8 + 1.2 * z + shift


def _mark(z: float, shift: float) -> float:
    """Three days in ten good, half okay, two in ten hard; the shift is in spreads."""
    return 1 if z + shift < -0.5 else 2 if z + shift < 0.9 else 3


def _goal(z: float, shift: float) -> float:
    return 100 if z + shift > 0.1 else 50 if z + shift > -0.65 else 0


MAKERS: Mapping[Anchor, Callable[[float, float], float]] = {
    Anchor.MOVED: _moved,
    Anchor.STEPS: _steps,
    Anchor.SLEPT: _slept,
    Anchor.DEVICE_SLEPT: _device_slept,
    Anchor.MARK: _mark,
    Anchor.GOAL: _goal,
}


@dataclass(frozen=True)
class World:
    """How alike neighbouring days are, the share of missing days, how alike the anchors are, what happens.

    `bursts`: days go missing a week at a time and not one by one.
    """

    correlation: float
    missing: float
    happens: str = "nothing"
    shared: float = 0.0
    bursts: bool = False


@dataclass(frozen=True)
class Happening:
    kind: EventKind
    shifts: Mapping[tuple[Anchor, Side], float]


HAPPENINGS = {
    "nothing": Happening(EventKind.FLARE, {}),
    "sleep": Happening(
        EventKind.MEDICINE_STARTED,
        {(anchor, Side.AFTER): -1.0 for anchor in (Anchor.SLEPT, Anchor.DEVICE_SLEPT)},
    ),
    "movement": Happening(
        EventKind.FLARE, {(anchor, Side.BEFORE): -0.3 for anchor in (Anchor.MOVED, Anchor.STEPS)}
    ),
}


def seeded(name: str) -> Random:
    return Random(name)  # noqa: S311 -- the same days again, not a secret


def event(world: World) -> Event:
    return Event(HAPPENINGS[world.happens].kind, EVENT_ON, "it")


def live(world: World, random: Random) -> dict[Anchor, Series]:
    """One person's days in this world."""
    common = _path(world.correlation, random)
    told: dict[Anchor, Series] = {}
    for anchors in TELLERS:
        present = _present(world, random)
        for anchor in anchors:
            own = _path(world.correlation, random)
            days = zip(DAYS, _blend(common, own, world.shared), present, strict=True)
            told[anchor] = {
                day: MAKERS[anchor](z, _shift(world, anchor, _side(day))) for day, z, here in days if here
            }
    return told


def truth(world: World, anchor: Anchor, side: Side) -> float:
    """The difference of the true means."""
    shift = _shift(world, anchor, side)
    return _mean(anchor, shift) - _mean(anchor, 0.0) if shift else 0.0


def _shift(world: World, anchor: Anchor, side: Side | None) -> float:
    return HAPPENINGS[world.happens].shifts.get((anchor, side), 0.0) if side else 0.0


def _side(day: date) -> Side | None:
    if day >= EVENT_ON:
        return Side.AFTER
    return Side.BEFORE if day >= EVENT_ON - timedelta(days=NUMBERS.days) else None


def _path(correlation: float, random: Random) -> list[float]:
    z, fresh, path = random.gauss(0, 1), sqrt(1 - correlation**2), []
    for _ in DAYS:
        path.append(z)
        z = correlation * z + fresh * random.gauss(0, 1)
    return path


def _blend(common: list[float], own: list[float], shared: float) -> list[float]:
    return [sqrt(shared) * a + sqrt(1 - shared) * b for a, b in zip(common, own, strict=True)]


def _present(world: World, random: Random) -> list[bool]:
    if not world.bursts:
        return [random.random() >= world.missing for _ in DAYS]
    weeks = [random.random() >= world.missing for _ in range(len(DAYS) // 7 + 1)]
    start = random.randrange(7)
    return [weeks[(number + start) // 7] for number, _ in enumerate(DAYS)]


@cache
def _mean(anchor: Anchor, shift: float) -> float:
    """By a fine grid over the normal curve."""
    grid = [step / 1000 for step in range(-6000, 6001)]
    heights = [exp(-z * z / 2) for z in grid]
    return sum(h * MAKERS[anchor](z, shift) for z, h in zip(grid, heights, strict=True)) / sum(heights)
