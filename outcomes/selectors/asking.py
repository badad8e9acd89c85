"""What a patient is asked, and how much that is in a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from people.models import Patient
from people.selectors import policies

from ..models import Ask
from ..rules.burden import MONTH, Burden, heaviest_month, minutes_of
from ..rules.instrument import Instrument
from ..rules.words import AskState
from .catalogue import Catalogue

#: How an ask says that a person on the team wanted it, and not a checkpoint.
BY_HAND = "outcomes.by_hand"
#: An unanswered one stays on the page for so long after it closed.
_SHOWN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class AskLine:
    """One questionnaire that waits, or that nobody answered. `begun`: some of it is answered."""

    id: UUID
    instrument: str
    title: str
    state: AskState
    opens_on: date
    due_on: date
    begun: bool
    by_hand: bool

    @property
    def is_waiting(self) -> bool:
        return self.state in (AskState.SCHEDULED, AskState.OPEN)

    @property
    def words(self) -> str:
        """Its state, for staff."""
        if self.state == AskState.OPEN and self.begun:
            return "begun"
        return {AskState.SCHEDULED: "not sent yet", AskState.OPEN: "open"}.get(self.state, "not answered")


def asked_of(patient: Patient, catalogue: Catalogue, *, at: datetime) -> tuple[AskLine, ...]:
    """What waits, and what was not answered in the last month; the next to answer first. One query."""
    zone = ZoneInfo(patient.time_zone)
    shown = [AskState.SCHEDULED, AskState.OPEN, AskState.EXPIRED]
    asks = Ask.objects.filter(
        patient=patient, state__in=shown, closes_at__gt=at - _SHOWN_AFTER, replaced_by=None
    ).order_by("due_on", "created_at")
    fields = ("id", "instrument", "version", "state", "opens_at", "due_on", "source_kind", "response__id")
    return tuple(
        AskLine(
            id=pk,
            instrument=key,
            title=catalogue.get(key, version).title,
            state=AskState(state),
            opens_on=opens_at.astimezone(zone).date(),
            due_on=due_on,
            begun=response is not None,
            by_hand=source == BY_HAND,
        )
        for pk, key, version, state, opens_at, due_on, source, response in asks.values_list(*fields)
    )


@dataclass(frozen=True)
class AskBurden:
    """Minutes of questions in a month, as they stand and as the clinic's numbers have them."""

    asked: tuple[Burden, ...]
    most: Decimal
    source: str
    seconds_each: Decimal

    def minutes_of(self, instrument: Instrument) -> int:
        """Of one questionnaire, for a label: rounded up."""
        return ceil(minutes_of(len(instrument.items), seconds_each=self.seconds_each))

    def month(self, on: date) -> Decimal:
        """Of the heaviest 30 days that hold this one."""
        return heaviest_month(self.asked, on=on)

    def is_over(self, on: date) -> bool:
        return self.month(on) > self.most


def ask_burden(patient: Patient, catalogue: Catalogue, *, at: datetime) -> AskBurden:
    """Everything that is asked or was answered around now; what ended without an answer took no time.

    Two queries.
    """
    numbers = policies(patient.clinic, on=patient.clinic.today(at))
    seconds = numbers["question_seconds"].value
    most = numbers["burden_minutes_month"]
    counted = [AskState.SCHEDULED, AskState.OPEN, AskState.DONE]
    asks = Ask.objects.filter(patient=patient, state__in=counted, opens_at__gt=at - 2 * MONTH)
    zone = ZoneInfo(patient.time_zone)
    return AskBurden(
        asked=tuple(
            (opens_at.astimezone(zone).date(), _minutes(catalogue.get(key, version), seconds))
            for key, version, opens_at in asks.values_list("instrument", "version", "opens_at")
        ),
        most=most.value,
        source=most.source,
        seconds_each=seconds,
    )


def _minutes(instrument: Instrument, seconds_each: Decimal) -> Decimal:
    return minutes_of(len(instrument.items), seconds_each=seconds_each)


def offered_now(catalogue: Catalogue, lines: Sequence[AskLine]) -> tuple[Instrument, ...]:
    """What may be asked today: offered to patients, and not waiting already."""
    waiting = {line.instrument for line in lines if line.is_waiting}
    return tuple(one for one in catalogue.offered if one.key not in waiting)
