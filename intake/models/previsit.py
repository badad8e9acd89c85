"""What a person writes before the visit, in their own words."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import choices
from people.models import Patient, PatientRow, Visit
from people.rules.states import VisitStatus

from ..rules.previsit import MedicineLine, PreVisitState, Told, TriedLine, Week
from .conversation import Intake

#: The story may still be told in the waiting room and while the visit runs late.
OPEN_AFTER_START = timedelta(hours=12)


class PreVisit(PatientRow):
    """The story before one visit (S14 to S16): asked by link, saved answer by answer, sent once.

    It is open while its visit is still to come, so a visit that is moved or cancelled needs no second row
    kept in step. What was told stays here verbatim; `taken_in` names the lines that became rows of `intake`.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="previsits")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="previsit")
    state = models.CharField(max_length=8, choices=choices(PreVisitState), default=PreVisitState.OPEN)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    asks_self_harm = models.BooleanField(
        default=False, help_text="Asked only of a story that was opened while somebody watches."
    )
    passed = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="Pages that were gone past."
    )
    signs = models.JSONField(default=dict, blank=True, help_text="Danger sign to its answer.")
    wants = models.JSONField(default=list, blank=True, help_text="Up to three, most wanted first.")
    good_day = models.TextField(blank=True, max_length=4000)
    good_day_frequency = models.CharField(blank=True, max_length=200)
    most_urgent = models.TextField(blank=True, max_length=2000)
    since = models.CharField(blank=True, max_length=120)
    regions = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    tried = models.JSONField(default=list, blank=True)
    medicines = models.JSONField(default=list, blank=True)
    week_work = models.CharField(blank=True, max_length=300)
    week_care = models.CharField(blank=True, max_length=300)
    week_travel = models.CharField(blank=True, max_length=300)
    week_sleep = models.CharField(blank=True, max_length=120)
    intake = models.ForeignKey(
        Intake, models.PROTECT, null=True, blank=True, related_name="previsits", help_text="That took it in."
    )
    taken_in = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="previsit_sent_at_when_sent",
                condition=Q(state=PreVisitState.SENT, sent_at__isnull=False)
                | Q(state=PreVisitState.OPEN, sent_at=None),
            )
        ]
        indexes = [models.Index(fields=["patient", "-created_at"], name="previsit_latest")]

    def __str__(self) -> str:
        return f"Story before {self.visit}"

    @property
    def is_sent(self) -> bool:
        return self.state == PreVisitState.SENT

    @property
    def closes_at(self) -> datetime:
        return self.visit.starts_at + OPEN_AFTER_START

    def is_wanted(self, at: datetime) -> bool:
        """Whether the visit that it prepares is still to come, or just running."""
        to_come = self.visit.status in (VisitStatus.PLANNED, VisitStatus.ARRIVED)
        return to_come and self.patient.is_open and at < self.closes_at

    def takes_answers(self, at: datetime) -> bool:
        return not self.is_sent and self.is_wanted(at)

    @property
    def told(self) -> Told:
        return Told(
            wants=[want for want in self.wants if want],
            good_day=self.good_day,
            good_day_frequency=self.good_day_frequency,
            most_urgent=self.most_urgent,
            since=self.since,
            tried=[TriedLine(**line) for line in self.tried],
            medicines=[MedicineLine(**line) for line in self.medicines],
            week=Week(self.week_work, self.week_care, self.week_travel, self.week_sleep),
        )
