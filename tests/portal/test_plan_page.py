from django.urls import reverse

from audit.models import Event
from tests.factories.people import NOON
from tests.factories.plans import signed

PLAN = reverse("portal:plan")


def test_before_there_is_a_plan_the_page_says_what_will_be_here(as_pia):
    assert "You have no plan yet." in as_pia.get(PLAN).content.decode()


def test_the_sections_stand_in_their_order(as_pia, pia_record, dr_amara):
    signed(pia_record, dr_amara, at=NOON)
    page = as_pia.get(PLAN).content.decode()
    order = [
        "Pia and Dr Amara Rao",
        "Get help now if",
        "What we think is going on",
        "What I want back",
        "What I do now",
        "If I flare",
        "When we check",
        "What I said I will do first",
    ]
    places = [page.index(title) for title in order]
    assert places == sorted(places)
    assert "Sit a full shift" in page
    assert 'href="tel:911"' in page


def test_a_draft_is_not_shown(as_pia, plan):
    plan.status, plan.signed_at, plan.signed_by = "draft", None, None
    plan.save()
    assert "You have no plan yet." in as_pia.get(PLAN).content.decode()


def test_a_look_is_in_the_access_log(as_pia, pia_record):
    as_pia.get(PLAN)
    assert Event.objects.filter(patient_id=pia_record.pk, action="read", category="plan").count() == 1


def test_other_methods_and_other_people_are_refused(as_pia, as_, nav_nia):
    assert as_pia.post(PLAN).status_code == 405
    assert as_(nav_nia).get(PLAN).status_code == 403
