"""What is kept so that no work is lost: texts that gave way to another, and keys of browsers' shelves."""

from django.db import models

from core.models import UUIDModel

from .clinic import PatientRow, User


class SetAside(PatientRow):
    """A text that met another one in the same field and did not stay there. It is kept as it was typed.

    `version` names the text that it met, so that the choice between the two is known when it is made.
    `permission` is the one that the field itself asks for: what is restricted there is restricted here.
    """

    kind = models.CharField(max_length=60, help_text="The model of the row, as in the audit log.")
    object_id = models.UUIDField()
    field = models.CharField(max_length=60)
    text = models.TextField()
    version = models.CharField(max_length=20)
    permission = models.CharField(max_length=30)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["object_id", "field"], name="set_aside_of_field")]
        verbose_name_plural = "texts set aside"

    def __str__(self) -> str:
        return f"{self.kind} {self.field}"


class ShelfKey(UUIDModel):
    """The key of what one person's pages keep in a browser until it is on the server (docs/adr/0033).

    It lives on the server and dies when the session that holds it signs out: what it sealed stays unreadable.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret = models.CharField(max_length=44, help_text="32 random bytes, in base 64.")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Shelf key of {self.made_at:%Y-%m-%d %H:%M}"
