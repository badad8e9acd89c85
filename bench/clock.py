"""Medians, and the ratio of two things that are timed in turns, so that a busy moment falls on both."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Timed:
    """Median seconds of each, from the same stretch of time."""

    work: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.work / self.floor


def compare(work: Work, floor: Work, *, rounds: int = 40) -> Timed:
    for warm_up in (work, floor, work, floor):
        warm_up()
    pairs = [(seconds(work), seconds(floor)) for _ in range(rounds)]
    works, floors = zip(*pairs, strict=True)
    return Timed(median(works), median(floors))


def seconds(work: Work) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
