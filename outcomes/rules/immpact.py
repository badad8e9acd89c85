"""How important a fall of pain is (clinical.md 9): words for ratings of pain intensity, and only for those.

A fall of 10 percent of the start is minimally important, of 30 moderately, of 50 substantially (Dworkin 2008,
J Pain 9:105). They describe a size beside the verdict; they do not make one.
"""

from decimal import Decimal

SOURCE = "10, 30 and 50 percent (IMMPACT, Dworkin 2008, J Pain)"
#: Keys of the instruments that are one rating of pain intensity.
INSTRUMENTS = frozenset({"nrs", "promis_intensity"})

_LEAST = ((50, "substantial"), (30, "moderately important"), (10, "minimally important"))


def fall_words(percent: Decimal | None) -> str:
    """The word for a fall of `percent` of the start; empty below 10, for a rise, where unknown."""
    if percent is None:
        return ""
    return next((words for least, words in _LEAST if percent >= least), "")
