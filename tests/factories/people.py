"""Rows of the people app, made with as little as a test needs."""

from datetime import UTC, date, datetime

import factory

from people.models import CareTeamMember, Clinic, Patient, User
from people.permissions import Role

#: The moment at which most tests play.
NOON = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


class ClinicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clinic

    name = factory.Sequence(lambda n: f"Clinic {n}")
    phone = "555-0100"
    second_factor_required = False


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    clinic = factory.SubFactory(ClinicFactory)
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@clinic.example")
    role = Role.PHYSICIAN
    password = factory.django.Password("correct-horse-battery")


class PatientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Patient

    clinic = factory.SubFactory(ClinicFactory)
    mrn = factory.Sequence(lambda n: f"T-{n:05d}")
    given_name = "Pia"
    family_name = factory.Sequence(lambda n: f"Patient{n}")
    birth_date = date(1983, 3, 12)
    time_zone = "America/New_York"
    created_at = NOON


class CareTeamMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CareTeamMember

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")
    user = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..patient.clinic"))
    started_at = NOON
