from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.models import Event
from outcomes import services as outcomes
from outcomes.models import Answer, Ask, Response, Score
from outcomes.rules.words import AskState, Mode
from people.access import Actor
from plans.rules.words import CheckpointState
from portal import throttle
from tests.factories.instrument_files import as_file, wording
from tests.factories.people import NOON
from tests.factories.plans import CheckpointFactory
from tests.factories.portal import peg_ask, question_link

UNKNOWN = "/q/nobody-has-this-link/"


@pytest.fixture
def phone() -> Client:
    return Client()


@pytest.fixture
def begun(phone: Client, question: str) -> Client:
    phone.post(question)
    return phone


def answer(client: Client, link: str, number: int, value: int | None):
    return client.post(f"{link}{number}/", {"skip": "1"} if value is None else {"value": str(value)})


def fill(client: Client, link: str, *values: int | None) -> None:
    for number, value in enumerate(values, 1):
        answer(client, link, number, value)


def test_opening_the_link_starts_nothing_and_says_nothing_of_health(phone, question, pia_record):
    for _ in range(2):
        page = phone.get(question).content.decode()
    assert "Maple Clinic" in page
    assert "Start" in page
    assert not [word for word in ("Pia", "Okafor", "pain", "PEG") if word in page]
    assert not Response.objects.exists()


@pytest.mark.parametrize(("instrument", "minutes"), [("peg", 2), ("phq9", 3), ("promis_29", 8)])
def test_the_time_that_it_takes_is_said_before(phone, pia_record, instrument, minutes):
    outcomes.load_instrument(
        clinic=pia_record.clinic,
        content=as_file(wording("promis_29")),
        by=Actor.system(pia_record.clinic_id),
        at=NOON,
    )
    link = question_link(peg_ask(pia_record, at=NOON, instrument=instrument))
    assert f"about {minutes} minutes" in phone.get(link).content.decode()


def test_without_start_no_question_is_shown(phone, question, ask):
    outcomes.start_response(ask=ask, mode=Mode.PHONE, by=Actor.of_patient(ask.patient), at=NOON)
    for address in (f"{question}1/", f"{question}check/"):
        assert phone.get(address).headers["Location"] == question


def test_start_leads_to_the_first_question_in_its_own_words(phone, question):
    page = phone.post(question, follow=True).content.decode()
    assert "What number best describes your pain on average in the past week?" in page
    assert "1 of 3" in page
    assert "Pain as bad as you can imagine" in page
    assert page.count('name="value"') == 11


def test_each_answer_is_kept_at_once_and_leads_on(begun, question):
    assert answer(begun, question, 1, 7).headers["Location"] == f"{question}2/"
    assert Answer.objects.get().value == 7


def test_back_keeps_the_answer(begun, question):
    fill(begun, question, 7)
    page = begun.get(f"{question}1/").content.decode()
    assert 'value="7" aria-current="true"' in page
    answer(begun, question, 1, 5)
    assert Answer.objects.get().value == 5


def test_a_skipped_question_is_skipped_not_zero(begun, question):
    fill(begun, question, None)
    assert (Answer.objects.get().value, Answer.objects.get().skipped) == (None, True)


def test_another_phone_goes_on_where_this_one_stopped(begun, question):
    fill(begun, question, 7)
    assert Client().post(question).headers["Location"] == f"{question}2/"


def test_the_last_look_shows_the_answers_and_sends_them(begun, question, ask):
    fill(begun, question, 6, 7)
    assert answer(begun, question, 3, 8).headers["Location"] == f"{question}check/"
    page = begun.get(f"{question}check/").content.decode()
    assert "Pain on average: <b>6</b>" in page
    assert not Score.objects.exists()
    done = begun.post(f"{question}check/", follow=True).content.decode()
    assert "Thank you" in done
    assert "Your number: 7.0. Lower is better." in done
    assert "Back to my day" not in done
    assert Score.objects.get().value == 7
    ask.refresh_from_db()
    assert ask.state == AskState.DONE


def test_who_is_signed_in_finds_the_way_back_to_the_day(as_pia, question):
    as_pia.post(question)
    fill(as_pia, question, 6, 7, 8)
    done = as_pia.post(f"{question}check/", follow=True).content.decode()
    assert f'<a class="btn" href="{reverse("portal:home")}">Back to my day</a>' in done


def test_what_is_not_finished_is_not_sent(begun, question):
    fill(begun, question, 6)
    assert begun.post(f"{question}check/").headers["Location"] == f"{question}2/"
    assert not Score.objects.exists()


def test_a_skipped_question_gives_no_number_and_says_why(begun, question):
    fill(begun, question, 6, None, 8)
    done = begun.post(f"{question}check/", follow=True).content.decode()
    assert "You skipped a question, so there is no new number this time." in done
    assert Score.objects.get().value is None


def test_only_the_browser_that_sent_sees_its_line_and_only_for_a_while(begun, question, at_noon):
    fill(begun, question, 6, 7, 8)
    begun.post(f"{question}check/")
    assert "7.0" in begun.get(question).content.decode()
    assert "7.0" not in Client().get(question).content.decode()
    assert "Thank you" in Client().get(question).content.decode()
    at_noon.shift(timedelta(minutes=11))
    assert "7.0" not in begun.get(question).content.decode()


def test_a_used_link_takes_no_more_answers(begun, question):
    fill(begun, question, 6, 7, 8)
    begun.post(f"{question}check/")
    assert "Thank you" in answer(begun, question, 1, 0).content.decode()
    kept = dict(Answer.objects.values_list("item", "value"))
    assert kept == {"pain": 6, "enjoyment": 7, "activity": 8}


@pytest.mark.parametrize(
    "said", [{}, {"value": ""}, {"value": "11"}, {"value": "-1"}, {"value": "x"}, {"value": "٣"}]
)
def test_an_answer_off_the_scale_is_refused_with_a_sentence(begun, question, said):
    refused = begun.post(f"{question}1/", said)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("number", [0, 4, 99])
def test_a_question_that_is_not_there_is_not_found(begun, question, number):
    assert begun.get(f"{question}{number}/").status_code == 404


def expire(ask: Ask, at_noon) -> None:
    at_noon.shift(timedelta(days=15))


def withdraw(ask: Ask, at_noon) -> None:
    outcomes.cancel_asks(source=(ask.source_kind, ask.source_id), by=Actor.of_patient(ask.patient), at=NOON)


@pytest.mark.parametrize("end", [expire, withdraw])
def test_old_and_unknown_links_look_alike(phone, question, ask, at_noon, end):
    end(ask, at_noon)
    old, unknown = phone.get(question), phone.get(UNKNOWN)
    token = question.removeprefix("/q/").rstrip("/")
    same = unknown.content.replace(b"nobody-has-this-link", token.encode())
    assert (old.status_code, blank_csrf(old.content)) == (404, blank_csrf(same))
    assert "This link is old" in old.content.decode()


def blank_csrf(page: bytes) -> bytes:
    head, mark, tail = page.partition(b'name="csrfmiddlewaretoken" value="')
    return head + mark + tail.partition(b'"')[2]


def test_an_old_link_is_asked_again_once_by_one_tap(phone, question, ask, at_noon, pia_record):
    expire(ask, at_noon)
    for _ in range(2):
        page = phone.post(f"{question}new/").content.decode()
    assert "Please look in your mail" in page
    again = Ask.objects.get(replaces=ask)
    assert (again.patient, again.instrument, again.state) == (pia_record, "peg", AskState.OPEN)
    assert again.source_id == ask.source_id
    assert not mail.outbox


@pytest.mark.parametrize(
    "field", [{"may_email": False}, {"email": ""}, {"closed_at": NOON, "closed_reason": "moved"}]
)
def test_nobody_is_asked_again_who_may_not_be_mailed(phone, question, ask, at_noon, pia_record, field):
    for name, value in field.items():
        setattr(pia_record, name, value)
    pia_record.save()
    expire(ask, at_noon)
    phone.post(f"{question}new/")
    assert Ask.objects.count() == 1


def test_asking_again_touches_nobody_elses_question(phone, question, ask, at_noon, quin_record):
    """Anyone who holds a link may press it, so it must not do the sweep's work for the whole clinic."""
    others = peg_ask(quin_record, at=NOON)
    expire(ask, at_noon)
    phone.post(f"{question}new/")
    states = {one.pk: one.state for one in Ask.objects.filter(pk__in=[ask.pk, others.pk])}
    assert states == {ask.pk: AskState.EXPIRED, others.pk: AskState.OPEN}
    assert Event.objects.filter(action="ask_expired").count() == 1


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (CheckpointState.WAITING, 1),
        (CheckpointState.DECIDED, 0),
        (CheckpointState.CANCELLED, 0),
    ],
)
def test_only_a_checkpoint_that_still_waits_is_asked_about_again(
    phone, question, ask, at_noon, pia_record, dr_amara, state, asked
):
    decided = {"decision": "confirmed", "decided_at": NOON, "decided_by": dr_amara}
    point = CheckpointFactory(
        plan__patient=pia_record, state=state, **decided if state == CheckpointState.DECIDED else {}
    )
    Ask.objects.update(source_kind="plans.checkpoint", source_id=str(point.pk))
    expire(ask, at_noon)
    phone.post(f"{question}new/")
    assert Ask.objects.filter(replaces=ask).count() == asked


def test_asking_again_for_a_good_or_unknown_link_asks_nothing(phone, question):
    known, unknown = phone.post(f"{question}new/"), phone.post(f"{UNKNOWN}new/")
    assert (known.status_code, blank_csrf(known.content)) == (200, blank_csrf(unknown.content))
    assert Ask.objects.count() == 1


def test_a_link_is_good_from_the_moment_its_window_opens(phone, question, ask):
    Ask.objects.update(state=AskState.SCHEDULED)
    assert phone.post(question).headers["Location"] == f"{question}1/"
    ask.refresh_from_db()
    assert ask.state == AskState.OPEN


def test_a_link_whose_window_is_still_to_come_is_not_open(phone, question):
    Ask.objects.update(state=AskState.SCHEDULED, opens_at=NOON + timedelta(days=1))
    assert phone.get(question).status_code == 404


class TestBirthYear:
    @pytest.fixture(autouse=True)
    def asked(self, maple):
        maple.link_asks_birth_year = True
        maple.save()

    def test_the_right_year_opens_it(self, phone, question):
        assert "The year you were born" in phone.get(question).content.decode()
        assert phone.post(question, {"birth_year": "1983"}).headers["Location"] == f"{question}1/"

    @pytest.mark.parametrize("year", ["", "1984", "long ago"])
    def test_any_other_does_not(self, phone, question, year):
        refused = phone.post(question, {"birth_year": year})
        assert refused.status_code == 422
        assert not Response.objects.exists()

    def test_after_a_few_tries_even_the_right_one_has_to_wait(self, phone, question):
        for year in range(throttle.TRIES):
            phone.post(question, {"birth_year": str(1900 + year)})
        refused = Client().post(question, {"birth_year": "1983"})
        assert "Please wait 15 minutes" in refused.content.decode()
        assert not Response.objects.exists()

    def test_who_signed_in_is_not_asked(self, as_pia, ask):
        assert "/1/" in as_pia.post(reverse("portal:ask-start", args=[ask.pk])).headers["Location"]


def test_the_home_leads_into_the_questions_by_one_tap(as_pia, ask):
    page = as_pia.post(reverse("portal:ask-start", args=[ask.pk]), follow=True).content.decode()
    assert "1 of 3" in page


def test_anothers_questions_are_not_found(as_, quin, quin_record, ask):
    assert as_(quin).post(reverse("portal:ask-start", args=[ask.pk])).status_code == 404


def test_starting_answering_and_looking_are_written_down(begun, question, pia_record):
    begun.get(f"{question}1/")
    fill(begun, question, 6)
    actions = set(Event.objects.filter(patient_id=pia_record.pk).values_list("action", flat=True))
    assert actions >= {"response_started", "answer_saved", "read"}


@pytest.mark.parametrize("page", ["", "1/", "check/"])
def test_other_methods_are_refused(begun, question, page):
    assert begun.delete(f"{question}{page}").status_code == 405


def test_a_new_link_is_asked_for_by_post_only(phone, question):
    assert phone.get(f"{question}new/").status_code == 405
