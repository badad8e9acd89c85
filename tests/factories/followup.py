"""Rows of the followup app, and the questions that reminders are about."""

from datetime import date, timedelta
from uuid import uuid4

import factory

from followup.models import ContactAttempt, Reminder
from followup.rules.words import CallResult, ReminderKind
from outcomes.models import Ask
from outcomes.rules.words import AskState
from people.models import Task
from people.permissions import Role
from tests.factories.people import NOON, PatientFactory, UserFactory


class AskFactory(factory.django.DjangoModelFactory):
    """An open PEG, due today."""

    class Meta:
        model = Ask

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    instrument = "peg"
    version = "1"
    opens_at = NOON - timedelta(days=3)
    due_on = date(2026, 11, 20)
    closes_at = NOON + timedelta(days=11)
    state = AskState.OPEN
    created_at = NOON - timedelta(days=20)


class ReachableFactory(PatientFactory):
    """Somebody who agreed to e-mail."""

    email = factory.Sequence(lambda n: f"home{n}@home.example")
    phone = factory.Sequence(lambda n: f"555-{n:04d}")
    may_email = True


class ReminderFactory(factory.django.DjangoModelFactory):
    """Scheduled, due an hour before noon of the tests."""

    class Meta:
        model = Reminder

    patient = factory.SubFactory(ReachableFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    kind = ReminderKind.QUESTIONNAIRE
    ask = factory.SubFactory(AskFactory, patient=factory.SelfAttribute("..patient"))
    dedupe_key = factory.LazyAttribute(lambda made: f"ask:{made.ask.pk}")
    message_id = factory.LazyFunction(lambda: f"<{uuid4()}@maple.example>")
    due_at = NOON - timedelta(hours=1)
    use_by = NOON + timedelta(days=10)
    created_at = NOON - timedelta(hours=2)


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    reason_code = "call_back"
    sentence = "Asked to be called back."
    owner_role = Role.NAVIGATOR
    due_at = NOON
    created_at = NOON - timedelta(hours=2)
    source_kind = "test"
    source_id = factory.LazyFunction(lambda: str(uuid4()))


class ContactAttemptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactAttempt

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    result = CallResult.SPOKE_WELL
    at = NOON - timedelta(hours=1)
    by = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..clinic"))
