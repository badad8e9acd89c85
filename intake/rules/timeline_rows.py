"""Rows of the chart as items of the timeline: entries, medicines, treatments tried, the onset of a pain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .fuzzy import FuzzyDate, read_date
from .reach import date_words, unit_of
from .relief import relief_of
from .timeline import (
    Ends,
    Group,
    Handle,
    Item,
    Shape,
    goes_on,
    group_of,
    handle,
    reach_of_date,
    shape_of,
)
from .words import Ended, EntryKind, Precision, Relation, Teller

STARTED, ENDED = "date_words", "ends_words"


@dataclass(frozen=True)
class EntryFacts:
    """A timeline entry. `anchor` is the date of what it stands beside; `author` a name, or nothing."""

    pk: str
    kind: EntryKind
    title: str
    ends: Ends
    detail: str = ""
    clinical_status: str = ""
    problem: str = ""
    relation: str = ""
    anchor: Ends | None = None
    position: int = 0
    told_by: Teller = Teller.STAFF
    author: str = ""
    is_as_sent: bool = False
    revisions: Mapping[str, int] | None = None


def entry_item(row: EntryFacts, *, person: str) -> Item:
    """`person` is what the patient goes by: “Dan wrote”."""
    start, end = row.ends.start, row.ends.end
    return Item(
        key=f"entry-{row.pk}",
        pk=row.pk,
        group=group_of(row.kind),
        kind=row.kind.value,
        title=row.title,
        when=when_words(row.ends),
        who=who_words(row.told_by, row.author, person, is_changed=bool(row.revisions)),
        note=row.detail,
        lane=row.problem,
        shape=shape_of(row.ends, goes_on=goes_on(row.kind, row.clinical_status)),
        start=reach_of_date(start),
        end=reach_of_date(end),
        relation=Relation(row.relation) if row.relation else None,
        anchor=reach_of_date(row.anchor.start) if row.anchor else None,
        position=row.position,
        is_entry=True,
        is_quote=row.told_by == Teller.PATIENT,
        handles=() if row.is_as_sent else _handles(row),
    )


def _handles(row: EntryFacts) -> tuple[Handle, ...]:
    """An end that lives in the words of the start (“2019 to 2021”) is moved with those words, not alone."""
    revisions = row.revisions or {}
    start = handle(STARTED, row.ends.start, revisions.get(STARTED, 0))
    end = row.ends.end if row.ends.end and row.ends.end.words else None
    is_range = row.ends.end is not None and end is None
    found = (None if is_range else start, handle(ENDED, end, revisions.get(ENDED, 0)))
    return tuple(one for one in found if one)


def who_words(told_by: Teller, author: str, person: str, *, is_changed: bool = False) -> str:
    """Whose words they are, and whether somebody changed them since."""
    who = {Teller.PATIENT: f"{person} wrote", Teller.PACKET: "from a packet"}.get(told_by, author)
    return ", ".join(filter(None, (who, "changed since" if is_changed and told_by != Teller.STAFF else "")))


def when_words(ends: Ends) -> str:
    """As said; without words no more exact than it is known."""
    start = one_date(ends.start)
    if ends.end is None or ends.end.starts_on is None or (ends.start.words and not ends.end.words):
        return start
    until = one_date(ends.end)
    if start == until:
        return start
    return f"{start} to {until}" if start else f"until {until}"


def one_date(one: FuzzyDate) -> str:
    if one.words or one.starts_on is None:
        return one.words
    unit = unit_of(one.starts_on, one.precision)
    return date_words(one.starts_on, unit, about=one.precision is Precision.ABOUT)


@dataclass(frozen=True)
class TriedFacts:
    """One attempt at a treatment, in the words of the ledger; `told_on` is the day it was written down."""

    pk: str
    what: str
    when: str
    helped_for: str
    ended: str
    reason: str
    told_on: date
    problem: str = ""
    told_by: Teller = Teller.STAFF


def tried_item(row: TriedFacts, *, person: str) -> Item:
    relief = relief_of(when=row.when, helped_for=row.helped_for, ended=row.ended, told_on=row.told_on)
    how = Ended(row.ended).label.lower() if row.ended else ""
    note = ", ".join(filter(None, (row.helped_for, f"{how}: {row.reason.lower()}" if row.reason else how)))
    return Item(
        key=f"tried-{row.pk}",
        pk=row.pk,
        group=Group.TREATMENTS,
        kind="tried",
        title=row.what,
        when=row.when,
        who=who_words(row.told_by, "", person),
        note=note or "how it ended is not said",
        lane=row.problem,
        shape=relief.shape,
        start=relief.start,
        end=relief.end,
        is_quote=row.told_by == Teller.PATIENT,
    )


@dataclass(frozen=True)
class MedicineFacts:
    """A medicine as stated, with how long it was taken."""

    pk: str
    title: str
    dose: str
    ends: Ends
    is_taken: bool
    is_as_sent: bool
    author: str = ""


def medicine_item(row: MedicineFacts) -> Item:
    """Taken until today when nobody says that it was stopped; stopped without a day, its end is not known."""
    shape = shape_of(row.ends, goes_on=row.is_taken)
    until = "" if row.is_taken or row.ends.end else "stopped, when is not known"
    return Item(
        key=f"medicine-{row.pk}",
        pk=row.pk,
        group=Group.MEDICINES,
        kind="medicine",
        title=row.title,
        when=f"since {when_words(row.ends)}" if shape is Shape.ONGOING else when_words(row.ends),
        who="from a packet" if row.is_as_sent else row.author,
        note=", ".join((row.dose or "dose not stated", *filter(None, (until,)))),
        shape=shape,
        start=reach_of_date(row.ends.start),
        end=reach_of_date(row.ends.end),
    )


def onset_item(pk: str, where: str, since: str, told_on: date) -> Item | None:
    """Since when a pain problem is there; None while nobody said."""
    began = read_date(since, today=told_on)
    if not since or began.starts_on is None:
        return None
    return Item(
        key=f"onset-{pk}",
        pk=pk,
        group=Group.STORY,
        kind="onset",
        title=f"{where or 'Pain'} began",
        when=since,
        who="",
        lane=pk,
        shape=Shape.ONGOING,
        start=reach_of_date(began),
    )
