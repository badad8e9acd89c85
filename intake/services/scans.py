"""Findings of scans: written as a card that saves itself, judged against a symptom, taken back when wrong."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from audit import services as audit
from core.errors import DomainError
from intake.models import ImagingFinding, Intake, PainProblem, TimelineEntry
from intake.rules.cards import CardState, ensure_seen, same
from intake.rules.fuzzy import read_date
from intake.rules.imaging import Relevance
from intake.rules.words import EntryKind, Side
from people.access import Actor, ensure_same_clinic

from .conversation import ensure_open, touch
from .entries import ensure_date_is_possible
from .versions import WHOLE, Card, keep_version_before

REMOVED = "removed during the intake"
Row = TypeVar("Row", bound=Model)
#: Fields of the card that are words, with the longest that they hold.
_WORDS = {"words": 300, "level": 40, "study_words": 120, "when_words": 60, "concordant": 200}
#: All fields of the card, in the order in which it is read.
FIELDS = (
    "words",
    "level",
    "side",
    "relevance",
    "study",
    "study_words",
    "when_words",
    "problem",
    "concordant",
)


@transaction.atomic
def add_scan_finding(*, intake: Intake, by: Actor, at: datetime) -> ImagingFinding:
    """An empty card to write in; one that is still empty is used again, so a double press makes one."""
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    rows = ImagingFinding.objects.filter(intake=locked, erred_at=None)
    if empty := next((row for row in rows if not any(scan_values(row).values())), None):
        return empty
    row = ImagingFinding.objects.create(
        clinic_id=locked.clinic_id,
        patient_id=locked.patient_id,
        intake=locked,
        created_at=at,
        author_id=by.user_id,
    )
    touch(locked, at)
    audit.record("scan_finding_added", by=by, subject=row, at=at)
    return row


def scan_values(row: ImagingFinding) -> dict[str, str]:
    """The card as it stands; study and problem by their keys."""
    values = {field: getattr(row, field) for field in (*_WORDS, "side", "relevance")}
    return values | {"study": str(row.study_id or ""), "problem": str(row.problem_id or "")}


def scan_state(row: ImagingFinding) -> CardState:
    return CardState(scan_values(row), is_recorded=bool(row.words))


def versions_of(row: ImagingFinding) -> Card:
    saves = {"object_id": str(row.pk), "action": "scan_finding_saved"}
    return Card(row, WHOLE, partial(_in_words, row), saves)


def _in_words(row: ImagingFinding, values: Mapping[str, str]) -> list[str]:
    """As it was typed; study and problem by their names."""
    named = {
        "relevance": values.get("relevance", "").replace("_", " "),
        "study": _name(_studies(row), values.get("study")),
        "problem": _name(_problems(row), values.get("problem")),
    }
    said = {**values, **named}
    return [said[name] for name in FIELDS if said.get(name)]


def _name(rows: QuerySet[Row], key: str | None) -> str:
    return str(_found(rows, key) or "") if key else ""


@transaction.atomic
def save_scan_finding(
    *, row: ImagingFinding, values: Mapping[str, str], seen: str, by: Actor, at: datetime
) -> CardState:
    """Keep the card. A version that the writer did not see raises CardConflict."""
    ensure_same_clinic(by, row)
    locked = _open(row)
    current = scan_state(locked)
    if same(values, current.values):
        return current
    ensure_seen(current, values, seen)
    _take_words(locked, values)
    _take_choices(locked, values)
    when = read_date(locked.when_words, today=locked.patient.today(at))
    ensure_date_is_possible(locked.patient, when.starts_on, at, field="when_words")
    locked.study_on, locked.precision = when.starts_on, when.precision
    locked.save()
    _touch(locked, at)
    keep_version_before(card=versions_of(locked), before=current, chosen=values, by=by, at=at)
    audit.record("scan_finding_saved", by=by, subject=locked, detail=locked.relevance, at=at)
    return scan_state(locked)


def _open(row: ImagingFinding) -> ImagingFinding:
    if row.intake is None:
        raise DomainError("no_draft", "This was written outside an intake. It stays as it was.")
    ensure_open(row.intake)
    locked = ImagingFinding.objects.select_for_update(of=("self",), no_key=True).select_related("patient")
    found = locked.get(pk=row.pk)
    if found.is_entered_in_error:
        raise DomainError("entered_in_error", "This finding was removed meanwhile.")
    return found


def _touch(row: ImagingFinding, at: datetime) -> None:
    if row.intake:
        touch(row.intake, at)


def _take_words(row: ImagingFinding, values: Mapping[str, str]) -> None:
    for field, most in _WORDS.items():
        text = values.get(field, "").strip()
        if len(text) > most:
            raise DomainError("too_long", f"This holds at most {most} characters; shorten it.", field)
        setattr(row, field, text)


def _take_choices(row: ImagingFinding, values: Mapping[str, str]) -> None:
    for field, words in (("side", Side), ("relevance", Relevance)):
        chosen = values.get(field, "")
        if chosen and chosen not in set(words):
            raise DomainError("no_answer", "Choose one of the answers.", field)
        setattr(row, field, chosen)
    row.study = _one(_studies(row), values.get("study"))
    row.problem = _one(_problems(row), values.get("problem"))


def _studies(row: ImagingFinding) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(kind=EntryKind.IMAGING, patient_id=row.patient_id, erred_at=None)


def _problems(row: ImagingFinding) -> QuerySet[PainProblem]:
    return PainProblem.objects.filter(patient_id=row.patient_id, erred_at=None)


def _found(rows: QuerySet[Row], key: str) -> Row | None:
    return next((row for row in rows if str(row.pk) == key), None)


def _one(rows: QuerySet[Row], key: str | None) -> Row | None:
    """The chosen row of this person; nothing chosen is None, something else is refused."""
    if not key:
        return None
    found = _found(rows, key)
    if found is None:
        raise DomainError("unknown", "Choose one of the list.")
    return found


@transaction.atomic
def remove_scan_finding(*, row: ImagingFinding, by: Actor, at: datetime) -> None:
    """Marked entered in error while its intake is open; it stays readable on the record."""
    ensure_same_clinic(by, row)
    locked = _open(row)
    locked.erred_at, locked.erred_by_id, locked.erred_reason = at, by.user_id, REMOVED
    locked.save(update_fields=["erred_at", "erred_by", "erred_reason"])
    _touch(locked, at)
    audit.record("scan_finding_removed", by=by, subject=locked, at=at)
