"""Dated marks for the charts: what was done, and what a block answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from people.models import Patient

from ..models import Step
from ..rules.blocks import number
from ..rules.words import StepKind


class MarkKind(StrEnum):
    """The house alphabet: ▼ procedure, ◆ therapy, ● medicine, ✶ flare."""

    PROCEDURE = "procedure"
    THERAPY = "therapy"
    MEDICINE = "medicine"
    FLARE = "flare"


#: What is drawn, and how. Education changes no line by a date.
MARKS = {
    StepKind.PROCEDURE: MarkKind.PROCEDURE,
    StepKind.THERAPY: MarkKind.THERAPY,
    StepKind.SELF_CARE: MarkKind.THERAPY,
    StepKind.MEDICINE: MarkKind.MEDICINE,
}


@dataclass(frozen=True)
class DatedEvent:
    kind: MarkKind
    on: date
    label: str
    note: str = ""


def dated_events(patient: Patient) -> list[DatedEvent]:
    """Steps that began or took place, the earliest first, in two queries.

    A procedure is drawn on the day it took place and not before; everything else when it began. Education
    changes no line by a date, so it is not drawn.
    """
    steps = Step.objects.filter(patient=patient, erred_at=None, kind__in=MARKS, started_on__isnull=False)
    found = [_event(step) for step in steps.prefetch_related("block_responses")]
    return sorted((event for event in found if event), key=lambda event: event.on)


def _event(step: Step) -> DatedEvent | None:
    kind = MARKS[StepKind(step.kind)]
    on = step.delivered_on if kind is MarkKind.PROCEDURE else step.started_on
    return DatedEvent(kind, on, step.title, _response_words(step)) if on else None


def _response_words(step: Step) -> str:
    """“70% for 9 h”, of the latest response that counts."""
    counting = [row for row in step.block_responses.all() if not row.is_entered_in_error]
    if not counting:
        return ""
    latest = counting[-1]
    return f"{latest.percent_relief}% for {number(latest.hours)} h"
