"""What charted rows share: where they came from, what they are, and who told them."""

from django.db import models

from core.models import choices

from ..rules.words import Teller
from .referrals import Referral


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


class Told(models.Model):
    """Whose words these are: the person's own stand as a quote until somebody charts over them."""

    told_by = models.CharField(max_length=10, choices=choices(Teller), default=Teller.STAFF)

    class Meta:
        abstract = True

    @property
    def is_quote(self) -> bool:
        return self.told_by == Teller.PATIENT
