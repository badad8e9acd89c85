"""Judging what was read, once it is known whom the packet is about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from .fields import is_called
from .scores import ReadItem, peg_mean
from .shapes import (
    Code,
    Left,
    Packet,
    PacketPatient,
    Read,
    ReadAllergy,
    ReadCondition,
    ReadImaging,
    ReadMedication,
    ReadProcedure,
    ReadScore,
    Reason,
    When,
)

_ReadT = TypeVar("_ReadT", bound=Read)
_PEG_ANSWERS = 3


def settle(
    person: PacketPatient,
    read: Sequence[Read],
    left: Sequence[Left],
    medicines: dict[str, Code],
    today: date,
    entries: int,
) -> Packet:
    """Dates become exact where ages were given; entries that cannot be true are left with their reason."""
    judge = _Judge(person, medicines, today)
    good = [row for one in read if (row := judge.settled(one))]
    items = [row for row in good if isinstance(row, ReadItem)]
    scores, refused = _from_items(items, _of(good, ReadScore))
    return Packet(
        person=person,
        conditions=_of(good, ReadCondition),
        procedures=_of(good, ReadProcedure),
        medications=_of(good, ReadMedication),
        allergies=_of(good, ReadAllergy),
        imaging=_of(good, ReadImaging),
        scores=scores,
        left=_counted([*left, *judge.left, *refused]),
        entries=entries,
    )


def _of(rows: Iterable[Read], kind: type[_ReadT]) -> tuple[_ReadT, ...]:
    return tuple(row for row in rows if isinstance(row, kind))


def _counted(left: Iterable[Left]) -> tuple[Left, ...]:
    """Equal ones together, the most frequent first."""
    counts: Counter[tuple[str, Reason, str]] = Counter()
    for one in left:
        counts[one.kind, one.reason, one.what] += one.count
    return tuple(Left(*what, count=count) for what, count in counts.most_common())


class _Judge:
    def __init__(self, person: PacketPatient, medicines: dict[str, Code], today: date):
        self._person = person
        self._medicines = medicines
        self._today = today
        self._seen: set[str] = set()
        self.left: list[Left] = []

    def settled(self, one: Read) -> Read | None:
        row = self._with_medicine(self._with_dates(one))
        reason = self._objection(row)
        if reason:
            self.left.append(Left(row.kind, reason, _named(row, reason)))
            return None
        self._seen.add(row.key)
        return row

    def _with_dates(self, one: Read) -> Read:
        if isinstance(one, ReadCondition | ReadProcedure):
            birth = self._person.birth_date
            return replace(one, starts=one.starts.settled(birth), ends=one.ends.settled(birth))
        return one

    def _with_medicine(self, one: Read) -> Read:
        """A medicine that stands elsewhere in the packet; its display serves when it is not there."""
        if not isinstance(one, ReadMedication) or not one.reference:
            return one
        found = next(
            (c for name, c in self._medicines.items() if is_called(one.reference, frozenset([name]))), None
        )
        return replace(one, code=found or one.code)

    def _objection(self, row: Read) -> Reason | None:
        if row.key in self._seen:
            return Reason.TWICE
        if not row.about or not is_called(row.about, self._person.references):
            return Reason.SOMEBODY_ELSE
        if not row.code.title:
            return Reason.NO_CODE
        return self._date_objection(row.dates)

    def _date_objection(self, dates: Sequence[When]) -> Reason | None:
        for when in dates:
            if when.on and when.on > self._today:
                return Reason.FUTURE
            if when.latest and when.latest < self._person.birth_date:
                return Reason.BEFORE_BIRTH
        starts, ends = (*dates, When(), When())[:2]
        if starts.on and ends.latest and ends.latest < starts.on:
            return Reason.ENDS_BEFORE_START
        return None


def _named(row: Read, reason: Reason) -> str:
    """The entry's name, with its date where the date is what is wrong."""
    if reason not in (Reason.FUTURE, Reason.BEFORE_BIRTH, Reason.ENDS_BEFORE_START):
        return row.code.title
    days = [when.on.isoformat() for when in row.dates if when.on]
    return f"{row.code.title} ({' to '.join(days)})"


def _from_items(
    items: Sequence[ReadItem], scores: tuple[ReadScore, ...]
) -> tuple[tuple[ReadScore, ...], list[Left]]:
    """Single PEG answers: three of one day make a score, unless the score came with them."""
    scored = {score.true_on.on for score in scores if score.instrument == "peg"}
    by_day: dict[date | None, dict[str, ReadItem]] = defaultdict(dict)
    refused: list[Left] = []
    for item in items:
        if item.item in by_day[item.true_on.on]:
            refused.append(Left(item.kind, Reason.TWICE, item.code.title))
        else:
            by_day[item.true_on.on][item.item] = item
    made = []
    for day, answers in by_day.items():
        if day not in scored and len(answers) == _PEG_ANSWERS:
            made.append(_score_of(list(answers.values())))
        else:
            reason = Reason.SCORE_CAME_TOO if day in scored else Reason.PEG_INCOMPLETE
            refused += [Left(item.kind, reason, item.code.title) for item in answers.values()]
    return (*scores, *made), refused


def _score_of(answers: Sequence[ReadItem]) -> ReadScore:
    first = answers[0]
    return ReadScore(
        kind=first.kind,
        key=first.key,
        about=first.about,
        code=Code("PEG", first.code.system, "91147-9"),
        instrument="peg",
        value=peg_mean([answer.value for answer in answers]),
        true_on=first.true_on,
        entries=len(answers),
    )
