"""The person's story: what came with them, what they told, and what we think is going on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Draft, Erasable, UUIDModel, choices
from people.models import Clinic, Patient, PatientRow, User, Visit

from .rules.words import (
    Ended,
    EntryKind,
    IdeaStatus,
    IntakeStatus,
    MatchDecision,
    Precision,
    ReferralState,
    Side,
)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, actor, permission):
        """Packets belong to the clinic before they belong to a patient."""
        return self.filter(clinic_id=actor.clinic_id) if actor.reach(permission) else self.none()


class Referral(UUIDModel):
    """A referral packet: the document as it came, its import's state, and the report at the end.

    States, in order: waiting, reading (leased), then done, refused, or needs_match (a human decides);
    done can be undone. All or nothing: entries are written in the transaction that marks it done.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="referrals")
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, blank=True, related_name="referrals")
    created_patient = models.BooleanField(default=False)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="Bytes as received.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=choices(ReferralState), default=ReferralState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent.")
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=400, blank=True, help_text="One clear sentence.")
    report = models.JSONField(default=dict, blank=True)
    decision = models.CharField(
        max_length=12,
        choices=choices(MatchDecision),
        blank=True,
        help_text="What a human said about the match.",
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "sha256"],
                condition=~Q(state__in=[ReferralState.UNDONE, ReferralState.REFUSED]),
                name="referral_once_per_clinic",
            ),
            models.CheckConstraint(
                name="referral_undone_at_and_reason_together",
                condition=Q(undone_at=None, undone_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undone_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["clinic", "-received_at"], name="referral_latest")]

    def __str__(self) -> str:
        return self.filename


class ReferralDocument(UUIDModel):
    """The packet's bytes, gzipped, kept beside its row so that one backup holds both."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="document")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.referral)


class Imported(models.Model):
    """Where a charted row came from, when a packet brought it."""

    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="%(class)s_rows"
    )
    source_key = models.CharField(max_length=200, blank=True, help_text="The id that the sender gave it.")

    class Meta:
        abstract = True


class Coded(models.Model):
    """What it is, in words and in a coding system."""

    title = models.CharField(max_length=300)
    code_system = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True


class TimelineEntry(PatientRow, Coded, Imported, Erasable):
    """A dated entry from onset to today (S02): condition, procedure, imaging, life event, treatment."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="timeline")
    kind = models.CharField(max_length=12, choices=choices(EntryKind))
    starts_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    date_words = models.CharField(max_length=60, blank=True, help_text="As said: “winter 2023”.")
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    clinical_status = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "created_at"]
        indexes = [models.Index(fields=["patient", "kind", "starts_on"], name="timeline_by_kind")]

    def __str__(self) -> str:
        return self.title


class Medication(PatientRow, Coded, Imported, Erasable):
    """A medicine as stated (FHIR MedicationRequest or MedicationStatement). An empty dose is “not stated”."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="medications")
    dose = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20)
    started_on = models.DateField(null=True, blank=True)
    started_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    ended_on = models.DateField(null=True, blank=True)
    ended_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_on", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def dose_words(self) -> str:
        return self.dose or "dose not stated"

    @property
    def is_current(self) -> bool:
        return self.status == "active" and not self.is_entered_in_error


class Allergy(PatientRow, Coded, Imported, Erasable):
    """Something that the person reacts to (FHIR AllergyIntolerance)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="allergies")
    criticality = models.CharField(max_length=20, blank=True)
    reaction = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    recorded_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "allergies"

    def __str__(self) -> str:
        return self.title


class Intake(PatientRow, Draft):
    """The first conversation (S01, S15), saved field by field until it is signed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="intakes")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=choices(IntakeStatus), default=IntakeStatus.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    good_day = models.TextField("what a good day looks like", blank=True, max_length=4000)
    good_day_frequency = models.CharField("how often it happens", blank=True, max_length=200)
    tried_before = models.TextField("what was tried and how each ended", blank=True, max_length=8000)
    most_urgent = models.TextField("what feels most urgent to the person", blank=True, max_length=2000)
    also_in_play = models.TextField("what else is in play", blank=True, max_length=4000)

    as_signed = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What stood beside the story when it was signed, in words.",
    )
    unfinished = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Cards that are not whole yet, as typed."
    )

    draft_fields = ("good_day", "good_day_frequency", "tried_before", "most_urgent", "also_in_play")

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(status=IntakeStatus.DRAFT),
                name="intake_one_draft_per_patient",
            ),
            models.CheckConstraint(
                name="intake_signed_by_and_at_together",
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """A draft is written on the patient's page; a signed intake is read at its own address."""
        if self.is_signed:
            return reverse("intake:intake-read", args=[self.pk])
        return reverse("intake:intake", args=[self.patient_id])

    @property
    def is_signed(self) -> bool:
        return self.status == IntakeStatus.SIGNED


class PainProblem(PatientRow, Draft, Erasable):
    """One pain problem: where, since when, and what moves it. A person may have several."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pain_problems")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="problems")
    position = models.PositiveSmallIntegerField(default=1)
    where = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=10, choices=choices(Side), blank=True)
    since = models.CharField(max_length=120, blank=True, help_text="As said: “since winter 2023”.")
    worse_with = models.CharField(max_length=300, blank=True)
    better_with = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    draft_fields = ("where", "side", "since", "worse_with", "better_with")

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.where or "Pain problem"


class Hypothesis(PatientRow, Draft):
    """A working idea with what speaks for and against it; challenged ideas stay readable (S21)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="hypotheses")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="hypotheses")
    problem = models.ForeignKey(PainProblem, models.PROTECT, null=True, blank=True, related_name="hypotheses")
    statement = models.CharField(max_length=300, blank=True)
    evidence_for = models.TextField(blank=True, max_length=2000)
    evidence_against = models.TextField(blank=True, max_length=2000)
    planned_test = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=choices(IdeaStatus), default=IdeaStatus.OPEN)
    is_working = models.BooleanField(default=True, help_text="The idea that the plan rests on now.")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_reason = models.CharField(max_length=400, blank=True)

    draft_fields = ("statement", "evidence_for", "evidence_against", "planned_test")

    class Meta:
        ordering = ["-set_at"]
        verbose_name_plural = "hypotheses"

    def __str__(self) -> str:
        return self.statement


class TreatmentTried(PatientRow, Draft, Erasable):
    """A past treatment and how it ended (S13)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="treatments_tried")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="treatments_tried")
    what = models.CharField(max_length=200, blank=True)
    when_words = models.CharField(max_length=60, blank=True)
    helped_for = models.CharField(max_length=60, blank=True, help_text="As said: “2 days only”.")
    ended = models.CharField(max_length=12, choices=choices(Ended), blank=True)
    created_at = models.DateTimeField()

    draft_fields = ("what", "when_words", "helped_for", "ended")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.what
