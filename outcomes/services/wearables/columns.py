"""A table that we do not know: somebody says which column is which."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people import services as people
from people.access import Actor
from people.models import Patient
from people.permissions import Role

from ...models import WearableFile
from ...rules.wearables import ColumnChoice
from ...rules.words import WearableState
from ..guards import ensure_may_write
from .waiting import SOURCE_KIND

_TASK_DUE = timedelta(days=2)
_TASK = "Sent a table of their own days. Say which column is which, so that it can be read."


def ask_for_columns(file: WearableFile, patient: Patient, table: dict[str, Any], *, at: datetime) -> None:
    """Keep the head of the table for the picker; a patient's own table becomes a task for the navigators."""
    by = Actor.system(file.clinic_id)
    file.state, file.table, file.leased_until, file.attempts = WearableState.NEEDS_COLUMNS, table, None, 0
    file.save(update_fields=["state", "table", "leased_until", "attempts"])
    audit.record("wearable_needs_columns", by=by, subject=file, at=at)
    if file.received_by_id is not None and file.received_by_id == patient.user_id:
        people.open_task(
            patient=patient,
            reason_code="wearable_columns",
            sentence=_TASK,
            owner_role=Role.NAVIGATOR,
            due_at=at + _TASK_DUE,
            source=(SOURCE_KIND, str(file.pk)),
            by=by,
            at=at,
        )


@transaction.atomic
def choose_columns(*, file: WearableFile, columns: ColumnChoice, by: Actor, at: datetime) -> WearableFile:
    """Say which column of a table holds what. The sweep goes on from there."""
    ensure_may_write(by, file.patient)
    file = WearableFile.objects.select_for_update().get(pk=file.pk)
    if file.state != WearableState.NEEDS_COLUMNS:
        raise DomainError("not_waiting", "This file does not wait for its columns any more.")
    if columns.steps is None and columns.slept is None:
        raise DomainError(
            "nothing_chosen", "Choose a column for the steps, for the sleep, or for both.", "steps"
        )
    chosen = [columns.day, columns.steps, columns.slept, columns.in_bed]
    given = [one for one in chosen if one is not None]
    if len(set(given)) < len(given):
        raise DomainError("twice", "One column is chosen twice. Each holds one thing.", "day")
    file.columns, file.state, file.progress = asdict(columns), WearableState.WAITING, 0
    file.save(update_fields=["columns", "state", "progress"])
    source = (SOURCE_KIND, str(file.pk))
    people.cancel_tasks_of(source=source, reason="The columns were named.", by=by, at=at)
    audit.record("wearable_columns_chosen", by=by, subject=file, at=at)
    return file
