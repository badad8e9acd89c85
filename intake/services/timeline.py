"""Changing the timeline: words that save themselves, the order of equals, the lane, the anchor (S02)."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet

from audit import services as audit
from core.errors import DomainError
from intake.models import PainProblem, TimelineEntry
from intake.rules.fuzzy import FuzzyDate
from intake.rules.words import Precision, Relation
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .when import anchors_of, read_fields

AS_SENT = "A referral packet brought this; it stays as it was sent. Add an entry of your own beside it."
IN_ERROR = "This entry is marked entered in error. Put it back first, then change it."
CLOSED = "This record is closed; nothing is added to it."


def ensure_entry_open(entry: TimelineEntry) -> TimelineEntry:
    """Lock an entry whose words may still change; call it inside the transaction of the write."""
    locked = _lock(entry)
    if locked.is_as_sent:
        raise DomainError("as_sent", AS_SENT)
    return locked


def entry_saved(entry: TimelineEntry, at: datetime) -> None:
    """A word was changed: its dates are read anew. Words that cannot be a date of this person are refused."""
    locked = _lock(entry)
    # A date that was charted to the day without words, as a service gives it, stays while nobody types one.
    if locked.starts_on and not locked.date_words and "date_words" not in locked.revisions:
        when = FuzzyDate(locked.starts_on, Precision(locked.precision), "")
    else:
        when = FuzzyDate(None, Precision.UNKNOWN, locked.date_words)
    fields = read_fields(locked.patient, when, locked.ends_words, at, entry=locked)
    ensure_anchors_stay(locked, fields["starts_on"] is not None)
    TimelineEntry.objects.filter(pk=locked.pk).update(**fields)


def ensure_anchors_stay(entry: TimelineEntry, is_dated: bool) -> None:
    if not is_dated and entry.beside.filter(erred_at=None).exists():
        raise DomainError(
            "is_anchor", "Another entry stands before or after this one, so it needs a date.", "date_words"
        )


@transaction.atomic
def move_entry(
    *, entry: TimelineEntry, to: Literal["earlier", "later"], by: Actor, at: datetime
) -> TimelineEntry:
    """One place earlier or later among those that no date puts in order; at the end nothing changes."""
    ensure_same_clinic(by, entry)
    Patient.objects.select_for_update(no_key=True).get(
        pk=entry.patient_id
    )  # Two moves wait for each other here.
    locked = _lock(entry)
    rows = list(equals_of(locked).select_for_update(of=("self",), no_key=True))
    place = next(n for n, row in enumerate(rows) if row.pk == locked.pk)
    other = place + (1 if to == "later" else -1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, start=1):
            row.position = position
        TimelineEntry.objects.bulk_update(rows, ["position"])
        audit.record("timeline_entry_moved", by=by, subject=locked, detail=to, at=at)
    return locked


def equals_of(entry: TimelineEntry) -> QuerySet[TimelineEntry]:
    """This entry and those of the same date, or with it all that have none, in their order."""
    rows = TimelineEntry.objects.filter(
        patient_id=entry.patient_id,
        erred_at=None,
        starts_on=entry.starts_on,
        anchor_id=entry.anchor_id,
        ends_on__isnull=entry.ends_on is None,
    )
    return rows.order_by("position", "created_at", "pk")


@transaction.atomic
def place_in_lane(*, entry: TimelineEntry, problem: PainProblem | None, by: Actor, at: datetime) -> None:
    """The lane of a pain problem, or of the whole person; what a packet brought may be placed too."""
    ensure_same_clinic(by, entry)
    locked = _lock(entry)
    if problem and (problem.patient_id != locked.patient_id or problem.is_entered_in_error):
        raise DomainError("no_problem", "That pain problem is not in this record.", "lane")
    if locked.problem_id == (problem.pk if problem else None):
        return
    locked.problem = problem
    locked.save(update_fields=["problem"])
    audit.record(
        "timeline_entry_lane", by=by, subject=locked, detail=str(problem.pk) if problem else "", at=at
    )


@transaction.atomic
def place_beside(
    *, entry: TimelineEntry, relation: Relation, anchor: TimelineEntry, by: Actor, at: datetime
) -> None:
    """Before, during or after an entry that has a date; its own date gives way to that."""
    ensure_same_clinic(by, entry)
    locked = ensure_entry_open(entry)
    if not anchors_of(locked.patient, locked).filter(pk=anchor.pk).exists():
        raise DomainError("no_anchor", "Choose an entry of this person that has a date.", "anchor")
    ensure_anchors_stay(locked, is_dated=False)
    locked.anchor, locked.relation = anchor, relation
    locked.starts_on, locked.precision = None, Precision.UNKNOWN
    locked.date_words = f"{relation} {anchor.title}"[:60]
    locked.revisions = {**locked.revisions, "date_words": locked.revision_of("date_words") + 1}
    if not locked.ends_words:
        locked.ends_on = None
    locked.save()
    audit.record("timeline_entry_beside", by=by, subject=locked, detail=str(relation), at=at)


def _lock(entry: TimelineEntry) -> TimelineEntry:
    rows = TimelineEntry.objects.select_for_update(of=("self",), no_key=True).select_related("patient")
    locked = rows.get(pk=entry.pk)
    if locked.is_entered_in_error:
        raise DomainError("entered_in_error", IN_ERROR)
    if not locked.patient.is_open:
        raise DomainError("record_closed", CLOSED)
    return locked
