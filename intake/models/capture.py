"""Lines typed during the conversation, as they were typed, and what each became."""

from django.db import models

from core.models import choices
from people.models import Patient, PatientRow, User

from ..rules.capture import Becomes
from .conversation import Intake


class CapturedLine(PatientRow):
    """One line: kept word for word, with what it was read as and the rows that it made.

    `key` is made by the browser before the line is sent, so that a line sent twice is one line.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="captured_lines")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="captured_lines")
    key = models.UUIDField(editable=False)
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=choices(Becomes), default=Becomes.NOTE)
    words = models.JSONField(
        default=list, editable=False, help_text="What it became, one plain line per part."
    )
    rest = models.TextField(blank=True, help_text="What stayed text beside the parts.")
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it stayed text, or why a part stays."
    )
    made = models.JSONField(default=list, editable=False, help_text="The rows that it made, as it made them.")
    captured_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-captured_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "key"], name="captured_line_once_per_key"),
        ]
        indexes = [models.Index(fields=["intake", "-captured_at"], name="captured_line_latest")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_note(self) -> bool:
        return self.kind == Becomes.NOTE

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
