"""Keys of what waits in a browser, how long a session lasts, and texts that gave way to another."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from intake.rules.cards import CardState
from people.models import SetAside, ShelfKey
from people.sessions import KEPT, SIGNED_IN, keep_signed_in
from people.shelf import KEEPS
from people.tasks import clear_sessions
from tests.factories.intake import IntakeFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


def keys(client, *known):
    return client.post(reverse("people:shelf-keys"), {"known": known}).json()


class TestShelfKeys:
    def test_one_session_seals_with_one_key(self, as_, dr_amara):
        client = as_(dr_amara)
        first, second = keys(client), keys(client)
        assert first == second
        assert first["opens"] == {first["id"]: first["secret"]}
        assert len(first["secret"]) == 44

    def test_the_next_session_of_the_same_person_opens_what_a_killed_browser_left(self, as_, dr_amara):
        killed = keys(as_(dr_amara))
        again = keys(as_(dr_amara), killed["id"])
        assert again["secret"] != killed["secret"]
        assert again["opens"][killed["id"]] == killed["secret"]

    def test_nobody_else_opens_it(self, as_, dr_amara, nav_nia):
        hers = keys(as_(dr_amara))
        assert hers["id"] not in keys(as_(nav_nia), hers["id"])["opens"]

    def test_signing_out_ends_every_key_that_the_session_holds(self, as_, dr_amara):
        killed = keys(as_(dr_amara))
        client = as_(dr_amara)
        own = keys(client, killed["id"])
        client.post(reverse("account_logout"))
        assert not ShelfKey.objects.exists()
        assert (
            keys(as_(dr_amara), killed["id"], own["id"])["opens"].keys().isdisjoint({killed["id"], own["id"]})
        )

    def test_signing_out_elsewhere_leaves_the_other_computer_its_key(self, as_, dr_amara):
        here, elsewhere = as_(dr_amara), as_(dr_amara)
        kept = keys(here)
        keys(elsewhere)
        elsewhere.post(reverse("account_logout"))
        assert keys(here) == kept

    def test_a_key_lives_a_week(self, as_, dr_amara):
        old = keys(as_(dr_amara))
        ShelfKey.objects.update(made_at=NOON - KEEPS)
        assert old["id"] not in keys(as_(dr_amara), old["id"])["opens"]
        clear_sessions()
        assert ShelfKey.objects.count() == 1

    def test_what_is_no_key_is_a_400(self, as_, dr_amara):
        assert as_(dr_amara).post(reverse("people:shelf-keys"), {"known": "x"}).status_code == 400


class TestKeepSignedIn:
    def request(self, now, monkeypatch):
        monkeypatch.setattr("people.sessions.now", lambda: now)
        session = SessionStore()
        session[SIGNED_IN] = int(NOON.timestamp())
        session.modified = False
        return SimpleNamespace(session=session)

    @pytest.mark.parametrize(
        ("after", "is_kept"),
        [
            (timedelta(minutes=4), False),
            (timedelta(minutes=5), True),
            (timedelta(hours=11), True),
            (timedelta(hours=12), False),
        ],
    )
    def test_writing_moves_the_end_but_not_for_ever(self, monkeypatch, after, is_kept):
        request = self.request(NOON + after, monkeypatch)
        keep_signed_in(request)
        assert request.session.modified is is_kept
        assert (KEPT in request.session) is is_kept

    def test_a_save_keeps_an_old_session_alive(self, as_, dr_amara, pia_record, monkeypatch):
        client, intake = as_(dr_amara), IntakeFactory(patient=pia_record, started_by=dr_amara)
        session = client.session
        session[SIGNED_IN] -= 600
        session.save()
        before = client.session.get_expiry_date()
        patch(client, intake, "Walks")
        assert client.session[KEPT] > session[SIGNED_IN]
        assert client.session.get_expiry_date() >= before


def patch(client, intake, value, revision=0):
    body = {"field": "good_day", "value": value, "revision": revision}
    return client.patch(f"/api/drafts/intake/{intake.pk}/", body, content_type="application/json")


class TestSetAside:
    @pytest.fixture
    def met(self, as_, dr_amara, nav_nia, pia_record):
        """Nia saved first; Amara's text met hers."""
        intake = IntakeFactory(patient=pia_record, started_by=dr_amara)
        patch(as_(nav_nia), intake, "Gardens")
        assert patch(as_(dr_amara), intake, "Dinner").status_code == 409
        return intake

    def listed(self, client, intake):
        return client.get(reverse("people:set-aside", args=[intake.patient_id])).text

    def test_the_second_text_is_kept_before_anybody_chose(self, met, as_, dr_amara):
        kept = SetAside.objects.get()
        assert (kept.text, kept.by, kept.field, kept.version) == ("Dinner", dr_amara, "good_day", "1")
        assert "Dinner" in self.listed(as_(dr_amara), met)

    def test_a_resent_save_and_one_typed_on_are_one_text(self, met, as_, dr_amara):
        patch(as_(dr_amara), met, "Dinner")
        patch(as_(dr_amara), met, "Dinner with friends")
        assert [kept.text for kept in SetAside.objects.all()] == ["Dinner with friends"]

    def test_who_chose_their_own_leaves_the_other_text_with_its_author(self, met, as_, dr_amara, nav_nia):
        patch(as_(dr_amara), met, "Dinner", revision=1)
        kept = SetAside.objects.get()
        assert (kept.text, kept.by) == ("Gardens", nav_nia)
        shown = self.listed(as_(nav_nia), met)
        assert "Gardens" in shown
        assert "Nia Silva" in shown
        assert "Dinner" not in shown

    def test_who_kept_both_sets_nothing_aside(self, met, as_, dr_amara):
        patch(as_(dr_amara), met, "Gardens\n\nDinner", revision=1)
        assert "No text was set aside" in self.listed(as_(dr_amara), met)

    def test_who_meets_their_own_words_and_writes_on_sets_nothing_aside(self, as_, dr_amara, pia_record):
        """A save whose answer never came, and the browser that was killed meanwhile."""
        intake = IntakeFactory(patient=pia_record, started_by=dr_amara)
        patch(as_(dr_amara), intake, "Walks")
        assert patch(as_(dr_amara), intake, "Walks far").status_code == 409
        patch(as_(dr_amara), intake, "Walks far", revision=1)
        assert not SetAside.objects.exists()

    def test_writing_on_without_a_conflict_keeps_no_versions(self, met, as_, nav_nia):
        patch(as_(nav_nia), met, "Walks", revision=1)
        assert SetAside.objects.count() == 1

    def test_a_text_of_a_restricted_field_is_shown_to_those_who_may_see_the_field(
        self, met, as_, dr_amara, nav_nia
    ):
        SetAside.objects.update(permission="intake_sign")
        assert "Dinner" in self.listed(as_(dr_amara), met)
        assert "Dinner" not in self.listed(as_(nav_nia), met)

    def test_without_javascript_it_is_kept_too(self, met, as_, nav_nia):
        posted = {"good_day": "Cooks", "good_day.revision": "0"}
        as_(nav_nia).post(reverse("intake:draft-form", args=["intake", met.pk]), posted)
        assert SetAside.objects.filter(text="Cooks", by=nav_nia).exists()

    def test_the_other_version_of_a_card_is_kept(self, as_, dr_amara, nav_nia, pia_record):
        intake = IntakeFactory(patient=pia_record, started_by=dr_amara)
        address = reverse("intake:card-save", args=[intake.pk, "walk"])
        amara, nia = as_(dr_amara), as_(nav_nia)
        empty = CardState({}, is_recorded=False).seen
        nia.post(address, {"value": "20", "unit": "min", "seen": empty})
        mine = {"value": "10", "unit": "min", "limiter": "hip"}
        assert amara.post(address, mine | {"seen": empty}).status_code == 409
        kept = SetAside.objects.get()
        assert (kept.text, kept.field) == ("limiter: hip, unit: min, value: 10", "walk")
        amara.post(address, mine | {"seen": kept.version})
        assert [one.text for one in SetAside.objects.all()] == ["unit: min, value: 20"]
        assert "value: 20" in self.listed(amara, intake)
