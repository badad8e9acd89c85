"""Adding staff, changing roles, ending access at once."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from audit.models import Event
from people.models import User
from people.permissions import Role
from people.tasks import clear_sessions
from tests.factories.followup import TaskFactory
from tests.factories.people import NOON


def test_a_manager_adds_somebody_who_sets_their_own_password(as_, boss_moss):
    data = {"name": "Dr Eve Lund", "email": "Eve@maple.example", "role": "physician"}
    as_(boss_moss).post(reverse("people:staff"), data)
    eve = User.objects.get(email="eve@maple.example")
    assert not eve.has_usable_password()
    assert mail.outbox[0].to == ["eve@maple.example"]
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_a_new_link_is_on_record(as_, boss_moss, dr_ben):
    as_(boss_moss).post(reverse("people:staff-invite", args=[dr_ben.pk]))
    assert mail.outbox[0].to == [dr_ben.email]
    assert Event.objects.get(action="password_link_sent").object_id == str(dr_ben.pk)


def test_an_address_is_used_once(as_, boss_moss, dr_amara):
    data = {"name": "Twin", "email": dr_amara.email.upper(), "role": "navigator"}
    answer = as_(boss_moss).post(reverse("people:staff"), data)
    assert answer.status_code == 422
    assert "already signs in with this address" in answer.content.decode()


def test_a_role_changes_with_the_next_request(as_, boss_moss, dr_ben):
    client = as_(dr_ben)
    page = reverse("people:clinic")
    assert client.get(page).status_code == 403
    as_(boss_moss).post(reverse("people:staff-role", args=[dr_ben.pk]), {"role": "manager"})
    assert client.get(page).status_code == 200


def test_ended_access_ends_every_session(as_, boss_moss, nav_nia, pia_record):
    client = as_(nav_nia)
    page = reverse("people:patient-contact", args=[pia_record.pk])
    assert client.get(page).status_code == 200
    as_(boss_moss).post(reverse("people:staff-deactivate", args=[nav_nia.pk]))
    assert client.get(page).headers["Location"].startswith(reverse("account_login"))
    assert not nav_nia.care_teams.filter(ended_at=None).exists()
    as_(boss_moss).post(reverse("people:staff-reactivate", args=[nav_nia.pk]))
    nav_nia.refresh_from_db()
    assert nav_nia.is_active


@pytest.mark.parametrize("verb", ["staff-deactivate", "staff-role"])
def test_the_tasks_of_somebody_who_goes_stay_on_a_list(as_, boss_moss, dr_ben, pia_record, verb):
    task = TaskFactory(patient=pia_record, owner=dr_ben, owner_role=Role.PHYSICIAN)
    done = TaskFactory(patient=pia_record, owner=dr_ben, status="done", source_id="2")
    as_(boss_moss).post(reverse(f"people:{verb}", args=[dr_ben.pk]), {"role": "manager"})
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.owner, done.owner) == (None, dr_ben)


def test_sessions_that_are_over_are_cleared(as_, dr_ben):
    as_(dr_ben)
    Session.objects.create(session_key="x" * 32, expire_date=NOON)
    clear_sessions()
    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [str(dr_ben.pk)]


def test_a_lead_hands_over_before_their_access_ends(as_, boss_moss, dr_amara, pia_record):
    answer = as_(boss_moss).post(reverse("people:staff-deactivate", args=[dr_amara.pk]), follow=True)
    assert "Hand them over first" in answer.content.decode()
    dr_amara.refresh_from_db()
    assert dr_amara.is_active


@pytest.mark.parametrize("verb", ["staff-deactivate", "staff-role"])
def test_nobody_changes_their_own_account(as_, boss_moss, verb):
    as_(boss_moss).post(reverse(f"people:{verb}", args=[boss_moss.pk]), {"role": "physician"})
    boss_moss.refresh_from_db()
    assert (boss_moss.is_active, boss_moss.role) == (True, Role.MANAGER)


def test_a_patients_account_is_not_staff(as_, boss_moss, pia):
    assert (
        as_(boss_moss).post(reverse("people:staff-role", args=[pia.pk]), {"role": "manager"}).status_code
        == 404
    )


def test_staff_without_a_second_factor_set_one_up_first(as_, maple, dr_ben, pia):
    maple.second_factor_required = True
    maple.save()
    answer = as_(dr_ben).get(reverse("people:patient-new"))
    assert answer.headers["Location"] == reverse("mfa_activate_totp")
