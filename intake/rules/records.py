"""Old records asked for before the visit: their words, when one is overdue, and the sentence for a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class RecordKind(StrEnum):
    NOTES = "notes"
    REPORT = "report"
    IMAGES = "images"
    OPERATION = "operation"
    LAB = "lab"
    MEDICINES = "medicines"

    @property
    def label(self) -> str:
        return {
            "report": "Imaging report",
            "images": "Images themselves",
            "operation": "Operation report",
            "lab": "Lab results",
            "medicines": "Medication list",
        }.get(self.value, "Notes")


class AskedBy(StrEnum):
    """How it was asked for."""

    PHONE = "phone"
    FAX = "fax"
    PORTAL = "portal"
    LETTER = "letter"
    PATIENT = "patient"

    @property
    def label(self) -> str:
        return {"portal": "Their web portal", "patient": "The patient brings it"}.get(
            self.value, self.value.capitalize()
        )


class RecordState(StrEnum):
    ASKED = "asked"
    CAME = "came"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"asked": "Asked for", "came": "Came", "none": "None to be had"}[self.value]


@dataclass(frozen=True)
class RecordFact:
    """What the sentence needs of one request."""

    name: str
    holder: str
    state: RecordState


def is_overdue(asked_on: date, *, today: date, after_days: int) -> bool:
    """Later than the clinic's number of days after it was asked for; on that very day it is not yet."""
    return today - asked_on > timedelta(days=after_days)


def records_sentence(facts: Sequence[RecordFact]) -> str:
    """`Records: 2 of 3 came. Asked for: MRI report from River Imaging.` Empty when nothing was asked for."""
    if not facts:
        return ""
    came = sum(fact.state == RecordState.CAME for fact in facts)
    parts = [f"Records: {came} of {len(facts)} came."]
    parts += _named("Asked for", facts, RecordState.ASKED) + _named("None to be had", facts, RecordState.NONE)
    return " ".join(parts)


def _named(label: str, facts: Sequence[RecordFact], state: RecordState) -> list[str]:
    named = [f"{fact.name} from {fact.holder}" for fact in facts if fact.state == state]
    return [f"{label}: {'; '.join(named)}."] if named else []
