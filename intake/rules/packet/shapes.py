"""What a packet is made of once it is read. Nothing here knows JSON."""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ..words import Precision

_MEBIBYTE = 1024 * 1024


class PacketError(Exception):
    """The whole packet is refused. `sentence` is for people; `code` is for tests and logs."""

    def __init__(self, code: str, sentence: str):
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Reason(StrEnum):
    """Why an entry was left in the packet and not charted. The value is the sentence that people read."""

    NOT_A_KIND_WE_TAKE = "Not a kind of entry that is charted here"
    NOT_A_PAIN_SCORE = "Not a pain score"
    NO_RESOURCE = "Holds nothing"
    NO_CODE = "Does not say what it is"
    IMPOSSIBLE_DATE = "Its date does not exist"
    FUTURE = "Its date is in the future"
    BEFORE_BIRTH = "Its date is before the person was born"
    ENDS_BEFORE_START = "It ends before it starts"
    NO_DAY = "Its date is missing or not exact to the day"
    UNKNOWN_UNIT = "Its unit is not known"
    NO_NUMBER = "Holds no number"
    OUT_OF_RANGE = "Its number is outside the range of the score"
    PEG_INCOMPLETE = "Fewer than the three PEG answers, so there is no score"
    SCORE_CAME_TOO = "Its score came with it"
    HEADING = "A heading: what stands under it is read by itself"
    NOT_FINAL = "The sender has not confirmed it yet"
    ENTERED_IN_ERROR = "The sender marked it as an error"
    RULED_OUT = "The sender ruled it out"
    NOT_DONE = "It was not done"
    DO_NOT_GIVE = "An instruction not to give this medicine"
    NO_KNOWN_ALLERGY = "Says that there is no known allergy"
    SOMEBODY_ELSE = "About somebody else, or about nobody"
    TWICE = "The same entry stands in the packet twice"
    PART_OF_ANOTHER = "Read as part of another entry"


@dataclass(frozen=True)
class Limits:
    """How large a packet may be, in bytes; `ratio` is unpacked to packed, checked once 16 MiB came out."""

    packed: int = 50 * _MEBIBYTE
    unpacked: int = 400 * _MEBIBYTE
    ratio: int = 200
    one_entry: int = 16 * _MEBIBYTE
    entries: int = 200_000


@dataclass(frozen=True)
class When:
    """A date as exactly as it is known. `words` keeps what was said; `age` waits for the birth date."""

    on: date | None = None
    precision: Precision = Precision.UNKNOWN
    words: str = ""
    age: int | None = None

    @property
    def latest(self) -> date | None:
        """The last day that it can mean: 2019-03 may be the 31st."""
        if self.on is None or self.precision == Precision.DAY:
            return self.on
        month = 12 if self.precision != Precision.MONTH else self.on.month
        return date(self.on.year, month, monthrange(self.on.year, month)[1])

    def settled(self, birth: date) -> "When":
        """Ages become dates: “at 34” is about the year in which the person turned 34."""
        if self.age is None or birth.year + self.age > date.max.year:
            return self
        return replace(self, on=date(birth.year + self.age, 1, 1), precision=Precision.ABOUT)


@dataclass(frozen=True)
class Code:
    """What something is, in words, and in a coding system when the sender used one."""

    title: str
    system: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Read:
    """One entry that was understood. `about` refers to its patient, `key` is the sender's id for it."""

    kind: str
    key: str
    about: str
    code: Code

    @property
    def dates(self) -> tuple[When, ...]:
        return ()


@dataclass(frozen=True, kw_only=True)
class ReadCondition(Read):
    starts: When
    ends: When
    status: str

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.starts, self.ends)


@dataclass(frozen=True, kw_only=True)
class ReadProcedure(Read):
    starts: When
    ends: When
    status: str

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.starts, self.ends)


@dataclass(frozen=True, kw_only=True)
class ReadMedication(Read):
    """`dose` is empty when none was stated. `reference` names the medicine when it stands elsewhere."""

    dose: str
    status: str
    starts: When
    reference: str = ""

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.starts,)


@dataclass(frozen=True, kw_only=True)
class ReadAllergy(Read):
    criticality: str
    reaction: str
    recorded: When

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.recorded,)


@dataclass(frozen=True, kw_only=True)
class ReadImaging(Read):
    starts: When
    detail: str

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.starts,)


@dataclass(frozen=True, kw_only=True)
class ReadScore(Read):
    """A pain score. `entries` counts the packet's entries that it was made of."""

    instrument: str
    value: Decimal
    true_on: When
    entries: int = 1

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.true_on,)


@dataclass(frozen=True)
class RecordNumber:
    """A medical record number and the system that gave it."""

    system: str
    value: str


@dataclass(frozen=True)
class PacketPatient:
    """Whom the packet is about. Of all identifiers only medical record numbers are kept."""

    given_name: str
    family_name: str
    preferred_name: str
    birth_date: date
    sex: str
    is_dead: bool
    died_on: date | None
    email: str
    phone: str
    address: str
    record_numbers: tuple[RecordNumber, ...]
    references: frozenset[str] = field(repr=False)


@dataclass(frozen=True)
class Left:
    """Entries that stay in the packet: how many, and why. `what` may be clinical, `reason` never is."""

    kind: str
    reason: Reason
    what: str = ""
    count: int = 1


@dataclass(frozen=True)
class Packet:
    """A packet that was read. Taken + left = entries, always."""

    person: PacketPatient
    conditions: tuple[ReadCondition, ...]
    procedures: tuple[ReadProcedure, ...]
    medications: tuple[ReadMedication, ...]
    allergies: tuple[ReadAllergy, ...]
    imaging: tuple[ReadImaging, ...]
    scores: tuple[ReadScore, ...]
    left: tuple[Left, ...]
    entries: int

    @property
    def taken(self) -> Counter[str]:
        """How many entries of each FHIR type were taken, the person among them."""
        rows = (*self.conditions, *self.procedures, *self.medications, *self.allergies, *self.imaging)
        counts = Counter(row.kind for row in rows)
        counts["Patient"] = 1
        for score in self.scores:
            counts[score.kind] += score.entries
        return counts
