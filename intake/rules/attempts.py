"""One attempt at a treatment, in words and in counts: what it did, and why it ended (S13).

“Did nothing” and “could not be had” differ in their words, their sign and their count, everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from .fuzzy import read_length
from .treatments import OTHER, SOURCE, Recognised, class_of, recognised
from .words import AccessReason, Ended

#: Short relief must be seen beside long relief, so the bar is logarithmic: an hour to five years.
SHORTEST_DAYS, LONGEST_DAYS = 1 / 24, 5 * 365.25
#: Signs of how it ended. Circles say how much it did, the diamond that it had no fair try, the triangle harm.
GLYPHS = {
    Ended.NO_BENEFIT: "○",
    Ended.WORE_OFF: "◐",
    Ended.STILL_USING: "●",
    Ended.SIDE_EFFECT: "▲",
    Ended.ACCESS: "◇",
}
NOT_SAID = "·"
_SIGNS = ", ".join(f"{glyph} {ended.label.lower()}" for ended, glyph in GLYPHS.items())
LEGEND = (
    f"{_SIGNS}. A bar shows how long it helped, from an hour to five years, on a logarithmic scale; no bar: "
    "no length was said. What could not be had is never counted as no help. A kind is proposed from the "
    f"words until you choose one. {SOURCE}"
)
_COUNTED = {
    Ended.STILL_USING: "still used",
    Ended.WORE_OFF: "wore off",
    Ended.NO_BENEFIT: "did not help",
    Ended.SIDE_EFFECT: "stopped for a side effect",
    Ended.ACCESS: "could not be had",
}


@dataclass(frozen=True)
class Attempt:
    """What a row of the ledger says. Empty words and None are “not said”; 0 percent was said."""

    what: str = ""
    treatment_class: str = ""
    region_level: str = ""
    when_words: str = ""
    dose: str = ""
    relief_percent: int | None = None
    helped_for: str = ""
    function_change: str = ""
    helped_with: str = ""
    not_helped_with: str = ""
    harms: str = ""
    ended: Ended | None = None
    access_reason: AccessReason | None = None
    retry_with: str = ""

    @property
    def proposed(self) -> Recognised | None:
        """What the words look like, as long as nobody said what it is."""
        return None if self.treatment_class else recognised(self.what)

    @property
    def class_key(self) -> str:
        """As said, else as recognised, else empty."""
        if self.treatment_class:
            return self.treatment_class
        return self.proposed.key if self.proposed else ""

    @property
    def class_words(self) -> str:
        """“Epidural steroid injection”; with “looks like” where nobody said so; empty when not known."""
        if self.treatment_class in ("", OTHER):
            return f"looks like: {self.proposed.label}" if self.proposed else ""
        return class_of(self.treatment_class).label

    @property
    def glyph(self) -> str:
        return GLYPHS[self.ended] if self.ended else NOT_SAID

    @property
    def had_no_fair_try(self) -> bool:
        return self.ended is Ended.ACCESS


def head(attempt: Attempt) -> str:
    """“Interlaminar ESI, L5-S1, two injections”."""
    return _joined(attempt.what or "Not named", attempt.region_level, attempt.dose)


def tail(attempt: Attempt) -> str:
    """“March: 2 days only, 30 percent relief, helped with chores, not with the yard; wore off”."""
    helped = _joined(attempt.helped_for, _percent(attempt), attempt.function_change, _where(attempt))
    parts = "; ".join(filter(None, (helped, _harm(attempt), ended_words(attempt))))
    return ": ".join(filter(None, (attempt.when_words, parts)))


def sentence(attempt: Attempt) -> str:
    """The whole row as it is read aloud."""
    rest = tail(attempt)
    return f"{head(attempt)}, {rest}" if rest else head(attempt)


def ended_words(attempt: Attempt) -> str:
    """“did not help”, “could not get it (times or travel)”; empty when nobody said."""
    if attempt.ended is None:
        return ""
    words = attempt.ended.label.lower()
    if attempt.ended is Ended.ACCESS and attempt.access_reason:
        return f"{words} ({attempt.access_reason.label.lower()})"
    return words


def _percent(attempt: Attempt) -> str:
    return "" if attempt.relief_percent is None else f"{attempt.relief_percent} percent relief"


def _where(attempt: Attempt) -> str:
    yes = f"helped with {attempt.helped_with}" if attempt.helped_with else ""
    no = f"not with {attempt.not_helped_with}" if attempt.not_helped_with else ""
    return _joined(yes, no)


def _harm(attempt: Attempt) -> str:
    return f"harm: {attempt.harms}" if attempt.harms else ""


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class ReliefWindow:
    """How long it helped: `days`, and its `share` of the bar, 0 to 1 on the logarithmic scale."""

    days: float
    share: float
    words: str

    @property
    def percent(self) -> int:
        """Of the bar; never so little that it cannot be seen."""
        return max(round(100 * self.share), 4)


def relief_window(attempt: Attempt) -> ReliefWindow | None:
    """None where no length of relief was said: a bar of nothing would say that it did nothing.

    What could not be had has no window, whatever stands in the row.
    """
    length = read_length(attempt.helped_for)
    if length is None or attempt.had_no_fair_try:
        return None
    return ReliefWindow(length.days, share_of(length.days), length.words)


def share_of(days: float) -> float:
    """Where `days` lie between an hour and five years, on a logarithmic scale."""
    held = min(max(days, SHORTEST_DAYS), LONGEST_DAYS)
    return log(held / SHORTEST_DAYS) / log(LONGEST_DAYS / SHORTEST_DAYS)


def counts(attempts: Iterable[Attempt]) -> dict[Ended | None, int]:
    """How many ended in which way; None is “not said”."""
    return dict(Counter(attempt.ended for attempt in attempts))


def counted_sentence(attempts: Sequence[Attempt]) -> str:
    """“5 tried: 1 still used, 2 did not help, 1 could not be had, 1 not said.” Empty for none."""
    if not attempts:
        return ""
    found = counts(attempts)
    parts = [f"{found[ended]} {words}" for ended, words in _COUNTED.items() if ended in found]
    if None in found:
        parts.append(f"{found[None]} not said how it ended")
    return f"{len(attempts)} charted: {', '.join(parts)}."
