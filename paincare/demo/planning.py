"""The plan: drafted from its template, signed, delivered, and decided at its checkpoints."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from intake.services.hypotheses import add_hypothesis
from plans import library, services
from plans.models import Plan, Step
from plans.rules.checkpoint import Answer
from plans.rules.words import CannotTellReason, CheckpointState, Decision, NotDeliveredReason

from .scenes import Chart, Scene
from .story import Decided, StepDone


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    if course.plan_days_ago is None:
        return
    yield Scene(stage.moment(course.plan_days_ago, 15), lambda at: _sign(chart, at))
    for done in course.steps:
        yield from _step_scenes(chart, done)
    for decided in course.decisions:
        yield Scene(stage.moment(decided.days_ago, 16), _decide(chart, decided))


def _sign(chart: Chart, at: datetime) -> None:
    idea = chart.patient.hypotheses.filter(is_working=True).get()
    template = library.TEMPLATES[chart.course.template]
    plan = services.draft_plan_from_template(
        patient=chart.patient, template=template, hypothesis=idea, by=chart.physician, at=at
    )
    services.sign_plan(plan=plan, by=chart.physician, at=at)


def _plan(chart: Chart) -> Plan:
    return Plan.objects.signed().get(patient=chart.patient)


def _step(chart: Chart, position: int) -> Step:
    return _plan(chart).steps.get(position=position)


def _step_scenes(chart: Chart, done: StepDone) -> Iterator[Scene]:
    stage = chart.stage
    if done.started is not None:
        yield Scene(stage.moment(done.started, 15, 30), _start(chart, done))
    if done.delivered is not None:
        yield Scene(stage.moment(done.delivered, 12), _deliver(chart, done))
    if done.on is not None:
        yield Scene(stage.moment(done.on, 12), _miss(chart, done))


def _start(chart: Chart, done: StepDone):
    def act(at: datetime) -> None:
        on = chart.stage.clinic.today(at)
        services.start_step(step=_step(chart, done.position), on=on, by=chart.physician, at=at)

    return act


def _deliver(chart: Chart, done: StepDone):
    def act(at: datetime) -> None:
        step, on = _step(chart, done.position), chart.stage.clinic.today(at)
        services.deliver_step(step=step, on=on, by=chart.physician, at=at)
        if done.relief:
            percent, hours = done.relief
            services.record_block_response(
                step=step, percent=percent, hours=hours, on=on, by=chart.navigator, at=at
            )

    return act


def _miss(chart: Chart, done: StepDone):
    def act(at: datetime) -> None:
        reason = NotDeliveredReason(done.not_delivered)
        services.mark_not_delivered(
            step=_step(chart, done.position), reason=reason, by=chart.navigator, at=at
        )

    return act


def _decide(chart: Chart, decided: Decided):
    """The checkpoint that waits on that day gets its answer."""

    def act(at: datetime) -> None:
        plan = _plan(chart)
        checkpoint = plan.checkpoints.filter(state=CheckpointState.WAITING).order_by("due_on").first()
        services.decide_checkpoint(
            checkpoint=checkpoint, answer=_answer(chart, decided, at), by=chart.physician, at=at
        )
        if decided.decision == Decision.CHALLENGED and chart.course.next_idea:
            _think_again(chart, plan, at)

    return act


def _answer(chart: Chart, decided: Decided, at: datetime) -> Answer:
    decision = Decision(decided.decision)
    if decision is not Decision.CANNOT_TELL:
        return Answer(decision, reason=decided.reason)
    return Answer(
        decision,
        reason=decided.reason,
        cannot_tell_reason=CannotTellReason(decided.cannot_tell),
        new_date=chart.stage.clinic.today(at) + timedelta(days=decided.new_in_days),
    )


def _think_again(chart: Chart, plan: Plan, at: datetime) -> None:
    idea = chart.course.next_idea
    add_hypothesis(
        patient=chart.patient,
        statement=idea.statement,
        evidence_for=idea.evidence_for,
        evidence_against=idea.evidence_against,
        planned_test=idea.planned_test,
        after=plan.hypothesis,
        by=chart.physician,
        at=at,
    )
