"""Danger signs: what each answer means (S18). Pure; the questions themselves are in `red_flag_data`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

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
class RedFlag:
    """One danger sign: asked in two wordings, with what a yes asks of the team and of the patient.

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


@dataclass(frozen=True)
class Urgency:
    """The task that an answer opens: due how soon, and whether it is as urgent as urgent gets."""

    due_in: timedelta
    is_stat: bool


@dataclass(frozen=True)
class RedFlagVerdict:
    """Where the asking stands, with every sign in the order of asking."""

    missing: tuple[RedFlag, ...]
    positive: tuple[RedFlag, ...]
    unsure: tuple[RedFlag, ...]
    asked: int
    of: int
    sentence: str

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def tier(self) -> Tier | None:
        """The most urgent tier among the positive signs."""
        return min((flag.tier for flag in self.positive), default=None)


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


def urgency(flag: RedFlag, answer: FlagAnswer, *, self_harm_minutes: int) -> Urgency | None:
    """The clock that an answer starts, or None when it opens no task."""
    counts_as_yes = answer == FlagAnswer.YES or (answer == FlagAnswer.UNSURE and flag.unsure_is_yes)
    if counts_as_yes and flag.is_self_harm:
        return Urgency(timedelta(minutes=self_harm_minutes), is_stat=True)
    if counts_as_yes:
        return YES[flag.tier]
    return UNSURE.get(flag.tier) if answer == FlagAnswer.UNSURE else None


def verdict(flags: Sequence[RedFlag], answers: Mapping[str, FlagAnswer]) -> RedFlagVerdict:
    """The newest answer per sign, judged. An answer to a sign that is not asked any more is not counted."""
    missing = tuple(flag for flag in flags if flag.key not in answers)
    positive = tuple(flag for flag in flags if answers.get(flag.key) == FlagAnswer.YES)
    unsure = tuple(flag for flag in flags if answers.get(flag.key) == FlagAnswer.UNSURE)
    of = len(flags)
    asked = of - len(missing)
    return RedFlagVerdict(missing, positive, unsure, asked, of, _sentence(asked, of, positive, unsure))


def _sentence(asked: int, of: int, positive: Sequence[RedFlag], unsure: Sequence[RedFlag]) -> str:
    parts = [f"{asked} of {of} asked", f"{len(positive)} yes{_named(positive)}"]
    if unsure:
        parts.append(f"{len(unsure)} not ruled out{_named(unsure)}")
    return f"Red flags: {', '.join(parts)}."


def _named(flags: Sequence[RedFlag]) -> str:
    return f" ({'; '.join(flag.name.lower() for flag in flags)})" if flags else ""
