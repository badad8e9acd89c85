"""One decision, kept with its evidence; the plan goes on along the branch that was written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from audit.models import Event
from core.errors import DomainError
from intake.models import Hypothesis
from intake.rules.words import IdeaStatus
from outcomes import services as outcomes
from outcomes.models import Ask
from outcomes.rules.words import AskState, Mode
from people.access import Actor
from people.models import Task
from plans import services
from plans.library import TEMPLATES
from plans.models import Checkpoint, Plan
from plans.rules.checkpoint import Answer
from plans.rules.words import CannotTellReason, CheckpointState, Decision, StepStatus
from tests.factories.people import NOON, CareTeamMemberFactory
from tests.factories.plans import signed

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
CONFIRMED = Answer(Decision.CONFIRMED)
CHALLENGED = Answer(Decision.CHALLENGED, reason="Hip turns hurt most.", new_idea="Left hip joint")


def cannot_tell(days):
    return Answer(
        Decision.CANNOT_TELL,
        cannot_tell_reason=CannotTellReason.LIFE_EVENT,
        new_date=TODAY + timedelta(days=days),
    )


@pytest.fixture
def point(plan):
    return plan.checkpoints.waiting().get()


def decide(point, answer, by, at):
    return services.decide_checkpoint(checkpoint=point, answer=answer, by=by, at=at)


def open_tasks():
    return set(Task.objects.filter(status="open").values_list("reason_code", flat=True))


def test_confirmed_starts_the_step_that_was_written(plan, point, amara, later):
    decided = decide(point, CONFIRMED, amara, later(21))
    following = plan.steps.get(title="Sit and glide")
    assert (decided.state, decided.decision) == (CheckpointState.DECIDED, Decision.CONFIRMED)
    assert (following.status, following.started_on) == (StepStatus.STARTED, TODAY + timedelta(days=21))
    assert following.checkpoints.get().due_on == TODAY + timedelta(days=63)
    assert Hypothesis.objects.get().status == IdeaStatus.SUPPORTED
    assert "plan_next" not in open_tasks()


def test_what_is_still_asked_for_is_withdrawn(point, amara, later):
    decide(point, CONFIRMED, amara, later(21))
    states = Ask.objects.filter(source_id=str(point.pk)).values_list("state", flat=True)
    assert set(states) == {AskState.CANCELLED}


def test_challenged_keeps_the_old_idea_readable_and_asks_for_a_plan(plan, point, amara, later):
    decide(point, CHALLENGED, amara, later(21))
    old, new = Hypothesis.objects.order_by("set_at")
    assert (old.status, old.decided_reason, old.is_working) == ("challenged", "Hip turns hurt most.", False)
    assert (new.statement, new.is_working) == ("Left hip joint", True)
    assert Plan.objects.get().is_signed  # the patient keeps a plan until the next one is signed
    assert open_tasks() == {"plan_next"}
    assert Task.objects.get(reason_code="plan_next").sentence == (
        "The idea was challenged: write the next plan."
    )


def test_a_written_no_step_goes_on_with_the_same_plan(facet, amara, later):
    services.start_step(step=facet.steps.get(position=1), on=TODAY, by=amara, at=NOON)
    answer = Answer(Decision.CHALLENGED, reason="Standing is the same.")
    decide(facet.checkpoints.waiting().get(), answer, amara, later(28))
    block = facet.steps.get(title="Medial branch block 1")
    assert block.status == StepStatus.STARTED
    assert block.checkpoints.get().due_on == TODAY + timedelta(days=28 + 14 + 7)
    assert Hypothesis.objects.get().status == IdeaStatus.OPEN  # the block tests the same idea
    assert "plan_next" not in open_tasks()


def test_cannot_tell_asks_again_and_the_ask_moves(point, amara, later):
    decided = decide(point, cannot_tell(31), amara, later(21))
    again = Checkpoint.objects.waiting().get()
    assert (again.previous, again.due_on) == (decided, TODAY + timedelta(days=31))
    assert (again.question, again.line, again.yes_step) == (point.question, point.line, point.yes_step)
    live = Ask.objects.exclude(state=AskState.CANCELLED).get()
    assert (live.source_id, live.due_on) == (str(again.pk), again.due_on)
    assert not decided.cosign_needed


def test_the_second_time_waits_for_the_lead(point, pia_record, dr_ben, amara, later):
    CareTeamMemberFactory(patient=pia_record, user=dr_ben)
    ben = Actor.of(dr_ben)
    decide(point, cannot_tell(31), ben, later(21))
    second = decide(Checkpoint.objects.waiting().get(), cannot_tell(41), ben, later(31))
    assert second.awaits_cosign
    assert Task.objects.get(reason_code="checkpoint_cosign", status="open").owner.name == "Dr Amara Rao"
    with pytest.raises(DomainError, match="Only the care team's lead"):
        services.cosign_checkpoint(checkpoint=second, by=ben, at=later(31))
    for _ in range(2):
        services.cosign_checkpoint(checkpoint=second, by=amara, at=later(32))
    assert not Checkpoint.objects.filter(cosign_needed=True, cosigned_at=None).exists()
    task = Task.objects.get(reason_code="checkpoint_cosign")
    assert (task.status, task.outcome) == ("done", "Co-signed.")
    assert Checkpoint.objects.waiting().get().due_on == TODAY + timedelta(days=41)


def test_the_leads_own_second_time_needs_nobody_else(point, amara, later):
    decide(point, cannot_tell(31), amara, later(21))
    second = decide(Checkpoint.objects.waiting().get(), cannot_tell(41), amara, later(31))
    assert (second.cosign_needed, second.cosigned_by_id) == (True, amara.user_id)


def test_a_first_time_needs_no_cosign(point, amara, later):
    decided = decide(point, cannot_tell(31), amara, later(21))
    with pytest.raises(DomainError, match="no co-sign"):
        services.cosign_checkpoint(checkpoint=decided, by=amara, at=later(21))


def test_a_new_date_beyond_two_weeks_is_refused_and_nothing_moves(point, amara, later):
    with pytest.raises(DomainError) as refused:
        decide(point, cannot_tell(36), amara, later(21))
    assert refused.value.field == "new_date"
    assert Checkpoint.objects.get(pk=point.pk).state == CheckpointState.WAITING


def test_a_double_click_decides_once(point, amara, later):
    assert decide(point, CONFIRMED, amara, later(21)) == decide(point, CONFIRMED, amara, later(21))
    assert Event.objects.filter(action="checkpoint_decided").count() == 1


def test_another_answer_is_told_who_decided(point, amara, later):
    decide(point, CONFIRMED, amara, later(21))
    with pytest.raises(DomainError, match="Dr Amara Rao has already decided this: confirmed"):
        decide(point, CHALLENGED, amara, later(21))


def test_it_can_always_be_decided_late(point, amara, later):
    assert decide(point, CONFIRMED, amara, later(400)).is_decided


def test_a_planned_checkpoint_is_not_decided(plan, amara, later):
    planned = plan.checkpoints.filter(state=CheckpointState.PLANNED).first()
    with pytest.raises(DomainError) as refused:
        decide(planned, CONFIRMED, amara, later(21))
    assert refused.value.code == "illegal_move"


def test_the_last_answer_asks_the_lead_what_comes_next(plan, amara, later):
    at = 0
    while Checkpoint.objects.waiting().filter(plan=plan).exists():
        at += 42
        decide(Checkpoint.objects.waiting().get(plan=plan), CONFIRMED, amara, later(at))
    assert plan.checkpoints.filter(decision=Decision.CONFIRMED).count() == 3
    assert Task.objects.get(reason_code="plan_next").sentence.startswith("No checkpoint is left")


def test_the_evidence_is_kept_as_it_stood(plan, point, pia_record, amara, later):
    sits = plan.goal.measure
    read = {"measure": sits, "mode": Mode.STAFF, "by": amara}
    outcomes.record_reading(value=Decimal(40), true_on=TODAY + timedelta(days=20), at=later(20), **read)
    decided = decide(point, CONFIRMED, amara, later(21))
    outcomes.record_reading(value=Decimal(10), true_on=TODAY + timedelta(days=22), at=later(22), **read)
    kept = Checkpoint.objects.get(pk=decided.pk).evidence
    assert kept["finding"]["code"] == "met"
    assert "40 minutes on 10 Dec 2026, was 20 minutes on 20 Nov 2026" in str(kept["lines"])
    assert "10 minutes" not in str(kept)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_decides(pia_record, dr_amara, dr_ben, later):
    CareTeamMemberFactory(patient=pia_record, user=dr_ben)
    point = signed(pia_record, dr_amara).checkpoints.waiting().get()
    answers = [(CONFIRMED, Actor.of(dr_amara)), (CHALLENGED, Actor.of(dr_ben))]

    def try_to(given):
        try:
            return decide(point, given[0], given[1], later(21)).decision
        except DomainError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        results = list(people.map(try_to, answers))
    assert results.count("already_decided") == 1
    assert Event.objects.filter(action="checkpoint_decided").count() == 1


@pytest.mark.django_db(transaction=True)
def test_deciding_and_signing_the_next_plan_do_not_wait_in_a_circle(pia_record, dr_amara, amara, later):
    plan = signed(pia_record, dr_amara)
    point = plan.checkpoints.waiting().get()
    newer = services.draft_plan_from_template(
        patient=pia_record,
        template=TEMPLATES["facet_blocks"],
        hypothesis=pia_record.hypotheses.get(),
        by=amara,
        at=later(5),
    )
    acts = [
        lambda: decide(point, CHALLENGED, amara, later(5)),
        lambda: services.sign_plan(plan=newer, by=amara, at=later(5)),
    ]

    def act(one):
        try:
            return one() and "done"
        except DomainError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        results = list(people.map(act, acts))
    assert results[1] == "done"
    assert results[0] in {"done", "illegal_move"}
    assert Plan.objects.signed().get() == newer
