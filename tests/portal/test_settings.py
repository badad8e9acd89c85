import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from audit.models import Event
from people.models import MailConsent
from portal.zones import ZONES, zone_choices

ME = reverse("portal:settings")
MAIL = reverse("portal:mail-consent")
OUT = reverse("portal:sign-out")


def test_the_time_zone_is_changed(as_pia, pia_record):
    page = as_pia.post(ME, {"time_zone": "America/Denver"}, follow=True).content.decode()
    assert "Your time zone is saved." in page
    pia_record.refresh_from_db()
    assert pia_record.time_zone == "America/Denver"
    assert Event.objects.filter(action="contact_corrected", detail="time_zone").exists()


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "America/Nuuk"])
def test_a_zone_that_is_not_offered_is_refused(as_pia, pia_record, zone):
    answer = as_pia.post(ME, {"time_zone": zone})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    pia_record.refresh_from_db()
    assert pia_record.time_zone == "America/New_York"


def test_a_zone_that_the_clinic_entered_stays_choosable():
    assert ("America/Nuuk", "America/Nuuk") in zone_choices("America/Nuuk")
    assert zone_choices("Europe/London") == list(ZONES.items())


def test_nothing_else_can_be_changed_here(as_pia, pia_record):
    as_pia.post(ME, {"time_zone": "America/Denver", "email": "x@y.example", "mrn": "1", "may_email": ""})
    pia_record.refresh_from_db()
    assert (pia_record.email, pia_record.mrn, pia_record.may_email) == ("pia@home.example", "004-118", True)


@pytest.mark.parametrize(("said", "granted"), [("no", False), ("yes", True)])
def test_mail_is_stopped_and_allowed(as_pia, pia_record, said, granted):
    as_pia.post(MAIL, {"granted": said})
    pia_record.refresh_from_db()
    assert pia_record.may_email is granted
    assert MailConsent.objects.get().granted is granted


def test_a_yes_without_an_address_changes_nothing(as_pia, pia_record):
    pia_record.email, pia_record.may_email = "", False
    pia_record.save()
    as_pia.post(MAIL, {"granted": "yes"})
    assert not MailConsent.objects.exists()
    assert "Your clinic can add one." in as_pia.get(ME).content.decode()


def test_the_day_link_is_shown_while_check_ins_run(as_pia, block):
    assert f"{settings.SITE_URL}/d/" in as_pia.get(ME).content.decode()


def test_without_a_block_there_is_no_link(as_pia):
    assert "/d/" not in as_pia.get(ME).content.decode()
    assert as_pia.post(reverse("portal:day-link-renew")).status_code == 302


def test_signing_out_ends_the_session_and_empties_the_cache(as_pia):
    answer = as_pia.post(OUT)
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert as_pia.get(ME).headers["Location"].startswith(reverse(settings.LOGIN_URL))


def test_pages_stay_out_of_caches(as_pia):
    assert "no-store" in as_pia.get(ME).headers["Cache-Control"]


@pytest.mark.parametrize("address", [MAIL, OUT, reverse("portal:day-link-renew")])
def test_acts_are_posts(as_pia, address):
    assert as_pia.get(address).status_code == 405


@pytest.mark.parametrize("address", [ME, MAIL])
def test_staff_have_no_page_here(as_, desk_cleo, address):
    assert as_(desk_cleo).post(address).status_code == 403


def test_nobody_is_sent_to_sign_in(db):
    assert Client().get(ME).headers["Location"] == f"{reverse(settings.LOGIN_URL)}?next={ME}"


def test_a_look_is_in_the_access_log(as_pia, pia_record):
    as_pia.get(ME)
    assert Event.objects.filter(patient_id=pia_record.pk, action="read", category="settings").exists()
