"""What a look-back speaks of: the anchors of a day, the kinds of events, the two sides, the answers."""

from dataclasses import dataclass
from enum import StrEnum

from ..words import Direction


class Anchor(StrEnum):
    """One series of days. What the person says and what a device counts are never mixed."""

    MOVED = "moved"
    TOLD_STEPS = "told_steps"
    STEPS = "steps"
    SLEPT = "slept"
    DEVICE_SLEPT = "device_slept"
    MARK = "mark"
    GOAL = "goal"


@dataclass(frozen=True)
class AnchorWords:
    """`more` and `less` complete “Sleep was 0.9 h ... a night”; `scale` explains marks made into numbers."""

    title: str
    unit: str
    per: str
    more: str
    less: str
    direction: Direction
    decimals: int = 1
    scale: str = ""
    #: A difference that a clinician would want to know of; None where no figure is known.
    matters: float | None = None


_UP, _DOWN = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
#: About an hour after a new medicine (S72); a thousand steps a day, a heuristic (clinical.md 8).
_SLEEP_MATTERS, _STEPS_MATTER = 1.0, 1000.0

ANCHORS: dict[Anchor, AnchorWords] = {
    Anchor.MOVED: AnchorWords("Movement", "minutes", "a day", "more", "less", _UP, 0),
    Anchor.TOLD_STEPS: AnchorWords("Steps", "steps", "a day", "more", "fewer", _UP, 0, matters=_STEPS_MATTER),
    Anchor.STEPS: AnchorWords(
        "Steps by the device", "steps", "a day", "more", "fewer", _UP, 0, matters=_STEPS_MATTER
    ),
    Anchor.SLEPT: AnchorWords("Sleep", "h", "a night", "more", "less", _UP, matters=_SLEEP_MATTERS),
    Anchor.DEVICE_SLEPT: AnchorWords(
        "Sleep by the device", "h", "a night", "more", "less", _UP, matters=_SLEEP_MATTERS
    ),
    Anchor.MARK: AnchorWords(
        "The day's mark", "points", "", "harder", "easier", _DOWN, scale="good 1, okay 2, hard 3"
    ),
    Anchor.GOAL: AnchorWords(
        "The day's goal",
        "percentage points",
        "",
        "more",
        "less",
        _UP,
        0,
        scale="yes 100 %, part 50 %, no 0 %",
    ),
}


class Side(StrEnum):
    """Before: the days up to the event. After: the days from the event's own on."""

    BEFORE = "before"
    AFTER = "after"


class EventKind(StrEnum):
    FLARE = "flare"
    HARD_WEEK = "hard_week"
    MEDICINE_STARTED = "medicine_started"
    MEDICINE_CHANGED = "medicine_changed"
    MEDICINE_STOPPED = "medicine_stopped"
    PROCEDURE = "procedure"
    STEP = "step"
    HAPPENED = "happened"
    CHOSEN_DAY = "chosen_day"

    @property
    def label(self) -> str:
        return {"step": "Plan step", "happened": "Told"}.get(self, self.replace("_", " ").capitalize())


_MEDICINE = (EventKind.MEDICINE_STARTED, EventKind.MEDICINE_CHANGED, EventKind.MEDICINE_STOPPED)
_MOVEMENT = (Anchor.MOVED, Anchor.TOLD_STEPS, Anchor.STEPS)
_SLEEP = (Anchor.SLEPT, Anchor.DEVICE_SLEPT)

#: What a clinician asks of an event before seeing any number (S72): whether movement dipped before a setback,
#: what a medicine did to sleep, what a procedure or a step did to movement.
ASKED_FIRST: dict[EventKind, frozenset[tuple[Side, Anchor]]] = {
    **{
        kind: frozenset((Side.BEFORE, anchor) for anchor in _MOVEMENT)
        for kind in (EventKind.FLARE, EventKind.HARD_WEEK)
    },
    **{kind: frozenset((Side.AFTER, anchor) for anchor in _SLEEP) for kind in _MEDICINE},
    **{
        kind: frozenset((Side.AFTER, anchor) for anchor in _MOVEMENT)
        for kind in (EventKind.PROCEDURE, EventKind.STEP)
    },
    EventKind.HAPPENED: frozenset(),
    EventKind.CHOSEN_DAY: frozenset(),
}

#: An event that was found in a series says nothing about that series: it was chosen for its low or high days.
FOUND_IN: dict[EventKind, Anchor] = {EventKind.HARD_WEEK: Anchor.MARK}


class Answer(StrEnum):
    """Worth asking about, in a direction; or that nothing is clear; or that it cannot be judged."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_TELL = "cannot_tell"

    @property
    def is_worth_asking(self) -> bool:
        return self in (Answer.UP, Answer.DOWN)

    @property
    def label(self) -> str:
        return {
            "up": "Worth asking",
            "down": "Worth asking",
            "no_clear_change": "No clear change",
            "cannot_tell": "Cannot tell",
        }[self.value]


class Why(StrEnum):
    """Why it cannot be told."""

    TOO_FEW_DAYS = "too_few_days"
    NO_VARIATION = "no_variation"
    TOO_ALIKE = "too_alike"
    FOUND_HERE = "found_here"
