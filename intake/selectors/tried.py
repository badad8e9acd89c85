"""The treatment ledger: a person's past attempts, and those of one class when it is chosen again (S13)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from intake.models import TreatmentTried
from intake.rules.attempts import Attempt, ReliefWindow, head, relief_window, sentence, tail
from intake.rules.retry import RetryVerdict, retry_verdict
from intake.rules.words import AccessReason, Ended

#: What a row of the ledger says, by the names of `Attempt`.
FIELDS = (
    "what",
    "treatment_class",
    "region_level",
    "when_words",
    "dose",
    "relief_percent",
    "helped_for",
    "function_change",
    "helped_with",
    "not_helped_with",
    "harms",
    "ended",
    "access_reason",
    "retry_with",
)
_SHOWN = ("what", "when_words", "helped_for", "ended", "access_reason")
_FURTHER = tuple(name for name in FIELDS if name not in _SHOWN)


@dataclass(frozen=True)
class LedgerLine:
    """A row with what the rules make of it."""

    row: TreatmentTried
    attempt: Attempt

    @property
    def head(self) -> str:
        return head(self.attempt)

    @property
    def tail(self) -> str:
        return tail(self.attempt)

    @property
    def sentence(self) -> str:
        return sentence(self.attempt)

    @property
    def window(self) -> ReliefWindow | None:
        return relief_window(self.attempt)

    @property
    def verdict(self) -> RetryVerdict:
        return retry_verdict(self.attempt)

    @property
    def says_more(self) -> bool:
        """Whether anything is said beyond the four fields that are always shown."""
        return any(getattr(self.attempt, name) not in ("", None) for name in _FURTHER)

    @property
    def is_blank(self) -> bool:
        return self.attempt == Attempt()


def attempt_of(said: TreatmentTried | dict[str, object]) -> Attempt:
    """From a row, or from the same fields as a dictionary."""
    values = said if isinstance(said, dict) else {name: getattr(said, name) for name in FIELDS}
    ended, barred = values["ended"], values["access_reason"]
    return Attempt(
        **{name: values[name] for name in FIELDS}
        | {
            "ended": Ended(ended) if ended else None,
            "access_reason": AccessReason(barred) if barred else None,
        }
    )


def ledger_lines(rows: Iterable[TreatmentTried]) -> list[LedgerLine]:
    return [LedgerLine(row, attempt_of(row)) for row in rows]


def ledger_of(patient_id: UUID) -> list[LedgerLine]:
    """Every attempt that has words, of all intakes, in the order in which it was charted. One query."""
    rows = TreatmentTried.objects.filter(patient_id=patient_id, erred_at=None).order_by("created_at")
    return [line for line in ledger_lines(rows) if not line.is_blank]


def of_classes(lines: Iterable[LedgerLine], classes: Collection[str]) -> list[LedgerLine]:
    return [line for line in lines if line.attempt.class_key in classes]
