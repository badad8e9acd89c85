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

    @property
    def glyph(self) -> str:
        """Less ink is less of it: told apart without colour."""
        return {"yes": "●", "part": "◐", "no": "○"}[self]


class MovementUnit(StrEnum):
    MINUTES = "minutes"
    STEPS = "steps"


class Capacity(StrEnum):
    """What the person can do, counted before any score (S07); `capacities` has words and units."""

    SIT = "sit"
    WALK = "walk"
    STAND = "stand"
    LIFT = "lift"
    SLEEP = "sleep"
    STAIRS = "stairs"
    DRIVE = "drive"
    COOK = "cook"
    CAR = "car"
    SEX = "sex"
    SOCIAL = "social"
    OTHER = "other"


class Per(StrEnum):
    """The stretch of time that a frequency counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Protocol(StrEnum):
    """How a value was come by. Only values of one protocol are compared."""

    STATED = "stated"
    TIMED = "timed"
    TEST = "test"

    @property
    def label(self) -> str:
        return {Protocol.STATED: "as told", Protocol.TIMED: "timed", Protocol.TEST: "by the test"}[self]


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class FlagAnswer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class GoalStatus(StrEnum):
    ACTIVE = "active"
    MET = "met"
    LEFT = "left"
