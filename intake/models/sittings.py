"""Time spent at an intake, and where somebody was."""

from django.db import models

from people.models import PatientRow, User

from .conversation import Intake


class Sitting(PatientRow):
    """One person at one open page of an intake: where they are in it, and how long each topic was in use.

    The page gives it its key and tells its sums, never steps: telling them twice changes nothing.
    """

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="sittings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    control = models.CharField(max_length=80, blank=True, help_text="The id of the control on the page.")
    place = models.CharField(max_length=120, blank=True, help_text="The same in words: topic and label.")
    caret = models.PositiveIntegerField(default=0)
    scroll = models.PositiveIntegerField(default=0)
    seconds = models.JSONField(default=dict, blank=True, help_text="Seconds in use, by topic.")

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return self.place or "Sitting"
