"""The timeline: rows of the chart become items in lanes, one per pain problem and one for the whole person.

Nothing is made more exact than it was said: an item holds what its start and its end may mean, or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .fuzzy import FuzzyDate
from .reach import Reach, Unit, reach_of, unit_of
from .words import EntryKind, Precision, Relation

#: The lane of everything that belongs to no single pain problem.
WHOLE = ""


class Group(StrEnum):
    """What stands together in a lane, in this order."""

    STORY = "story"
    FLARES = "flares"
    TREATMENTS = "treatments"
    MEDICINES = "medicines"
    PROCEDURES = "procedures"
    PLAN = "plan"
    IMAGING = "imaging"
    CONDITIONS = "conditions"

    @property
    def label(self) -> str:
        return _GROUP_LABELS.get(self.value, self.value.capitalize())


_GROUP_LABELS = {
    "story": "What happened",
    "treatments": "Tried, and how long it helped",
    "plan": "In the plan",
}


class Shape(StrEnum):
    """How an item is drawn: “did nothing” and “could not get it” never look the same (S13)."""

    POINT = "point"
    SPAN = "span"
    ONGOING = "ongoing"
    RELIEF = "relief"
    STUB = "stub"
    STILL_HELPS = "still-helps"
    NO_BENEFIT = "no-benefit"
    NOT_HAD = "not-had"
    NOT_SAID = "not-said"


@dataclass(frozen=True)
class Ends:
    """The two ends as they stand in the row."""

    start: FuzzyDate
    end: FuzzyDate | None = None


@dataclass(frozen=True)
class Handle:
    """What moves an end by key or by hand: a field of the entry, its date, and the unit it is known by."""

    field: str
    on: date
    unit: Unit
    about: bool
    revision: int


@dataclass(frozen=True)
class Item:
    """One row of the chart on the timeline. `start` and `end` are what they may mean; None is not known.

    `when` is the date as said, `who` the author in words; `anchor` is what an item without a date of its own
    stands before, during or after.
    """

    key: str
    pk: str
    group: Group
    kind: str
    title: str
    when: str
    who: str
    note: str = ""
    lane: str = WHOLE
    shape: Shape = Shape.POINT
    start: Reach | None = None
    end: Reach | None = None
    relation: Relation | None = None
    anchor: Reach | None = None
    position: int = 0
    is_entry: bool = False
    is_quote: bool = False
    handles: tuple[Handle, ...] = ()

    @property
    def said(self) -> str:
        """Beside its title: when, what came of it, whose words."""
        return " · ".join(filter(None, (self.when, self.note, self.who)))

    @property
    def is_dated(self) -> bool:
        return bool(self.start or self.end or self.anchor)

    @property
    def first(self) -> date | None:
        """The earliest day that it may touch; of an open beginning, the day that is known."""
        reach = self.start or self.anchor or self.end
        return reach.first if reach else None

    @property
    def last(self) -> date | None:
        reach = self.end or self.start or self.anchor
        return reach.last if reach else None

    @property
    def order(self) -> tuple:
        """By date; what stands before an anchor comes before it, what stands after comes after."""
        beside = {Relation.BEFORE: 0, Relation.DURING: 2, Relation.AFTER: 3}
        rank = beside[self.relation] if self.relation else 1
        return (self.first or date.max, rank, self.position, self.title.casefold(), self.key)


@dataclass(frozen=True)
class Lane:
    """The items of one pain problem, or of the whole person, by group."""

    key: str
    title: str
    groups: tuple[tuple[Group, tuple[Item, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(items) for _, items in self.groups)


@dataclass(frozen=True)
class Told:
    """The whole story: lanes with what has a place in time, and beside them what has none yet."""

    lanes: tuple[Lane, ...]
    undated: tuple[Item, ...]
    items: tuple[Item, ...] = field(default=(), repr=False)

    @property
    def first(self) -> date | None:
        return min((item.first for item in self.items if item.first), default=None)


def told(items: Iterable[Item], problems: Mapping[str, str]) -> Told:
    """`problems` are the lanes by key with their titles, in their order; the whole person comes last.

    An item of a lane that is not there any more belongs to the whole person. Nothing is left out or merged.
    """
    in_order = sorted(items, key=lambda item: item.order)
    titles = {**problems, WHOLE: "The whole person" if problems else "The story"}
    by_lane: dict[str, list[Item]] = {key: [] for key in titles}
    for item in in_order:
        if item.is_dated:
            by_lane[item.lane if item.lane in titles else WHOLE].append(item)
    lanes = (Lane(key, titles[key], _grouped(of_lane)) for key, of_lane in by_lane.items() if of_lane)
    undated = tuple(item for item in in_order if not item.is_dated)
    return Told(tuple(lanes), undated, tuple(in_order))


def _grouped(items: Sequence[Item]) -> tuple[tuple[Group, tuple[Item, ...]], ...]:
    groups = ((group, tuple(item for item in items if item.group is group)) for group in Group)
    return tuple((group, of_group) for group, of_group in groups if of_group)


_GROUPS = {
    EntryKind.FLARE: Group.FLARES,
    EntryKind.TREATMENT: Group.TREATMENTS,
    EntryKind.PROCEDURE: Group.PROCEDURES,
    EntryKind.IMAGING: Group.IMAGING,
    EntryKind.CONDITION: Group.CONDITIONS,
}
#: A condition that the sender calls so goes on until somebody says otherwise.
_GOES_ON = {"active", "recurrence", "relapse"}


def group_of(kind: EntryKind) -> Group:
    return _GROUPS.get(kind, Group.STORY)


def shape_of(ends: Ends, *, goes_on: bool = False) -> Shape:
    """An end that is the start is a point: a procedure of an hour is one day."""
    if ends.end and ends.end.starts_on and ends.end.starts_on != ends.start.starts_on:
        return Shape.SPAN
    return Shape.ONGOING if goes_on and ends.start.starts_on else Shape.POINT


def goes_on(kind: EntryKind, clinical_status: str) -> bool:
    return kind is EntryKind.CONDITION and clinical_status in _GOES_ON


def reach_of_date(one: FuzzyDate | None) -> Reach | None:
    if one is None or one.starts_on is None:
        return None
    return reach_of(one.starts_on, one.precision, one.words)


def handle(name: str, one: FuzzyDate | None, revision: int) -> Handle | None:
    """None where there is no date to move."""
    if one is None or one.starts_on is None:
        return None
    unit = unit_of(one.starts_on, one.precision, one.words)
    return Handle(name, one.starts_on, unit, one.precision is Precision.ABOUT, revision)
