"""The plan that is in force, the draft beside it, and what a signature would need."""

from datetime import date

from django.db.models import Prefetch

from intake.models import Hypothesis, PainProblem, Provoker
from intake.rules.words import IdeaStatus
from outcomes.models import Goal, Measure
from outcomes.rules.words import GoalStatus
from people.models import Patient
from people.selectors import policies

from ..library import TEMPLATES
from ..models import Checkpoint, Plan, Step
from ..rules import signing
from ..rules.fit import Fit, fits
from ..rules.words import JudgedBy, PlanStatus, StepKind
from .red_flags import red_flag_facts

_WHOLE = (
    Prefetch("steps", Step.objects.select_related("pairs_with").prefetch_related("block_responses")),
    Prefetch(
        "checkpoints",
        Checkpoint.objects.select_related(
            "measure", "step", "yes_step", "no_step", "decided_by", "cosigned_by", "next"
        ).order_by("step__position", "due_on"),
    ),
)


def plans_whole():
    """Plans with everything that a page of them shows, in a fixed number of queries."""
    return Plan.objects.select_related(
        "patient__clinic", "hypothesis", "goal__measure", "signed_by"
    ).prefetch_related(*_WHOLE)


def current_plan(patient: Patient) -> Plan | None:
    """The signed plan: there is at most one."""
    return plans_whole().signed().filter(patient=patient).first()


def draft_plan(patient: Patient) -> Plan | None:
    return Plan.objects.drafts().filter(patient=patient).first()


def earlier_plans(patient: Patient) -> list[Plan]:
    """Plans that once were signed, the latest first."""
    past = Plan.objects.filter(patient=patient, status__in=[PlanStatus.REVISED, PlanStatus.CLOSED])
    return list(past.select_related("hypothesis", "signed_by").order_by("-signed_at"))


def working_idea(patient: Patient) -> Hypothesis | None:
    ideas = Hypothesis.objects.filter(patient=patient, is_working=True).exclude(statement="")
    return ideas.order_by("-set_at").first()


def idea_of(plan: Plan) -> Hypothesis | None:
    """A draft follows the working idea as it changes; a signed plan keeps the one that it was signed for."""
    if plan.is_draft:
        return working_idea(plan.patient) or plan.hypothesis
    return plan.hypothesis


def template_fits(patient: Patient, idea: Hypothesis | None) -> list[Fit]:
    """The library, best fit first, with the reasons found in what was charted."""
    problems = PainProblem.objects.filter(patient=patient, erred_at=None)
    told = [text for one in problems for text in (one.where, one.worse_with, one.better_with)]
    told += Provoker.objects.filter(patient=patient, erred_at=None).values_list("what", flat=True)
    thought = [idea.statement, idea.evidence_for] if idea else []
    return list(fits(TEMPLATES.values(), " · ".join([*thought, *told])))


def signing_verdict(plan: Plan, *, on: date) -> signing.SigningVerdict:
    """What stands between this draft and a signature."""
    return signing.signing_verdict(_facts(plan, on))


_SECTIONS = ("what_is_going_on", "movement", "sleep", "flare_day_1", "flare_day_2", "flare_day_3")


def _facts(plan: Plan, on: date) -> signing.PlanFacts:
    limits = policies(plan.patient.clinic, on=on)
    idea = idea_of(plan)
    checkpoints = list(plan.checkpoints.all())
    return signing.PlanFacts(
        on=on,
        first_min_days=int(limits["checkpoint_first_min_days"].value),
        first_max_days=int(limits["checkpoint_first_max_days"].value),
        has_idea=bool(idea and idea.statement.strip()),
        idea_challenged=bool(idea and idea.status == IdeaStatus.CHALLENGED),
        has_goal=_stands(plan.goal) and plan.goal.status == GoalStatus.ACTIVE,
        red_flags=red_flag_facts(plan.patient),
        sections={field: getattr(plan, field) for field in _SECTIONS},
        steps=tuple(_step_facts(step) for step in plan.steps.all()),
        checkpoints=tuple(_checkpoint_facts(point, checkpoints[0]) for point in checkpoints),
    )


def _stands(row: Goal | Measure | None) -> bool:
    """It is there, and nobody has marked it entered in error since it was chosen."""
    return row is not None and not row.is_entered_in_error


def _step_facts(step: Step) -> signing.StepFacts:
    return signing.StepFacts(
        key=str(step.pk),
        kind=StepKind(step.kind),
        title=step.title,
        plain=step.plain,
        paired=step.pairs_with_id is not None,
    )


def _checkpoint_facts(point: Checkpoint, first: Checkpoint) -> signing.CheckpointFacts:
    return signing.CheckpointFacts(
        key=str(point.pk),
        due_on=point.due_on,
        question=point.question,
        judged_by=JudgedBy(point.judged_by),
        has_measure=_stands(point.measure),
        has_line=point.line is not None,
        yes_branch=point.yes_branch,
        no_branch=point.no_branch,
        not_delivered_branch=point.not_delivered_branch,
        plain_texts=(point.plain_question, point.plain_yes, point.plain_no),
        is_first=point.pk == first.pk,
        step_title=point.step.title,
    )
