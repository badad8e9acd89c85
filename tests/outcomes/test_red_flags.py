"""A danger sign is kept, judged, and somebody is told before the page has even answered (S18)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import services
from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flags import Tier
from outcomes.rules.words import FlagAnswer
from people.models import Task
from people.permissions import Role
from people.rules.states import Priority
from people.services import acknowledge_task, close_task, set_policy
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
INTAKE = ("intake.intake", "7")


def answer(patient, by, flag, said, **changes):
    given = {"source": INTAKE, "at": NOON, **changes}
    return services.answer_red_flag(patient=patient, flag=flag, answer=said, by=by, **given)


def test_a_no_is_logged_and_opens_nothing(pia_record, amara, audited):
    saved = answer(pia_record, amara, "cancer", FlagAnswer.NO)
    assert (saved.tier, saved.task, saved.to_do) == (None, None, "")
    assert RedFlagAnswer.objects.get().answer == FlagAnswer.NO
    assert audited(pia_record) == ["red_flag_answered"]


def test_an_emergency_opens_a_stat_task_for_the_lead_and_tells_what_to_do(
    pia_record, amara, dr_amara, audited
):
    saved = answer(pia_record, amara, "cauda_equina", FlagAnswer.YES)
    task = Task.objects.get()
    assert saved.task == task
    assert saved.tier == Tier.NOW
    assert "Call 911" in saved.patient_to_do
    assert (task.priority, task.owner, task.owner_role) == (Priority.STAT, dr_amara, Role.PHYSICIAN)
    assert task.due_at == NOON + timedelta(minutes=30)
    assert task.sentence == "Danger sign, cauda equina: yes. Now."
    assert (task.source_kind, task.source_id) == ("outcomes.redflaganswer", str(saved.answer.pk))
    assert audited(pia_record) == ["red_flag_answered", "task_opened"]


def test_the_texts_use_the_clinics_own_numbers(pia_record, amara, maple):
    maple.emergency_number, maple.crisis_line = "112", "0800 111 0 111"
    maple.save()
    saved = answer(pia_record, amara, "self_harm", FlagAnswer.YES)
    assert "112" in saved.patient_to_do
    assert "0800 111 0 111" in saved.patient_to_do


@pytest.mark.parametrize("said", [FlagAnswer.YES, FlagAnswer.UNSURE])
def test_self_harm_has_the_clinics_own_clock(pia_record, amara, dr_amara, maple, actor_of, boss_moss, said):
    set_policy(
        clinic=maple,
        key="self_harm_acknowledge_minutes",
        value=15,
        source="Clinic rule",
        effective_from=NOON.date(),
        by=actor_of(boss_moss),
        at=NOON - timedelta(days=1),
    )
    saved = answer(pia_record, amara, "self_harm", said)
    assert saved.task.due_at == NOON + timedelta(minutes=15)
    assert (saved.task.priority, saved.task.owner) == (Priority.STAT, dr_amara)


@pytest.mark.parametrize(
    ("flag", "priority", "due"),
    [("weakness", Priority.URGENT, timedelta(days=1)), ("cancer", None, None)],
)
def test_unsure_is_not_ruled_out(pia_record, amara, flag, priority, due):
    task = answer(pia_record, amara, flag, FlagAnswer.UNSURE).task
    assert (task.priority if task else None) == priority
    assert (task.due_at - NOON if task else None) == due
    assert not task or "not ruled out" in task.sentence


def test_the_same_save_again_changes_nothing(pia_record, amara):
    first = answer(pia_record, amara, "fracture", FlagAnswer.YES, note="fell")
    again = answer(pia_record, amara, "fracture", FlagAnswer.YES, note="fell", at=NOON + timedelta(minutes=1))
    assert (again.answer, again.task) == (first.answer, first.task)
    assert RedFlagAnswer.objects.count() == Task.objects.count() == 1


def test_a_new_yes_alarms_anew(pia_record, amara):
    answer(pia_record, amara, "fracture", FlagAnswer.YES)
    answer(pia_record, amara, "fracture", FlagAnswer.YES, source=("outcomes.day", "1"))
    assert RedFlagAnswer.objects.count() == Task.objects.count() == 2


def test_a_yes_without_a_lead_goes_to_the_physicians(pia_record, amara):
    pia_record.care_team.all().delete()
    task = answer(pia_record, amara, "vascular", FlagAnswer.YES).task
    assert (task.owner, task.owner_role) == (None, Role.PHYSICIAN)


@pytest.mark.parametrize(("flag", "said"), [("gout", "yes"), ("cancer", "maybe")])
def test_an_unknown_sign_or_word_is_refused(pia_record, amara, flag, said):
    with pytest.raises(DomainError):
        answer(pia_record, amara, flag, said)
    assert not RedFlagAnswer.objects.exists()


def test_other_clinics_and_closed_records_are_refused(pia_record, amara, stranger):
    with pytest.raises(PermissionDenied):
        answer(pia_record, stranger, "cancer", FlagAnswer.NO)
    pia_record.closed_at = NOON
    with pytest.raises(DomainError, match="closed"):
        answer(pia_record, amara, "cancer", FlagAnswer.NO)


def test_the_open_task_of_a_corrected_yes_says_so_and_stays_as_urgent(pia_record, amara, audited):
    task = answer(pia_record, amara, "weakness", FlagAnswer.YES).task
    for said in (FlagAnswer.NO, FlagAnswer.NO, FlagAnswer.UNSURE):
        answer(pia_record, amara, "weakness", said)
    before = task.due_at
    task.refresh_from_db()
    assert task.sentence.endswith(
        f"Today. Later answered no by {amara.label}. Later answered unsure by {amara.label}."
    )
    assert (task.due_at, task.status) == (before, "open")
    assert "task_added_to" in audited(pia_record)


def test_so_does_that_of_a_corrected_fact(pia_record, amara):
    task = answer(pia_record, amara, "weakness", FlagAnswer.YES).task
    answer(pia_record, amara, "weakness.cord", FlagAnswer.NO)
    answer(pia_record, amara, "weakness.bladder", FlagAnswer.YES)
    answer(pia_record, amara, "weakness.bladder", FlagAnswer.NO)
    task.refresh_from_db()
    assert task.sentence.endswith(
        f"Bladder, bowel or saddle feeling changed too: later answered no by {amara.label}."
    )
    assert task.sentence.count("later") == 1


def test_a_grave_fact_hastens_the_task_and_asks_for_somebody_anew(pia_record, amara, dr_amara, audited):
    task = answer(pia_record, amara, "weakness", FlagAnswer.YES).task
    acknowledge_task(task=task, by=amara, at=NOON + timedelta(minutes=5))
    later = NOON + timedelta(minutes=10)
    saved = answer(pia_record, amara, "weakness.bladder", FlagAnswer.YES, at=later)
    assert (saved.tier, saved.task) == (Tier.NOW, task)
    assert "Call 911" in saved.patient_to_do
    task.refresh_from_db()
    assert (task.due_at, task.acknowledged_at) == (later + timedelta(minutes=30), None)
    assert task.sentence == (
        "Danger sign, progressive weakness or foot drop: yes. Bladder, bowel or saddle feeling changed too: "
        "yes. Now."
    )
    assert Task.objects.count() == 1
    assert "task_hastened" in audited(pia_record)


def test_no_fact_moves_a_clock_back_and_a_resent_one_changes_nothing(pia_record, amara):
    answer(pia_record, amara, "weakness", FlagAnswer.YES)
    answer(pia_record, amara, "weakness.bladder", FlagAnswer.YES, at=NOON + timedelta(minutes=1))
    due = Task.objects.get().due_at
    for said, minute in ((FlagAnswer.YES, 2), (FlagAnswer.NO, 3), (FlagAnswer.NO, 4)):
        answer(pia_record, amara, "weakness.bladder", said, at=NOON + timedelta(minutes=minute))
    assert Task.objects.get().due_at == due
    assert RedFlagAnswer.objects.filter(flag="weakness.bladder").count() == 2


def test_a_fact_asked_before_its_sign_gives_the_sign_its_clock(pia_record, amara):
    answer(pia_record, amara, "infection.sepsis", FlagAnswer.YES)
    assert not Task.objects.exists()
    answer(pia_record, amara, "infection", FlagAnswer.YES)
    assert Task.objects.get().due_at == NOON + timedelta(minutes=30)


def test_the_same_yes_again_does_not_wake_a_task_that_was_closed(pia_record, amara):
    task = answer(pia_record, amara, "infection", FlagAnswer.YES).task
    close_task(task=task, outcome="Seen, treated.", by=amara, at=NOON)
    answer(pia_record, amara, "infection", FlagAnswer.YES)
    assert Task.objects.count() == 1
    answer(pia_record, amara, "infection.sepsis", FlagAnswer.YES)
    assert Task.objects.filter(status="open").get().due_at == NOON + timedelta(minutes=30)


@pytest.mark.parametrize("key", ["weakness.gout", "weakness.", "gout.bladder"])
def test_a_fact_that_nobody_asks_about_is_refused(pia_record, amara, key):
    with pytest.raises(DomainError, match="do not ask"):
        answer(pia_record, amara, key, FlagAnswer.YES)
