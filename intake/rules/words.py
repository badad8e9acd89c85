"""The words that intake speaks in."""

from enum import StrEnum


class ReferralState(StrEnum):
    """A packet is a row with a status; a sweep claims it, reads it and says how it ended."""

    WAITING = "waiting"
    READING = "reading"
    NEEDS_MATCH = "needs_match"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"

    @property
    def label(self) -> str:
        return {"needs_match": "Needs a match"}.get(self, self.capitalize())


class MatchDecision(StrEnum):
    """A human's answer when only name and birth date agree."""

    SAME_PERSON = "same_person"
    NEW_PERSON = "new_person"


class EntryKind(StrEnum):
    """What a dated entry on the timeline is."""

    CONDITION = "condition"
    PROCEDURE = "procedure"
    IMAGING = "imaging"
    STORY = "story"
    TREATMENT = "treatment"


class Precision(StrEnum):
    """How exactly a date is known; fuzzy dates are first class (S02)."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


class IntakeStatus(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"


class Ended(StrEnum):
    """Why a past treatment ended (S13). “Did nothing” and “could not attend” are never the same."""

    NO_BENEFIT = "no_benefit"
    WORE_OFF = "wore_off"
    SIDE_EFFECT = "side_effect"
    ACCESS = "access"
    STILL_USING = "still_using"

    @property
    def label(self) -> str:
        return {
            "no_benefit": "Did not help",
            "wore_off": "Wore off",
            "side_effect": "Side effect",
            "access": "Could not get it",
            "still_using": "Still using",
        }[self.value]


class IdeaStatus(StrEnum):
    """A working idea is open, supported or challenged; it is never erased."""

    OPEN = "open"
    SUPPORTED = "supported"
    CHALLENGED = "challenged"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDDLE = "middle"
