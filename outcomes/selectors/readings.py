"""Values of measures, newest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from people.models import Patient

from ..models import Reading
from ..rules.tolerance import Tolerance
from ..rules.words import Mode, Protocol


@dataclass(frozen=True)
class ReadingLine:
    """One value with how it was come by. `by` is empty where nobody was signed in."""

    id: UUID
    on: date
    value: Decimal
    mode: Mode
    protocol: Protocol = Protocol.STATED
    trials: tuple[int, ...] = ()
    note: str = ""
    by: str = ""

    @property
    def how(self) -> str:
        """“mean of 3 trials: 20:00, 25:00, 15:00; phone; Pia Okafor”."""
        taken = Tolerance(self.trials).words if self.trials else ""
        return "; ".join(filter(None, [taken, self.note, self.mode, self.by]))


def readings_of(patient: Patient) -> dict[UUID, list[ReadingLine]]:
    """By measure, one query."""
    rows = Reading.objects.filter(patient=patient, erred_at=None).order_by("-true_on", "-recorded_at", "-id")
    fields = ("measure_id", "id", "true_on", "value", "mode", "protocol", "trials", "note")
    grouped: dict[UUID, list[ReadingLine]] = defaultdict(list)
    for measure, pk, on, value, mode, protocol, trials, note, by in rows.values_list(
        *fields, "recorded_by__name"
    ):
        line = ReadingLine(pk, on, value, Mode(mode), Protocol(protocol), tuple(trials), note, by or "")
        grouped[measure].append(line)
    return grouped


def of_one_protocol(readings: Sequence[ReadingLine]) -> list[ReadingLine]:
    """Those taken as the newest one was: a told value and a timed one are not compared."""
    return [line for line in readings if line.protocol == readings[0].protocol]
