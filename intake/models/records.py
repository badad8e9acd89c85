"""Old records that the clinic asked for, and what became of each."""

from django.db import models
from django.db.models import Q

from core.models import choices
from people.models import Patient, PatientRow, User

from ..rules.records import AskedBy, RecordKind, RecordState
from .referrals import Referral


class RecordRequest(PatientRow):
    """One thing asked for before the visit (S17): from whom, when, and whether it came.

    The state says where it stands; `settled_at` is when it came, or when it was said that there is none.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="record_requests")
    what = models.CharField(max_length=12, choices=choices(RecordKind))
    detail = models.CharField("which one", max_length=120, blank=True)
    holder = models.CharField("from whom", max_length=120)
    how = models.CharField("how it was asked", max_length=8, choices=choices(AskedBy))
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=choices(RecordState), default=RecordState.ASKED)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("why there is none", max_length=200, blank=True)
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="+", help_text="The packet it came in."
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="record_settled_when_not_asked",
                condition=Q(state=RecordState.ASKED, settled_at=None)
                | (~Q(state=RecordState.ASKED) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="record_none_has_a_reason", condition=Q(state=RecordState.NONE) ^ Q(reason="")
            ),
            models.UniqueConstraint(
                fields=["patient", "what", "detail", "holder"],
                condition=Q(state=RecordState.ASKED),
                name="record_asked_once_while_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "asked_on"], condition=Q(state=RecordState.ASKED), name="record_still_out"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.holder}"

    @property
    def name(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.get_what_display()}{detail}"
