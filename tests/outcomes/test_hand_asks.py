"""Asking by hand: what may be asked, when it opens, what it adds up to, and taking it back (S62)."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from core.errors import DomainError
from followup import delivery, outbox
from followup.models import Reminder
from followup.rules.words import ReminderState
from followup.services import plan_reminders
from outcomes import services
from outcomes.models import Ask
from outcomes.rules.words import AskState
from outcomes.selectors import Catalogue, ask_burden, asked_of
from tests.factories.instrument_files import as_file, garden, wording
from tests.factories.outcomes import AskFactory
from tests.factories.people import NOON
from tests.factories.portal import peg_ask, question_link

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def ask(patient, by, instrument="phq8", opens_on=TODAY, due_on=TODAY + timedelta(days=7), at=NOON):
    return services.ask_by_hand(
        patient=patient, instrument=instrument, opens_on=opens_on, due_on=due_on, by=by, at=at
    )


def new(patient):
    return reverse("outcomes:ask-new", args=[patient.pk])


def lines(patient):
    return asked_of(patient, Catalogue(patient.clinic_id), at=NOON)


def test_it_opens_at_the_patients_midnight_and_stays_good_after_its_date(pia_record, amara, audited):
    pia_record.time_zone = "America/Los_Angeles"
    pia_record.save()
    one = ask(pia_record, amara, opens_on=TODAY + timedelta(days=1))
    zone = ZoneInfo("America/Los_Angeles")
    assert one.opens_at.astimezone(zone).isoformat() == "2026-11-21T00:00:00-08:00"
    assert one.closes_at.astimezone(zone).isoformat() == "2026-12-12T00:00:00-08:00"
    assert (one.state, one.source_kind) == (AskState.SCHEDULED, "outcomes.by_hand")
    assert audited(pia_record) == ["ask_created"]
    assert ask(pia_record, amara, "gad7").state == AskState.OPEN


@pytest.mark.parametrize(
    ("opens", "due", "field"),
    [(-1, 5, "opens_on"), (0, -1, "due_on"), (400, 401, "opens_on"), (0, 400, "due_on")],
)
def test_days_that_make_no_sense_are_refused(pia_record, amara, opens, due, field):
    with pytest.raises(DomainError) as refused:
        ask(pia_record, amara, opens_on=TODAY + timedelta(days=opens), due_on=TODAY + timedelta(days=due))
    assert refused.value.field == field
    assert not Ask.objects.exists()


def test_what_is_asked_already_by_anybody_is_not_asked_twice(pia_record, amara):
    peg_ask(pia_record, at=NOON, instrument="phq8")
    with pytest.raises(DomainError, match="PHQ-8 is asked already and still open."):
        ask(pia_record, amara)
    Ask.objects.update(state=AskState.DONE)
    assert ask(pia_record, amara).state == AskState.OPEN


def test_what_closed_before_the_sweep_came_by_is_asked_anew(pia_record, amara):
    old = ask(pia_record, amara)
    later = old.closes_at + timedelta(seconds=1)
    new_one = ask(pia_record, amara, opens_on=later.date(), due_on=later.date(), at=later)
    old.refresh_from_db()
    assert (new_one.pk != old.pk, old.state, new_one.state) == (True, AskState.EXPIRED, AskState.OPEN)


def test_only_what_patients_can_read_is_asked(pia_record, amara, maple):
    with pytest.raises(DomainError, match="The wording of ODI is not loaded here"):
        ask(pia_record, amara, "odi")
    for data in (wording("odi"), garden()):
        services.load_instrument(clinic=maple, content=as_file(data), by=amara, at=NOON)
    assert ask(pia_record, amara, "odi").version == "2.1a"
    assert ask(pia_record, amara, "garden_scale").version == "1"


def test_a_stranger_and_a_closed_record_are_refused(pia_record, amara, stranger):
    with pytest.raises(PermissionDenied):
        ask(pia_record, stranger)
    pia_record.closed_at, pia_record.closed_reason = NOON, "died"
    with pytest.raises(DomainError, match="closed"):
        ask(pia_record, amara)


def test_it_is_mailed_by_the_path_of_every_other_one(pia_record, amara):
    one = ask(pia_record, amara)
    assert plan_reminders(at=NOON) == 1
    reminder = Reminder.objects.get(ask=one)
    assert (reminder.state, reminder.patient) == (ReminderState.SCHEDULED, pia_record)
    phone, link = Client(), question_link(one)
    assert "1 of 8" in phone.post(link, follow=True).content.decode()


def test_what_is_taken_back_is_closed_and_not_mailed(pia_record, amara, audited):
    one = ask(pia_record, amara)
    services.cancel_ask(ask=one, by=amara, at=NOON)
    assert plan_reminders(at=NOON) == 0
    assert "This link is old" in Client().get(question_link(one)).content.decode()
    assert audited(pia_record) == ["ask_created", "ask_cancelled"]
    with pytest.raises(DomainError, match="does not wait"):
        services.cancel_ask(ask=one, by=amara, at=NOON)


def test_a_mail_that_was_planned_before_is_not_sent_after(pia_record, amara, mailoutbox):
    one = ask(pia_record, amara)
    plan_reminders(at=NOON)
    services.cancel_ask(ask=one, by=amara, at=NOON)
    delivery.deliver(outbox.claim_due())
    assert mailoutbox == []
    assert Reminder.objects.get().state == ReminderState.CANCELLED


def test_what_the_plan_asks_is_not_taken_back_by_hand(pia_record, amara, stranger):
    with pytest.raises(DomainError, match="The plan asks this one"):
        services.cancel_ask(ask=AskFactory(patient=pia_record), by=amara, at=NOON)
    with pytest.raises(PermissionDenied):
        services.cancel_ask(ask=AskFactory(patient=pia_record), by=stranger, at=NOON)


def test_the_list_says_where_each_one_stands(pia_record, amara):
    ask(pia_record, amara, opens_on=TODAY + timedelta(days=2))
    begun = ask(pia_record, amara, "gad7")
    Client().post(question_link(begun))
    ask(pia_record, amara, "phq4")
    AskFactory(patient=pia_record, state=AskState.EXPIRED)
    AskFactory(patient=pia_record, instrument="nrs", state=AskState.DONE)
    AskFactory(patient=pia_record, instrument="pgic", state=AskState.CANCELLED)
    said = {line.title: (line.words, line.by_hand) for line in lines(pia_record)}
    assert said == {
        "PHQ-8": ("not sent yet", True),
        "GAD-7": ("begun", True),
        "PHQ-4": ("open", True),
        "PEG": ("not answered", False),
    }


def test_what_was_asked_again_is_on_the_list_once(pia_record):
    old = AskFactory(patient=pia_record, state=AskState.EXPIRED)
    AskFactory(patient=pia_record, replaces=old)
    assert [line.words for line in lines(pia_record)] == ["open"]


# --- burden ------------------------------------------------------------------------------------


def test_a_month_is_added_up_with_what_was_answered(pia_record, amara):
    for key, state in [("phq9", "done"), ("gad7", "open"), ("phq4", "cancelled"), ("phq2", "expired")]:
        AskFactory(patient=pia_record, instrument=key, state=state)
    burden = ask_burden(pia_record, Catalogue(pia_record.clinic_id), at=NOON)
    assert burden.month(TODAY) == Decimal(4)  # (9 + 7) questions of 15 seconds
    assert not burden.is_over(TODAY)


# --- pages -------------------------------------------------------------------------------------


def test_the_page_offers_what_may_be_asked_with_its_minutes(as_, dr_amara, pia_record, amara):
    ask(pia_record, amara)
    page = as_(dr_amara).get(new(pia_record)).content.decode()
    assert "PHQ-9, about 3 minutes" in page
    assert "PEG, about 1 minute<" in page
    assert 'value="phq8"' not in page
    assert 'value="odi"' not in page
    assert "About 2 of at most about 10 minutes" in page


def test_asking_says_how_it_gets_there(as_, dr_amara, pia_record):
    sent = {"instrument": "gad7", "opens_on": "2026-11-20", "due_on": "2026-11-27"}
    page = as_(dr_amara).post(new(pia_record), sent, follow=True).content.decode()
    assert "GAD-7 is asked. The link goes out by e-mail." in page
    assert "sent on 20 Nov 2026, answer by 27 Nov 2026, asked by hand" in page
    pia_record.may_email = False
    pia_record.save()
    page = as_(dr_amara).post(new(pia_record), sent | {"instrument": "peg"}, follow=True).content.decode()
    assert "No e-mail can be sent" in page


def test_too_much_in_a_month_is_said_with_its_sum_and_asked_all_the_same(
    as_, dr_amara, pia_record, maple, amara
):
    services.load_instrument(clinic=maple, content=as_file(wording("promis_29")), by=amara, at=NOON)
    AskFactory(patient=pia_record, instrument="phq9", state="done")
    AskFactory(patient=pia_record, instrument="gad7", state="done")
    sent = {"instrument": "promis_29", "opens_on": "2026-12-01", "due_on": "2026-12-08"}
    page = as_(dr_amara).post(new(pia_record), sent, follow=True).content.decode()
    assert "about 11 minutes of questions fall into one month; about 10 is the most" in page
    assert Ask.objects.filter(instrument="promis_29", state="scheduled").exists()


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(as_, dr_amara, pia_record):
    sent = {"instrument": "gad7", "opens_on": "2026-11-19", "due_on": "2026-11-27"}
    answer = as_(dr_amara).post(new(pia_record), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "That day is over where the patient lives." in page
    assert 'value="2026-11-27"' in page
    assert not Ask.objects.exists()


def test_it_is_taken_back_on_the_page(as_, dr_amara, pia_record, amara):
    one = ask(pia_record, amara)
    client = as_(dr_amara)
    assert (
        "Take back PHQ-8" in client.get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    )
    address = reverse("outcomes:ask-cancel", args=[one.pk])
    assert client.get(address).status_code == 405
    page = client.post(address, follow=True).content.decode()
    assert "It is taken back" in page
    assert "Take back PHQ-8" not in page
    assert "does not wait for an answer" in client.post(address, follow=True).content.decode()


def test_a_check_in_page_costs_no_more_with_many(as_, dr_amara, pia_record, django_assert_max_num_queries):
    for key in ("peg", "nrs", "phq9", "gad7", "phq4", "phq2"):
        AskFactory(patient=pia_record, instrument=key)
    client = as_(dr_amara)
    client.get(new(pia_record))
    with django_assert_max_num_queries(13):
        client.get(new(pia_record))
