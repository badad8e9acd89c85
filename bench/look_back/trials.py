"""Many look-backs in one world, and how often each kind of answer was right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from outcomes.rules.look_back import Anchor, Answer, Finding, LookBack, Side, look_back

from .worlds import NUMBERS, World, event, live, seeded, truth


@dataclass
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.of += 1

    @property
    def percent(self) -> float:
        return 100 * self.hits / self.of if self.of else float("nan")


@dataclass
class Tally:
    """By anchor and side: did the interval hold the truth, was it answered, was it found worth asking."""

    world: World
    held: dict[tuple[Anchor, Side], Share] = field(default_factory=dict)
    answered: dict[tuple[Anchor, Side], Share] = field(default_factory=dict)
    found: dict[tuple[Anchor, Side], Share] = field(default_factory=dict)
    false_alarms: Share = field(default_factory=Share)
    reasons: Counter = field(default_factory=Counter)

    def add(self, seen: LookBack) -> None:
        for finding in seen.findings:
            self._add(finding)
        self.false_alarms.add(any(self._is_false(finding) for finding in seen.worth_asking))

    def _add(self, finding: Finding) -> None:
        key = (finding.anchor, finding.side)
        self.answered.setdefault(key, Share()).add(finding.answer != Answer.CANNOT_TELL)
        self.found.setdefault(key, Share()).add(finding.answer.is_worth_asking)
        if finding.low is None or finding.high is None:
            self.reasons[finding.why] += 1
        else:
            true = truth(self.world, *key)
            self.held.setdefault(key, Share()).add(finding.low <= true <= finding.high)

    def _is_false(self, finding: Finding) -> bool:
        return truth(self.world, finding.anchor, finding.side) == 0.0


def run(world: World, runs: int, seed: int = 1) -> Tally:
    """The same world, runs and seed give the same tally on every machine."""
    tally = Tally(world)
    random = seeded(f"{world} {seed}")
    asked = event(world)
    for _ in range(runs):
        tally.add(look_back(asked, live(world, random), NUMBERS))
    return tally


def run_all(worlds: Sequence[World], runs: Sequence[int], processes: int) -> Iterator[Tally]:
    """In the order of the worlds, each as soon as it is there."""
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, worlds, runs)
