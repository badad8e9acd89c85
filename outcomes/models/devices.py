"""Files of wearables, what they brought, and which device told which day (docs/adr/0017, 0018)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import UUIDModel, choices
from people.models import Clinic, Patient, PatientRow, User

from ..rules.words import WearableState


class DayImport(UUIDModel):
    """One export of many people that was read, so that the same file twice changes nothing."""

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


class WearableFile(PatientRow):
    """A file of one person's wearable: its import's state, and the report at the end.

    States, in order: waiting, reading (leased), then done, refused, or needs_columns (a human names the
    columns of a table); done can be undone. Its days are written in the transaction that marks it done.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="wearable_files")
    filename = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="Bytes as received.")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=40, blank=True, help_text="Known once it was read.")
    state = models.CharField(max_length=13, choices=choices(WearableState), default=WearableState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent.")
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=400, blank=True, help_text="One clear sentence.")
    table = models.JSONField(null=True, blank=True, help_text="The head of a table whose columns are asked.")
    columns = models.JSONField(null=True, blank=True, help_text="Which column holds what, as somebody said.")
    report = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "sha256"],
                condition=~Q(state__in=[WearableState.UNDONE, WearableState.REFUSED]),
                name="wearable_once_per_patient",
            ),
            models.CheckConstraint(
                name="wearable_undone_at_and_reason_together",
                condition=Q(undone_at=None, undone_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undone_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-received_at"], name="wearable_latest"),
            models.Index(
                fields=["received_at"],
                condition=Q(
                    state__in=[WearableState.WAITING, WearableState.READING, WearableState.NEEDS_COLUMNS]
                ),
                name="wearable_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class WearableChunk(models.Model):
    """A piece of the file, kept until it is done or refused: web and worker need not share a disk."""

    pk = models.CompositePrimaryKey("file_id", "number")
    file = models.ForeignKey(WearableFile, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.number} of {self.file_id}"


class WearableSource(models.Model):
    """A device as one file names it. A day says by number which of its person's sources told it.

    `rank` and `reaches` decide between two sources of one day (`rules/device_choice.py`).
    """

    pk = models.CompositePrimaryKey("patient_id", "number")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="wearable_sources")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(WearableFile, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    reaches = models.DateField(help_text="The last day of its file.")

    def __str__(self) -> str:
        return self.name


class BroughtDays(models.Model):
    """What a file said of each day, as arrays of one length, whether or not it is the value shown.

    An import that is undone gives its days back to the files that are left.
    """

    file = models.OneToOneField(WearableFile, models.CASCADE, primary_key=True, related_name="brought")
    days = ArrayField(models.DateField())
    steps = ArrayField(models.IntegerField(null=True))
    slept_minutes = ArrayField(models.SmallIntegerField(null=True))
    in_bed_minutes = ArrayField(models.SmallIntegerField(null=True))
    steps_source = ArrayField(models.SmallIntegerField(null=True))
    sleep_source = ArrayField(models.SmallIntegerField(null=True))

    def __str__(self) -> str:
        return f"{len(self.days)} days"
