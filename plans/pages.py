"""What the plan pages show of each step: computed here, so that templates only print."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.forms import Form

from core.words import full_day
from people.models import Clinic
from people.selectors import policies

from .forms import BlockForm, NotDeliveredForm, OnForm
from .models import BlockResponse, Checkpoint, Plan, Step
from .rules.checkpoint import Timing, Window, timing
from .rules.words import CheckpointState, Decision, StepStatus
from .selectors.evidence import block_sentence, block_thresholds_words


@dataclass(frozen=True)
class PointLine:
    """A checkpoint under its step: its mark, and where it stands in words."""

    checkpoint: Checkpoint
    words: str
    is_owed: bool


@dataclass(frozen=True)
class ResponseLine:
    response: BlockResponse
    sentence: str
    thresholds: str


@dataclass
class StepRow:
    step: Step
    mark: str
    state: str
    points: list[PointLine]
    responses: list[ResponseLine]
    acts: set[str] = field(default_factory=set)
    on_form: Form | None = None
    miss_form: Form | None = None
    block_form: Form | None = None
    #: Its controls lie open: it runs, it owes an answer, or it is the next to begin.
    is_open: bool = False

    @property
    def is_folded(self) -> bool:
        return bool(self.acts) and not self.is_open


_MARKS = {
    StepStatus.PLANNED: "○",
    StepStatus.STARTED: "●",
    StepStatus.DELIVERED: "✓",
    StepStatus.NOT_DELIVERED: "–",
}
_ACTS = {
    StepStatus.PLANNED: {"start", "deliver", "miss"},
    StepStatus.STARTED: {"deliver", "miss"},
    StepStatus.NOT_DELIVERED: {"start", "deliver"},
    StepStatus.DELIVERED: set(),
}


def step_rows(plan: Plan, *, on: date, failed: tuple[Step, Form] | None = None) -> list[StepRow]:
    """A row for each step; `failed` puts a refused form back into its row with what was typed."""
    limits = policies(plan.patient.clinic, on=on)
    rows = []
    for step in plan.steps.all():
        step.plan = plan
        responses = [
            ResponseLine(one, block_sentence(one, limits), block_thresholds_words(limits))
            for one in step.block_responses.all()
            if not one.is_entered_in_error
        ]
        row = StepRow(step, _mark(plan, step), _state(step, on), _points(plan, step, on), responses)
        if plan.is_signed:
            _add_forms(row, on)
        rows.append(row)
    _unfold(rows)
    if failed:
        _put_back(rows, *failed)
    return rows


def _unfold(rows: list[StepRow]) -> None:
    """What runs, a block that owes its answer, and the first step that has not begun."""
    begun = {StepStatus.STARTED, StepStatus.NOT_DELIVERED}
    upcoming = next((row for row in rows if row.step.status == StepStatus.PLANNED), None)
    for row in rows:
        wanted = row.step.status in begun or row.block_form is not None or row is upcoming
        row.is_open = wanted and row.on_form is not None


def _add_forms(row: StepRow, on: date) -> None:
    prefix = f"%s-{row.step.pk}"
    row.acts = _ACTS[StepStatus(row.step.status)]
    row.on_form = OnForm(initial={"on": on}, auto_id=f"on-{prefix}")
    row.miss_form = NotDeliveredForm(auto_id=f"miss-{prefix}")
    if row.step.is_block and row.step.status == StepStatus.DELIVERED:
        row.block_form = BlockForm(initial={"on": row.step.delivered_on}, auto_id=f"block-{prefix}")


def _put_back(rows: Iterable[StepRow], step: Step, form: Form) -> None:
    row = next(one for one in rows if one.step.pk == step.pk)
    row.is_open = True
    match form:
        case OnForm():
            row.on_form = form
        case NotDeliveredForm():
            row.miss_form = form
        case _:
            row.block_form = form


def _mark(plan: Plan, step: Step) -> str:
    confirmed = any(
        point.decision == Decision.CONFIRMED for point in plan.checkpoints.all() if point.step_id == step.pk
    )
    return "✓" if confirmed else _MARKS[StepStatus(step.status)]


def _state(step: Step, on: date) -> str:
    match step.status:
        case StepStatus.STARTED:
            return f"started {full_day(step.started_on)}, {_day_of(step, on)}"
        case StepStatus.DELIVERED:
            return f"delivered {full_day(step.delivered_on)}"
        case StepStatus.NOT_DELIVERED:
            why = step.get_not_delivered_reason_display()
            return f"not delivered: {why[:1].lower()}{why[1:]}"
    return "planned"


def _day_of(step: Step, on: date) -> str:
    day = (on - step.started_on).days + 1
    planned = (step.weeks or 0) * 7
    if not planned:
        return f"day {day}"
    return f"day {day} of {planned}" if day <= planned else f"day {day}, planned for {planned}"


def _points(plan: Plan, step: Step, on: date) -> list[PointLine]:
    points = [point for point in plan.checkpoints.all() if point.step_id == step.pk]
    clinic = plan.patient.clinic
    return [PointLine(point, _point_words(point, on, clinic), _is_owed(point, on)) for point in points]


def _point_words(point: Checkpoint, on: date, clinic: Clinic) -> str:
    match point.state:
        case CheckpointState.WAITING:
            return f"{_TIMING[_timing(point, on)]} {full_day(point.due_on)}"
        case CheckpointState.DECIDED:
            return f"{Decision(point.decision).label}, {full_day(clinic.today(point.decided_at))}"
        case CheckpointState.PLANNED:
            return f"{point.after_days} days after this step starts"
        case CheckpointState.CANCELLED:
            return "not asked any more"
    return full_day(point.due_on) if point.due_on else f"{point.after_days} days after this step starts"


_TIMING = {
    Timing.EARLY: "Decide by",
    Timing.OPEN: "Open: decide by",
    Timing.DUE: "Due since",
    Timing.LATE: "Late: was due",
}


def _timing(point: Checkpoint, on: date) -> Timing:
    return timing(Window(point.opens_on, point.due_on, point.late_on), on=on)


def _is_owed(point: Checkpoint, on: date) -> bool:
    return point.state == CheckpointState.WAITING and _timing(point, on) is not Timing.EARLY


def next_decision(rows: Iterable[StepRow]) -> PointLine | None:
    """The one amber line of the page: the waiting checkpoint that falls due first."""
    waiting = [
        line for row in rows for line in row.points if line.checkpoint.state == CheckpointState.WAITING
    ]
    return min(waiting, key=lambda line: line.checkpoint.due_on, default=None)
