"""The plan side of the storyboard: its steps, the decision owed, and what was done when, in one query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from chart.selectors.prepared import PreparedRow, objects
from people.models import Patient
from plans.models import BlockResponse, Checkpoint, Plan, Step
from plans.rules.words import CheckpointState, Decision, PlanStatus, StepKind, StepStatus


@dataclass(frozen=True)
class StepLine:
    id: str
    plan_id: str
    position: int
    kind: StepKind
    title: str
    status: StepStatus
    weeks: int | None
    started_on: date | None
    delivered_on: date | None
    not_delivered_reason: str


@dataclass(frozen=True)
class CheckpointLine:
    id: str
    step_id: str | None
    state: CheckpointState
    question: str
    due_on: date | None
    decision: Decision | None


@dataclass(frozen=True)
class BlockLine:
    step_id: str
    percent: int
    hours: Decimal


@dataclass(frozen=True)
class PlanFacts:
    id: str | None
    title: str
    signed: bool
    steps: tuple[StepLine, ...]
    steps_of_all_plans: tuple[StepLine, ...]
    checkpoints: tuple[CheckpointLine, ...]
    blocks: tuple[BlockLine, ...]

    @property
    def owed(self) -> CheckpointLine | None:
        """The next decision; the only amber line of the chart."""
        return next((c for c in self.checkpoints if c.state == CheckpointState.WAITING), None)

    def decision_on(self, step: StepLine) -> Decision | None:
        decided = [c.decision for c in self.checkpoints if c.step_id == step.id and c.decision]
        return decided[-1] if decided else None

    def block_of(self, step: StepLine) -> BlockLine | None:
        return next((block for block in self.blocks if block.step_id == step.id), None)


def plan_of(patient: Patient) -> PlanFacts:
    """The signed plan, else the draft. Steps of former plans are kept for the marks on the charts."""
    row = _ROW.of(patient)
    plans = objects(row["plan_rows"])
    plan = plans[0] if plans else {"id": None, "title": "", "status": ""}
    steps = tuple(_step(one) for one in objects(row["step_rows"]))
    return PlanFacts(
        id=plan["id"],
        title=plan["title"],
        signed=plan["status"] == PlanStatus.SIGNED,
        steps=tuple(step for step in steps if step.plan_id == plan["id"]),
        steps_of_all_plans=steps,
        checkpoints=tuple(_checkpoint(one) for one in objects(row["checkpoint_rows"])),
        blocks=tuple(_block(one) for one in objects(row["block_rows"])),
    )


def _plan() -> ArraySubquery:
    live = Plan.objects.filter(patient=OuterRef("pk"), status__in=[PlanStatus.SIGNED, PlanStatus.DRAFT])
    newest_signed_first = live.order_by("-status", "-created_at")
    return ArraySubquery(
        newest_signed_first.values(json=JSONObject(id="id", title="title", status="status"))[:1]
    )


def _steps() -> ArraySubquery:
    names = [
        "id",
        "plan_id",
        "position",
        "kind",
        "title",
        "status",
        "weeks",
        "started_on",
        "delivered_on",
        "not_delivered_reason",
    ]
    rows = Step.objects.filter(patient=OuterRef("pk"), erred_at=None).order_by("plan__created_at", "position")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names})))


def _checkpoints() -> ArraySubquery:
    names = ["id", "step_id", "state", "question", "due_on", "decision"]
    states = [CheckpointState.WAITING, CheckpointState.DECIDED]
    rows = Checkpoint.objects.filter(patient=OuterRef("pk"), state__in=states).order_by("due_on", "pk")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names})))


def _blocks() -> ArraySubquery:
    rows = BlockResponse.objects.filter(patient=OuterRef("pk"), erred_at=None).order_by("-true_on")
    shape = JSONObject(step_id="step_id", percent=F("percent_relief"), hours="hours")
    return ArraySubquery(rows.values(json=shape))


_ROW = PreparedRow(
    lambda: {
        "plan_rows": _plan(),
        "step_rows": _steps(),
        "checkpoint_rows": _checkpoints(),
        "block_rows": _blocks(),
    }
)


def _step(row: dict) -> StepLine:
    return StepLine(
        id=row["id"],
        plan_id=row["plan_id"],
        position=row["position"],
        kind=StepKind(row["kind"]),
        title=row["title"],
        status=StepStatus(row["status"]),
        weeks=row["weeks"],
        started_on=_date(row["started_on"]),
        delivered_on=_date(row["delivered_on"]),
        not_delivered_reason=row["not_delivered_reason"],
    )


def _checkpoint(row: dict) -> CheckpointLine:
    return CheckpointLine(
        id=row["id"],
        step_id=row["step_id"],
        state=CheckpointState(row["state"]),
        question=row["question"],
        due_on=_date(row["due_on"]),
        decision=Decision(row["decision"]) if row["decision"] else None,
    )


def _block(row: dict) -> BlockLine:
    return BlockLine(row["step_id"], row["percent"], Decimal(str(row["hours"])))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
