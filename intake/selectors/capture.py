"""The lines typed during an intake. A line that became something sensitive is for those who may see that."""

from django.db.models import QuerySet

from intake.models import CapturedLine, Intake
from intake.rules.capture import Becomes
from intake.rules.cards import SENSITIVE

#: How many are listed beside the line, and with them every one that stands in no row.
LISTED = 6


def latest_lines(intake: Intake, *, sees_sensitive: bool) -> list[CapturedLine]:
    """The last few, those taken back too, and all that stayed text in whole or in part; newest first."""
    lines = _lines(intake, sees_sensitive=sees_sensitive).order_by("-captured_at", "-id")
    return [line for place, line in enumerate(lines) if place < LISTED or _stayed_text(line)]


def kept_texts(intake: Intake, *, sees_sensitive: bool) -> list[str]:
    """What stands in no row, oldest first: whole lines, and what stayed text beside what was charted."""
    lines = _lines(intake, sees_sensitive=sees_sensitive).filter(undone_at=None).order_by("captured_at", "id")
    texts = [line.text if line.kind == Becomes.NOTE else line.rest for line in lines]
    return list(filter(None, texts))


def _stayed_text(line: CapturedLine) -> bool:
    return line.undone_at is None and (line.kind == Becomes.NOTE or bool(line.rest))


def _lines(intake: Intake, *, sees_sensitive: bool) -> QuerySet[CapturedLine]:
    lines = CapturedLine.objects.filter(intake=intake)
    for slot in () if sees_sensitive else SENSITIVE:
        lines = lines.exclude(made__contains=[{"card": slot}])
    return lines
