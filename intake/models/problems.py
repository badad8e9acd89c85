"""Pain problems, and what makes each worse or better."""

from uuid import UUID

from django.db import models

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow

from ..rules.words import Effect, Side
from .charted import Told
from .conversation import Intake


def problem_key(pk: UUID) -> str:
    """How a form names a problem briefly: the end of its key, which is random."""
    return pk.hex[-8:]


class PainProblem(PatientRow, Draft, Told, Erasable):
    """One pain problem: where, since when, and what moves it. A person may have several."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pain_problems")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="problems")
    position = models.PositiveSmallIntegerField(default=1)
    where = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=10, choices=choices(Side), blank=True)
    since = models.CharField(max_length=120, blank=True, help_text="As said: “since winter 2023”.")
    worse_with = models.CharField(max_length=300, blank=True)
    better_with = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    draft_fields = ("where", "side", "since", "worse_with", "better_with")

    class Meta:
        ordering = ["position", "created_at", "id"]

    def __str__(self) -> str:
        return self.where or "Pain problem"

    @property
    def key(self) -> str:
        return problem_key(self.pk)


class Provoker(PatientRow, Draft, Told, Erasable):
    """What makes a pain worse, better, or does nothing to it: with how much of it, and how soon (S05).

    “Clicks, but painless” is a finding too: its effect is none.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="provokers")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="provokers")
    problem = models.ForeignKey(PainProblem, models.PROTECT, null=True, blank=True, related_name="provokers")
    effect = models.CharField(max_length=8, choices=choices(Effect), blank=True)
    what = models.CharField("activity, posture or setting", max_length=200, blank=True)
    dose = models.CharField("how much of it", max_length=60, blank=True, help_text="As said: “20 min”.")
    delay = models.CharField("how soon", max_length=60, blank=True, help_text="As said: “next morning”.")
    created_at = models.DateTimeField()

    draft_fields = ("effect", "what", "dose", "delay")

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.get_effect_display(), self.what, self.dose]))
