"""Function leads, the pain score follows (S79): what each instrument is about, and the order of all."""

from .immpact import INSTRUMENTS as PAIN_INTENSITY

#: Asked about what somebody can do, in the order in which they lead.
FUNCTION = ("psfs", "odi", "rmdq", "ndi", "promis_pf_4a", "promis_social_4a")
#: Pain with what it stops: between the two, and a stand-in for pain only where nothing else tells it.
PAIN_AND_LIFE = "peg"
#: The item of PEG that is a rating of pain intensity.
PAIN_ITEM = "pain"

__all__ = ["FUNCTION", "PAIN_AND_LIFE", "PAIN_INTENSITY", "PAIN_ITEM", "place"]


def place(key: str) -> int:
    """For sorting instruments: function first, then PEG, then pain, then everything else as it was."""
    if key in FUNCTION:
        return FUNCTION.index(key)
    if key == PAIN_AND_LIFE:
        return len(FUNCTION)
    return len(FUNCTION) + (1 if key in PAIN_INTENSITY else 2)
