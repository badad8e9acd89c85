"""Rows of the intake app, made with as little as a test needs."""

import factory

from intake.models import Allergy, Hypothesis, Intake, Medication, PainProblem, TimelineEntry, TreatmentTried
from intake.rules.words import EntryKind

from .people import NOON, PatientFactory, UserFactory


class PatientRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")


class IntakeFactory(PatientRowFactory):
    class Meta:
        model = Intake

    started_at = NOON
    saved_at = NOON
    started_by = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..clinic"))


class IntakeRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    intake = factory.SubFactory(IntakeFactory)
    patient = factory.SelfAttribute("intake.patient")
    clinic = factory.SelfAttribute("intake.clinic")


class PainProblemFactory(IntakeRowFactory):
    class Meta:
        model = PainProblem

    created_at = NOON


class TreatmentTriedFactory(IntakeRowFactory):
    class Meta:
        model = TreatmentTried

    created_at = NOON


class HypothesisFactory(IntakeRowFactory):
    class Meta:
        model = Hypothesis

    statement = "Left L5 nerve root is irritated"
    set_at = NOON
    set_by = factory.SelfAttribute("intake.started_by")


class TimelineEntryFactory(PatientRowFactory):
    class Meta:
        model = TimelineEntry

    kind = EntryKind.STORY
    title = "New delivery route"
    created_at = NOON


class MedicationFactory(PatientRowFactory):
    class Meta:
        model = Medication

    title = "Duloxetine 30 mg"
    status = "active"
    created_at = NOON


class AllergyFactory(PatientRowFactory):
    class Meta:
        model = Allergy

    title = "Sulfa"
    created_at = NOON
