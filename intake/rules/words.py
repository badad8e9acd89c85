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


class Teller(StrEnum):
    """Whose words a row holds."""

    STAFF = "staff"
    PATIENT = "patient"
    PACKET = "packet"


class EntryKind(StrEnum):
    """What a dated entry on the timeline is: the story with its turns, what was found, what was done."""

    STORY = "story"
    ONSET = "onset"
    INJURY = "injury"
    FLARE = "flare"
    JOB = "job"
    MOVE = "move"
    BIRTH = "birth"
    LOSS = "loss"
    STRESS = "stress"
    TREATMENT = "treatment"
    PROCEDURE = "procedure"
    IMAGING = "imaging"
    CONDITION = "condition"

    @property
    def label(self) -> str:
        return _ENTRY_LABELS.get(self.value, self.value.capitalize())

    @property
    def is_told(self) -> bool:
        """Part of the person's own story, and not something that was found or done."""
        return self.value in _TOLD


_ENTRY_LABELS = {
    "story": "Part of the story",
    "onset": "Pain began",
    "job": "Work",
    "move": "Moved house",
    "birth": "Birth of a child",
    "loss": "Loss",
    "stress": "Hard time",
}
_TOLD = {"story", "onset", "injury", "flare", "job", "move", "birth", "loss", "stress"}


class Relation(StrEnum):
    """How an entry without a date of its own stands to one that has a date (S02)."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


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


class SummaryStatus(StrEnum):
    """A visit summary is written, then approved and handed over."""

    DRAFT = "draft"
    APPROVED = "approved"


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


class AccessReason(StrEnum):
    """What kept a treatment from being had: never the same as that it did not help."""

    ACCESS = "access"
    SCHEDULE = "schedule"
    COST = "cost"

    @property
    def label(self) -> str:
        return {"access": "Not to be had here", "schedule": "Times or travel", "cost": "Money or cover"}[
            self.value
        ]


class Effect(StrEnum):
    """What an activity, a posture or a setting does to a pain."""

    WORSE = "worse"
    BETTER = "better"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"worse": "Worse with", "better": "Better with", "none": "No change with"}[self.value]


class Taking(StrEnum):
    """What somebody really does with a medicine (S14)."""

    AS_PRESCRIBED = "as_prescribed"
    DIFFERENTLY = "differently"
    SOMETIMES = "sometimes"
    NOT_TAKING = "not_taking"
    AVOIDS = "avoids"

    @property
    def label(self) -> str:
        return {
            "as_prescribed": "As prescribed",
            "differently": "In another way",
            "sometimes": "Only sometimes",
            "not_taking": "Not any more",
            "avoids": "Avoids or fears it",
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


class Weighs(StrEnum):
    """Which way a piece of evidence weighs for an idea."""

    FOR = "for"
    AGAINST = "against"


class PatternDecision(StrEnum):
    """What a clinician makes of the widespread pattern."""

    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        return {"set_aside": "Set aside"}.get(self.value, self.value.capitalize())


class ResultBranch(StrEnum):
    """Which of the two branches that were written before a test its result took."""

    IF_YES = "if_yes"
    IF_NO = "if_no"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        return {"if_yes": "It shows it", "if_no": "It does not", "unclear": "Unclear"}[self.value]
