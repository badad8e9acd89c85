"""The demonstration clinic plays through the ordinary services, is the same each time, and can be rebuilt."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from followup.models import ContactAttempt
from intake.models import Intake, Referral
from outcomes.models import Day, GoalWeek, Reading, Score
from paincare.demo.courses import COURSES
from paincare.demo.days import logged_days
from paincare.demo.packets import packet
from paincare.demo.play import play
from paincare.demo.rebuild import take_down
from people.models import Clinic, Patient, Task
from plans.models import Checkpoint, Plan
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def password(settings):
    settings.DEMO_PASSWORD = "demonstration-of-the-tests"


def summary() -> dict:
    """What a person would notice, without ids."""
    return {
        "people": list(
            Patient.objects.order_by("mrn").values_list("family_name", "closed_reason", "may_email")
        ),
        "packets": list(Referral.objects.order_by("filename").values_list("filename", "state")),
        "intakes": list(Intake.objects.order_by("patient__family_name").values_list("status", flat=True)),
        "plans": list(Plan.objects.order_by("patient__family_name").values_list("template", "status")),
        "checkpoints": list(
            Checkpoint.objects.order_by(
                "patient__family_name", "step__position", "due_on", "question"
            ).values_list("state", "decision", "due_on")
        ),
        "days": list(
            Day.objects.order_by("patient__family_name", "day").values_list("day", "mark", "device_steps")
        ),
        "counts": (Reading.objects.count(), Score.objects.count(), ContactAttempt.objects.count()),
        "weeks": list(
            GoalWeek.objects.order_by("patient__family_name", "week_on").values_list("week_on", "tick")
        ),
        "tasks": sorted(Task.objects.values_list("reason_code", "status")),
    }


def test_it_is_full_the_same_each_time_and_taken_down_whole(db, password):
    clinic = play(now=NOON)
    first = summary()
    assert len(first["people"]) == len(COURSES)
    assert {state for _, state in first["packets"]} == {"done"}
    assert sorted(set(first["intakes"])) == ["draft", "signed"]
    assert {decision for _, decision, _ in first["checkpoints"]} >= {"confirmed", "challenged", "cannot_tell"}
    assert {tick for _, tick in first["weeks"]} >= {"yes", "no"}
    assert ("Stone", "died", False) in first["people"]
    assert ("Ruiz", "", False) in first["people"]
    heard = Event.objects.count()

    take_down(clinic)
    assert not Clinic.objects.exists()
    assert not Patient.objects.exists()
    assert Event.objects.count() == heard

    play(now=NOON)
    assert summary() == first


def test_a_real_clinic_is_never_taken_down(maple):
    PatientFactory(clinic=maple)
    with pytest.raises(ValueError, match="is a real clinic"):
        take_down(maple)
    assert Patient.objects.count() == 1


def test_nothing_is_built_where_a_clinic_is_already(maple, password):
    call_command("demo", if_empty=True, stdout=StringIO())
    assert Clinic.objects.get() == maple


def test_the_question_is_asked_before_anything_is_deleted(maple, password, monkeypatch):
    maple.is_demonstration = True
    maple.save()
    monkeypatch.setattr("builtins.input", lambda question: "n")
    answer = StringIO()
    call_command("demo", stdout=answer)
    assert answer.getvalue() == "Nothing changed.\n"
    assert Clinic.objects.get() == maple


def test_without_a_password_it_says_what_to_set(db, settings):
    settings.DEMO_PASSWORD = ""
    with pytest.raises(CommandError, match="Set DEMO_PASSWORD"):
        call_command("demo")


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.person.family)
def test_packets_and_days_are_the_same_each_time(course):
    assert packet(course, today=NOON.date()) == packet(course, today=NOON.date())
    if course.log:
        days = list(logged_days(course.log, seed=course.person.mrn, today=NOON.date()))
        assert days == list(logged_days(course.log, seed=course.person.mrn, today=NOON.date()))
        assert max(one.day for one in days) < NOON.date()
