"""What an examination says: one answer's result, a finding in words, a cluster, a group's count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.words import full_day, plain

from .exam_tests import BY_KEY, EVOKED, SI_CLUSTER, SI_CLUSTER_LEAST, ExamTest, of_group
from .exam_words import AnswerKind, ExamGroup, ExamResult

#: Reflexes that are normal for somebody who has them alike on both sides.
_ALIKE_IS_NORMAL = ("1", "3")
#: The most that a straight leg raise is read in degrees.
MOST_DEGREES = 120


@dataclass(frozen=True)
class Found:
    """One finding as a rule reads it. `side` is left, right or middle."""

    test: ExamTest
    side: str
    answer: str
    result: ExamResult
    reproduces: bool | None = None
    value: Decimal | None = None
    on: date | None = None

    @property
    def is_positive(self) -> bool:
        return self.result == ExamResult.POSITIVE

    @property
    def words(self) -> str:
        """“Straight leg raise, left: their pain at 40°”, “Power, big toe up (L5), right: 4 of 5, MRC”."""
        side = "" if self.side == "middle" else f", {self.side}"
        return f"{self.test.name}{side}: {self._said}"

    @property
    def words_with_day(self) -> str:
        return f"{self.words} ({full_day(self.on)})" if self.on else self.words

    @property
    def _said(self) -> str:
        degrees = f"{plain(self.value)}°" if self.test.in_degrees and self.value is not None else ""
        if not self.answer:
            return degrees or "not said"
        label = self.test.kind.choice(self.answer).label.lower()
        if self.test.kind.is_number and self.result != ExamResult.NOT_DONE:
            return f"{label} {self.test.kind.unit}"
        return f"{label} at {degrees}" if degrees else label


def typed_words(test: ExamTest, values: Mapping[str, str]) -> list[str]:
    """A card of the exam as it was typed: each side that says something, and the note."""
    sides = [(side, _typed(test, side, values)) for side in test.sides]
    note = values.get("note", "")
    return [
        *(f"{test.name}{'' if side == 'middle' else f', {side}'}: {said}" for side, said in sides if said),
        *([f"{test.name}, note: {note}"] if note else []),
    ]


def _typed(test: ExamTest, side: str, values: Mapping[str, str]) -> str:
    answer, degrees = values.get(side, ""), values.get(f"degrees_{side}", "").removesuffix("°")
    labels = {choice.key: choice.label.lower() for choice in test.kind.choices}
    unit = test.kind.unit if answer.isdecimal() else ""
    said = " ".join(filter(None, [labels.get(answer, answer), unit]))
    return " at ".join(filter(None, [said, f"{degrees}°" if degrees else ""]))


def result_of(kind: AnswerKind, answer: str, other_side: str = "") -> ExamResult:
    """What an answer comes to; a reflex of 1 or 3 is normal when the other side is alike.

    KeyError when it is no answer to this kind of test.
    """
    if not answer:
        return ExamResult.NOT_SAID
    chosen = kind.choice(answer)
    is_alike = kind == AnswerKind.REFLEX and answer in _ALIKE_IS_NORMAL and answer == other_side
    return ExamResult.NEGATIVE if is_alike else chosen.result


@dataclass(frozen=True)
class GroupState:
    """How much of a group was examined, and what was found."""

    group: ExamGroup
    recorded: int
    of: int
    positive: tuple[Found, ...]

    @property
    def words(self) -> str:
        if not self.recorded:
            return "not examined"
        return f"{self.recorded} of {self.of}, {len(self.positive)} found"


def group_states(found: Sequence[Found]) -> list[GroupState]:
    """Every group, in the order of the page. Counted by side: left and right are two."""
    return [_state(group, found) for group in ExamGroup]


def _state(group: ExamGroup, found: Sequence[Found]) -> GroupState:
    of = sum(len(test.sides) for test in of_group(group))
    here = [one for one in found if one.test.group == group and one.result]
    return GroupState(group, len(here), of, tuple(one for one in here if one.is_positive))


@dataclass(frozen=True)
class Cluster:
    """The sacroiliac composite of one side."""

    side: str
    positive: int
    done: int

    @property
    def is_met(self) -> bool:
        return self.positive >= SI_CLUSTER_LEAST

    @property
    def words(self) -> str:
        """Fewer than three of fewer than five is not a no."""
        count = f"Sacroiliac tests, {self.side}: {self.positive} positive of {self.done} done"
        if self.is_met:
            return f"{count}; three make the joint likelier."
        left = len(SI_CLUSTER) - self.done
        return f"{count}; {left} not done." if self.positive + left >= SI_CLUSTER_LEAST else f"{count}."


def si_clusters(found: Iterable[Found]) -> list[Cluster]:
    """Of each side on which any of the five was done."""
    done = [
        one
        for one in found
        if one.test.key in SI_CLUSTER and one.result in (ExamResult.POSITIVE, ExamResult.NEGATIVE)
    ]
    sides = [side for side in ("left", "right") if any(one.side == side for one in done)]
    return [_cluster(side, [one for one in done if one.side == side]) for side in sides]


def _cluster(side: str, done: Sequence[Found]) -> Cluster:
    return Cluster(side, sum(one.is_positive for one in done), len(done))


def sensory(found: Iterable[Found]) -> list[Found]:
    """What was felt at the skin, done or found: the signs of the third NeuPSIG criterion."""
    return [one for one in found if one.test.is_sensory and one.result in _SAID]


def evoked(found: Iterable[Found]) -> list[Found]:
    """The signs that the IASP names for its fourth criterion."""
    return [one for one in found if one.test.key in EVOKED and one.result in _SAID]


_SAID = (ExamResult.POSITIVE, ExamResult.NEGATIVE)


def find(key: str) -> ExamTest | None:
    return BY_KEY.get(key)
