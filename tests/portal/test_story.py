"""The story before a visit, on a phone: by link, one question a page, saved at once, sent once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from intake.models import Intake, MedicineStatement, PreVisit, TreatmentTried
from intake.rules.previsit import PageKind
from intake.services import conversation
from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_data import FLAGS
from people.access import Actor
from people.models import Task
from people.rules.states import VisitStatus
from portal import throttle
from tests.factories.intake import MedicationFactory
from tests.factories.people import NOON
from tests.factories.portal import story_before, story_link

UNKNOWN = "/s/nobody-has-this-link/"


@pytest.fixture
def phone() -> Client:
    return Client()


@pytest.fixture
def metformin(pia_record):
    return MedicationFactory(patient=pia_record, title="Metformin 1000 mg", dose="twice a day")


@pytest.fixture
def previsit(pia_record, metformin) -> PreVisit:
    return story_before(pia_record, at=NOON)


@pytest.fixture
def link(previsit) -> str:
    return story_link(previsit)


@pytest.fixture
def begun(phone, link) -> Client:
    phone.post(link)
    return phone


@pytest.fixture
def safe(begun, link) -> Client:
    """Past the danger signs, each answered no."""
    for flag in FLAGS:
        answer_sign(begun, link, flag.key, "no")
    return begun


def answer_sign(client, link, flag, answer):
    return client.post(f"{link}sign-{flag}/", {"answer": answer})


def skip_all(client, link, *, but=()):
    for page in ("wants", "good-day", "tried", "urgent", "where", "others", "week"):
        if page not in but:
            client.post(f"{link}{page}/", {"skip": "1"})


def tried(**more):
    return {"key": str(uuid4()), "what": "Gabapentin", **more}


class TestLink:
    def test_opening_it_starts_nothing_and_says_nothing_of_health(self, phone, link):
        for _ in range(2):
            page = phone.get(link).content.decode()
        assert "Maple Clinic" in page
        assert "about 6 minutes" in page
        assert not [word for word in ("Pia", "Okafor", "pain", "Metformin") if word in page]
        assert PreVisit.objects.get().started_at is None

    def test_without_start_no_page_is_shown(self, phone, link):
        for page in ("wants/", "check/", "sign-weakness/"):
            assert phone.get(f"{link}{page}").headers["Location"] == link
            assert phone.post(f"{link}{page}", {"want_1": "x"}).headers["Location"] == link
        assert PreVisit.objects.get().wants == []

    def test_another_phone_goes_on_where_this_one_stopped(self, safe, link):
        safe.post(f"{link}wants/", {"want_1": "Walk the dog"})
        assert Client().post(link).headers["Location"] == f"{link}good-day/"

    @pytest.mark.parametrize(
        "end",
        [
            lambda visit: setattr(visit, "status", VisitStatus.CANCELLED),
            lambda visit: setattr(visit, "status", VisitStatus.DONE),
            lambda visit: setattr(visit, "starts_at", NOON - timedelta(days=1)),
        ],
    )
    def test_a_visit_that_is_over_or_cancelled_closes_it(self, begun, link, previsit, end):
        end(previsit.visit)
        previsit.visit.save()
        old, unknown = begun.get(link), begun.get(UNKNOWN)
        assert (old.status_code, old.content) == (404, unknown.content)
        assert begun.post(f"{link}wants/", {"want_1": "x"}).status_code == 404
        assert PreVisit.objects.get().wants == []

    def test_a_closed_record_takes_nothing_more(self, begun, link, pia_record):
        pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
        pia_record.save()
        assert begun.get(link).status_code == 404

    def test_a_moved_visit_moves_its_story(self, begun, link, previsit):
        previsit.visit.starts_at = NOON + timedelta(days=90)
        previsit.visit.save()
        assert begun.get(f"{link}sign-weakness/").status_code == 200

    def test_the_birth_year_is_asked_where_the_clinic_wishes(self, phone, link, maple):
        maple.link_asks_birth_year = True
        maple.save()
        for year in ("", "1984", "long ago"):
            assert phone.post(link, {"birth_year": year}).status_code == 422
        assert phone.post(link, {"birth_year": "1983"}).headers["Location"].startswith(f"{link}sign-")
        for year in range(throttle.TRIES):
            phone.post(link, {"birth_year": str(1900 + year)})
        assert "Please wait" in Client().post(link, {"birth_year": "1983"}).content.decode()

    def test_who_is_signed_in_finds_it_at_home_and_is_asked_nothing_more(self, as_pia, previsit):
        for page in ("portal:home", "portal:settings"):
            assert "Tell your story before you come" in as_pia.get(reverse(page)).content.decode()
        page = as_pia.post(reverse("portal:my-story"), follow=True).content.decode()
        assert FLAGS[0].patient_question.split("?")[0] in page

    def test_a_reloaded_address_leads_back_to_the_line_that_begins_it(self, as_pia, previsit):
        assert as_pia.get(reverse("portal:my-story")).headers["Location"] == reverse("portal:home")
        previsit.refresh_from_db()
        assert previsit.passed == []

    def test_without_a_visit_there_is_no_story(self, as_pia, pia_record):
        assert "Tell your story" not in as_pia.get(reverse("portal:home")).content.decode()
        assert as_pia.post(reverse("portal:my-story")).status_code == 404

    def test_anothers_story_is_not_found(self, as_, quin, quin_record, previsit):
        assert as_(quin).post(reverse("portal:my-story")).status_code == 404

    @pytest.mark.parametrize("page", ["", "wants/", "check/"])
    def test_other_methods_are_refused(self, begun, link, page):
        assert begun.delete(f"{link}{page}").status_code == 405


class TestSigns:
    def test_a_yes_shows_its_text_at_once_and_opens_its_task(self, begun, link, previsit):
        page = answer_sign(begun, link, "weakness", "yes").content.decode()
        assert "Get help now" in page
        assert "Call us today so that we can check your strength." in page
        assert Task.objects.get().reason_code == "red_flag_weakness"
        kept = RedFlagAnswer.objects.get()
        assert (kept.answer, kept.source_kind, kept.source_id) == (
            "yes",
            "intake.previsit",
            str(previsit.pk),
        )

    def test_a_double_tap_opens_one_task(self, begun, link):
        for _ in range(2):
            answer_sign(begun, link, "weakness", "yes")
        assert (Task.objects.count(), RedFlagAnswer.objects.count()) == (1, 1)

    def test_self_harm_shows_the_crisis_line(self, begun, link, maple):
        page = answer_sign(begun, link, "self_harm", "unsure").content.decode()
        assert f'href="tel:{maple.crisis_line}"' in page
        assert Task.objects.get().reason_code == "red_flag_self_harm"

    def test_what_can_wait_does_not_send_to_the_emergency_room(self, begun, link):
        page = answer_sign(begun, link, "inflammatory", "yes").content.decode()
        assert "Thank you for telling us" in page
        assert "Get help now" not in page

    def test_self_harm_is_not_asked_where_nobody_watches(self, phone, link, at_noon):
        at_noon.move_to(NOON + timedelta(days=1))  # A Saturday.
        phone.post(link)
        assert phone.get(f"{link}sign-self_harm/").status_code == 404

    def test_begun_while_somebody_watched_it_stays_in(self, begun, link, at_noon):
        at_noon.move_to(NOON + timedelta(days=1))
        begun.post(link)
        assert answer_sign(begun, link, "self_harm", "yes").status_code == 200
        assert Task.objects.exists()

    @pytest.mark.parametrize("said", [{}, {"answer": ""}, {"answer": "maybe"}, {"skip": "1"}])
    def test_a_sign_is_answered_not_skipped(self, begun, link, said):
        refused = begun.post(f"{link}sign-weakness/", said)
        assert refused.status_code == 422
        assert 'role="alert"' in refused.content.decode()
        assert not RedFlagAnswer.objects.exists()

    def test_nothing_is_chosen_beforehand_and_back_shows_the_answer(self, begun, link):
        assert "aria-current" not in begun.get(f"{link}sign-weakness/").content.decode()
        answer_sign(begun, link, "weakness", "no")
        assert 'value="no" aria-current="true"' in begun.get(f"{link}sign-weakness/").content.decode()

    def test_the_story_is_not_sent_without_them(self, begun, link):
        skip_all(begun, link)
        assert "sign-" in begun.post(f"{link}check/").headers["Location"]
        assert not PreVisit.objects.get().is_sent


class TestPages:
    def test_wants_are_ranked_and_at_most_three(self, safe, link):
        safe.post(f"{link}wants/", {"want_1": "Walk the dog", "want_3": "Sleep through", "want_4": "Fly"})
        assert PreVisit.objects.get().wants == ["Walk the dog", "Sleep through"]
        assert 'value="Sleep through"' in safe.get(f"{link}wants/").content.decode()

    def test_skipping_keeps_what_stood_there(self, safe, link):
        safe.post(f"{link}urgent/", {"most_urgent": "My job"})
        safe.post(f"{link}urgent/", {"skip": "1", "most_urgent": ""})
        assert PreVisit.objects.get().most_urgent == "My job"

    def test_an_emptied_answer_is_empty(self, safe, link):
        safe.post(f"{link}urgent/", {"most_urgent": "My job"})
        safe.post(f"{link}urgent/", {"most_urgent": ""})
        assert PreVisit.objects.get().most_urgent == ""

    def test_what_is_too_long_comes_back_with_a_sentence(self, safe, link):
        refused = safe.post(f"{link}wants/", {"want_1": "x" * 201})
        assert refused.status_code == 422
        assert "Please use fewer words" in refused.content.decode()
        assert "x" * 201 in refused.content.decode()

    def test_a_double_tap_is_one_line_and_two_tabs_keep_both(self, safe, link):
        one, other = tried(ending="felt_bad", add="1"), tried(what="PT", when="spring", add="1")
        for line in (one, one, other):
            safe.post(f"{link}tried/", line)
        lines = PreVisit.objects.get().told.tried
        assert [line.words for line in lines] == ["Gabapentin. It made me feel bad.", "PT, spring."]

    def test_going_on_takes_what_stands_in_the_form(self, safe, link):
        assert safe.post(f"{link}tried/", tried()).headers["Location"] == f"{link}wants/"
        assert PreVisit.objects.get().told.tried[0].what == "Gabapentin"

    @pytest.mark.parametrize("press", [{}, {"add": "1"}])
    def test_a_line_says_what_it_is(self, safe, link, press):
        refused = safe.post(f"{link}tried/", tried(what="", helped_for="two days") | press)
        assert refused.status_code == 422
        assert "Type what it is." in refused.content.decode()
        assert 'value="two days"' in refused.content.decode()

    def test_a_line_is_taken_out_again(self, safe, link):
        safe.post(f"{link}tried/", tried(add="1"))
        key = PreVisit.objects.get().tried[0]["key"]
        safe.post(f"{link}tried/", {"remove": key})
        assert PreVisit.objects.get().tried == []

    def test_a_list_has_an_end(self, safe, link):
        for number in range(20):
            safe.post(f"{link}others/", {"key": str(uuid4()), "title": f"Herb {number}", "add": "1"})
        refused = safe.post(f"{link}others/", {"key": str(uuid4()), "title": "One more", "add": "1"})
        assert refused.status_code == 422
        assert len(PreVisit.objects.get().medicines) == 20

    def test_a_medicine_is_asked_as_it_is_charted(self, safe, link, metformin):
        page = safe.get(f"{link}medicine-{metformin.pk.hex}/").content.decode()
        assert "Metformin 1000 mg" in page
        assert "Our list says: twice a day" in page
        safe.post(f"{link}medicine-{metformin.pk.hex}/", {"taking": "sometimes", "reason": "upsets my belly"})
        assert PreVisit.objects.get().told.medicines[0].words == (
            "Metformin 1000 mg: Only at times (upsets my belly)"
        )
        assert "checked" in safe.get(f"{link}medicine-{metformin.pk.hex}/").content.decode()

    def test_anothers_medicine_is_not_asked(self, safe, link, quin_record):
        theirs = MedicationFactory(patient=quin_record)
        assert safe.get(f"{link}medicine-{theirs.pk.hex}/").status_code == 404

    def test_where_it_hurts_is_a_list_of_the_body_map(self, safe, link):
        safe.post(f"{link}where/", {"r230": "on", "r101": "on", "r999": "on", "since": "last winter"})
        kept = PreVisit.objects.get()
        assert (kept.regions, kept.since) == ([101, 230], "last winter")
        assert safe.get(f"{link}where/").content.decode().count(" checked") == 2

    def test_every_page_can_be_read_and_names_its_place(self, safe, link, metformin):
        pages = [kind.value for kind in PageKind if kind not in (PageKind.SIGN, PageKind.MEDICINE)]
        for number, page in enumerate(["sign-weakness", *pages]):
            answer = safe.get(f"{link}{page}/")
            assert answer.status_code == 200, page
            assert " of 17" in answer.content.decode()
            assert (number > 0) == ("Back" in answer.content.decode()) or page == "sign-weakness"

    def test_reading_saving_and_starting_are_written_down(self, safe, link, pia_record):
        safe.get(f"{link}wants/")
        safe.post(f"{link}wants/", {"want_1": "Walk"})
        actions = set(Event.objects.filter(patient_id=pia_record.pk).values_list("action", flat=True))
        assert actions >= {"previsit_started", "previsit_saved", "red_flag_answered", "read"}

    def test_the_queries_of_a_page_do_not_grow(self, safe, link, django_assert_max_num_queries):
        for number in range(8):
            safe.post(f"{link}tried/", tried(what=f"Thing {number}", add="1"))
        safe.get(f"{link}tried/")
        with django_assert_max_num_queries(8):
            safe.get(f"{link}tried/")


class TestSending:
    @pytest.fixture
    def told(self, safe, link, metformin):
        safe.post(f"{link}wants/", {"want_1": "Walk the dog"})
        safe.post(f"{link}tried/", tried(ending="cost"))
        safe.post(f"{link}medicine-{metformin.pk.hex}/", {"taking": "avoids"})
        skip_all(safe, link, but=("wants", "tried"))
        return safe

    def test_the_last_look_shows_all_and_sends_it_once(self, told, link):
        page = told.get(f"{link}check/").content.decode()
        for words in ("1. Walk the dog", "Gabapentin. It cost too much.", "I stay away from it", "skipped"):
            assert words in page
        for _ in range(2):
            assert "Thank you" in told.post(f"{link}check/", follow=True).content.decode()
        assert PreVisit.objects.get().is_sent
        assert Event.objects.filter(action="previsit_sent").count() == 1

    def test_a_sent_story_takes_nothing_more_and_shows_nothing(self, told, link):
        told.post(f"{link}check/")
        assert "Thank you" in told.post(f"{link}wants/", {"want_1": "x"}).content.decode()
        assert PreVisit.objects.get().wants == ["Walk the dog"]
        assert "Walk" not in Client().get(link).content.decode()

    def test_answers_that_arrive_in_an_open_intake_go_onto_its_page(self, told, link, pia_record, dr_amara):
        intake = conversation.start_intake(patient=pia_record, by=Actor.of(dr_amara), at=NOON)
        told.post(f"{link}tried/", tried(what="PT", add="1"))
        told.post(f"{link}check/")
        assert list(intake.treatments_tried.values_list("what", flat=True)) == ["Gabapentin", "PT"]
        assert Intake.objects.get().unfinished["goal-1"]["typed"] == {"words": "Walk the dog"}
        assert MedicineStatement.objects.get().taking == "avoids"

    def test_a_line_that_the_team_has_is_not_taken_out(self, told, link, pia_record, dr_amara):
        conversation.start_intake(patient=pia_record, by=Actor.of(dr_amara), at=NOON)
        key = PreVisit.objects.get().tried[0]["key"]
        assert told.post(f"{link}tried/", {"remove": key}).status_code == 422
        assert TreatmentTried.objects.get().erred_at is None
