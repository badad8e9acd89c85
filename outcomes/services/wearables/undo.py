"""Somebody says that a file was the wrong one."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic

from ...models import WearableFile
from ...rules.words import WearableState
from ..guards import take_turns
from .giving_back import show_what_is_left


@transaction.atomic
def undo_import(*, file: WearableFile, reason: str, by: Actor, at: datetime) -> WearableFile:
    """Take an import back, with a reason: it was another person's file, say. Allowed on a closed record too.

    1. Each day shows again what the files that are left say of it, or nothing from a device.
    2. What the person said stays. A row that held nothing but this import's values goes with it.
    3. The same file may be imported again, here or for the person whose it is.
    """
    ensure_same_clinic(by, file)
    patient = file.patient
    take_turns(patient)
    file = WearableFile.objects.select_for_update().get(pk=file.pk)
    if file.state != WearableState.DONE:
        raise DomainError("not_done", "Only an imported file can be undone.")
    if not reason.strip():
        raise DomainError("reason_needed", "Say why the file was wrong.", "reason")
    file.state, file.undone_at, file.undone_reason = WearableState.UNDONE, at, reason.strip()
    file.undone_by_id = by.user_id
    file.save(update_fields=["state", "undone_at", "undone_by", "undone_reason"])
    show_what_is_left(file, at=at)
    audit.record("wearable_undone", by=by, subject=file, at=at)
    return file
