"""Danger signs on the intake page: facts asked in place, a banner, and somebody who takes the task."""

from datetime import timedelta

import pytest
from django.urls import reverse

from intake.services import flags
from outcomes.models import RedFlagAnswer
from outcomes.rules.words import FlagAnswer
from people.access import Actor
from people.clock import now
from people.models import Task
from people.services import close_task

pytestmark = pytest.mark.django_db
YES = FlagAnswer.YES


@pytest.fixture
def doctor(as_, dr_amara):
    return as_(dr_amara)


def post(client, intake, flag, **said):
    address = reverse("intake:flag-answer", args=[intake.pk, flag])
    return client.post(address, said, headers={"HX-Request": "true"})


def progress(client, intake):
    return client.get(reverse("intake:intake-progress", args=[intake.pk])).text


def test_a_fact_after_a_yes_raises_the_tier_where_it_was_asked(doctor, intake):
    assert "Today: progressive weakness" in post(doctor, intake, "weakness", answer="yes").text
    raised = post(
        doctor, intake, "weakness", **{"answer": "yes", "fact.bladder": "yes", "fact.cord": ""}
    ).text
    assert "Now: progressive weakness" in raised
    assert "Emergency department now" in raised
    task = Task.objects.get()
    assert task.due_at < now() + timedelta(minutes=31)
    assert set(RedFlagAnswer.objects.values_list("flag", flat=True)) == {"weakness", "weakness.bladder"}


def test_a_fact_with_an_odd_answer_is_refused(doctor, intake):
    said = post(doctor, intake, "weakness", **{"answer": "yes", "fact.bladder": "perhaps"})
    assert said.status_code == 422
    assert post(doctor, intake, "weakness", **{"answer": "yes", "fact.gout": "no"}).status_code == 422
    assert not RedFlagAnswer.objects.exists()


def test_the_banner_says_how_soon_and_that_nobody_has_it(doctor, dr_amara, intake):
    assert "alarms" not in progress(doctor, intake)
    post(doctor, intake, "cancer", answer="yes")
    post(doctor, intake, "cauda_equina", answer="yes")
    text = progress(doctor, intake)
    assert text.index("Now: cauda equina") < text.index("Within 2 weeks: cancer")
    assert "Nobody has it yet, due" in text
    assert dr_amara.name in text


def test_it_is_taken_from_the_banner(doctor, dr_amara, intake):
    post(doctor, intake, "cauda_equina", answer="yes")
    answer = doctor.post(reverse("intake:alarm-take", args=[intake.pk, "cauda_equina"]))
    assert answer.headers["Location"] == intake.get_absolute_url()
    assert Task.objects.get().acknowledged_by == dr_amara
    text = progress(doctor, intake)
    assert f"{dr_amara.name} has it<" in text
    assert "I have it" not in text


def test_another_role_is_told_whose_it_is(as_, nav_nia, actor_of, dr_amara, intake):
    flags.answer_flag(intake=intake, flag="cauda_equina", answer=YES, by=actor_of(dr_amara), at=now())
    answer = as_(nav_nia).post(reverse("intake:alarm-take", args=[intake.pk, "cauda_equina"]), follow=True)
    assert "another role" in answer.text
    assert Task.objects.get().acknowledged_at is None


def test_a_sign_outside_the_nine_is_raised_and_never_asked_for_signing(doctor, intake):
    post(doctor, intake, "sedation", answer="yes")
    text = progress(doctor, intake)
    assert "Now: opioid over-sedation" in text
    assert "9 red-flag questions are not answered." in text


def test_a_no_says_who_and_when_on_the_signed_page(doctor, dr_amara, intake):
    post(doctor, intake, "fracture", answer="no")
    post(doctor, intake, "weakness", **{"answer": "unsure", "fact.cord": "no"})
    type(intake).objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
    text = doctor.get(reverse("intake:intake-read", args=[intake.pk])).text
    assert f"Fracture <small>{dr_amara.name}," in text
    assert "growing within days? No" in text


def test_others_are_refused(as_, dr_ben, dr_dara, intake):
    address = reverse("intake:alarm-take", args=[intake.pk, "weakness"])
    assert as_(dr_ben).post(address).status_code == 403
    assert as_(dr_dara).post(address).status_code == 404
    assert as_(dr_ben).get(address).status_code == 405


def test_a_yes_that_was_taken_back_stays_in_sight_and_its_task_says_so(doctor, dr_amara, intake):
    post(doctor, intake, "weakness", answer="no")
    post(doctor, intake, "weakness", answer="yes")
    said = post(doctor, intake, "weakness", answer="no").text
    assert f"Yes by {dr_amara.name}," in said
    assert "Its task is still open" in said
    task = Task.objects.get()
    assert task.sentence.endswith(f"Later answered no by {dr_amara.name}.")
    page = doctor.get(intake.get_absolute_url()).text
    assert page.count("; then changed to no by") == 1
    close_task(task=task, outcome="Strength is full.", by=Actor.of(dr_amara), at=now())
    type(intake).objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
    signed = doctor.get(reverse("intake:intake-read", args=[intake.pk])).text
    assert "; then changed to no by" in signed
    assert "Its task is still open" not in signed


def test_an_answer_that_was_milder_before_is_nothing_to_tell(doctor, intake):
    for answer in ("no", "unsure", "yes"):
        assert "then changed to" not in post(doctor, intake, "weakness", answer=answer).text
