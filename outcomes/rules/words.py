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
    CALL = "call"
    STAFF = "staff"
    IMPORT = "import"
    DEVICE = "device"

    @property
    def words(self) -> str:
        """Where an answer came from, in a sentence."""
        return _SOURCES[self]


_SOURCES = {
    Mode.PHONE: "on their phone",
    Mode.TABLET: "on a tablet here",
    Mode.PAPER: "on paper",
    Mode.CALL: "told by phone",
    Mode.STAFF: "told to staff",
    Mode.IMPORT: "from a file",
    Mode.DEVICE: "by a device",
}


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


class Headache(IntEnum):
    """How bad the headache of a day was; none is an answer too."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3


class AcuteMedicine(StrEnum):
    """What is taken for a headache, by how many days a month are too many of it (ICHD-3, 8.2)."""

    STRONG = "strong"
    SIMPLE = "simple"

    @property
    def label(self) -> str:
        return _MEDICINES[self]


_MEDICINES = {
    AcuteMedicine.STRONG: "Triptan, ergotamine, opioid, or a combination",
    AcuteMedicine.SIMPLE: "Simple painkiller: paracetamol (acetaminophen), aspirin or another NSAID",
}


class FlareSeverity(StrEnum):
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class FlareCause(StrEnum):
    """What the person suspects. It is their guess, and “don't know” is a good answer."""

    OVERDID = "overdid"
    SLEEP = "sleep"
    STRESS = "stress"
    ILLNESS = "illness"
    MEDICINE = "medicine"
    WEATHER = "weather"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _CAUSES[self]


_CAUSES = {
    FlareCause.OVERDID: "Did more than usual",
    FlareCause.SLEEP: "Bad sleep",
    FlareCause.STRESS: "Stress",
    FlareCause.ILLNESS: "Being ill",
    FlareCause.MEDICINE: "A change of medicine",
    FlareCause.WEATHER: "The weather",
    FlareCause.OTHER: "Something else",
    FlareCause.UNKNOWN: "Don’t know",
}


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
