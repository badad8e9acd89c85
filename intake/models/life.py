"""Life around it: what stands in the way of care, and where somebody goes who cannot start yet."""

from django.db import models
from django.db.models import Q

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.life import BarrierFacts, BarrierKind, RemedyState, Severity
from ..rules.triage import Decision, Disposition
from .charted import Told
from .conversation import Intake


class Barrier(PatientRow, Draft, Told, Erasable):
    """What decides which care is doable (S11). It belongs to the person and holds until somebody ends it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="barriers")
    kind = models.CharField(max_length=12, choices=choices(BarrierKind))
    words = models.CharField("in their words", max_length=200, blank=True)
    severity = models.CharField("how hard", max_length=8, choices=choices(Severity), blank=True)
    left = models.PositiveSmallIntegerField("visits left", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)
    since = models.CharField(max_length=60, blank=True, help_text="As said: “since March”.")
    remedy = models.CharField("what would help", max_length=200, blank=True)
    remedy_state = models.CharField(
        "how far that got", max_length=10, choices=choices(RemedyState), blank=True
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    draft_fields = ("words", "severity", "left", "until_on", "since", "remedy", "remedy_state")

    class Meta:
        ordering = ["noted_at", "id"]
        indexes = [
            models.Index(
                fields=["patient"], condition=Q(ended_on=None, erred_at=None), name="barrier_standing"
            )
        ]

    def __str__(self) -> str:
        return self.facts.short

    @property
    def facts(self) -> BarrierFacts:
        return BarrierFacts(
            kind=BarrierKind(self.kind),
            words=self.words,
            severity=self.severity,
            left=self.left,
            until_on=self.until_on,
            remedy=self.remedy,
            remedy_state=self.remedy_state,
            ended_on=self.ended_on,
        )


class TriageDraft(PatientRow, Draft):
    """Where somebody goes next, while it is written: on no list yet, and gone when it is kept."""

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="triage_draft")
    disposition = models.CharField(max_length=10, choices=choices(Disposition), blank=True)
    reason = models.CharField("because", max_length=300, blank=True)
    service = models.CharField("which centre or specialty", max_length=120, blank=True)
    resources = models.TextField("help to hand over", max_length=1000, blank=True)
    recontact_on = models.DateField("we ask again on", null=True, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    draft_fields = ("disposition", "reason", "service", "resources", "recontact_on")

    def __str__(self) -> str:
        return "Where this goes next, not decided yet"

    @property
    def decision(self) -> Decision | None:
        """None while nobody chose where."""
        if not self.disposition:
            return None
        return Decision(
            Disposition(self.disposition), self.reason, self.service, self.resources, self.recontact_on
        )


class Triage(PatientRow, Erasable):
    """Where somebody goes next (S19), decided on a day; the newest counts until they are reached."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="triages")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="triages")
    disposition = models.CharField(max_length=10, choices=choices(Disposition))
    reason = models.CharField(max_length=300, blank=True)
    service = models.CharField("centre or specialty", max_length=120, blank=True)
    resources = models.TextField(
        max_length=1000, blank=True, help_text="One a line: what it is, with its phone number or link."
    )
    recontact_on = models.DateField(null=True, blank=True)
    sentence = models.CharField(max_length=460, help_text="As the worklist says it on that day.")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contacted_at = models.DateTimeField(null=True, blank=True)
    contacted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(replaced_at=None, contacted_at=None, erred_at=None),
                name="triage_one_standing_per_patient",
            )
        ]
        indexes = [
            models.Index(
                fields=["clinic", "recontact_on"],
                condition=Q(replaced_at=None, contacted_at=None, erred_at=None, recontact_on__isnull=False),
                name="triage_to_contact",
            )
        ]

    def __str__(self) -> str:
        return self.get_disposition_display()

    @property
    def decision(self) -> Decision:
        return Decision(
            Disposition(self.disposition), self.reason, self.service, self.resources, self.recontact_on
        )

    @property
    def is_standing(self) -> bool:
        return not (self.replaced_at or self.contacted_at or self.erred_at)
