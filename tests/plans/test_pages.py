"""The plan's pages: each works, refuses what it must, keeps what was typed, and leaves its audit row.

Methods, strangers and roles are judged for every route at once by tests/system/test_access.py.
"""

import gzip
from datetime import timedelta

import pytest
import time_machine

from audit.models import Event
from people.access import Actor
from plans import services
from plans.models import BlockResponse, Checkpoint, Plan, Step
from plans.rules.words import CheckpointState, PlanStatus, StepStatus
from tests.factories.people import NOON
from tests.factories.plans import chart_story, drafted, signed
from tests.plans.pages import reads, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = NOON.date()


# --- the plan's page ---------------------------------------------------------------------------


def test_without_a_plan_the_templates_say_why_they_fit(amara_at, pia_record, dr_amara):
    chart_story(pia_record, dr_amara)
    page = text(amara_at.get(url("plan", pia_record)))
    assert "nerve tension sign" in page
    assert page.index("Lumbar radiculopathy") < page.index("Facet pain with blocks")
    assert "checked" not in page
    assert reads() == ["plan"]


def test_without_an_idea_the_page_says_what_comes_first(amara_at, pia_record):
    assert "No working idea yet" in text(amara_at.get(url("plan", pia_record)))


def test_a_template_makes_a_draft(amara_at, pia_record, dr_amara):
    chart_story(pia_record, dr_amara)
    answer = amara_at.post(url("plan-new", pia_record), {"template": "lumbar_radiculopathy"})
    draft = Plan.objects.get()
    assert answer.url == url("builder", draft)
    assert Event.objects.filter(action="plan_drafted", patient_id=pia_record.pk).exists()


def test_an_unknown_template_writes_nothing(amara_at, pia_record):
    answer = amara_at.post(url("plan-new", pia_record), {"template": "magic"})
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)
    assert not Plan.objects.exists()


def test_the_signed_plan_shows_its_one_amber_line(amara_at, plan, pia_record):
    page = text(amara_at.get(url("plan", pia_record)))
    assert "Can Pia sit for 36 minutes with no flare?" in page
    assert "Decide by 11 Dec 2026" in page
    assert "day 1 of 21" in page
    assert page.count('class="owed plan-owed"') == 1
    assert reads() == ["plan"]


def test_an_older_plan_stays_readable(amara_at, plan, pia_record, amara):
    services.close_plan(plan=plan, reason="Moved away.", by=amara, at=NOON)
    assert url("plan-read", plan) in text(amara_at.get(url("plan", pia_record)))
    page = text(amara_at.get(url("plan-read", plan)))
    assert "Closed" in page
    assert "Not delivered" not in page


def test_a_draft_is_not_read_as_a_plan(amara_at, draft):
    assert amara_at.get(url("plan-read", draft)).status_code == 404


def test_the_patients_page_holds_help_first(amara_at, plan, pia_record):
    page = text(amara_at.get(url("sheet", pia_record)))
    assert page.index("Get help now if") < page.index("What we think is going on")
    assert "Sit a full shift (60 minutes)" in page
    assert "When we check: 11 Dec 2026" in page
    assert "Can I sit for 36 minutes with no flare?" in page
    assert reads() == ["plan sheet"]


def test_without_a_plan_the_patients_page_says_so(amara_at, pia_record):
    assert "written when a plan is signed" in text(amara_at.get(url("sheet", pia_record)))


def test_closing_needs_a_reason(amara_at, plan):
    answer = amara_at.post(url("plan-close", plan), {"reason": ""})
    assert answer.status_code == 422
    assert Plan.objects.get().is_signed
    amara_at.post(url("plan-close", plan), {"reason": "Back at work."})
    assert Plan.objects.get().status == PlanStatus.CLOSED


def test_undoing_goes_back_to_the_builder_or_says_why_not(amara_at, plan):
    assert amara_at.post(url("plan-undo", plan)).url == url("builder", plan)
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        amara_at.post(url("plan-sign", plan))
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        answer = amara_at.post(url("plan-undo", plan), follow=True)
    assert "A signature can be undone for 10 minutes" in text(answer)
    assert Plan.objects.get().is_signed


# --- steps -------------------------------------------------------------------------------------


def test_a_nurse_records_what_was_done(nia_at, plan, pia_record):
    procedure = plan.steps.get(position=2)
    assert nia_at.post(url("step-start", procedure), {"on": TODAY}).url == url("plan", pia_record)
    nia_at.post(url("step-deliver", procedure), {"on": TODAY})
    procedure.refresh_from_db()
    assert (procedure.status, procedure.delivered_on) == (StepStatus.DELIVERED, TODAY)
    assert Event.objects.filter(action="step_delivered", role="navigator").exists()


def test_a_day_to_come_stays_in_its_field(amara_at, plan):
    step = plan.steps.get(position=2)
    answer = amara_at.post(url("step-start", step), {"on": "2026-12-24"})
    assert answer.status_code == 422
    assert "That day has not come yet." in text(answer)
    assert 'value="2026-12-24"' in text(answer)
    step.refresh_from_db()
    assert step.status == StepStatus.PLANNED


def test_not_delivered_needs_its_reason(amara_at, plan):
    step = plan.steps.get(position=2)
    assert amara_at.post(url("step-not-delivered", step), {"reason": ""}).status_code == 422
    amara_at.post(url("step-not-delivered", step), {"reason": "missed"})
    step.refresh_from_db()
    assert step.status == StepStatus.NOT_DELIVERED


@pytest.fixture
def block(facet, amara):
    return services.deliver_step(step=facet.steps.get(position=2), on=TODAY, by=amara, at=NOON)


def test_a_block_is_answered_with_both_thresholds(amara_at, block, pia_record):
    body = {"percent": "70", "hours": "9", "on": TODAY}
    amara_at.post(url("block-record", block), body)
    page = text(amara_at.get(url("plan", pia_record)))
    assert "70% for 9 h: more than 50% relief, so it counts as positive." in page
    assert "The payer&#x27;s line of 80% is not met." in page
    assert "payers want 80% (Payers ask for at least 80 percent (Medicare LCD L33930))" in page


def test_an_impossible_relief_keeps_what_was_typed(amara_at, block):
    answer = amara_at.post(url("block-record", block), {"percent": "170", "hours": "9", "on": TODAY})
    assert answer.status_code == 422
    assert 'value="170"' in text(answer)
    assert not BlockResponse.objects.exists()


def test_a_wrong_answer_is_marked(amara_at, block, pia_record):
    amara_at.post(url("block-record", block), {"percent": "7", "hours": "9", "on": TODAY})
    response = BlockResponse.objects.get()
    assert "Say what was wrong." in text(amara_at.post(url("block-err", response), follow=True))
    amara_at.post(url("block-err", response), {"reason": "Typed 7 for 70."})
    response.refresh_from_db()
    assert response.is_entered_in_error
    assert "7% for 9 h" not in text(amara_at.get(url("plan", pia_record)))


# --- the checkpoint ----------------------------------------------------------------------------


@pytest.fixture
def point(plan):
    return plan.checkpoints.waiting().get()


def test_the_question_stands_above_evidence_and_three_equal_answers(amara_at, point):
    page = text(amara_at.get(url("checkpoint", point)))
    order = [
        "Can Pia sit for 36 minutes",
        "Nothing new recorded",
        "Confirmed",
        "Challenged",
        "Cannot tell yet",
    ]
    places = [page.index(words, page.index("<main")) for words in order]
    assert places == sorted(places)
    assert "The nerve is settling." in page
    assert "checked" not in page
    assert reads() == ["checkpoint"]


def test_deciding_shows_what_was_decided(amara_at, point):
    answer = amara_at.post(url("checkpoint-decide", point), {"decision": "confirmed"}, follow=True)
    assert "Decided 20 Nov 2026 by Dr Amara Rao" in text(answer)
    assert "What was known on 20 Nov 2026" in text(answer)
    assert Checkpoint.objects.get(pk=point.pk).state == CheckpointState.DECIDED


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "Choose one of the three answers."),
        ({"decision": "challenged", "new_idea": "Hip"}, "Say what speaks against the idea."),
        ({"decision": "cannot_tell", "new_date": "2026-11-27"}, "Say why it cannot be told yet."),
        (
            {"decision": "cannot_tell", "cannot_tell_reason": "life_event", "new_date": "2026-12-20"},
            "Choose a day after today, up to 4 Dec 2026.",
        ),
    ],
)
def test_half_an_answer_keeps_what_was_typed(amara_at, point, body, says):
    answer = amara_at.post(url("checkpoint-decide", point), body)
    assert answer.status_code == 422
    assert says in text(answer)
    assert all(str(value) in text(answer) for value in body.values())
    assert Checkpoint.objects.get(pk=point.pk).state == CheckpointState.WAITING


def test_the_second_answer_learns_of_the_first(amara_at, point):
    amara_at.post(url("checkpoint-decide", point), {"decision": "confirmed"})
    body = {"decision": "challenged", "reason": "Hip."}
    answer = amara_at.post(url("checkpoint-decide", point), body, follow=True)
    assert "Dr Amara Rao has already decided this: confirmed." in text(answer)
    assert Checkpoint.objects.get(pk=point.pk).decision == "confirmed"


def test_a_navigator_reads_and_does_not_decide(nia_at, point):
    assert "A physician of the care team decides." in text(nia_at.get(url("checkpoint", point)))
    assert nia_at.post(url("checkpoint-decide", point), {"decision": "confirmed"}).status_code == 403


def test_a_planned_checkpoint_has_no_page(amara_at, plan):
    planned = plan.checkpoints.filter(state=CheckpointState.PLANNED).first()
    assert amara_at.get(url("checkpoint", planned)).status_code == 404


def test_the_lead_cosigns_on_the_decided_page(amara_at, point):
    body = {"decision": "cannot_tell", "cannot_tell_reason": "not_enough_data", "new_date": "2026-11-27"}
    amara_at.post(url("checkpoint-decide", point), body)
    Checkpoint.objects.filter(pk=point.pk).update(cosign_needed=True)
    assert "Co-sign" in text(amara_at.get(url("checkpoint", point)))
    assert "Co-signed 20 Nov 2026" in text(amara_at.post(url("checkpoint-cosign", point), follow=True))
    assert "The same question, next by 27 Nov 2026" in text(amara_at.get(url("checkpoint", point)))


def test_no_cosign_without_need(amara_at, point):
    answer = amara_at.post(url("checkpoint-cosign", point), follow=True)
    assert "needs no co-sign" in text(answer)


# --- queries -----------------------------------------------------------------------------------

PINNED = {"plan": 14, "sheet": 11, "builder": 21, "builder-live": 13, "checkpoint": 16}


@pytest.mark.parametrize("page", ["plan", "sheet", "checkpoint"])
def test_a_signed_plan_costs_the_same_whatever_its_length(
    amara_at, pia_record, dr_amara, page, django_assert_num_queries
):
    plan = signed(pia_record, dr_amara)
    for number in range(3):
        Step.objects.create(
            clinic=plan.clinic,
            patient=pia_record,
            plan=plan,
            position=10 + number,
            kind="therapy",
            title="More",
        )
    address = url(page, plan.checkpoints.waiting().get() if page == "checkpoint" else pia_record)
    amara_at.get(address)
    with django_assert_num_queries(PINNED[page]):
        amara_at.get(address)


@pytest.mark.parametrize("more", [0, 4])
@pytest.mark.parametrize("page", ["builder", "builder-live"])
def test_a_draft_costs_the_same_whatever_its_length(
    amara_at, pia_record, dr_amara, amara, page, more, django_assert_num_queries
):
    draft = drafted(pia_record, dr_amara)
    for number in range(more):
        services.add_step(plan=draft, kind="therapy", title=f"Step {number}", by=amara, at=NOON)
    amara_at.get(url(page, draft))
    with django_assert_num_queries(PINNED[page]):
        amara_at.get(url(page, draft))


#: Warm bytes of A0: the page itself, gzipped as the proxy sends it.
LIGHT = {"plan": 10_000, "checkpoint": 10_000, "sheet": 10_000, "builder": 12_000, "builder-live": 12_000}


@pytest.mark.parametrize("page", sorted(LIGHT))
def test_pages_are_light(amara_at, pia_record, dr_amara, amara, page):
    draft = drafted(pia_record, dr_amara)
    row = draft
    if "builder" not in page:
        services.sign_plan(plan=draft, by=amara, at=NOON)
        row = draft.checkpoints.waiting().get() if page == "checkpoint" else pia_record
    assert len(gzip.compress(amara_at.get(url(page, row)).content)) <= LIGHT[page]


def test_the_actor_is_who_the_audit_names(amara_at, plan, dr_amara):
    assert Event.objects.get(action="plan_signed").actor_id == Actor.of(dr_amara).user_id
