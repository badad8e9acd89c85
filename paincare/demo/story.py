"""What a demonstration patient's course is made of. Days count back from today: the story always ends now."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Person:
    """Somebody invented."""

    mrn: str
    given: str
    family: str
    born: date
    sex: str
    goes_by: str = ""
    pronouns: str = ""
    work: str = ""
    email: str = ""
    phone: str = ""
    zone: str = "America/New_York"
    died_days_ago: int | None = None


@dataclass(frozen=True)
class Coded:
    """A fact of the referral packet: what, its code, and how many days ago."""

    title: str
    code: str
    days_ago: int
    dose: str = ""
    ended_days_ago: int | None = None


@dataclass(frozen=True)
class PacketFacts:
    """What the referring practice sent along."""

    conditions: tuple[Coded, ...] = ()
    medicines: tuple[Coded, ...] = ()
    procedures: tuple[Coded, ...] = ()
    imaging: tuple[Coded, ...] = ()
    allergies: tuple[Coded, ...] = ()
    vitals_days_ago: int = 90


@dataclass(frozen=True)
class Tried:
    """A past treatment and how it ended (S13)."""

    what: str
    when: str
    helped_for: str
    ended: str
    more: dict[str, str] = field(default_factory=dict)  # other fields of the ledger, by name


@dataclass(frozen=True)
class Takes:
    """How a medicine is really taken, as told at the first conversation; not all of it is prescribed."""

    title: str
    taking: str
    how: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Wish:
    """A goal in the person's words, with its number (S28)."""

    words: str
    target: Decimal
    unit: str
    capacity: str = ""
    frequency: str = ""
    condition: str = ""
    baseline: Decimal | None = None


@dataclass(frozen=True)
class Track:
    """Something the person can do, over time: (days ago, value)."""

    capacity: str
    label: str
    unit: str
    values: tuple[tuple[int, Decimal], ...]
    limiter: str = ""


@dataclass(frozen=True)
class Idea:
    """A working idea with what speaks for and against it."""

    statement: str
    evidence_for: str
    evidence_against: str
    planned_test: str
    problem: str
    side: str = ""
    since: str = ""
    worse_with: str = ""
    better_with: str = ""


@dataclass(frozen=True)
class Mapped:
    """A body map: a `layer` of the first conversation, or of a later day. `feels`: letters of qualities."""

    regions: tuple[int, ...]
    feels: str = ""
    layer: str = ""
    when: str = ""
    days_ago: int | None = None


@dataclass(frozen=True)
class StepDone:
    """What became of a plan's step, by its position; days ago. `relief` is a block's percent and hours."""

    position: int
    started: int | None = None
    delivered: int | None = None
    on: int | None = None
    not_delivered: str = ""
    relief: tuple[int, Decimal] | None = None


@dataclass(frozen=True)
class Decided:
    """A checkpoint's answer, so many days ago."""

    days_ago: int
    decision: str
    reason: str = ""
    cannot_tell: str = ""
    new_in_days: int = 10


@dataclass(frozen=True)
class Turn:
    """Days on which life went otherwise, `to` not among them: movement times, sleep plus (in hours)."""

    from_days_ago: int
    to_days_ago: int
    moved: float = 1.0
    slept: float = 0.0

    def holds(self, days_ago: int) -> bool:
        return self.from_days_ago >= days_ago > self.to_days_ago


@dataclass(frozen=True)
class Happened:
    """Something with a date that is charted when it happens: `kind` of the timeline, or a medicine."""

    days_ago: int
    kind: str
    title: str
    detail: str = ""


@dataclass(frozen=True)
class Before:
    """What was told on the phone before the first visit: `tried` in plain words, medicines by their place."""

    wants: tuple[str, ...] = ()
    good_day: str = ""
    good_day_frequency: str = ""
    most_urgent: str = ""
    since: str = ""
    regions: tuple[int, ...] = ()
    tried: tuple[Tried, ...] = ()
    taking: tuple[tuple[str, str], ...] = ()
    week: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OldRecord:
    """A record that was asked for so many days before the first visit, and whether it came."""

    what: str
    holder: str
    days_before: int
    came: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Event:
    """A piece of the story as told at the intake, with its date as said; `by_patient` is in their words."""

    title: str
    when: str
    kind: str = "story"
    of_problem: bool = False
    by_patient: bool = False


@dataclass(frozen=True)
class DailyLog:
    """How the person's days went: a slope with noise, flares, gaps and a silence at the end.

    `likeness` of each day with the one before it, 0 to 1. Who `tells_flares` has them charted too.
    """

    from_days_ago: int
    moved: tuple[int, int] = (10, 25)
    slept: tuple[float, float] = (5.5, 6.5)
    hard_share: tuple[float, float] = (0.4, 0.2)
    missing_share: float = 0.08
    flares: tuple[tuple[int, int], ...] = ()
    silent_days: int = 0
    wears_device: bool = False
    likeness: float = 0.0
    turns: tuple[Turn, ...] = ()
    tells_flares: bool = False


@dataclass(frozen=True)
class Limit:
    """What stands in the way of care, and what is done about it."""

    kind: str
    words: str
    severity: str = "slows"
    left: str = ""
    remedy: str = ""
    remedy_state: str = ""


@dataclass(frozen=True)
class Examined:
    """One test of the exam, answered by side as in `intake.rules.exam_tests`; degrees where read."""

    test: str
    left: str = ""
    right: str = ""
    degrees_left: str = ""


@dataclass(frozen=True)
class Scanned:
    """A finding of a scan, judged."""

    words: str
    level: str
    study: str
    when: str
    relevance: str
    side: str = ""


@dataclass(frozen=True)
class Course:
    """One person's whole way through the clinic."""

    person: Person
    packet: PacketFacts
    intake_days_ago: int | None = None
    intake_signed: bool = True
    good_day: str = ""
    good_day_frequency: str = ""
    tried_before: str = ""
    most_urgent: str = ""
    also_in_play: str = ""
    limits: tuple[Limit, ...] = ()
    sleep: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    tried: tuple[Tried, ...] = ()
    typed: tuple[str, ...] = ()
    takes: tuple[Takes, ...] = ()
    goals: tuple[Wish, ...] = ()
    tracks: tuple[Track, ...] = ()
    idea: Idea | None = None
    maps: tuple[Mapped, ...] = ()
    clock: tuple[tuple[str, str], ...] = ()
    red_flag_yes: tuple[str, ...] = ()
    exam: tuple[Examined, ...] = ()
    scans: tuple[Scanned, ...] = ()
    criteria: tuple[tuple[str, str], ...] = ()  # criterion of the mechanism, and its answer
    pegs: tuple[tuple[int, tuple[int, int, int]], ...] = ()
    odis: tuple[tuple[int, tuple[int, ...]], ...] = ()
    template: str = ""
    plan_days_ago: int | None = None
    steps: tuple[StepDone, ...] = ()
    decisions: tuple[Decided, ...] = ()
    log: DailyLog | None = None
    happened: tuple[Happened, ...] = ()
    events: tuple[Event, ...] = ()
    calls: tuple[tuple[int, str, str], ...] = ()
    next_visit: tuple[int, int] | None = None  # days from today, and the hour on the clinic's clock
    next_idea: Idea | None = None
    before: Before | None = None
    old_records: tuple[OldRecord, ...] = ()
