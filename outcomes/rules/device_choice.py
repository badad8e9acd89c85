"""Two devices speak of one day: which of them is shown. Never their sum (S77)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from .wearables.sources import Rank, source_of

Told = TypeVar("Told")

#: The longest name of a device that is kept.
LONGEST_NAME = 80
#: A file names a handful of devices; beyond this the others share one name.
MOST_NAMES = 20
OTHERS = "Other devices"


def rank_of(name: str) -> Rank:
    """What is worn misses less of a day than what is carried and put down; “Apple Watch, iPhone” is worn."""
    return source_of(name).rank


def device_names(told: Iterable[str], *, otherwise: str) -> dict[str, str]:
    """Each name that a file tells, as it is kept. A day without one came from `otherwise`."""
    short = {name: name.strip()[:LONGEST_NAME] or otherwise for name in told}
    kept = sorted(set(short.values()))[:MOST_NAMES]
    return {name: known if known in kept else OTHERS for name, known in short.items()}


@dataclass(frozen=True)
class Source:
    """A device in one file. `reaches` is the last day of the file, `number` the order in which it came."""

    number: int
    rank: int
    reaches: date

    @property
    def precedence(self) -> tuple[int, int, int]:
        """The source with the smallest is shown.

        1. What is worn, before what is carried, before anything else.
        2. Of equals the file that reaches further: an old export does not undo a newer one, and the last day
           of the older one may be half a day.
        3. Then the one that came last, so that a corrected file corrects.
        """
        return self.rank, -self.reaches.toordinal(), -self.number


def shown_of(told: Iterable[tuple[Source, Told]]) -> Told | None:
    """Which of what was told of one day is shown; None when nobody told anything."""
    best = min(told, key=lambda one: one[0].precedence, default=None)
    return best[1] if best else None
