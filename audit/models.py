"""Who did what to whose chart, when. Rows are only ever added."""

from django.db import models


class Event(models.Model):
    """One read or write. Ids and labels only: no foreign keys, so the log never ties live data down,
    and no clinical content. The database refuses to change, delete or truncate it (migration 0002).
    """

    class Outcome(models.TextChoices):
        DONE = "done"
        DENIED = "denied"

    at = models.DateTimeField()
    clinic_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    role = models.CharField(max_length=30, blank=True)
    patient_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    category = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["patient_id", "-id"]), models.Index(fields=["actor_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.action}"
