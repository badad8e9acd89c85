"""What was done: steps started, delivered, not delivered; blocks answered."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import DomainError
from outcomes.models import Ask
from outcomes.rules.words import AskState
from people.models import Patient, Task
from plans import services
from plans.models import BlockResponse, Checkpoint, Step
from plans.rules.checkpoint import Answer
from plans.rules.words import CheckpointState, Decision, NotDeliveredReason
from plans.selectors.plans import plans_whole
from plans.selectors.sheet import patient_sheet
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def step_of(plan, position):
    return plan.steps.get(position=position)


def open_tasks():
    return set(Task.objects.filter(status="open").values_list("reason_code", "owner_role"))


def test_a_steps_own_checkpoint_is_dated_when_it_starts(plan, amara, later):
    step = step_of(plan, 3)
    for _ in range(2):
        services.start_step(step=step, on=TODAY + timedelta(days=5), by=amara, at=later(5))
    point = step.checkpoints.get()
    assert (point.state, point.due_on) == (CheckpointState.WAITING, TODAY + timedelta(days=47))
    assert Ask.objects.filter(source_id=str(point.pk)).count() == 1


def test_a_procedure_asks_for_its_rehab_in_the_same_week(plan, amara):
    services.start_step(step=step_of(plan, 2), on=TODAY, by=amara, at=NOON)
    assert open_tasks() == {("pair_unbooked", "navigator")}
    assert Task.objects.get().due_at == NOON + timedelta(days=7)
    services.start_step(step=step_of(plan, 3), on=TODAY, by=amara, at=NOON)
    assert open_tasks() == set()


def test_a_blocks_answer_is_due_a_week_after_it_took_place(facet, amara, later):
    block = step_of(facet, 2)
    services.start_step(step=block, on=TODAY, by=amara, at=NOON)
    services.deliver_step(step=block, on=TODAY + timedelta(days=10), by=amara, at=later(10))
    assert block.checkpoints.get().due_on == TODAY + timedelta(days=17)
    live = Ask.objects.filter(
        source_id=str(block.checkpoints.get().pk), state__in=[AskState.SCHEDULED, AskState.OPEN]
    )
    assert live.count() == 1


def test_the_signed_first_date_does_not_move(plan, amara, later):
    first = plan.checkpoints.order_by("step__position").first()
    services.deliver_step(step=step_of(plan, 1), on=TODAY + timedelta(days=3), by=amara, at=later(3))
    assert Checkpoint.objects.get(pk=first.pk).due_on == first.due_on


def test_what_was_not_delivered_has_a_reason_and_somebody_to_fix_it(plan, amara, later):
    step = step_of(plan, 2)
    for _ in range(2):
        services.mark_not_delivered(step=step, reason=NotDeliveredReason.APPROVAL, by=amara, at=NOON)
    assert open_tasks() == {("step_not_delivered", "navigator")}
    services.deliver_step(step=step, on=TODAY + timedelta(days=2), by=amara, at=later(2))
    assert ("step_not_delivered", "navigator") not in open_tasks()
    assert Step.objects.get(pk=step.pk).not_delivered_reason == ""


@pytest.mark.parametrize("verb", [services.start_step, services.deliver_step])
def test_a_day_to_come_is_refused(plan, amara, verb):
    with pytest.raises(DomainError) as refused:
        verb(step=step_of(plan, 2), on=TODAY + timedelta(days=1), by=amara, at=NOON)
    assert (refused.value.code, refused.value.field) == ("future", "on")


def test_a_delivered_step_is_not_started_again(plan, amara):
    services.deliver_step(step=step_of(plan, 2), on=TODAY, by=amara, at=NOON)
    with pytest.raises(DomainError) as refused:
        services.start_step(step=step_of(plan, 2), on=TODAY, by=amara, at=NOON)
    assert refused.value.code == "illegal_move"


def test_a_closed_record_is_closed_to_its_plan(plan, amara):
    Patient.objects.update(closed_at=NOON, closed_reason="died")
    acts = [
        lambda: services.start_step(step=step_of(plan, 2), on=TODAY, by=amara, at=NOON),
        lambda: services.decide_checkpoint(
            checkpoint=plan.checkpoints.waiting().get(), answer=Answer(Decision.CONFIRMED), by=amara, at=NOON
        ),
    ]
    for act in acts:
        with pytest.raises(DomainError, match="This record is closed"):
            act()
    assert services.close_plan(plan=plan, reason="Died", by=amara, at=NOON).status == "closed"


def test_what_was_delivered_is_not_on_the_list_of_what_to_do(plan, amara):
    step = step_of(plan, 1)
    assert step.plain in patient_sheet(plans_whole().get(pk=plan.pk), on=TODAY).do_now
    services.deliver_step(step=step, on=TODAY, by=amara, at=NOON)
    sheet = patient_sheet(plans_whole().get(pk=plan.pk), on=TODAY)
    assert sheet.do_now == (plan.movement, plan.sleep)


def test_a_draft_is_not_delivered(draft, amara):
    with pytest.raises(DomainError) as refused:
        services.start_step(step=step_of(draft, 1), on=TODAY, by=amara, at=NOON)
    assert refused.value.code == "not_signed"


@pytest.fixture
def block(facet, amara):
    return services.deliver_step(step=step_of(facet, 2), on=TODAY, by=amara, at=NOON)


def record(block, by, percent=70, hours="9", on=TODAY):
    return services.record_block_response(
        step=block, percent=percent, hours=Decimal(hours), on=on, by=by, at=NOON
    )


def test_a_double_click_is_one_answer(block, amara):
    assert record(block, amara) == record(block, amara)
    assert BlockResponse.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": -1}, "percent"),
        ({"hours": "-1"}, "hours"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "on"),
    ],
)
def test_an_impossible_answer_is_refused(block, amara, given, field):
    with pytest.raises(DomainError) as refused:
        record(block, amara, **given)
    assert refused.value.field == field
    assert not BlockResponse.objects.exists()


def test_only_a_block_that_took_place_answers(facet, amara):
    for position in (1, 3):
        with pytest.raises(DomainError):
            record(step_of(facet, position), amara)


def test_a_wrong_answer_is_marked_and_a_new_one_counts(block, amara):
    wrong = record(block, amara, percent=7)
    with pytest.raises(DomainError):
        services.err_block_response(response=wrong, reason=" ", by=amara, at=NOON)
    services.err_block_response(response=wrong, reason="Typed 7 for 70.", by=amara, at=NOON)
    record(block, amara)
    counting = BlockResponse.objects.get(erred_at=None)
    assert (counting.percent_relief, BlockResponse.objects.count()) == (70, 2)
