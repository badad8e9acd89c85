"""The story read back in plain words, for the person to correct (teach-back; it also catches a wrong side).

What they said stands as they said it. What was not charted is not read: silence is never turned into a no.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .fuzzy import read_length
from .topics import Topic
from .words import AccessReason, Effect, Ended, Side, Taking


@dataclass(frozen=True)
class Part:
    """One topic as it is read: its sentences, and where on the page it is changed."""

    title: str
    sentences: tuple[str, ...]
    topic: Topic


@dataclass(frozen=True)
class ToldMove:
    """Something that makes a pain worse, better, or leaves it as it is."""

    effect: Effect | None
    what: str
    dose: str = ""
    delay: str = ""


@dataclass(frozen=True)
class ToldProblem:
    where: str
    side: Side | None = None
    since: str = ""
    areas: tuple[str, ...] = ()
    moves: tuple[ToldMove, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.where or self.side or self.since or self.areas or self.moves)


@dataclass(frozen=True)
class ToldAttempt:
    what: str
    when: str = ""
    relief_percent: int | None = None
    helped_for: str = ""
    ended: Ended | None = None
    access_reason: AccessReason | None = None
    harms: str = ""
    dose: str = ""


@dataclass(frozen=True)
class ToldMedicine:
    title: str
    dose: str = ""
    taking: Taking | None = None
    reason: str = ""
    is_prescribed: bool = True


@dataclass(frozen=True)
class Story:
    """What the page holds now, as far as it is read to the person."""

    good_day: str = ""
    good_day_frequency: str = ""
    most_urgent: str = ""
    problems: Sequence[ToldProblem] = ()
    events: Sequence[str] = ()
    abilities: Sequence[str] = ()
    attempts: Sequence[ToldAttempt] = ()
    medicines: Sequence[ToldMedicine] = ()
    goals: Sequence[str] = ()
    flags_yes: Sequence[str] = ()
    flags_no: int = 0


def read_back(story: Story) -> tuple[Part, ...]:
    """The parts that hold something, in the order of the page."""
    parts = (
        Part("What matters to you", tuple(_matters(story)), Topic.STORY),
        Part("Where it hurts", tuple(_where(story.problems)), Topic.WHERE),
        Part("How it went", tuple(_sentence(event) for event in story.events), Topic.TIMELINE),
        Part(
            "What you can do",
            tuple(map(_sentence, story.abilities)),
            Topic.FUNCTION,
        ),
        Part("What you tried", tuple(map(_attempt, story.attempts)), Topic.TRIED),
        Part("What you take", tuple(map(_medicine, story.medicines)), Topic.HEALTH),
        Part("Signs that need care at once", tuple(_flags(story)), Topic.STORY),
        Part("What you want back", tuple(_sentence(goal) for goal in story.goals), Topic.GOALS),
    )
    return tuple(part for part in parts if part.sentences)


def _matters(story: Story) -> Iterator[str]:
    if story.most_urgent:
        yield f"Most urgent to you: “{_quoted(story.most_urgent)}”."
    if story.good_day:
        often = f" That happens {_lower(story.good_day_frequency)}" if story.good_day_frequency else ""
        yield f"A good day: “{_quoted(story.good_day)}”.{_end(often)}"


def _where(problems: Sequence[ToldProblem]) -> Iterator[str]:
    for problem in problems:
        side = f", {_SIDES[problem.side]}" if problem.side else ""
        yield _sentence(f"It hurts here: {_lower(problem.where or 'place not said')}{side}")
        if problem.areas:
            yield _sentence(f"On the map you marked: {', '.join(map(_lower, problem.areas))}")
        if problem.since:
            yield _sentence(f"It began: {re.sub('^since ', '', problem.since, flags=re.IGNORECASE)}")
        yield from (_sentence(_move(move)) for move in problem.moves)


def _move(move: ToldMove) -> str:
    dose = f", {move.dose}" if move.dose else ""
    delay = f"; you feel it {_lower(move.delay)}" if move.delay else ""
    lead = _EFFECTS[move.effect] if move.effect else "You told us about"
    return f"{lead}: {_lower(move.what)}{dose}{delay}"


def _attempt(one: ToldAttempt) -> str:
    """“Did nothing” and “could not get it” are two sentences that nobody can mix up."""
    when = f" ({one.when})" if one.when else ""
    said = [_ended(one)]
    if one.relief_percent is not None:
        said.append(f"it took away {one.relief_percent} percent of the pain")
    if one.helped_for:
        lead = "it helped for" if read_length(one.helped_for) else "how long it helped:"
        said.append(f"{lead} {_lower(one.helped_for)}")
    if one.harms:
        said.append(f"side effects: {_lower(one.harms)}")
    told = "; ".join(filter(None, said)) or "how it ended was not said"
    dose = f", {one.dose}" if one.dose else ""
    return _sentence(f"{one.what or 'Something without a name'}{dose}{when}: {told}")


def _ended(one: ToldAttempt) -> str:
    if one.ended == Ended.ACCESS and one.access_reason:
        return f"you could not get it ({one.access_reason.label.lower()})"
    return _ENDINGS[one.ended] if one.ended else ""


def _medicine(one: ToldMedicine) -> str:
    dose = f", {one.dose}" if one.dose else ""
    taking = f": {_taking(one)}" if one.taking else ""
    reason = f", because “{_quoted(one.reason)}”" if one.reason else ""
    return _sentence(f"{one.title}{dose}{taking}{reason}")


def _taking(one: ToldMedicine) -> str:
    """Nobody takes “as it says” what nobody prescribed."""
    if one.taking == Taking.AS_PRESCRIBED and not one.is_prescribed:
        return "you take it"
    return _TAKINGS[one.taking] if one.taking else ""


def _flags(story: Story) -> Iterator[str]:
    yield from (_sentence(f"You said yes to: {_lower(name)}") for name in story.flags_yes)
    if story.flags_no:
        signs = "one sign" if story.flags_no == 1 else f"{story.flags_no} signs"
        yield f"You said no to {signs} that we asked about."


_SIDES = {
    Side.LEFT: "on your left",
    Side.RIGHT: "on your right",
    Side.BOTH: "on both sides",
    Side.MIDDLE: "in the middle",
}
_EFFECTS = {
    Effect.WORSE: "It gets worse with",
    Effect.BETTER: "It gets better with",
    Effect.NONE: "It does not change with",
}
_ENDINGS = {
    Ended.NO_BENEFIT: "it did not help",
    Ended.WORE_OFF: "it helped, then it wore off",
    Ended.SIDE_EFFECT: "you stopped because of side effects",
    Ended.ACCESS: "you could not get it",
    Ended.STILL_USING: "you still use it",
}
_TAKINGS = {
    Taking.AS_PRESCRIBED: "you take it as it says",
    Taking.DIFFERENTLY: "you take it in your own way",
    Taking.SOMETIMES: "you take it now and then",
    Taking.NOT_TAKING: "you do not take it any more",
    Taking.AVOIDS: "you would rather not take it",
}


def _quoted(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _lower(text: str) -> str:
    """With a small first letter in the middle of a sentence; names in capitals (MRI, L5) stay."""
    tidy = " ".join(text.split()).rstrip(".")
    return tidy[:1].lower() + tidy[1:] if tidy[1:2].islower() or len(tidy) == 1 else tidy


def _sentence(text: str) -> str:
    tidy = " ".join(text.split())
    return _end(tidy[:1].upper() + tidy[1:])


def _end(text: str) -> str:
    return text if not text or text[-1] in ".?!”" else f"{text}."
