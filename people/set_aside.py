"""Texts that gave way to another: kept when two people wrote in one field, whatever was chosen.

The one that came second is kept the moment it is refused, so that it outlives the browser in which somebody
is still choosing. The one that came first is kept when the other person chose their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from audit.selectors import events_about

from .access import Actor, can
from .models import PatientRow, SetAside
from .permissions import Permission


@dataclass(frozen=True)
class Meeting:
    """Two texts in one field: the version that stood there, what it asks for, who came second, when."""

    version: str
    permission: Permission
    by: Actor
    at: datetime


@transaction.atomic
def keep_refused(row: PatientRow, field: str, text: str, met: Meeting) -> None:
    """`text` came second. A resent save is one text, and so is one that was typed on."""
    if not text:
        return
    for earlier in _met(row, field, met):
        if earlier.text in text:
            earlier.text, earlier.at = text, met.at
            earlier.save(update_fields=["text", "at"])
            return
    _keep(row, field, text, met, author=met.by.user_id)


@transaction.atomic
def keep_replaced(
    row: PatientRow, field: str, text: str, met: Meeting, *, chosen: str, saves: Mapping[str, object]
) -> None:
    """`chosen` was written over `text`, which was `met.version`: kept if they had met in a conflict.

    Who wrote on from their own words set nothing aside: a browser that was killed before its save was
    answered meets what it sent.
    `saves` is how the audit log knows the saves of this field: the last one says whose `text` is.
    """
    refused = _met(row, field, met)
    if not refused.exists():
        return
    refused.filter(text=chosen).delete()
    saved = events_about(row.patient_id).filter(**saves, at__lte=met.at)
    author = saved.values_list("actor_id", flat=True).first()
    wrote_on = author == met.by.user_id and text in chosen
    if text and not wrote_on:
        _keep(row, field, text, met, author=author)


def _met(row: PatientRow, field: str, met: Meeting) -> models.QuerySet[SetAside]:
    of_field = SetAside.objects.filter(object_id=row.pk, field=field, version=met.version)
    return of_field.filter(by_id=met.by.user_id)


def _keep(row: PatientRow, field: str, text: str, met: Meeting, *, author: UUID | None) -> None:
    SetAside.objects.create(
        clinic_id=row.clinic_id,
        patient_id=row.patient_id,
        kind=row._meta.label_lower,
        object_id=row.pk,
        field=field,
        text=text,
        version=met.version,
        permission=met.permission,
        by_id=author,
        at=met.at,
    )


@dataclass(frozen=True)
class Aside:
    """A text set aside, as a page shows it."""

    where: str
    text: str
    by: str
    at: datetime


def asides_of(patient_id: UUID, actor: Actor) -> list[Aside]:
    """Newest first, each text of a field once, and only those that its field does not hold now."""
    rows = SetAside.objects.filter(patient_id=patient_id).select_related("by")
    shown: dict[tuple[UUID, str, str], Aside] = {}
    now_there: dict[UUID, models.Model | None] = {}
    for row in rows:
        if row.object_id not in now_there:
            now_there[row.object_id] = _row_of(row)
        if can(actor, Permission(row.permission)) and row.text not in _text_of(now_there[row.object_id], row):
            aside = Aside(_where(row), row.text, row.by.name if row.by else "Somebody", row.at)
            shown.setdefault((row.object_id, row.field, row.text), aside)
    return list(shown.values())


def _row_of(aside: SetAside) -> models.Model | None:
    return apps.get_model(aside.kind)._default_manager.filter(pk=aside.object_id).first()


def _text_of(row: models.Model | None, aside: SetAside) -> str:
    return str(getattr(row, aside.field, "") or "")


def _where(aside: SetAside) -> str:
    """The row's kind and the field, in words."""
    options = apps.get_model(aside.kind)._meta
    names = {field.name: field.verbose_name for field in options.fields}
    named = str(names.get(aside.field, aside.field.replace("-", " ")))
    return f"{str(options.verbose_name).capitalize()}: {named}"
