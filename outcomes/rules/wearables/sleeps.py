"""Stretches of sleep: from the stages that a device tells, or as a device sums them up itself."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from core.errors import DomainError

from .moments import DAY, HOUR
from .sources import Source

#: Stages that are this far apart belong to two sleeps. Fitbit uses the same hour.
LONGEST_GAP = HOUR
_MOST_RECORDS = 1_000_000
_MOST_IN_A_SLEEP = 20_000

Span = tuple[int, int]


class Stage(IntEnum):
    IN_BED = 0
    ASLEEP = 1
    AWAKE = 2


@dataclass(frozen=True)
class Sleep:
    """One sleep of one device. Times in UTC seconds, lengths in seconds of time that passed.

    `offset` is the wall clock's at the end. None is what the device does not tell.
    """

    source: Source
    start: int
    end: int
    offset: int
    slept: int | None
    in_bed: int | None
    awakenings: int | None

    @property
    def length(self) -> int:
        return self.slept or self.in_bed or 0


class Sleeps:
    """Everything that a file says of sleep with its times."""

    def __init__(self) -> None:
        self.duplicates = 0
        self._stages: dict[Source, array] = defaultdict(lambda: array("Q"))
        self._told: dict[Source, set[Sleep]] = defaultdict(set)
        self._records = 0

    def add_stage(self, source: Source, start: int, end: int, offset: int, stage: Stage) -> None:
        """ValueError for a stretch that ends before it begins or lasts longer than a day."""
        seconds = end - start
        if not 0 <= seconds <= DAY or start < 0:
            raise ValueError(f"A sleep of {seconds} seconds.")
        quarters = offset // 900 + 64
        self._stages[source].append(start << 27 | seconds << 10 | quarters << 2 | stage)
        self._count()

    def add_sleep(self, sleep: Sleep) -> None:
        slept, in_bed = sleep.slept, sleep.in_bed
        if not 0 <= sleep.end - sleep.start <= DAY:
            raise ValueError(f"A sleep of {sleep.end - sleep.start} seconds.")
        if slept is not None and in_bed is not None and slept > in_bed:
            raise ValueError(f"{slept // 60} minutes asleep in {in_bed // 60} minutes in bed.")
        self.duplicates += sleep in self._told[sleep.source]
        self._told[sleep.source].add(sleep)
        self._count()

    def all(self) -> dict[Source, list[Sleep]]:
        """By device, in the order of time, none over another of the same device."""
        sources = {*self._stages, *self._told}
        return {source: self._of(source) for source in sorted(sources)}

    def _of(self, source: Source) -> list[Sleep]:
        packed = self._stages.get(source, array("Q"))
        once = [one for one, _ in groupby(sorted(packed))]
        self.duplicates += len(packed) - len(once)
        sleeps = [*self._told.get(source, ()), *from_stages(source, map(_unpack, once))]
        return self._apart(sorted(sleeps, key=lambda one: (one.start, one.end, one.length)))

    def _apart(self, sleeps: list[Sleep]) -> list[Sleep]:
        """Of two that lie over each other the one that tells more: two files told the same night."""
        kept: list[Sleep] = []
        for sleep in sleeps:
            if not kept or sleep.start >= kept[-1].end:
                kept.append(sleep)
                continue
            self.duplicates += 1
            kept[-1] = max(kept[-1], sleep, key=lambda one: (one.slept is not None, one.length, -one.start))
        return kept

    def _count(self) -> None:
        self._records += 1
        if self._records > _MOST_RECORDS:
            raise _too_many()


def _unpack(packed: int) -> tuple[int, int, int, Stage]:
    start = packed >> 27
    return (
        start,
        start + (packed >> 10 & 0x1FFFF),
        ((packed >> 2 & 0xFF) - 64) * 900,
        Stage(packed & 3),
    )


def from_stages(source: Source, stages: Iterable[tuple[int, int, int, Stage]]) -> Iterator[Sleep]:
    """Stages in the order of their start, joined where less than an hour lies between them."""
    block: list[tuple[int, int, int, Stage]] = []
    end = 0
    for stage in stages:
        if block and stage[0] - end >= LONGEST_GAP:
            yield from _sleep(source, block)
            block = []
        end = max(end, stage[1]) if block else stage[1]
        block.append(stage)
        if len(block) > _MOST_IN_A_SLEEP:
            raise _too_many()
    if block:
        yield from _sleep(source, block)


def _sleep(source: Source, block: list[tuple[int, int, int, Stage]]) -> Iterator[Sleep]:
    """None for a stretch of waking only: nobody was in bed as far as is told."""
    spans = {stage: joined((start, end) for start, end, _, of in block if of == stage) for stage in Stage}
    asleep = without(spans[Stage.ASLEEP], spans[Stage.AWAKE])
    if not asleep and not spans[Stage.IN_BED]:
        return
    in_bed = joined((start, end) for start, end, _, _ in block)
    tells_bed = bool(spans[Stage.IN_BED] or spans[Stage.AWAKE])
    last = max(block, key=lambda one: (one[1], one[2]))
    yield Sleep(
        source,
        start=block[0][0],
        end=last[1],
        offset=last[2],
        slept=length(asleep) if spans[Stage.ASLEEP] else None,
        in_bed=length(in_bed) if tells_bed else None,
        awakenings=_awakenings(asleep, spans[Stage.AWAKE]),
    )


def _awakenings(asleep: list[Span], awake: list[Span]) -> int | None:
    """Stretches awake between the first and the last sleep; None if the device never tells waking."""
    if not asleep or not awake:
        return None
    return sum(asleep[0][0] < start and end < asleep[-1][1] for start, end in awake)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time, in order, none of it twice."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return [span for span in found if span[0] < span[1]]


def without(spans: list[Span], taken: list[Span]) -> list[Span]:
    """What of `spans` lies outside of `taken`; both are joined."""
    found: list[Span] = []
    index = 0
    for start, end in spans:
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        at = index
        while at < len(taken) and taken[at][0] < end:
            if start < taken[at][0]:
                found.append((start, taken[at][0]))
            start = max(start, taken[at][1])
            at += 1
        if start < end:
            found.append((start, end))
    return found


def length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _too_many() -> DomainError:
    return DomainError("too_many_records", "This file holds more sleep than one person can have.")
