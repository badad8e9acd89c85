"""Flares as they happened, and which days lie in one."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from people.models import Patient

from ..models import Flare
from ..rules.words import FlareCause, FlareSeverity, Mode


@dataclass(frozen=True)
class FlareLine:
    """One flare, both ends included; `ended_on` None while it is on. Empty words: nobody said."""

    id: UUID
    started_on: date
    ended_on: date | None
    severity: FlareSeverity | None
    cause: FlareCause | None
    cause_words: str
    mode: Mode

    def days(self, *, until: date) -> int:
        """How many days it lasted; of one that is still on, how many so far."""
        return (min(self.ended_on or until, until) - self.started_on).days + 1


def flares(patient: Patient, *, first: date | None = None, last: date | None = None) -> list[FlareLine]:
    """Those that touch the days from `first` to `last`, newest first; one query."""
    rows = Flare.objects.filter(patient=patient, erred_at=None).order_by("-started_on")
    if first is not None:
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=first))
    if last is not None:
        rows = rows.filter(started_on__lte=last)
    fields = ("id", "started_on", "ended_on", "severity", "cause", "cause_words", "mode")
    return [
        FlareLine(
            pk,
            started,
            ended,
            FlareSeverity(severity) if severity else None,
            FlareCause(cause) if cause else None,
            words,
            Mode(mode),
        )
        for pk, started, ended, severity, cause, words, mode in rows.values_list(*fields)
    ]


def running_flare(patient: Patient) -> FlareLine | None:
    """The flare that is on now; one query."""
    return next((line for line in flares(patient)[:1] if line.ended_on is None), None)


def flare_days(patient: Patient, *, first: date, last: date) -> frozenset[date]:
    """The days from `first` to `last` that lie in a flare; one query."""
    found: set[date] = set()
    for line in flares(patient, first=first, last=last):
        begins, ends = max(line.started_on, first), min(line.ended_on or last, last)
        found.update(begins + timedelta(days=number) for number in range((ends - begins).days + 1))
    return frozenset(found)
