"""What the patient's one-page plan says, as data. The order keeps the danger box on the first page."""

from dataclasses import dataclass
from datetime import date

from outcomes.rules.help_now import HELP_NOW

#: More lines than this are not read on a hard day.
MOST_THINGS_TO_DO = 5


@dataclass(frozen=True)
class NextLook:
    """When we check, what we ask, and what yes and no mean."""

    on: date | None
    question: str
    yes: str
    no: str


@dataclass(frozen=True)
class Sheet:
    """Frozen: read by the portal, the print page and the builder's right half alike."""

    name: str
    who: str
    clinic_name: str
    clinic_phone: str
    emergency_number: str
    crisis_line: str
    written_on: date
    going_on: str
    want_back: tuple[str, ...]
    do_now: tuple[str, ...]
    flare: tuple[str, str, str]
    next_look: NextLook | None
    help_now: tuple[str, ...] = HELP_NOW


def things_to_do(steps: tuple[str, ...], movement: str, sleep: str) -> tuple[str, ...]:
    """Movement and sleep always stay; steps fill what is left of five lines."""
    always = tuple(text for text in (movement, sleep) if text.strip())
    return tuple(text for text in steps if text.strip())[: MOST_THINGS_TO_DO - len(always)] + always
