"""The plan's builder: each act works, refuses what it must, keeps what was typed, and leaves its audit row.

Methods, strangers and roles are judged for every route at once by tests/system/test_access.py.
"""

import pytest
from django.urls import reverse

from outcomes.models import Goal, Measure
from plans import services
from plans.models import Checkpoint, Plan, Step
from plans.rules.words import PlanStatus
from tests.factories.people import NOON
from tests.factories.plans import drafted
from tests.plans.pages import reads, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


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
    assert "More than 50% counts as positive (More than 50 percent temporary relief)" in page


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
    assert "This is still empty" in text(answer)
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
    assert "Choose one of the answers" in text(refused)
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
