"""The words that outcomes speak in."""

from enum import IntEnum, StrEnum


class Direction(StrEnum):
    """Which way is good for a number."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()


class Mode(StrEnum):
    """How an answer reached us."""

    PHONE = "phone"
    TABLET = "tablet"
    PAPER = "paper"
    STAFF = "staff"
    IMPORT = "import"
    DEVICE = "device"


class ResponseStatus(StrEnum):
    """FHIR QuestionnaireResponse status."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


class AskState(StrEnum):
    SCHEDULED = "scheduled"
    OPEN = "open"
    DONE = "done"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class DayMark(IntEnum):
    """The person's own word for a day."""

    GOOD = 1
    OKAY = 2
    HARD = 3


class GoalTick(StrEnum):
    YES = "yes"
    PART = "part"
    NO = "no"


class MovementUnit(StrEnum):
    MINUTES = "minutes"
    STEPS = "steps"


class Capacity(StrEnum):
    """What the person can do, counted before any score (S07)."""

    SIT = "sit"
    WALK = "walk"
    STAND = "stand"
    LIFT = "lift"
    SLEEP = "sleep"
    OTHER = "other"


class FlagAnswer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class GoalStatus(StrEnum):
    ACTIVE = "active"
    MET = "met"
    LEFT = "left"


class WearableState(StrEnum):
    """A file of a wearable, from its arrival to its days."""

    WAITING = "waiting"
    READING = "reading"
    NEEDS_COLUMNS = "needs_columns"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"

    @property
    def label(self) -> str:
        return "Needs you" if self is WearableState.NEEDS_COLUMNS else self.capitalize()
