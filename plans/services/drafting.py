"""A draft plan from a template. Everything that was charted before is carried in; nothing is typed twice."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Hypothesis
from outcomes.services.guards import take_turns
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.selectors import policies

from ..models import Checkpoint, Plan, Step
from ..rules.moves import ensure_plan_can_become
from ..rules.plain import filled
from ..rules.template import CheckpointTemplate, PlanTemplate, StepTemplate, suggested_line
from ..rules.words import JudgedBy, PlanStatus
from ..selectors.numbers import Numbers, numbers_of
from .guards import locked_plan, person_of

_TENTH = Decimal("0.1")


@transaction.atomic
def draft_plan_from_template(
    *, patient: Patient, template: PlanTemplate, hypothesis: Hypothesis | None, by: Actor, at: datetime
) -> Plan:
    """Start a draft. The patient's row is locked, so that two clicks make one draft.

    The same template again returns the draft that is there; another template is refused while one is open.
    """
    ensure_same_clinic(by, patient, *([hypothesis] if hypothesis else []))
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed, so no plan can be written.")
    take_turns(patient)
    open_draft = Plan.objects.drafts().filter(patient=patient).first()
    if open_draft:
        return _same_or_refuse(open_draft, template)
    plan = _plan_row(patient, template, hypothesis, by, at)
    steps = _step_rows(plan, template)
    _checkpoint_rows(plan, template, steps, on=patient.clinic.today(at))
    audit.record("plan_drafted", by=by, subject=plan, detail=template.key, at=at)
    return plan


def _same_or_refuse(draft: Plan, template: PlanTemplate) -> Plan:
    if draft.template != template.key:
        raise DomainError("draft_exists", f"“{draft.title}” is still a draft. Sign or discard it first.")
    return draft


def _plan_row(
    patient: Patient, template: PlanTemplate, hypothesis: Hypothesis | None, by: Actor, at: datetime
) -> Plan:
    day_1, day_2, day_3 = template.flare
    return Plan.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        hypothesis=hypothesis,
        goal=numbers_of(patient).first_goal,
        template=template.key,
        template_version=template.version,
        title=template.title,
        what_is_going_on=template.what_is_going_on,
        movement=template.movement,
        sleep=template.sleep,
        flare_day_1=day_1,
        flare_day_2=day_2,
        flare_day_3=day_3,
        created_at=at,
        created_by_id=person_of(by),
    )


def _step_rows(plan: Plan, template: PlanTemplate) -> dict[str, Step]:
    rows = {
        step.key: _step_row(plan, step, position) for position, step in enumerate(template.steps, start=1)
    }
    Step.objects.bulk_create(rows.values())
    paired = [step for step in template.steps if step.pairs_with]
    for step in paired:
        rows[step.key].pairs_with = rows[step.pairs_with]
    Step.objects.bulk_update([rows[step.key] for step in paired], ["pairs_with"])
    return rows


def _step_row(plan: Plan, step: StepTemplate, position: int) -> Step:
    return Step(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        plan=plan,
        position=position,
        kind=step.kind,
        is_block=step.is_block,
        title=step.title,
        clinical=step.clinical,
        plain=step.plain,
        who=step.who,
        weeks=step.weeks,
    )


def _checkpoint_rows(plan: Plan, template: PlanTemplate, steps: Mapping[str, Step], *, on: date) -> None:
    numbers = numbers_of(plan.patient)
    positive = policies(plan.patient.clinic, on=on)["block_positive_percent"].value
    rows = [
        _checkpoint_row(plan, step.checkpoint, steps, step.key, numbers, positive)
        for step in template.steps
        if step.checkpoint
    ]
    rows[0].due_on = on + timedelta(days=rows[0].after_days)
    Checkpoint.objects.bulk_create(rows)


def _checkpoint_row(
    plan: Plan,
    point: CheckpointTemplate,
    steps: Mapping[str, Step],
    key: str,
    numbers: Numbers,
    positive: Decimal,
) -> Checkpoint:
    measure = numbers.measure_for(point.capacities) if point.judged_by is JudgedBy.MEASURE else None
    goes_by = plan.patient.goes_by
    return Checkpoint(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        plan=plan,
        step=steps[key],
        question=filled(point.question, name=goes_by),
        judged_by=point.judged_by,
        measure=measure,
        instrument=point.instrument,
        comparison=point.comparison,
        line=_line(point, measure.pk if measure else None, numbers, positive),
        after_days=point.after_days,
        yes_branch=point.yes,
        yes_step=steps.get(point.yes_step),
        no_branch=point.no,
        no_step=steps.get(point.no_step),
        not_delivered_branch=point.not_delivered,
        plain_question=point.plain_question,
        plain_yes=point.plain_yes,
        plain_no=point.plain_no,
    )


def _line(
    point: CheckpointTemplate, measure_id: UUID | None, numbers: Numbers, positive: Decimal
) -> Decimal | None:
    """A number to start from: for a block the clinic's threshold, else part of the way to the goal."""
    if point.judged_by is JudgedBy.BLOCK:
        return positive
    if point.judged_by is JudgedBy.INSTRUMENT:
        baseline = numbers.latest_score(point.instrument)
        return suggested_line(baseline=baseline, goal=Decimal(0), way=point.way, unit=_TENTH)
    baseline, goal = numbers.baseline_and_goal(measure_id)
    return suggested_line(baseline=baseline, goal=goal, way=point.way)


@transaction.atomic
def discard_draft(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """Put a draft aside: it stays readable in the history and is never signed."""
    ensure_same_clinic(by, plan)
    plan = locked_plan(plan)
    if plan.status == PlanStatus.ABANDONED:
        return plan
    ensure_plan_can_become(PlanStatus(plan.status), PlanStatus.ABANDONED)
    plan.status = PlanStatus.ABANDONED
    plan.save(update_fields=["status"])
    audit.record("plan_discarded", by=by, subject=plan, at=at)
    return plan
