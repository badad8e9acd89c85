"""Abstract models that every app builds on."""

from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings
from django.db import models

from .ids import uuid7


def choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """Django choices from a rules enum; an enum may own its words by a `label` property."""
    return [(member.value, getattr(member, "label", _words(member.value))) for member in enum]


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize()


class UUIDModel(models.Model):
    """A row whose key is time-ordered and also its FHIR id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Erasable(models.Model):
    """A charted fact that may turn out wrong: marked *entered in error* with a reason, never deleted."""

    erred_at = models.DateTimeField(null=True, blank=True, editable=False)
    erred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    erred_reason = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_entered_in_error(self) -> bool:
        return self.erred_at is not None


class Draft(models.Model):
    """A typed row that is edited field by field before it is signed.

    `revisions` counts the saves of each field, so that a save made from an old copy is noticed
    (`core.drafts.save_field`). A field that nobody saved yet has revision 0.
    """

    revisions = models.JSONField(default=dict, blank=True, editable=False)

    #: Names of the fields that may be saved one at a time.
    draft_fields: Iterable[str] = ()

    class Meta:
        abstract = True

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote in it, or all that was written is gone. A zero was written."""
        return all(getattr(self, field) in ("", None) for field in self.draft_fields)

    def revision_of(self, field: str) -> int:
        return self.revisions.get(field, 0)
