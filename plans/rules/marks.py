"""How steps are drawn on a chart."""

from enum import StrEnum

from .words import StepKind


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
