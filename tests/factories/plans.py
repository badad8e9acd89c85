"""Rows of the plans app, and a whole person whose plan can be signed."""

from datetime import timedelta
from decimal import Decimal

import factory

from intake.models import Hypothesis
from outcomes import services as outcomes
from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_data import FLAGS, VERSION
from outcomes.rules.words import Capacity, FlagAnswer, Mode
from people.access import Actor
from people.models import Patient, User
from plans import services
from plans.library import TEMPLATES
from plans.models import BlockResponse, Checkpoint, Plan, Step
from plans.rules.words import CheckpointState, PlanStatus, StepKind

from .people import NOON, PatientFactory, UserFactory

SIT = {"capacity": Capacity.SIT, "label": "Sits without stopping", "unit": "minutes"}


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    template = "lumbar_radiculopathy"
    template_version = "2026.1"
    title = "Lumbar radiculopathy"
    created_at = NOON
    created_by = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..clinic"))

    class Params:
        signed = factory.Trait(
            status=PlanStatus.SIGNED, signed_at=NOON, signed_by=factory.SelfAttribute("created_by")
        )


class OfPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    plan = factory.SubFactory(PlanFactory, signed=True)
    patient = factory.SelfAttribute("plan.patient")
    clinic = factory.SelfAttribute("plan.clinic")


class StepFactory(OfPlanFactory):
    class Meta:
        model = Step

    position = factory.Sequence(lambda n: n + 1)
    kind = StepKind.THERAPY
    title = "Sit and glide"


class CheckpointFactory(OfPlanFactory):
    """A waiting one, due a week after NOON."""

    class Meta:
        model = Checkpoint

    step = factory.SubFactory(StepFactory, plan=factory.SelfAttribute("..plan"))
    state = CheckpointState.WAITING
    question = "Can Pia sit for 36 minutes with no flare?"
    line = Decimal(36)
    due_on = NOON.date() + timedelta(days=7)
    opens_on = NOON.date() + timedelta(days=4)
    late_on = NOON.date() + timedelta(days=15)


class BlockResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BlockResponse

    step = factory.SubFactory(StepFactory, kind=StepKind.PROCEDURE, is_block=True)
    patient = factory.SelfAttribute("step.patient")
    clinic = factory.SelfAttribute("step.clinic")
    percent_relief = 70
    hours = Decimal(9)
    true_on = NOON.date()
    recorded_at = NOON
    recorded_by = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..clinic"))


def chart_story(patient: Patient, user: User, at=NOON) -> Hypothesis:
    """What an intake leaves behind: an idea, a measure with a baseline, a goal, nine danger signs asked."""
    by = Actor.of(user)
    idea = Hypothesis.objects.create(
        is_working=True,
        clinic=patient.clinic,
        patient=patient,
        statement="Left L5 nerve root is irritated",
        evidence_for="SLR, pain below the knee",
        set_at=at,
        set_by=user,
    )
    sits = outcomes.set_measure(patient=patient, by=by, at=at, **SIT)
    outcomes.record_reading(
        measure=sits, value=Decimal(20), true_on=patient.today(at), mode=Mode.STAFF, by=by, at=at
    )
    outcomes.set_goal(
        patient=patient,
        rank=1,
        words="Sit a full shift",
        target=Decimal(60),
        unit="minutes",
        measure=sits,
        by=by,
        at=at,
    )
    RedFlagAnswer.objects.bulk_create(
        RedFlagAnswer(
            clinic=patient.clinic,
            patient=patient,
            flag=flag.key,
            rules_version=VERSION,
            answer=FlagAnswer.NO,
            answered_at=at,
            answered_by=user,
            source_kind="test",
            source_id="1",
        )
        for flag in FLAGS
    )
    return idea


def drafted(patient: Patient, user: User, *, template: str = "lumbar_radiculopathy", at=NOON) -> Plan:
    """A draft that may be signed as it is."""
    idea = chart_story(patient, user, at)
    return services.draft_plan_from_template(
        patient=patient, template=TEMPLATES[template], hypothesis=idea, by=Actor.of(user), at=at
    )


def signed(patient: Patient, user: User, *, template: str = "lumbar_radiculopathy", at=NOON) -> Plan:
    return services.sign_plan(plan=drafted(patient, user, template=template, at=at), by=Actor.of(user), at=at)
