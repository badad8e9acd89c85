"""A draft carries in what was charted, and is tailored step by step."""

from decimal import Decimal

import pytest

from core.errors import DomainError
from outcomes.models import Goal, Measure
from outcomes.rules.words import Capacity
from plans import services
from plans.library import TEMPLATES
from plans.models import Checkpoint, Plan, Step
from plans.rules.words import Comparison, JudgedBy, PlanStatus, StepKind
from tests.factories.people import NOON, PatientFactory
from tests.factories.plans import drafted

pytestmark = pytest.mark.django_db


def titles(plan):
    return list(plan.steps.order_by("position").values_list("title", flat=True))


def first_of(plan):
    return plan.checkpoints.order_by("step__position").first()


def test_what_was_charted_is_carried_in(draft):
    first = first_of(draft)
    assert draft.goal.words == "Sit a full shift"
    assert draft.hypothesis.statement == "Left L5 nerve root is irritated"
    assert (first.measure.label, first.line) == ("Sits without stopping", Decimal(36))
    assert first.question == "Can Pia [do] with no flare?"
    assert (first.due_on - NOON.date()).days == 21
    assert first.yes_step.title == "Sit and glide"
    assert Step.objects.get(plan=draft, kind=StepKind.PROCEDURE).pairs_with.title == "Sit and glide"


def test_a_block_asks_for_the_clinics_own_threshold(pia_record, dr_amara):
    plan = drafted(pia_record, dr_amara, template="facet_blocks")
    block = plan.checkpoints.filter(judged_by=JudgedBy.BLOCK).first()
    assert (block.line, block.comparison) == (Decimal(50), Comparison.MORE_THAN)


def test_without_a_goal_there_is_no_number_rather_than_a_zero(pia_record, amara):
    plan = services.draft_plan_from_template(
        patient=pia_record,
        template=TEMPLATES["lumbar_radiculopathy"],
        hypothesis=None,
        by=amara,
        at=NOON,
    )
    assert (plan.goal, first_of(plan).line, first_of(plan).measure) == (None, None, None)


def test_two_clicks_make_one_draft(draft, pia_record, amara):
    again = services.draft_plan_from_template(
        patient=pia_record,
        template=TEMPLATES["lumbar_radiculopathy"],
        hypothesis=None,
        by=amara,
        at=NOON,
    )
    assert again == draft


def test_another_template_waits_for_the_draft(draft, pia_record, amara):
    with pytest.raises(DomainError) as refused:
        services.draft_plan_from_template(
            patient=pia_record, template=TEMPLATES["facet_blocks"], hypothesis=None, by=amara, at=NOON
        )
    assert refused.value.code == "draft_exists"


def test_a_closed_record_gets_no_plan(amara, maple):
    closed = PatientFactory(clinic=maple, closed_at=NOON, closed_reason="moved")
    with pytest.raises(DomainError, match="closed"):
        services.draft_plan_from_template(
            patient=closed, template=TEMPLATES["facet_blocks"], hypothesis=None, by=amara, at=NOON
        )


def test_a_discarded_draft_stays_readable_and_makes_room(draft, pia_record, dr_amara, amara):
    for _ in range(2):
        services.discard_draft(plan=draft, by=amara, at=NOON)
    assert Plan.objects.get().status == PlanStatus.ABANDONED


def test_a_step_is_added_moved_and_removed(draft, amara):
    step = services.add_step(plan=draft, kind=StepKind.MEDICINE, title=" Duloxetine ", by=amara, at=NOON)
    services.move_step(step=step, places=-1, by=amara, at=NOON)
    assert titles(draft)[3:] == ["Strengthen and walk", "Duloxetine", "Work days, then on your own"]
    services.move_step(step=draft.steps.get(position=1), places=-1, by=amara, at=NOON)
    services.remove_step(step=draft.steps.get(position=1), by=amara, at=NOON)
    assert titles(draft)[0].startswith("Transforaminal")
    assert list(draft.steps.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert draft.checkpoints.count() == 2


def test_a_step_needs_a_name(draft, amara):
    with pytest.raises(DomainError) as refused:
        services.add_step(plan=draft, kind=StepKind.THERAPY, title="  ", by=amara, at=NOON)
    assert refused.value.field == "title"


def test_a_step_pairs_within_its_plan(draft, amara):
    procedure, rehab = draft.steps.get(position=2), draft.steps.get(position=4)
    services.pair_step(step=procedure, pair=rehab, by=amara, at=NOON)
    assert Step.objects.get(pk=procedure.pk).pairs_with == rehab
    with pytest.raises(DomainError, match="another step"):
        services.pair_step(step=procedure, pair=procedure, by=amara, at=NOON)
    services.pair_step(step=procedure, pair=None, by=amara, at=NOON)
    assert Step.objects.get(pk=procedure.pk).pairs_with is None


def test_a_step_has_one_checkpoint_and_the_first_is_dated(draft, amara):
    services.remove_checkpoint(checkpoint=first_of(draft), by=amara, at=NOON)
    assert (first_of(draft).due_on - NOON.date()).days == 28
    step = draft.steps.get(position=1)
    point = services.add_checkpoint(step=step, by=amara, at=NOON)
    assert services.add_checkpoint(step=step, by=amara, at=NOON) == point
    assert point.due_on is not None


def test_a_checkpoint_is_shaped(draft, amara):
    point = first_of(draft)
    last = draft.steps.last()
    services.shape_checkpoint(
        checkpoint=point,
        judged_by=JudgedBy.INSTRUMENT,
        instrument="odi",
        comparison=Comparison.AT_MOST,
        yes_step=last,
        by=amara,
        at=NOON,
    )
    point = Checkpoint.objects.get(pk=point.pk)
    assert (point.judged_by, point.instrument, point.measure) == ("instrument", "odi", None)
    assert (point.yes_step, point.no_step) == (last, None)


def test_a_block_is_held_against_more_than_its_line_whatever_was_chosen(pia_record, dr_amara, amara):
    block = drafted(pia_record, dr_amara, template="facet_blocks").steps.filter(is_block=True).first()
    services.remove_checkpoint(checkpoint=block.checkpoints.get(), by=amara, at=NOON)
    point = services.add_checkpoint(step=block, by=amara, at=NOON)
    assert point.comparison == Comparison.MORE_THAN
    shaped = services.shape_checkpoint(
        checkpoint=point, judged_by=JudgedBy.BLOCK, comparison=Comparison.AT_LEAST, by=amara, at=NOON
    )
    assert shaped.comparison == Comparison.MORE_THAN


@pytest.mark.parametrize(
    ("model", "change", "code"),
    [
        (Goal, {"status": "left"}, "no_goal"),
        (Goal, {"erred_at": NOON, "erred_reason": "somebody else's"}, "no_goal"),
        (Measure, {"erred_at": NOON, "erred_reason": "somebody else's"}, "no_measure"),
    ],
)
def test_what_the_plan_rests_on_still_stands_when_it_is_signed(draft, amara, model, change, code):
    model.objects.update(**change)
    with pytest.raises(DomainError) as refused:
        services.sign_plan(plan=draft, by=amara, at=NOON)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ({"judged_by": JudgedBy.MEASURE}, "measure_needed"),
        ({"judged_by": JudgedBy.BLOCK}, "not_a_block"),
    ],
)
def test_a_checkpoint_needs_a_number_that_exists(draft, amara, shape, code):
    with pytest.raises(DomainError) as refused:
        services.shape_checkpoint(
            checkpoint=first_of(draft), comparison=Comparison.AT_LEAST, by=amara, at=NOON, **shape
        )
    assert refused.value.code == code


def test_somebody_elses_measure_is_refused(draft, amara, quin_record):
    strange = Measure.objects.create(
        clinic=quin_record.clinic,
        patient=quin_record,
        capacity=Capacity.SIT,
        label="Sits",
        unit="minutes",
        created_at=NOON,
    )
    with pytest.raises(DomainError) as refused:
        services.shape_checkpoint(
            checkpoint=first_of(draft),
            judged_by=JudgedBy.MEASURE,
            measure=strange,
            comparison=Comparison.AT_LEAST,
            by=amara,
            at=NOON,
        )
    assert refused.value.code == "other_patient"


def test_a_signed_plan_does_not_change(plan, amara):
    step = plan.steps.get(position=2)
    edits = [
        lambda: services.set_plan_goal(plan=plan, goal=None, by=amara, at=NOON),
        lambda: services.add_step(plan=plan, kind=StepKind.THERAPY, title="More", by=amara, at=NOON),
        lambda: services.remove_step(step=step, by=amara, at=NOON),
        lambda: services.move_step(step=step, places=1, by=amara, at=NOON),
        lambda: services.pair_step(step=step, pair=None, by=amara, at=NOON),
        lambda: services.add_checkpoint(step=step, by=amara, at=NOON),
        lambda: services.remove_checkpoint(checkpoint=first_of(plan), by=amara, at=NOON),
    ]
    for edit in edits:
        with pytest.raises(DomainError, match="signed"):
            edit()
