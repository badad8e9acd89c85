"""Rows of the intake app, made with as little as a test needs."""

from uuid import uuid4

import factory

from intake.models import (
    Allergy,
    Barrier,
    BodyMap,
    CapturedLine,
    ClockPattern,
    ExamFinding,
    HealthFact,
    Hypothesis,
    ImagingFinding,
    Intake,
    Medication,
    MedicineMerge,
    MedicineStatement,
    PainProblem,
    Provoker,
    RecordRequest,
    TestRequest,
    TimelineEntry,
    TraumaNote,
    TreatmentTried,
    Triage,
    TriageDraft,
    VisitSummary,
)
from intake.rules.merging import MergeChoice
from intake.rules.records import AskedBy, RecordKind
from intake.rules.words import EntryKind, Taking

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


class ProvokerFactory(IntakeRowFactory):
    class Meta:
        model = Provoker

    effect = "worse"
    what = "sitting"
    created_at = NOON


class CapturedLineFactory(IntakeRowFactory):
    class Meta:
        model = CapturedLine

    key = factory.LazyFunction(uuid4)
    text = "lives with her daughter"
    captured_at = NOON


class TreatmentTriedFactory(IntakeRowFactory):
    class Meta:
        model = TreatmentTried

    created_at = NOON


class HealthFactFactory(IntakeRowFactory):
    class Meta:
        model = HealthFact

    key = "diabetes"
    known = "no"
    true_on = NOON.date()
    recorded_at = NOON


class TraumaNoteFactory(IntakeRowFactory):
    class Meta:
        model = TraumaNote

    created_at = NOON


class BarrierFactory(PatientRowFactory):
    class Meta:
        model = Barrier

    kind = "transport"
    words = "two buses"
    noted_at = NOON


class TriageFactory(PatientRowFactory):
    class Meta:
        model = Triage

    disposition = "stabilise"
    reason = "sleeps in a car"
    sentence = "Not ready: stabilise first: sleeps in a car"
    recontact_on = NOON.date()
    decided_at = NOON


class TriageDraftFactory(PatientRowFactory):
    class Meta:
        model = TriageDraft

    begun_at = NOON


class HypothesisFactory(IntakeRowFactory):
    class Meta:
        model = Hypothesis

    statement = "Left L5 nerve root is irritated"
    is_working = factory.LazyAttribute(lambda one: not one.patient.hypotheses.filter(is_working=True))
    set_at = NOON
    set_by = factory.SelfAttribute("intake.started_by")


class VisitSummaryFactory(IntakeRowFactory):
    class Meta:
        model = VisitSummary

    written_at = NOON
    written_by = factory.SelfAttribute("intake.started_by")


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


class MedicineStatementFactory(PatientRowFactory):
    class Meta:
        model = MedicineStatement

    title = "Turmeric"
    taking = Taking.AS_PRESCRIBED
    stated_at = NOON


class MedicineMergeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MedicineMerge

    patient = factory.SelfAttribute("medication.patient")
    clinic = factory.SelfAttribute("medication.clinic")
    choice = MergeChoice.BOTH
    decided_at = NOON


class AllergyFactory(PatientRowFactory):
    class Meta:
        model = Allergy

    title = "Sulfa"
    created_at = NOON


class BodyMapFactory(PatientRowFactory):
    """A dated map with marks in `regions`, without qualities."""

    class Meta:
        model = BodyMap
        skip_postgeneration_save = True

    layer = "dated"
    recorded_at = NOON
    true_on = factory.LazyFunction(NOON.date)

    @factory.post_generation
    def regions(self, create, regions):
        for region in regions or ():
            self.marks.create(region=region)


class ClockPatternFactory(IntakeRowFactory):
    class Meta:
        model = ClockPattern

    problem = factory.SubFactory(PainProblemFactory, intake=factory.SelfAttribute("..intake"))
    levels = factory.LazyFunction(lambda: [None] * 12)
    recorded_at = NOON


class RecordRequestFactory(PatientRowFactory):
    class Meta:
        model = RecordRequest

    what = RecordKind.NOTES
    holder = "River Practice"
    how = AskedBy.FAX
    asked_on = factory.LazyFunction(NOON.date)
    asked_by = factory.SubFactory(UserFactory, clinic=factory.SelfAttribute("..clinic"))
    created_at = NOON


class ExamFindingFactory(IntakeRowFactory):
    class Meta:
        model = ExamFinding

    test = "slr"
    side = "left"
    answer = "own_pain"
    result = "positive"
    true_on = NOON.date()
    recorded_at = NOON


class ImagingFindingFactory(IntakeRowFactory):
    class Meta:
        model = ImagingFinding

    words = "Disc bulge"
    level = "L4-5"
    created_at = NOON


class TestRequestFactory(PatientRowFactory):
    __test__ = False

    class Meta:
        model = TestRequest

    kind = "mri"
    region = "lumbar spine"
    suspicion = "root"
    reason = "Foot drop is new"
    if_yes = "See the surgeon"
    if_no = "Go on with walking"
    plain_words = "This scan shows nerves."
    asked_at = NOON
