"""A typed line: captured once, undone, read again. The text itself is never lost."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import CapturedLine, Intake
from intake.rules.capture import Becomes, Context, LineRead, read_as, read_line
from people.access import Actor, ensure_same_clinic

from ..conversation import ensure_open, touch
from .making import Made, Making, make
from .taking_back import ensure_all_gone, take_back

EMPTY = "Type something first."


@transaction.atomic
def capture_line(
    *, intake: Intake, key: UUID, text: str, kind: Becomes | None = None, by: Actor, at: datetime
) -> CapturedLine:
    """Keep a line and make what it says; `kind` is what somebody says it is.

    1. Lock the intake; a signed one refuses.
    2. A key that came before is the same line: nothing is made twice.
    3. What cannot be made (a date to come, a card that is taken) leaves the whole line as text, and why.
    """
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    if before := CapturedLine.objects.filter(intake=locked, key=key).first():
        return before
    text = _storable(text)
    if not text.strip():
        raise DomainError("empty", EMPTY, "text")
    line = CapturedLine(
        clinic_id=locked.clinic_id,
        patient_id=locked.patient_id,
        intake=locked,
        key=key,
        text=text,
        captured_at=at,
        author_id=by.user_id,
    )
    _become(line, locked, kind, by=by, at=at)
    touch(locked, at)
    audit.record("line_captured", by=by, subject=line, detail=line.kind, at=at)
    return line


@transaction.atomic
def undo_line(*, line: CapturedLine, by: Actor, at: datetime) -> CapturedLine:
    """Take back what the line made. Twice is once; what somebody changed stays, and `reason` says so."""
    ensure_same_clinic(by, line)
    locked, line = _lock(line)
    if line.is_undone:
        return line
    stays = _take_all_back(line, locked, by=by, at=at)
    line.undone_at = at
    line.reason = f"Stays as it is now: {', '.join(stays)}."[:300] if stays else ""
    line.save(update_fields=["undone_at", "reason"])
    touch(locked, at)
    audit.record("line_undone", by=by, subject=line, at=at)
    return line


@transaction.atomic
def read_again(*, line: CapturedLine, kind: Becomes, by: Actor, at: datetime) -> CapturedLine:
    """The same words as another kind: what they made first is taken back, all of it or nothing changes."""
    ensure_same_clinic(by, line)
    locked, line = _lock(line)
    if not line.is_undone:
        ensure_all_gone(_take_all_back(line, locked, by=by, at=at))
    line.undone_at = None
    _become(line, locked, kind, by=by, at=at)
    touch(locked, at)
    audit.record("line_read_again", by=by, subject=line, detail=line.kind, at=at)
    return line


def _lock(line: CapturedLine) -> tuple[Intake, CapturedLine]:
    """The intake first, as every save does; then the line as it stands now."""
    locked = ensure_open(line.intake)
    return locked, CapturedLine.objects.get(pk=line.pk)


def _become(line: CapturedLine, intake: Intake, kind: Becomes | None, *, by: Actor, at: datetime) -> None:
    """Read the line, make its rows, and write down what it became."""
    problems = list(intake.problems.filter(erred_at=None))
    context = Context(
        intake.patient.today(at), intake.patient.birth_date, tuple(one.where for one in problems)
    )
    read = read_as(line.text, kind, context) if kind else read_line(line.text, context)
    making = Making(intake, problems, by, at)
    made: list[Made] = []
    try:
        with transaction.atomic():
            made = [one for part in read.parts for one in make(part, making)]
    except DomainError as refused:
        read = LineRead(line.text, Becomes.NOTE, reason=refused.message)
        intake.refresh_from_db(fields=["unfinished"])
    line.kind, line.words, line.rest = read.kind, read.words, read.rest
    line.reason, line.made = read.reason[:300], made
    line.save()


def _take_all_back(line: CapturedLine, intake: Intake, *, by: Actor, at: datetime) -> list[str]:
    return list(filter(None, [take_back(made, intake, by=by, at=at) for made in reversed(line.made)]))


def _storable(text: str) -> str:
    """As typed, with one kind of line end and without what PostgreSQL cannot keep."""
    return text.replace("\r\n", "\n").replace("\x00", "").encode(errors="replace").decode()
