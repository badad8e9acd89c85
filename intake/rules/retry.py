"""Which past treatments are worth offering again, differently; and which were truly no use (S13).

Advice with its reason: nothing is ordered and nothing hidden. A treatment that could not be had says nothing
about whether it would help; one that did not help stays one that did not help until somebody writes down how
it could be tried otherwise.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from .attempts import Attempt, ended_words
from .words import Ended


class Again(StrEnum):
    """What a past attempt says about trying the same class again."""

    OFFER = "offer"
    DIFFERENTLY = "differently"
    HELPED_ONCE = "helped_once"
    IN_USE = "in_use"
    HARMED = "harmed"
    NO_BENEFIT = "no_benefit"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def is_worth_retrying(self) -> bool:
        return self in (Again.OFFER, Again.DIFFERENTLY)


_LABELS = {
    "offer": "Never had a fair try: offer it again",
    "differently": "May be tried differently",
    "helped_once": "Helped for a time",
    "in_use": "In use",
    "harmed": "Stopped for a side effect",
    "no_benefit": "Did not help",
    "not_said": "How it ended was not said",
}


@dataclass(frozen=True)
class RetryVerdict:
    code: Again
    reason: str
    source: str = ""

    @property
    def words(self) -> str:
        return f"{self.code.label}. {self.reason}".strip()


@dataclass(frozen=True)
class StartingDose:
    """What a label starts with, in milligrams a day."""

    names: tuple[str, ...]
    mg: int


STARTING_DOSES = (
    StartingDose(("gabapentin", "neurontin"), 300),
    StartingDose(("pregabalin", "lyrica"), 150),
    StartingDose(("duloxetine", "cymbalta"), 30),
    StartingDose(("amitriptyline", "elavil"), 10),
    StartingDose(("nortriptyline", "pamelor"), 10),
)
STARTING_DOSES_SOURCE = (
    "US labels of gabapentin (postherpetic neuralgia), pregabalin (diabetic neuropathy) and duloxetine "
    "(fibromyalgia); 10 mg at night for tricyclics as in pain practice; as read in November 2026, to be "
    "confirmed by the clinic"
)
_MG = re.compile(r"(\d+(?:[.,]\d{1,2})?)\s*mg\b", re.IGNORECASE)


def retry_verdict(attempt: Attempt) -> RetryVerdict:
    """What staff wrote comes first; then why it ended."""
    if attempt.retry_with and attempt.ended is not Ended.STILL_USING:
        return RetryVerdict(Again.DIFFERENTLY, f"To try: {attempt.retry_with.rstrip('.')}.")
    if attempt.ended is None:
        return RetryVerdict(Again.NOT_SAID, "")
    if attempt.ended in _SAYS_IT_ALL:
        return RetryVerdict(_SAYS_IT_ALL[attempt.ended], "")
    return _BY_END[attempt.ended](attempt)


def _could_not_be_had(attempt: Attempt) -> RetryVerdict:
    words = ended_words(attempt).capitalize()
    return RetryVerdict(Again.OFFER, f"{words}, which says nothing about whether it would help.")


def _side_effect(attempt: Attempt) -> RetryVerdict:
    above = _above_start(attempt)
    if above:
        return RetryVerdict(Again.DIFFERENTLY, above, STARTING_DOSES_SOURCE)
    return RetryVerdict(Again.HARMED, f"{attempt.harms.rstrip('.').capitalize()}." if attempt.harms else "")


def _above_start(attempt: Attempt) -> str:
    """A side effect above the dose that a label starts with: a lower dose was perhaps never tried."""
    text = f"{attempt.what} {attempt.dose}".lower()
    start = next((one for one in STARTING_DOSES if any(name in text for name in one.names)), None)
    stated = [float(number.replace(",", ".")) for number in _MG.findall(text)]
    if start is None or not stated or max(stated) <= start.mg:
        return ""
    return (
        f"Side effect at {max(stated):g} mg; the usual start is {start.mg} mg a day: less, or a "
        "slower rise, may go better."
    )


_BY_END = {Ended.ACCESS: _could_not_be_had, Ended.SIDE_EFFECT: _side_effect}
_SAYS_IT_ALL = {
    Ended.WORE_OFF: Again.HELPED_ONCE,
    Ended.STILL_USING: Again.IN_USE,
    Ended.NO_BENEFIT: Again.NO_BENEFIT,
}
