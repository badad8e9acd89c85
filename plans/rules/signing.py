"""May this plan be signed? What is missing, as sentences that lead to the field (S20, S32, S33, S38)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.plain_words import hints

from .words import JudgedBy, StepKind


class Weight(StrEnum):
    """A stop keeps the plan unsigned; the others are read and left to the clinician."""

    STOP = "stop"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Item:
    """One thing to look at. `anchor` is the id of the field on the builder page."""

    code: str
    sentence: str
    anchor: str
    weight: Weight = Weight.STOP


@dataclass(frozen=True)
class StepFacts:
    key: str
    kind: StepKind
    title: str
    plain: str
    paired: bool


@dataclass(frozen=True)
class CheckpointFacts:
    key: str
    due_on: date | None
    question: str
    judged_by: JudgedBy
    has_measure: bool
    has_line: bool
    yes_branch: str
    no_branch: str
    not_delivered_branch: str
    plain_texts: tuple[str, ...] = ()
    is_first: bool = False
    #: The step it belongs to; a plan has several checkpoints, and the sentence must say which.
    step_title: str = ""


@dataclass(frozen=True)
class RedFlagFacts:
    """How many of the danger signs were asked and answered; `open_positives` nobody has taken on yet."""

    asked: int
    of: int
    open_positives: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanFacts:
    on: date
    first_min_days: int
    first_max_days: int
    has_idea: bool
    has_goal: bool
    red_flags: RedFlagFacts
    #: Field name to its text: what_is_going_on, movement, sleep, flare_day_1 to flare_day_3.
    sections: dict[str, str]
    steps: tuple[StepFacts, ...]
    checkpoints: tuple[CheckpointFacts, ...]
    idea_challenged: bool = False


@dataclass(frozen=True)
class SigningVerdict:
    items: tuple[Item, ...]

    @property
    def stops(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.weight is Weight.STOP)

    @property
    def warnings(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.weight is Weight.WARNING)

    @property
    def hints(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.weight is Weight.HINT)

    @property
    def may_sign(self) -> bool:
        return not self.stops


def signing_verdict(facts: PlanFacts) -> SigningVerdict:
    """Every stop, then every warning, then every hint, each in the order of the page."""
    found = [
        *_foundation(facts),
        *_sections(facts),
        *_steps(facts),
        *_checkpoints(facts),
        *_red_flags(facts.red_flags),
        *_words(facts),
    ]
    order = list(Weight)
    return SigningVerdict(tuple(sorted(found, key=lambda item: order.index(item.weight))))


def _foundation(facts: PlanFacts) -> Iterator[Item]:
    if not facts.has_idea:
        yield Item("no_idea", "Write the working idea in the intake: a plan tests it.", "idea")
    if facts.idea_challenged:
        yield Item(
            "idea_challenged",
            "The working idea was challenged. Write the new idea before a plan rests on it.",
            "idea",
            Weight.WARNING,
        )
    if not facts.has_goal:
        yield Item("no_goal", "Choose the goal that this plan is for.", "goal")


_SECTION_SENTENCES = {
    "what_is_going_on": "Say in plain words what we think is going on.",
    "movement": "Fill in the movement section.",
    "sleep": "Fill in the sleep section.",
    "flare_day_1": "Fill in what to do on day 1 of a flare.",
    "flare_day_2": "Fill in what to do on day 2 of a flare.",
    "flare_day_3": "Fill in what to do on day 3 of a flare.",
}


def _sections(facts: PlanFacts) -> Iterator[Item]:
    for field, sentence in _SECTION_SENTENCES.items():
        if not facts.sections[field].strip():
            yield Item(f"no_{field}", sentence, f"plan-{field}")


def _steps(facts: PlanFacts) -> Iterator[Item]:
    if not facts.steps:
        yield Item("no_steps", "Add a step.", "steps")
    for step in facts.steps:
        if not step.plain.strip():
            yield Item(
                "no_plain", f"Say “{step.title}” in plain words for the patient.", f"step-{step.key}-plain"
            )
        if step.kind is StepKind.PROCEDURE and not step.paired:
            yield Item(
                "lone_procedure",
                f"“{step.title}” opens a window that no rehab uses. Pair it with a step in the same week.",
                f"step-{step.key}-pair",
                Weight.WARNING,
            )


def _checkpoints(facts: PlanFacts) -> Iterator[Item]:
    if not facts.checkpoints:
        yield Item("no_checkpoint", "Add a checkpoint: the question that this plan must answer.", "steps")
    for point in facts.checkpoints:
        for item in _checkpoint(point, facts):
            yield replace(item, sentence=_at_step(point, item.sentence))


def _checkpoint(point: CheckpointFacts, facts: PlanFacts) -> Iterator[Item]:
    yield from _question(point)
    yield from _branches(point)
    if point.is_first:
        yield from _first_date(point, facts)


def _at_step(point: CheckpointFacts, sentence: str) -> str:
    return f"{point.step_title}: {sentence[0].lower()}{sentence[1:]}" if point.step_title else sentence


def _question(point: CheckpointFacts) -> Iterator[Item]:
    if not point.question.strip():
        yield Item("no_question", "Write the checkpoint's question.", f"checkpoint-{point.key}-question")
    if point.judged_by is JudgedBy.MEASURE and not point.has_measure:
        yield Item("no_measure", "Choose what the checkpoint measures.", f"checkpoint-{point.key}-measure")
    if not point.has_line:
        yield Item("no_line", "Give the checkpoint a number to reach.", f"checkpoint-{point.key}-line")


_BRANCHES = {
    "yes_branch": "Write what happens if the answer is yes.",
    "no_branch": "Write what happens if the answer is no.",
    "not_delivered_branch": "Write what happens if it was not delivered.",
}


def _branches(point: CheckpointFacts) -> Iterator[Item]:
    for field, sentence in _BRANCHES.items():
        if not getattr(point, field).strip():
            yield Item(f"no_{field}", sentence, f"checkpoint-{point.key}-{field}")


def _first_date(point: CheckpointFacts, facts: PlanFacts) -> Iterator[Item]:
    anchor = f"checkpoint-{point.key}-due_on"
    if point.due_on is None:
        yield Item("no_date", "Give the first checkpoint a date.", anchor)
        return
    days = (point.due_on - facts.on).days
    if not facts.first_min_days <= days <= facts.first_max_days:
        weeks = f"{facts.first_min_days // 7} to {facts.first_max_days // 7} weeks"
        yield Item(
            "date_out_of_range",
            f"Move the first checkpoint to {weeks} from today; it now falls {days} days from today.",
            anchor,
        )


def _red_flags(flags: RedFlagFacts) -> Iterator[Item]:
    if flags.asked < flags.of:
        yield Item(
            "red_flags_open", f"Ask the danger signs: {flags.asked} of {flags.of} are answered.", "red-flags"
        )
    for name in flags.open_positives:
        yield Item(
            "red_flag_positive", f"“{name}” raised an alarm that nobody has acknowledged.", "red-flags"
        )


def _words(facts: PlanFacts) -> Iterator[Item]:
    for anchor, text in _plain_texts(facts):
        for hint in hints(text):
            yield Item("word", f"{hint.sentence} for the patient?", anchor, Weight.HINT)


def _plain_texts(facts: PlanFacts) -> Iterator[tuple[str, str]]:
    for field, text in facts.sections.items():
        yield f"plan-{field}", text
    for step in facts.steps:
        yield f"step-{step.key}-plain", step.plain
    for point in facts.checkpoints:
        for text in point.plain_texts:
            yield f"checkpoint-{point.key}-plain_question", text
