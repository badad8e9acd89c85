"""Files of device days."""

from django.db import models

from core.models import UUIDModel
from people.models import Clinic


class DayImport(UUIDModel):
    """One file of device days that was read, so that the same file twice changes nothing."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    imported_at = models.DateTimeField()
    report = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "sha256"], name="day_file_once")]

    def __str__(self) -> str:
        return self.filename
