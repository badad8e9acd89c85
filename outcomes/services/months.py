"""A month from paper: all its days at once, or none of them; and never over somebody's own word unasked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from people.access import Actor
from people.models import Patient

from ..models import Day
from ..rules.day_said import DaySaid
from ..rules.words import Mode
from .days import keep_day
from .guards import ensure_may_write, take_turns

#: What a person says of a day, in the columns of the table.
SAID = tuple(DaySaid.__dataclass_fields__)


@dataclass(frozen=True)
class PaperDay:
    day: date
    said: DaySaid


@dataclass(frozen=True)
class KeptDay:
    """What is kept of a day already. `stamp` names this very save, so that an answer is to no other one."""

    said: DaySaid
    mode: Mode
    recorded_at: datetime

    @property
    def stamp(self) -> str:
        return self.recorded_at.isoformat()


@dataclass(frozen=True)
class MonthSaved:
    """Days written, days that said the same already, and days that have to be asked about: then none is
    written."""

    written: int = 0
    same: int = 0
    conflicts: tuple[date, ...] = ()


#: An answer to a conflict: leave what is kept, or let the paper win over the save with this stamp.
LEAVE = "kept"


@transaction.atomic
def save_paper_days(
    *,
    patient: Patient,
    sheet: UUID,
    days: Sequence[PaperDay],
    answers: Mapping[date, str],
    by: Actor,
    at: datetime,
) -> MonthSaved:
    """Keep the days of one sheet of paper, marked late where they are over.

    1. `sheet` names this page: sent twice, it changes nothing.
    2. A day that says the same already is left as it is, with its own source.
    3. A day that says something else is a conflict until `answers` has `kept`, or the stamp of what was
       shown. If any is left, nothing is written.
    4. Where the paper wins, what it does not say stays as it was kept.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    kept = kept_days(patient, [one.day for one in days])
    fresh = [one for one in days if one.day not in kept or not _says_the_same(one.said, kept[one.day].said)]
    asked = [one for one in fresh if one.day in kept]
    open_ones = tuple(one.day for one in asked if answers.get(one.day) not in (LEAVE, kept[one.day].stamp))
    if open_ones:
        return MonthSaved(conflicts=open_ones)
    written = [one for one in fresh if one.day not in kept or answers[one.day] != LEAVE]
    for one in written:
        said = _over(one.said, kept[one.day].said) if one.day in kept else one.said
        operation = uuid5(sheet, f"{one.day} {sorted(said.body.items())}")
        keep_day(
            patient=patient,
            operation_id=operation,
            day=one.day,
            said=said,
            received_at=at,
            mode=Mode.PAPER,
            by=by,
        )
    return MonthSaved(len(written), len(days) - len(written))


def kept_days(patient: Patient, days: Sequence[date]) -> dict[date, KeptDay]:
    """What people said of these days; one query."""
    rows = Day.objects.filter(patient=patient, day__in=days, mark__isnull=False)
    return {
        day: KeptDay(DaySaid(*said), Mode(mode), recorded_at)
        for day, mode, recorded_at, *said in rows.values_list("day", "mode", "recorded_at", *SAID)
    }


def _says_the_same(paper: DaySaid, kept: DaySaid) -> bool:
    """All that the paper says is kept already."""
    return _over(paper, kept) == kept


def _over(paper: DaySaid, kept: DaySaid) -> DaySaid:
    return replace(kept, **{name: value for name, value in asdict(paper).items() if value not in (None, "")})
