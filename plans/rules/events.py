"""What has a date in this person's care, in the words of a look-back (S72)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.words import full_day
from outcomes.rules.look_back import Event, EventKind, Stretch

from .words import StepKind


class Source(StrEnum):
    """Where a dated event was charted."""

    FLARE = "flare"
    MEDICINE = "medicine"
    STEP = "step"
    ENTRY = "entry"


@dataclass(frozen=True)
class Charted:
    """One charted row with a day. `note`: a flare's severity, a medicine's dose, or the kind of the rest."""

    source: Source
    id: str
    on: date
    until: date | None
    title: str
    note: str


@dataclass(frozen=True)
class DatedEvent:
    """An event that can be looked back from. `key` names it in an address; `label` in a list."""

    key: str
    event: Event
    label: str

    @property
    def on(self) -> date:
        return self.event.on


def events_of(rows: Iterable[Charted], hard_weeks: Iterable[date], *, today: date) -> list[DatedEvent]:
    """Newest first; nothing that is still to come. The same event charted twice on one day is said once."""
    rows = list(rows)
    found = [
        *_medicines([row for row in rows if row.source == Source.MEDICINE]),
        *(_event(row) for row in rows if row.source != Source.MEDICINE),
        *(_hard_week(first) for first in hard_weeks),
    ]
    said = {(one.on, one.event.kind, one.label.casefold()): one for one in found if one.on <= today}
    return sorted(said.values(), key=lambda one: (one.on, one.label), reverse=True)


def chosen_day(on: date) -> DatedEvent:
    """A day that somebody typed: nothing is known of it but its date."""
    words = full_day(on)
    return DatedEvent(f"day-{on.isoformat()}", Event(EventKind.CHOSEN_DAY, on, words), words)


def beside(events: Iterable[DatedEvent], chosen: DatedEvent, whole: Stretch) -> list[DatedEvent]:
    """The others inside the days looked at, oldest first: what else may be worth asking about."""
    others = [one for one in events if one.on in whole and one.key != chosen.key]
    return sorted(others, key=lambda one: one.on)


def _event(row: Charted) -> DatedEvent:
    if row.source == Source.FLARE:
        return _flare(row)
    if row.source == Source.STEP:
        return _step(row)
    kind = EventKind.PROCEDURE if row.note == EventKind.PROCEDURE else EventKind.HAPPENED
    return _named(row, kind, _inside(row.title) if kind == EventKind.PROCEDURE else f"“{row.title}”")


def _flare(row: Charted) -> DatedEvent:
    until = f" until {full_day(row.until)}" if row.until else ""
    severity = f", {row.note}" if row.note else ""
    return DatedEvent(
        f"flare-{row.id}", Event(EventKind.FLARE, row.on, "a flare began"), f"Flare{severity}{until}"
    )


def _step(row: Charted) -> DatedEvent:
    """A procedure is dated by the day it took place; everything else by the day it began."""
    if row.note == StepKind.PROCEDURE:
        return _named(row, EventKind.PROCEDURE, _inside(row.title))
    if row.note == StepKind.MEDICINE:
        return _named(row, EventKind.MEDICINE_STARTED, f"“{row.title}” began")
    return _named(row, EventKind.STEP, f"“{row.title}” began")


def _named(row: Charted, kind: EventKind, words: str) -> DatedEvent:
    return DatedEvent(f"{row.source}-{row.id}", Event(kind, row.on, words), row.title)


def _hard_week(first: date) -> DatedEvent:
    last = first + timedelta(days=6)
    event = Event(EventKind.HARD_WEEK, first, "a hard week began")
    return DatedEvent(f"week-{first.isoformat()}", event, f"Hard week, until {full_day(last)}")


def _medicines(rows: list[Charted]) -> Iterable[DatedEvent]:
    """A medicine that is charted again with another dose was changed; one with an end was stopped."""
    doses: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: one.on):
        name = _name(row.title)
        is_changed = name in doses and doses[name] != row.note
        doses[name] = row.note
        kind = EventKind.MEDICINE_CHANGED if is_changed else EventKind.MEDICINE_STARTED
        verb = "changed" if is_changed else "started"
        yield DatedEvent(
            f"medicine-{row.id}", Event(kind, row.on, f"{row.title} {verb}"), _medicine(row, verb)
        )
        if row.until:
            event = Event(EventKind.MEDICINE_STOPPED, row.until, f"{row.title} stopped")
            yield DatedEvent(f"stopped-{row.id}", event, f"{row.title} stopped")


def _medicine(row: Charted, verb: str) -> str:
    return f"{row.title} {verb}{f', {row.note}' if row.note else ''}"


def _name(title: str) -> str:
    """The medicine without its strength: “Duloxetine 30 MG Oral Capsule” is duloxetine."""
    return title.casefold().split(maxsplit=1)[0] if title.strip() else ""


def _inside(title: str) -> str:
    """A title inside a sentence: “Medial branch block” loses its capital, “MRI” and “L4” do not."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
