"""What a verdict on change is made of: its label, the two points, the noise, the sentence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .words import Direction


class Change(StrEnum):
    BETTER = "better"
    PROBABLY_BETTER = "probably_better"
    CLEAR_SHIFT_BETTER = "clear_shift_better"
    NO_CLEAR_CHANGE = "no_clear_change"
    CLEAR_SHIFT_WORSE = "clear_shift_worse"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"

    @property
    def label(self) -> str:
        return {
            Change.CLEAR_SHIFT_BETTER: "Clear shift, better",
            Change.CLEAR_SHIFT_WORSE: "Clear shift, worse",
        }.get(self, self.replace("_", " ").capitalize())

    @property
    def tone(self) -> str:
        """The class of a badge: better, worse or steady."""
        if self.endswith("better"):
            return "better"
        return "worse" if self.endswith("worse") else "steady"

    @property
    def glyph(self) -> str:
        return {"better": "▲", "worse": "▼"}.get(self.tone, "–" if self == Change.CANNOT_TELL else "=")


@dataclass(frozen=True)
class Point:
    """One value on one day. `version` names the instrument's version that gave it."""

    on: date
    value: Decimal
    version: str = ""


@dataclass(frozen=True)
class Noise:
    """How far a measure without published figures moves by itself: `percent` of the baseline, or `points`."""

    source: str
    percent: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class ChangeVerdict:
    """The label, the sentence that explains it, and the numbers used; `points` and `percent` are signed."""

    code: Change
    sentence: str
    latest: Point | None
    baseline: Point | None
    points: Decimal | None
    percent: Decimal | None
    direction: Direction
    source: str


@dataclass(frozen=True)
class Line:
    """One threshold in words, and whether a change reaches it for better or for worse."""

    words: str
    is_for_better: bool
    is_for_worse: bool

    def is_reached(self, code: Change) -> bool:
        return self.is_for_worse if code == Change.WORSE else self.is_for_better
