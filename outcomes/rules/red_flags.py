"""Danger signs: what each answer means (S18). Pure; the questions themselves are in `red_flag_data`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Protocol

from core.errors import DomainError

from .words import FlagAnswer


class Tier(IntEnum):
    """How soon somebody acts (clinical.md 6)."""

    NOW = 0
    SAME_DAY = 1
    TWO_WEEKS = 2
    ROUTINE = 3

    @property
    def label(self) -> str:
        return ("Now", "Today", "Within 2 weeks", "Routine referral")[self]


@dataclass(frozen=True)
class Fact:
    """One more question after a yes, whose own yes makes the sign as urgent as `tier` says."""

    key: str
    question: str
    tier: Tier
    to_do: str


@dataclass(frozen=True)
class Settled:
    """How urgent a sign still is once every one of its facts was asked and answered no."""

    tier: Tier
    to_do: str
    patient_to_do: str


@dataclass(frozen=True)
class RedFlag:
    """One danger sign: asked in two wordings, with what a yes asks of the team and of the patient.

    `tier` holds until its facts are known: what was not asked never makes a sign less urgent.
    `{emergency}` and `{crisis}` in the texts are the clinic's own numbers.
    """

    key: str
    name: str
    question: str
    patient_question: str
    tier: Tier
    to_do: str
    patient_to_do: str
    source: str
    unsure_is_yes: bool = False
    is_self_harm: bool = False
    facts: tuple[Fact, ...] = ()
    settled: Settled | None = None

    def key_of(self, fact: Fact) -> str:
        """How an answer to one of its facts is kept: `weakness.bladder`."""
        return f"{self.key}{OF}{fact.key}"


#: Parts the key of a sign from the key of one of its facts.
OF = "."


@dataclass(frozen=True)
class Judged:
    """What the answers so far make of one sign. `is_alarm` when it counts as a yes."""

    flag: RedFlag
    tier: Tier
    is_alarm: bool
    to_do: str
    patient_to_do: str
    because: tuple[Fact, ...] = ()

    @property
    def is_raised(self) -> bool:
        """More urgent than the sign by itself, because of a fact."""
        return self.tier < self.flag.tier


@dataclass(frozen=True)
class Urgency:
    """The task that an answer opens: due how soon, and whether it is as urgent as urgent gets."""

    due_in: timedelta
    is_stat: bool


@dataclass(frozen=True)
class RedFlagVerdict:
    """Where the asking stands, in the order of asking; `alarms` say how urgent each yes is."""

    missing: tuple[RedFlag, ...]
    positive: tuple[RedFlag, ...]
    unsure: tuple[RedFlag, ...]
    asked: int
    of: int
    sentence: str
    alarms: tuple[Judged, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def tier(self) -> Tier | None:
        """The most urgent tier among the positive signs."""
        return min((alarm.tier for alarm in self.alarms if alarm.flag in self.positive), default=None)


class Said(Protocol):
    """An answer as it is kept: to which sign or fact, what, and where it was asked."""

    @property
    def flag(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def source_kind(self) -> str: ...
    @property
    def source_id(self) -> str: ...


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as a row of the database tells it."""

    flag: str
    answer: str
    source_kind: str
    source_id: str


#: A task's clock by tier. Tiers two and three fall due early enough to arrange what the tier asks.
#: Source: tiers of clinical.md 6; self-harm has its own clock (decisions.md, watched hours).
YES: Mapping[Tier, Urgency] = {
    Tier.NOW: Urgency(timedelta(minutes=30), is_stat=True),
    Tier.SAME_DAY: Urgency(timedelta(hours=4), is_stat=True),
    Tier.TWO_WEEKS: Urgency(timedelta(days=3), is_stat=False),
    Tier.ROUTINE: Urgency(timedelta(days=14), is_stat=False),
}

#: “Unsure” is not ruled out. For the two urgent tiers somebody clears it up, one step slower than a yes;
#: for the others it stays on the page as not ruled out and opens nothing.
UNSURE: Mapping[Tier, Urgency] = {
    Tier.NOW: Urgency(timedelta(hours=4), is_stat=False),
    Tier.SAME_DAY: Urgency(timedelta(days=1), is_stat=False),
}


def find(flags: Sequence[RedFlag], key: str) -> RedFlag:
    for flag in flags:
        if flag.key == key:
            return flag
    raise DomainError("unknown_flag", f"We do not ask about “{key}”.", "flag")


def standing(newest: Iterable[Said]) -> dict[str, FlagAnswer]:
    """The answers that count, of the newest per key.

    A fact belongs to the asking that it followed: with another source than its sign's newest answer it is
    from an earlier alarm, and is asked again.
    """
    rows = {row.flag: row for row in newest}
    asked_in = {key: (row.source_kind, row.source_id) for key, row in rows.items()}
    return {
        key: FlagAnswer(row.answer)
        for key, row in rows.items()
        if OF not in key or asked_in.get(key.partition(OF)[0]) == asked_in[key]
    }


def tier_of(flag: RedFlag, answers: Mapping[str, FlagAnswer]) -> Tier:
    """How soon somebody acts on this sign: a yes to a fact raises it, nothing that is missing lowers it.

    Only a sign that says how it settles is less urgent than by itself, and only when each of its facts was
    asked and answered no.
    """
    said = [answers.get(flag.key_of(fact)) for fact in flag.facts]
    raised = [fact.tier for fact, answer in zip(flag.facts, said, strict=True) if answer == FlagAnswer.YES]
    if raised:
        return min(flag.tier, *raised)
    if flag.settled and all(answer == FlagAnswer.NO for answer in said):
        return flag.settled.tier
    return flag.tier


def judge(flag: RedFlag, answers: Mapping[str, FlagAnswer]) -> Judged:
    """One sign with its facts: its tier, and what that asks of the team and of the patient."""
    answer, tier = answers.get(flag.key), tier_of(flag, answers)
    because = tuple(fact for fact in flag.facts if answers.get(flag.key_of(fact)) == FlagAnswer.YES)
    yes = answer == FlagAnswer.YES
    unsure_but_grave = answer == FlagAnswer.UNSURE and (flag.unsure_is_yes or bool(because))
    to_do, patient_to_do = flag.to_do, flag.patient_to_do
    if because:
        to_do = " ".join(fact.to_do for fact in because if fact.tier == tier) or to_do
        patient_to_do = _PATIENT_WHEN_RAISED[tier] if tier < flag.tier else patient_to_do
    elif flag.settled and tier == flag.settled.tier:
        to_do, patient_to_do = flag.settled.to_do, flag.settled.patient_to_do
    return Judged(flag, tier, yes or unsure_but_grave, to_do, patient_to_do, because)


#: Portal and clinician say this when a fact made a sign more urgent than its own text says (clinical.md 6).
_PATIENT_WHEN_RAISED: Mapping[Tier, str] = {
    Tier.NOW: "Call {emergency} or go to the nearest emergency room now.",
    Tier.SAME_DAY: "Call us today. We will see you today.",
}


def urgency(judged: Judged, answer: FlagAnswer, *, self_harm_minutes: int) -> Urgency | None:
    """The clock that an answer starts, or None when it opens no task."""
    if judged.is_alarm and judged.flag.is_self_harm:
        return Urgency(timedelta(minutes=self_harm_minutes), is_stat=True)
    if judged.is_alarm:
        return YES[judged.tier]
    return UNSURE.get(judged.tier) if answer == FlagAnswer.UNSURE else None


def verdict(
    flags: Sequence[RedFlag], answers: Mapping[str, FlagAnswer], *, further: Sequence[RedFlag] = ()
) -> RedFlagVerdict:
    """The newest answer per sign, judged. An answer to a sign that is not asked any more is not counted.

    `further` signs are not asked of everybody: they count among the positive once somebody saw one.
    """
    every = (*flags, *further)
    missing = tuple(flag for flag in flags if flag.key not in answers)
    positive = tuple(flag for flag in every if answers.get(flag.key) == FlagAnswer.YES)
    unsure = tuple(flag for flag in every if answers.get(flag.key) == FlagAnswer.UNSURE)
    alarms = tuple(judged for flag in every if (judged := judge(flag, answers)).is_alarm)
    of = len(flags)
    asked = of - len(missing)
    sentence = _sentence(asked, of, positive, unsure)
    return RedFlagVerdict(missing, positive, unsure, asked, of, sentence, alarms)


def _sentence(asked: int, of: int, positive: Sequence[RedFlag], unsure: Sequence[RedFlag]) -> str:
    parts = [f"{asked} of {of} asked", f"{len(positive)} yes{_named(positive)}"]
    if unsure:
        parts.append(f"{len(unsure)} not ruled out{_named(unsure)}")
    return f"Red flags: {', '.join(parts)}."


def _named(flags: Sequence[RedFlag]) -> str:
    return f" ({'; '.join(flag.name.lower() for flag in flags)})" if flags else ""
