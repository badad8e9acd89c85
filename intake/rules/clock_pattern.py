"""The clock of a pain: none, mild or strong in each two hours of a day, and stiffness after getting up (S04).

Twelve bands of two hours: fine enough for “wakes at 2” and “after midnight”, and few enough to be asked in a
minute. A band that nobody spoke of is unknown, never none. What a pattern may speak for is a reason to ask
on; it decides nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .body import Quality
from .fuzzy import read_length

BANDS = 12
HOURS = 24 // BANDS
Levels = Sequence[int | None]

_NIGHT = (0, 1, 2)  # midnight to 6 a.m.
STIFF_LONG = 30
_MINUTES_A_DAY = 1440


class Level(IntEnum):
    NONE = 0
    MILD = 1
    STRONG = 2

    @property
    def label(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True)
class ClockPattern:
    """Levels of the twelve bands from midnight on, and stiffness as said.

    `is_quiet_otherwise`: somebody said that there is no pain in the hours that have no level.
    """

    levels: tuple[int | None, ...] = (None,) * BANDS
    is_quiet_otherwise: bool = False
    stiff_words: str = ""

    @property
    def said(self) -> tuple[int | None, ...]:
        """The levels with “none otherwise” filled in."""
        quiet = Level.NONE if self.is_quiet_otherwise else None
        return tuple(quiet if level is None else level for level in self.levels)

    @property
    def is_empty(self) -> bool:
        return self == ClockPattern()

    @property
    def stiff_minutes(self) -> int | None:
        """`45`, `45 min`, `an hour`; None where no length is said."""
        text = self.stiff_words.strip()
        if text.isdecimal():
            return int(text)
        length = read_length(text)
        return round(length.days * _MINUTES_A_DAY) if length else None


@dataclass(frozen=True)
class Hint:
    """What a pattern may speak for, and who says so."""

    words: str
    source: str


INFLAMMATORY = Hint(
    "Stiff for more than 30 minutes after getting up is one sign of an inflammatory spine. The others: began "
    "before 40, more than 3 months, better with exercise, wakes at night, uveitis, psoriasis.",
    "Finucane 2020, JOSPT (IFOMPT red flag framework)",
)
UNREMITTING = Hint(
    "Strong at every hour: pain that never lets up is a reason to ask for signs of cancer and of infection.",
    "Finucane 2020, JOSPT (IFOMPT red flag framework)",
)
NIGHT = Hint(
    "Strong between midnight and 6 a.m.: ask whether it wakes, what stops it, and how sleep is.",
    "Finucane 2020, JOSPT (night waking in inflammatory pain); sleep is asked at every intake",
)
NERVE = Hint(
    "Burning, numb or sore to touch at night is how nerve pain is often told: look for its signs there.",
    "Clinical custom, no published rule; graded by NeuPSIG (Finnerup 2016, Pain 157:1599)",
)
_NERVE_LIKE = {Quality.BURN, Quality.NUMB, Quality.TOUCH}


def hour_words(hour: int) -> str:
    """0 is midnight, 13 is 1 p.m."""
    named = {0: "midnight", 12: "noon"}.get(hour % 24)
    return named or f"{hour % 12} {'a.m.' if hour % 24 < 12 else 'p.m.'}"


def band_words(band: int) -> str:
    return span_words(band * HOURS, (band + 1) * HOURS)


def span_words(start: int, end: int) -> str:
    """2 to 6 a.m.; 10 p.m. to midnight."""
    first, last = hour_words(start), hour_words(end)
    half = last[-5:]
    if half in (" a.m.", " p.m.") and first.endswith(half):
        first = first.removesuffix(half)
    return f"{first} to {last}"


def runs(levels: Levels, level: Level) -> list[tuple[int, int]]:
    """Stretches of one level as hours, those over midnight in one: (22, 4)."""
    held = [each == level for each in levels]
    if all(held):
        return [(0, 24)]
    starts = [band for band in range(BANDS) if held[band] and not held[band - 1]]
    return [(band * HOURS, _end(held, band) * HOURS % 24) for band in starts]


def _end(held: list[bool], band: int) -> int:
    while held[band % BANDS]:
        band += 1
    return band


def pattern_words(pattern: ClockPattern) -> str:
    """“Strong midnight to 4 a.m.; mild 6 to 8 a.m.; stiff 45 min after getting up”; empty if nothing was."""
    levels = pattern.said
    whens = {level.name.lower(): _when(levels, level) for level in (Level.STRONG, Level.MILD)}
    parts = [f"{level} {when}" for level, when in whens.items() if when]
    if all(level == Level.NONE for level in levels):
        parts.append("no pain at any hour")
    elif pattern.is_quiet_otherwise and parts:
        parts.append("none otherwise")
    if pattern.stiff_words:
        parts.append(_stiff(pattern))
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def version_words(pattern: ClockPattern) -> list[str]:
    """The same beside another version: there also the hours of which nothing but “no pain” was said."""
    none = _when(pattern.said, Level.NONE)
    words = pattern_words(pattern) or (f"No pain {none}" if none else "")
    return [words] if words else []


def _when(levels: Levels, level: Level) -> str:
    found = runs(levels, level)
    if found == [(0, 24)]:
        return "at every hour"
    return " and ".join(span_words(start, end) for start, end in found)


def _stiff(pattern: ClockPattern) -> str:
    minutes = pattern.stiff_minutes
    if minutes == 0:
        return "not stiff after getting up"
    return f"stiff {pattern.stiff_words if minutes is None else f'{minutes} min'} after getting up"


def hints(pattern: ClockPattern, qualities: Collection[Quality] = ()) -> list[Hint]:
    """What to ask on. `qualities`: how the pain of this problem feels, from the body map."""
    levels, found = pattern.said, []
    if (pattern.stiff_minutes or 0) > STIFF_LONG:
        found.append(INFLAMMATORY)
    if all(level == Level.STRONG for level in levels):
        return [*found, UNREMITTING]
    if any(levels[band] == Level.STRONG for band in _NIGHT):
        found.append(NIGHT)
        if _NERVE_LIKE.intersection(qualities):
            found.append(NERVE)
    return found


def read_pattern(posted: Mapping[str, str]) -> ClockPattern:
    """From a form: `b0` to `b11` hold a level, `quiet` and `stiff` the rest. What is no level is left out."""
    known = {str(level.value): level.value for level in Level}
    levels = tuple(known.get(posted.get(f"b{band}", "")) for band in range(BANDS))
    return ClockPattern(levels, bool(posted.get("quiet")), _said(posted.get("stiff", "")))


def _said(text: str) -> str:
    """Without a NUL, which no database keeps."""
    return " ".join(text.replace("\x00", "").split())[:60]


def pattern_values(pattern: ClockPattern) -> dict[str, str]:
    """The same as the values of its form: what two versions are compared by."""
    values = {f"b{band}": str(level) for band, level in enumerate(pattern.levels) if level is not None}
    if pattern.is_quiet_otherwise:
        values["quiet"] = "on"
    return values | {"stiff": pattern.stiff_words} if pattern.stiff_words else values
