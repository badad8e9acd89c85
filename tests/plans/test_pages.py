"""The plan's pages: each works, refuses what it must, keeps what was typed, and leaves its audit row.

Methods, strangers and roles are judged for every route at once by tests/system/test_access.py.
"""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from outcomes.models import Goal, Measure
from people.access import Actor
from plans import services
from plans.models import BlockResponse, Checkpoint, Plan, Step
from plans.rules.words import CheckpointState, PlanStatus, StepStatus
from tests.factories.people import NOON
from tests.factories.plans import chart_story, drafted, signed

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def amara_at(as_, dr_amara):
    return as_(dr_amara)


@pytest.fixture
def nia_at(as_, nav_nia):
    return as_(nav_nia)


def url(name, row):
    return reverse(f"plans:{name}", args=[row.pk])


def text(answer):
    return answer.content.decode()


def reads():
    return list(Event.objects.filter(action="read").values_list("category", flat=True))


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


# --- the builder -------------------------------------------------------------------------------


def test_the_builder_shows_steps_and_the_patients_page(amara_at, draft):
    page = text(amara_at.get(url("builder", draft)))
    assert "joined to <b>Sit and glide</b>" in page
    assert "By 11 Dec 2026: Can Pia sit for 36 minutes with no flare?" in page
    assert "As Pia will read it" in page
    assert "disabled" not in page[page.index("Before you sign") : page.index("Sign plan")]
    assert reads() == ["plan"]


def test_a_blocks_threshold_shows_its_source(amara_at, pia_record, dr_amara):
    draft = drafted(pia_record, dr_amara, template="facet_blocks")
    page = text(amara_at.get(url("builder", draft)))
    assert "More than 50% counts as positive (More than 50 percent temporary relief (S44))" in page


def test_the_builder_of_a_signed_plan_shows_the_plan(amara_at, plan, pia_record):
    assert amara_at.get(url("builder", plan)).url == url("plan", pia_record)


def test_what_is_missing_is_said_and_leads_to_its_field(amara_at, draft):
    Plan.objects.filter(pk=draft.pk).update(sleep="")
    page = text(amara_at.get(url("builder-live", draft)))
    assert '<a href="#plan-sleep">Fill in the sleep section.</a>' in page
    answer = amara_at.post(url("plan-sign", draft))
    assert answer.status_code == 422
    assert "Fill in the sleep section." in text(answer)
    assert Plan.objects.get().is_draft


def test_every_anchor_of_a_missing_thing_is_on_the_page(amara_at, draft):
    Plan.objects.filter(pk=draft.pk).update(hypothesis=None, goal=None, movement="")
    draft.steps.update(plain="", pairs_with=None)
    draft.checkpoints.update(
        question="",
        measure=None,
        line=None,
        due_on=None,
        yes_branch="",
        no_branch="",
        not_delivered_branch="",
    )
    page = text(amara_at.get(url("builder", draft)))
    anchors = {part.split('"')[0] for part in page.split('href="#')[1:]} - {"main"}
    assert len(anchors) > 10
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []


def test_a_field_saves_itself_until_the_plan_is_signed(amara_at, draft, amara):
    step = draft.steps.get(position=1)
    address = reverse("plans:draft-step", args=[step.pk])
    body = {"field": "plain", "value": "Walk to the gate.", "revision": 0}
    save = {"data": body, "content_type": "application/json"}
    assert amara_at.patch(address, **save).json()["revision"] == 1
    assert Step.objects.get(pk=step.pk).plain == "Walk to the gate."
    services.sign_plan(plan=draft, by=amara, at=NOON)
    refused = amara_at.patch(address, data={**body, "value": "More"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "signed")


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [("plan", "movement", "Walk."), ("checkpoint", "line", "40"), ("checkpoint", "due_on", "2026-12-20")],
)
def test_every_kind_of_row_saves_its_fields(amara_at, draft, kind, field, value):
    row = draft if kind == "plan" else draft.checkpoints.first()
    body = {"field": field, "value": value, "revision": 0}
    answer = amara_at.patch(
        reverse(f"plans:draft-{kind}", args=[row.pk]), data=body, content_type="application/json"
    )
    assert answer.status_code == 200


def test_a_navigator_tailors_but_does_not_sign(nia_at, draft):
    page = text(nia_at.get(url("builder", draft)))
    assert "A physician of the care team signs it." in page
    assert nia_at.post(url("plan-sign", draft)).status_code == 403
    assert Plan.objects.get().is_draft


def test_htmx_gets_the_steps_and_the_page_is_told(amara_at, draft):
    answer = amara_at.post(
        url("step-move", draft.steps.get(position=1)), {"to": "down"}, headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Trigger"] == "drafts:saved"
    assert text(answer).index("Transforaminal") < text(answer).index("Calm the nerve")
    assert "<html" not in text(answer)


@pytest.mark.parametrize(
    ("name", "body"),
    [("step-move", {"to": "up"}), ("step-remove", {}), ("checkpoint-add", {}), ("step-pair", {"pair": ""})],
)
def test_without_scripts_an_edit_returns_to_the_builder(amara_at, draft, name, body):
    assert amara_at.post(url(name, draft.steps.get(position=2)), body).url == url("builder", draft)


def test_a_checkpoint_is_removed(amara_at, draft):
    point = draft.checkpoints.first()
    assert amara_at.post(url("checkpoint-remove", point)).url == url("builder", draft)
    assert not Checkpoint.objects.filter(pk=point.pk).exists()


def test_a_step_is_added_with_a_name(amara_at, draft):
    answer = amara_at.post(url("step-add", draft), {"kind": "medicine", "title": ""})
    assert answer.status_code == 422
    assert "This field is required" in text(answer)
    amara_at.post(url("step-add", draft), {"kind": "medicine", "title": "Duloxetine 30 mg"})
    assert draft.steps.last().title == "Duloxetine 30 mg"


def test_the_goal_is_chosen_from_the_persons_own(amara_at, draft, pia_record, quin_record):
    Plan.objects.update(goal=None)
    goal = Goal.objects.get()
    strange = Goal.objects.create(
        clinic=quin_record.clinic,
        patient=quin_record,
        rank=1,
        words="Garden",
        target=30,
        unit="minutes",
        created_at=NOON,
    )
    refused = amara_at.post(url("plan-goal", draft), {"goal": strange.pk}, headers={"HX-Request": "true"})
    assert (refused.status_code, Plan.objects.get().goal) == (422, None)
    assert "Select a valid choice" in text(refused)
    assert amara_at.post(url("plan-goal", draft), {"goal": goal.pk}).url == url("builder", draft)
    assert Plan.objects.get().goal == goal


def test_a_checkpoint_takes_another_number(amara_at, draft):
    point = draft.checkpoints.first()
    body = {"number": "instrument:odi", "comparison": "at_most", "yes_step": "", "no_step": ""}
    assert amara_at.post(url("checkpoint-shape", point), body).status_code == 302
    point.refresh_from_db()
    assert (point.judged_by, point.instrument) == ("instrument", "odi")
    measure = Measure.objects.get()
    amara_at.post(url("checkpoint-shape", point), {**body, "number": f"measure:{measure.pk}"})
    point.refresh_from_db()
    assert (point.judged_by, point.measure) == ("measure", measure)
    refused = amara_at.post(url("checkpoint-shape", point), {**body, "number": ""})
    assert refused.status_code == 422


def test_a_draft_is_discarded_once(amara_at, draft, pia_record):
    assert amara_at.post(url("plan-discard", draft)).url == url("plan", pia_record)
    assert Plan.objects.get().status == PlanStatus.ABANDONED


def test_a_signed_plan_is_not_discarded(amara_at, plan):
    assert "cannot become abandoned" in text(amara_at.post(url("plan-discard", plan), follow=True))
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

PINNED = {"plan": 14, "sheet": 11, "builder": 17, "builder-live": 12, "checkpoint": 15}


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


def test_the_actor_is_who_the_audit_names(amara_at, plan, dr_amara):
    assert Event.objects.get(action="plan_signed").actor_id == Actor.of(dr_amara).user_id
