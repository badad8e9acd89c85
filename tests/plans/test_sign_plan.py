"""Signing starts the clocks, once; and can be taken back while nobody acted on it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from core.errors import DomainError
from intake.services.hypotheses import add_hypothesis
from outcomes import services as outcomes
from outcomes.links import day_link_token, episode_of
from outcomes.models import Ask, CheckInEpisode
from outcomes.rules.words import AskState, FlagAnswer, Mode
from people import services as people
from people.models import Task
from plans import services
from plans.library import TEMPLATES
from plans.models import Checkpoint, Plan
from plans.rules.words import CheckpointState, PlanStatus, StepStatus
from tests.factories.people import NOON
from tests.factories.plans import drafted, signed

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def waiting(plan):
    return Checkpoint.objects.waiting().get(plan=plan)


def test_the_first_checkpoint_gets_its_dates_and_its_ask(plan):
    point, ask = waiting(plan), Ask.objects.get()
    due = TODAY + timedelta(days=21)
    assert (point.opens_on, point.due_on, point.late_on) == (
        due - timedelta(days=3),
        due,
        due + timedelta(days=8),
    )
    assert (ask.instrument, ask.due_on, ask.state) == ("peg", due, AskState.SCHEDULED)
    assert (ask.source_kind, ask.source_id) == ("plans.checkpoint", str(point.pk))
    assert str(ask.opens_at.astimezone(ask.opens_at.tzinfo).date()) <= str(due - timedelta(days=7))


def test_the_question_is_kept_as_signed(plan):
    assert waiting(plan).question == "Can Pia sit for 36 minutes with no flare?"
    assert waiting(plan).plain_question == "Can I sit for 36 minutes with no flare?"


def test_later_checkpoints_wait_for_their_steps(plan):
    states = plan.checkpoints.order_by("step__position").values_list("state", "due_on")
    assert [state for state, _ in states] == [CheckpointState.WAITING] + [CheckpointState.PLANNED] * 2
    assert [due for _, due in states][1:] == [None, None]


def test_the_first_step_and_the_check_ins_begin(plan):
    first = plan.steps.get(position=1)
    assert (first.status, first.started_on) == (StepStatus.STARTED, TODAY)
    assert CheckInEpisode.objects.get().goal == plan.goal


def test_a_therapy_that_comes_first_is_booked_before_it_begins(facet):
    assert facet.steps.get(position=1).status == StepStatus.PLANNED


def test_signing_twice_is_signing_once(plan, amara, later):
    services.sign_plan(plan=plan, by=amara, at=later(1))
    assert (Plan.objects.get().signed_at, Ask.objects.count()) == (NOON, 1)
    assert Event.objects.filter(action="plan_signed").count() == 1


def test_a_plan_that_lacks_something_is_refused_and_nothing_starts(draft, amara):
    Plan.objects.filter(pk=draft.pk).update(flare_day_2="")
    with pytest.raises(DomainError, match="day 2 of a flare"):
        services.sign_plan(plan=draft, by=amara, at=NOON)
    assert Plan.objects.get().is_draft
    assert not Ask.objects.exists()


def test_a_draft_follows_the_working_idea(draft, pia_record, amara):
    new = add_hypothesis(patient=pia_record, statement="Left hip joint", by=amara, at=NOON)
    assert services.sign_plan(plan=draft, by=amara, at=NOON).hypothesis == new


def test_an_idea_written_after_the_draft_is_the_plans(draft, pia_record, amara):
    idea = pia_record.hypotheses.get()
    Plan.objects.update(hypothesis=None)
    assert services.sign_plan(plan=draft, by=amara, at=NOON).hypothesis == idea


@pytest.mark.parametrize(("flag", "answer"), [("weakness", FlagAnswer.YES), ("self_harm", FlagAnswer.UNSURE)])
def test_a_danger_sign_must_be_taken_on_first(draft, pia_record, amara, flag, answer):
    saved = outcomes.answer_red_flag(
        patient=pia_record, flag=flag, answer=answer, source=("test", "2"), by=amara, at=NOON
    )
    with pytest.raises(DomainError, match="nobody has acknowledged"):
        services.sign_plan(plan=draft, by=amara, at=NOON)
    people.acknowledge_task(task=saved.task, by=amara, at=NOON)
    assert services.sign_plan(plan=draft, by=amara, at=NOON).is_signed


def test_a_draft_signed_too_late_needs_a_new_date(draft, amara, later):
    with pytest.raises(DomainError) as refused:
        services.sign_plan(plan=draft, by=amara, at=later(8))
    assert refused.value.code == "date_out_of_range"


def test_a_new_plan_revises_the_one_before(plan, pia_record, amara, later):
    newer = _next_draft(pia_record, amara, later(5))
    newer = services.sign_plan(plan=newer, by=amara, at=later(5))
    older = Plan.objects.get(pk=plan.pk)
    assert (older.status, newer.replaces) == (PlanStatus.REVISED, older)
    assert not Checkpoint.objects.waiting().filter(plan=older).exists()
    assert Ask.objects.filter(state=AskState.SCHEDULED).count() == 1


def _next_draft(patient, by, at):
    return services.draft_plan_from_template(
        patient=patient,
        template=TEMPLATES["facet_blocks"],
        hypothesis=patient.hypotheses.get(),
        by=by,
        at=at,
    )


def test_a_signature_is_taken_back_within_ten_minutes(plan, amara):
    undone = services.undo_signing(plan=plan, by=amara, at=NOON + timedelta(minutes=9))
    assert (undone.is_draft, undone.signed_at) == (True, None)
    assert set(plan.checkpoints.values_list("state", flat=True)) == {CheckpointState.DRAFT}
    assert set(plan.steps.values_list("status", flat=True)) == {StepStatus.PLANNED}
    assert Ask.objects.get().state == AskState.CANCELLED
    first = plan.checkpoints.order_by("step__position").first()
    assert first.question == "Can Pia [do] with no flare?"
    services.undo_signing(plan=plan, by=amara, at=NOON + timedelta(minutes=9))
    assert services.sign_plan(plan=undone, by=amara, at=NOON + timedelta(minutes=10)).is_signed


def test_check_ins_begun_by_a_signature_go_with_it(plan, pia_record, amara):
    old_link = day_link_token(pia_record.check_in_episodes.get())
    undone = services.undo_signing(plan=plan, by=amara, at=NOON + timedelta(minutes=5))
    assert not pia_record.check_in_episodes.exists()
    again = NOON + timedelta(minutes=6)
    services.sign_plan(plan=undone, by=amara, at=again)
    block = pia_record.check_in_episodes.get()
    assert episode_of(old_link, at=again) is None
    assert episode_of(day_link_token(block), at=again) == block


def test_after_ten_minutes_it_stands(plan, amara):
    with pytest.raises(DomainError) as refused:
        services.undo_signing(plan=plan, by=amara, at=NOON + timedelta(minutes=11))
    assert refused.value.code == "too_late"


def _deliver(plan, patient, by):
    services.deliver_step(step=plan.steps.get(position=2), on=TODAY, by=by, at=NOON)


def _log_a_day(plan, patient, by):
    outcomes.save_day(
        patient=patient, operation_id=uuid4(), day=TODAY, mark=1, received_at=NOON, mode=Mode.STAFF, by=by
    )


@pytest.mark.parametrize("act", [_deliver, _log_a_day])
def test_once_somebody_acted_it_stands(plan, pia_record, amara, act):
    act(plan, pia_record, amara)
    with pytest.raises(DomainError) as refused:
        services.undo_signing(plan=plan, by=amara, at=NOON + timedelta(minutes=5))
    assert refused.value.code == "acted_on"


def test_undoing_brings_the_older_plan_back(plan, pia_record, amara, later):
    newer = services.sign_plan(plan=_next_draft(pia_record, amara, later(5)), by=amara, at=later(5))
    services.undo_signing(plan=newer, by=amara, at=later(5, minutes=5))
    assert Plan.objects.get(pk=plan.pk).is_signed
    assert pia_record.check_in_episodes.get().ends_on == TODAY + timedelta(days=41)
    assert waiting(plan).due_on == TODAY + timedelta(days=21)
    assert Ask.objects.filter(state=AskState.SCHEDULED).count() == 1


def test_a_plan_is_closed_with_a_reason_and_its_clocks_stop(plan, amara, later):
    with pytest.raises(DomainError):
        services.close_plan(plan=plan, reason=" ", by=amara, at=later(30))
    for _ in range(2):
        services.close_plan(plan=plan, reason="Back at work.", by=amara, at=later(30))
    closed = Plan.objects.get()
    assert (closed.status, closed.closed_reason) == (PlanStatus.CLOSED, "Back at work.")
    assert not Checkpoint.objects.waiting().exists()
    assert not Task.objects.filter(status="open").exists()


def test_another_clinic_may_not_sign(draft, actor_of, dr_dara):
    with pytest.raises(PermissionDenied):
        services.sign_plan(plan=draft, by=actor_of(dr_dara), at=NOON)


@pytest.mark.parametrize("template", ["lumbar_radiculopathy", "facet_blocks"])
def test_templates_are_signed_untouched(pia_record, dr_amara, template):
    assert signed(pia_record, dr_amara, template=template).is_signed


def test_widespread_pain_needs_a_number_for_sleep(pia_record, dr_amara, amara):
    plan = drafted(pia_record, dr_amara, template="widespread_sensitised")
    with pytest.raises(DomainError) as refused:
        services.sign_plan(plan=plan, by=amara, at=NOON)
    assert refused.value.code in {"no_measure", "no_line"}
