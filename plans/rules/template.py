"""What a plan template is: data, checked when it is loaded.

A template proposes; every text, order and number is edited before signing. `[name]` in a text becomes the
name that the person goes by, `[do]` what they do with the checkpoint's number (“sit for 36 minutes”), and
`[line]` the bare number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.plain_words import banned_words_in
from outcomes.rules.words import Capacity

from .words import Comparison, JudgedBy, StepKind

#: The first checkpoint falls 2 to 6 weeks after signing (S20, S30). A clinic may narrow it by policy.
FIRST_CHECKPOINT_DAYS = range(14, 43)


class BadTemplateError(ValueError):
    """A template that cannot be used as it is written."""


@dataclass(frozen=True)
class CheckpointTemplate:
    """One dated question. `way` is how far from the baseline to the goal its number lies."""

    after_days: int
    question: str
    yes: str
    no: str
    not_delivered: str
    plain_question: str
    plain_yes: str
    plain_no: str
    judged_by: JudgedBy = JudgedBy.MEASURE
    capacities: tuple[Capacity, ...] = ()
    instrument: str = "peg"
    comparison: Comparison = Comparison.AT_LEAST
    way: Decimal = Decimal(1)
    yes_step: str = ""
    no_step: str = ""


@dataclass(frozen=True)
class StepTemplate:
    key: str
    kind: StepKind
    title: str
    clinical: str
    plain: str
    who: str
    weeks: int | None
    pairs_with: str = ""
    is_block: bool = False
    checkpoint: CheckpointTemplate | None = None


@dataclass(frozen=True)
class Cue:
    """A reason why a template fits: shown as `words` when the working idea holds one of `signs`."""

    words: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class PlanTemplate:
    key: str
    version: str
    title: str
    source: str
    summary: str
    cues: tuple[Cue, ...]
    what_is_going_on: str
    movement: str
    sleep: str
    flare: tuple[str, str, str]
    steps: tuple[StepTemplate, ...]

    def __post_init__(self) -> None:
        problems = [*_key_problems(self), *_pair_problems(self), *_checkpoint_problems(self)]
        problems += [
            f"“{text[:40]}…” says “{word}”" for text in self.plain_texts for word in banned_words_in(text)
        ]
        if problems:
            raise BadTemplateError(f"{self.key}: {'; '.join(problems)}")

    @property
    def plain_texts(self) -> tuple[str, ...]:
        """Everything that a patient may read."""
        of_plan = (self.what_is_going_on, self.movement, self.sleep, *self.flare)
        of_steps = tuple(step.plain for step in self.steps)
        points = [step.checkpoint for step in self.steps if step.checkpoint]
        of_points = tuple(text for p in points for text in (p.plain_question, p.plain_yes, p.plain_no))
        return of_plan + of_steps + of_points

    @property
    def first_checkpoint(self) -> CheckpointTemplate:
        return next(step.checkpoint for step in self.steps if step.checkpoint)


def _key_problems(template: PlanTemplate) -> Iterable[str]:
    keys = [step.key for step in template.steps]
    if len(set(keys)) != len(keys):
        yield "two steps share a key"
    if not all(text.strip() for text in template.plain_texts):
        yield "a text for the patient is empty"


def _pair_problems(template: PlanTemplate) -> Iterable[str]:
    keys = {step.key for step in template.steps}
    for step in template.steps:
        if step.pairs_with and step.pairs_with not in keys:
            yield f"{step.key} pairs with {step.pairs_with}, which is not there"
        if step.is_block and step.kind is not StepKind.PROCEDURE:
            yield f"{step.key} is a block but not a procedure"


def _checkpoint_problems(template: PlanTemplate) -> Iterable[str]:
    keys = {step.key for step in template.steps} | {""}
    points = [step.checkpoint for step in template.steps if step.checkpoint]
    if not points:
        yield "it has no checkpoint"
        return
    if points[0].after_days not in FIRST_CHECKPOINT_DAYS:
        yield f"its first checkpoint falls after {points[0].after_days} days, not 14 to 42"
    for point in points:
        if not {point.yes_step, point.no_step} <= keys:
            yield f"“{point.question}” leads to a step that is not there"
        if point.judged_by is JudgedBy.MEASURE and not point.capacities:
            yield f"“{point.question}” names nothing that the person does"


def suggested_line(
    *, baseline: Decimal | None, goal: Decimal | None, way: Decimal, unit: Decimal = Decimal(1)
) -> Decimal | None:
    """The number `way` of the way from baseline to goal, in steps of `unit`; None when either is not known.

    Rounded towards the goal, so that it never asks for less: half way from 20 to 55 is 38. For a score that
    should fall, the goal is 0 and a `way` of 0.3 asks for 30 percent less. The clinician changes it.
    """
    if baseline is None or goal is None:
        return None
    rounding = ROUND_CEILING if goal >= baseline else ROUND_FLOOR
    return (baseline + (goal - baseline) * way).quantize(unit, rounding)
