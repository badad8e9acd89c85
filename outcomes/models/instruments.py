"""What a clinic adds to the house's instruments, and what its patients call their own rows."""

import json

from django.db import models

from core.models import UUIDModel, choices
from people.models import Clinic, Patient, PatientRow

from ..rules.instrument_file import FileKind


class LoadedInstrument(UUIDModel):
    """A file that a clinic loaded: the licensed wording of a form, or an instrument of its own.

    Rows are added, never overwritten; the newest of an instrument and version is in force. The text is under
    this clinic's licence and is read for this clinic only.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=choices(FileKind))
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField(help_text="Counted from 1 for each instrument and version.")
    language = models.CharField(max_length=12)
    licence_ref = models.CharField(max_length=500)
    content = models.TextField(help_text="The file as JSON text: jsonb would forget the order of answers.")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["loaded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "instrument", "version", "edition"], name="loaded_instrument_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}, {self.kind} {self.edition}"

    @property
    def data(self) -> dict:
        """What the file said, in its order."""
        return json.loads(self.content)


class ItemName(PatientRow):
    """What one person calls a row of a form whose rows are their own (PSFS): the same from first to last."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="item_names")
    instrument = models.CharField(max_length=40)
    item = models.CharField(max_length=40)
    words = models.CharField(max_length=120)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "instrument", "item"], name="item_named_once")
        ]

    def __str__(self) -> str:
        return self.words
