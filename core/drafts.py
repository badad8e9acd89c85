"""Saving one field of a draft, safely. Intake and the plan builder share it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from .errors import DomainError, FieldConflict
from .models import Draft

UNREADABLE = "This text holds a character that cannot be stored. Remove it and the text saves itself."


@dataclass(frozen=True)
class Saved:
    """What a field is after the save, the revision that the next save must name, and what it was before."""

    field: str
    value: object
    revision: int
    changed: bool
    before: object = None


@transaction.atomic
def save_field(draft: Draft, *, field: str, value: object, revision: int) -> Saved:
    """Save one field of `draft` if nobody saved it since `revision`.

    1. Lock the row, so that two saves take turns.
    2. The same text again changes nothing, whatever its revision: a resent save is harmless.
    3. A stale revision raises FieldConflict with both texts; nothing is overwritten.
    """
    if field not in draft.draft_fields:
        raise DomainError("unknown_field", f"There is no field “{field}” here.", field)
    locked = type(draft)._default_manager.select_for_update(no_key=True).filter(pk=draft.pk).first()
    if locked is None:
        raise DomainError("gone", "Somebody removed this line meanwhile. Copy your text.", field)
    clean = _clean(locked, field, value)
    current = getattr(locked, field)
    if clean == current:
        return Saved(field, current, locked.revision_of(field), changed=False)
    if revision != locked.revision_of(field):
        raise FieldConflict(field=field, yours=value, theirs=current, revision=locked.revision_of(field))
    setattr(locked, field, clean)
    locked.revisions = {**locked.revisions, field: revision + 1}
    locked.save(update_fields=[field, "revisions"])
    setattr(draft, field, clean)
    draft.revisions = locked.revisions
    return Saved(field, clean, revision + 1, changed=True, before=current)


def _clean(draft: Draft, field: str, value: object) -> object:
    """The value as the model field keeps it. An emptied number or date is null, never zero."""
    model_field = draft._meta.get_field(field)
    value = _text(field, value)
    if value == "" and model_field.null:
        return None
    _refuse_too_long(field, value, model_field.max_length)
    try:
        return model_field.clean(value, draft)
    except ValidationError as refused:
        raise DomainError("invalid", " ".join(refused.messages), field) from None


def _text(field: str, value: object) -> str:
    """What was typed, with one kind of line end: a form posts CRLF where a script reads LF."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise DomainError("invalid", "This field holds words or a number.", field)
    text = str(value).replace("\r\n", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise DomainError("unreadable", UNREADABLE, field) from None
    if "\x00" in text:
        raise DomainError("unreadable", UNREADABLE, field)
    return text


def _refuse_too_long(field: str, text: str, most: int | None) -> None:
    """Said before the model does, and also for text fields, which Django does not measure."""
    if most and len(text) > most:
        message = f"This holds at most {most} characters; your text has {len(text)}. Shorten it and it saves."
        raise DomainError("too_long", message, field)
