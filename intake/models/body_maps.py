"""Body maps: where it hurts, in 74 numbered regions, at a time (S03)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import Erasable, UUIDModel, choices
from people.models import Patient, PatientRow, User

from ..rules.body import Depth, MapLayer, Quality
from ..rules.body_marks import Mark
from ..rules.words import Precision
from .charted import Told
from .conversation import Intake
from .problems import PainProblem, problem_key


class BodyMap(PatientRow, Told, Erasable):
    """One map: how it was at the start, at its worst, now, or on any other day that somebody remembers."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="body_maps")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="body_maps")
    layer = models.CharField(max_length=8, choices=choices(MapLayer))
    true_on = models.DateField(null=True, blank=True, help_text="The first day of what was meant.")
    precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    date_words = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-true_on", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "layer"],
                condition=Q(erred_at=None) & ~Q(layer=MapLayer.DATED),
                name="body_map_once_per_layer_of_an_intake",
            )
        ]
        indexes = [models.Index(fields=["patient", "-true_on"], name="body_map_latest")]

    def __str__(self) -> str:
        return f"Body map: {self.get_layer_display()}, {self.date_words or self.true_on or 'no date'}"

    @property
    def regions(self) -> frozenset[int]:
        return frozenset(mark.region for mark in self.marks.all())


class BodyMark(UUIDModel):
    """One region of a map that hurts: of which problem, how it feels, how deep, and where it travels."""

    body_map = models.ForeignKey(BodyMap, models.CASCADE, related_name="marks")
    region = models.PositiveSmallIntegerField(help_text="101 to 136 in front, 201 to 238 behind.")
    problem = models.ForeignKey(PainProblem, models.PROTECT, null=True, blank=True, related_name="+")
    qualities = ArrayField(models.CharField(max_length=8, choices=choices(Quality)), default=list, blank=True)
    depth = models.CharField(max_length=8, choices=choices(Depth), blank=True)
    travels_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The region that this pain comes from, when it travels."
    )

    class Meta:
        ordering = ["region"]
        constraints = [
            models.UniqueConstraint(fields=["body_map", "region"], name="body_mark_once_per_region")
        ]

    def __str__(self) -> str:
        return self.mark.words

    @property
    def mark(self) -> Mark:
        return Mark(
            self.region,
            tuple(Quality(quality) for quality in self.qualities),
            Depth(self.depth) if self.depth else None,
            problem_key(self.problem_id) if self.problem_id else "",
            self.travels_from,
        )
