import pytest
from django.test import Client

from followup.links import preferences_token
from people.models import MailConsent


@pytest.fixture
def link(pia_record) -> str:
    return f"/m/{preferences_token(pia_record)}/"


def test_opening_the_link_stops_nothing(link, pia_record):
    page = Client().get(link).content.decode()
    assert "Stop the mail" in page
    assert "Pia" not in page
    assert not MailConsent.objects.exists()


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_a_press_stops_it_and_so_does_the_mail_program(link, pia_record, body):
    answer = Client(enforce_csrf_checks=True).post(link, body)
    assert "We will not mail you" in answer.content.decode()
    pia_record.refresh_from_db()
    assert pia_record.may_email is False
    consent = MailConsent.objects.get()
    assert (consent.granted, consent.how) == (False, "link in a mail")


def test_twice_is_once(link):
    for _ in range(2):
        Client().post(link)
    assert MailConsent.objects.count() == 1


def test_an_unknown_link_answers_the_same(link, maple):
    known, unknown = Client().post(link), Client().post("/m/nobody:x/")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "We will not mail you" in unknown.content.decode()


def test_other_methods_are_refused(link):
    assert Client().put(link).status_code == 405
