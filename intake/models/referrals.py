"""Referral packets: the document as it came, and what its import made of it."""

from django.db import models
from django.db.models import Q

from core.models import UUIDModel, choices
from people.models import Clinic, Patient, User

from ..rules.words import MatchDecision, ReferralState


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
        ordering = ["-received_at", "-id"]
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
