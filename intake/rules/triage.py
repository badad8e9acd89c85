"""Where somebody goes next (S19): some are not ready for a programme, and nobody falls off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Disposition(StrEnum):
    PROGRAMME = "programme"
    STABILISE = "stabilise"
    EMERGENCY = "emergency"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        return {
            "programme": "Our programme",
            "stabilise": "Not ready: stabilise first",
            "emergency": "Emergency first",
            "elsewhere": "Another centre or specialty",
        }[self.value]

    @property
    def needs_date(self) -> bool:
        """Whoever does not start here now is asked again on a day that somebody named."""
        return self is not Disposition.PROGRAMME

    @property
    def needs_service(self) -> bool:
        return self is Disposition.ELSEWHERE


#: The furthest day on which somebody is asked again. Further off, a list is a way of forgetting.
MOST_DAYS = 366


@dataclass(frozen=True)
class Decision:
    """What was decided, as far as it was said."""

    disposition: Disposition
    reason: str = ""
    service: str = ""
    resources: str = ""
    recontact_on: date | None = None


@dataclass(frozen=True)
class Lack:
    """What a decision still needs, at the field that says it."""

    field: str
    sentence: str


def lacks(decision: Decision, *, today: date) -> list[Lack]:
    return list(_lacks(decision, today))


def _lacks(decision: Decision, today: date) -> Iterator[Lack]:
    if decision.disposition.needs_date and not decision.reason.strip():
        yield Lack("reason", "Say why, in a sentence that the caller will read.")
    if decision.disposition.needs_service and not decision.service.strip():
        yield Lack("service", "Name the centre or the specialty.")
    if decision.disposition.needs_date and decision.recontact_on is None:
        yield Lack("recontact_on", "Choose the day on which we ask again.")
    if decision.recontact_on and decision.recontact_on < today:
        yield Lack("recontact_on", "This day is past.")
    if decision.recontact_on and (decision.recontact_on - today).days > MOST_DAYS:
        yield Lack("recontact_on", "Ask again within a year.")


def sentence_of(decision: Decision) -> str:
    """As the worklist says it on the day: “Not ready: stabilise first. No phone, sleeps in a car.”"""
    where = f" ({decision.service.strip()})" if decision.service.strip() else ""
    reason = decision.reason.strip()
    return ": ".join(filter(None, [f"{decision.disposition.label}{where}", reason]))
