"""From words to the dates of a timeline entry: read, placed beside an anchor, refused when impossible."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from core.errors import DomainError
from intake.models import TimelineEntry
from intake.rules.fuzzy import FuzzyDate, read_date
from intake.rules.reach import reach_of
from intake.rules.said import Said, find_beside, read_when
from intake.rules.words import Precision
from people.models import Patient

Fields = dict[str, Any]
_UNKNOWN = FuzzyDate(None, Precision.UNKNOWN, "")


def ensure_date_is_possible(patient: Patient, on: date | None, at: datetime, *, field: str = "when") -> None:
    """Not before the year of birth, and not after today where the patient lives.

    A fuzzy date counts by its first day, so “1983” is possible for somebody born in March 1983.
    """
    if on is None:
        return
    if on > patient.today(at):
        raise DomainError("future", "This date is still to come.", field)
    if on.year < patient.birth_date.year:
        raise DomainError("before_birth", "This date is before the person was born.", field)


def read_fields(
    patient: Patient, when: FuzzyDate, until: str, at: datetime, *, entry: TimelineEntry | None = None
) -> Fields:
    """What the columns of an entry hold for a date that was typed, and for an end in words of its own.

    A date that is read already is taken as it is. `entry`, when one is changed, is no anchor of itself and
    keeps the anchor that it has while its words still speak of one.
    """
    today = patient.today(at)
    said = Said(when) if when.starts_on or not when.words else read_when(when.words, today=today)
    end = read_date(until, today=today) if until else said.end or _UNKNOWN
    ensure_date_is_possible(patient, said.start.starts_on, at)
    ensure_date_is_possible(patient, end.starts_on, at, field="until")
    _ensure_in_order(said.start.starts_on, end)
    return {
        "starts_on": said.start.starts_on,
        "precision": said.start.precision,
        "date_words": when.words,
        "ends_on": end.starts_on,
        "ends_precision": end.precision if end.starts_on else Precision.DAY,
        "ends_words": until,
        **_beside(patient, said, entry),
    }


def _ensure_in_order(start: date | None, end: FuzzyDate) -> None:
    """An end that may lie after the start is no fault: “spring 2024 until 2024”."""
    if start and end.starts_on and reach_of(end.starts_on, end.precision, end.words).last < start:
        raise DomainError("before_start", "It would end before it began.", "until")


def _beside(patient: Patient, said: Said, entry: TimelineEntry | None) -> Fields:
    """Only an entry with a date of its own is an anchor, so that no two wait for each other."""
    if said.relation is None:
        return {"anchor_id": None, "relation": ""}
    rows = anchors_of(patient, entry).values_list("pk", "kind", "title")
    found = find_beside(said.beside, [(str(pk), kind, title) for pk, kind, title in rows])
    anchor = found or (entry.anchor_id if entry else None)
    return {"anchor_id": anchor, "relation": said.relation if anchor else ""}


def anchors_of(patient: Patient, entry: TimelineEntry | None = None) -> QuerySet[TimelineEntry]:
    """The entries that another one can stand before or after."""
    rows = TimelineEntry.objects.filter(patient=patient, erred_at=None, starts_on__isnull=False)
    return rows.exclude(pk=entry.pk) if entry else rows
