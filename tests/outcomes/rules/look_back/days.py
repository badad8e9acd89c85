"""Days around an event, made by hand or by a seed."""

from datetime import date, timedelta

from bench.look_back.worlds import seeded
from outcomes.rules.look_back import Anchor, Event, EventKind, LookBack, Numbers, Series, look_back

ON = date(2026, 6, 1)
NUMBERS = Numbers(days=14, reference_days=28, least_percent=50)
FLARE = Event(EventKind.FLARE, ON, "a flare began")
MEDICINE = Event(EventKind.MEDICINE_STARTED, ON, "duloxetine started")


def day(offset: int) -> date:
    """Days from the event: -42 to 13."""
    return ON + timedelta(days=offset)


def noisy(middle: float, spread: float, *, before: float = 0, after: float = 0, seed: int = 1) -> Series:
    """All 56 days around a middle, with what is added before and after the event."""
    random = seeded(str(seed))
    steps = {
        offset: before if -14 <= offset < 0 else after if offset >= 0 else 0 for offset in range(-42, 14)
    }
    return {day(offset): middle + step + random.gauss(0, spread) for offset, step in steps.items()}


def judged(series: dict[Anchor, Series], event: Event = FLARE) -> LookBack:
    return look_back(event, series, NUMBERS)
