"""Importing one file: read it apart, choose what is shown, write the days. All or nothing."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ...models import WearableChunk, WearableFile
from ...rules.device_choice import device_names
from ...rules.wearables import WearableKind
from ...rules.words import WearableState
from ..device_sources import NamedSources, number_sources
from ..device_upsert import Row, Upserted, upsert_device_days
from ..guards import take_turns
from .columns import ask_for_columns
from .reading import Heard, ReaderBroke, Refused, read_apart
from .waiting import end_refused, let_go, renew, still_mine

#: Reading fills the bar to here; the writing that follows is one step.
_READ_PERCENT = 90
_STEP = 3
_CLOSED = "This record was closed before the file was read. Nothing was taken."
_NOTHING = "There are no steps and no sleep in this file. Nothing was taken."

logger = logging.getLogger(__name__)


class _LostClaim(Exception):
    """The lease lapsed and another worker has the file."""


@dataclass(frozen=True)
class _Told:
    """One day as the file tells it."""

    day: date
    steps: int | None
    slept: int | None
    in_bed: int | None
    steps_source: str
    sleep_source: str

    @property
    def has_sleep(self) -> bool:
        return self.slept is not None or self.in_bed is not None


def import_file(*, file: WearableFile, at: datetime, shown: Heard = lambda percent: None) -> WearableFile:
    """Import a claimed file; `shown` hears the percent too.

    1. Read it in a process of its own, outside any transaction: progress is seen at once, and renews the
       claim.
    2. One transaction: lock the row, write every day, delete the file itself, mark it done. Any failure
       leaves no trace, and the file is tried again.
    A file that cannot be read, or that the house's rules refuse, ends with one sentence.
    """
    try:
        found = read_apart(file, zone=file.patient.time_zone, heard=_showing(file, shown))
    except _LostClaim:
        found = None
    except ReaderBroke as broke:
        logger.error("Reading a wearable's file broke: %s", broke)
        let_go(file)
        found = None
    except DomainError as refused:
        found = Refused(refused.code, refused.message)
    if found is not None:
        _settle(file, found, at=at)
    file.refresh_from_db()
    return file


def _showing(file: WearableFile, shown: Heard) -> Heard:
    last = 0

    def heard(percent: int) -> None:
        nonlocal last
        filled = percent * _READ_PERCENT // 100
        if filled >= last + _STEP:
            last = filled
            if not renew(file, percent=filled):
                raise _LostClaim
            shown(filled)

    return heard


@transaction.atomic
def _settle(file: WearableFile, found: dict[str, Any] | Refused, *, at: datetime) -> None:
    patient = Patient.objects.select_related("clinic").get(pk=file.patient_id)
    take_turns(patient)
    mine = still_mine(file).select_for_update().first()
    if mine is None:  # Another worker has it.
        return
    if isinstance(found, Refused):
        _refuse(mine, patient, found, at=at)
    elif not patient.is_open:
        end_refused(mine, _CLOSED, code="record_closed", at=at)
    else:
        _write(mine, patient, found, at=at)


def _refuse(file: WearableFile, patient: Patient, refused: Refused, *, at: datetime) -> None:
    if refused.table is None:
        end_refused(file, refused.sentence, code=refused.code, at=at)
    else:
        ask_for_columns(file, patient, refused.table, at=at)


def _write(file: WearableFile, patient: Patient, found: dict[str, Any], *, at: datetime) -> None:
    all_told = [_Told(date.fromisoformat(day), *rest) for day, *rest in found["days"]]
    told = [one for one in all_told if patient.birth_date <= one.day <= patient.today(at)]
    if not told:
        end_refused(file, _NOTHING, code="no_days", at=at)
        return
    file.kind = found["kind"]
    written = upsert_device_days(patient.clinic, _rows(file, told), files=[file], at=at)
    file.report = _report(found, told, written) | {"not_lived": len(all_told) - len(told)}
    file.state, file.progress, file.finished_at = WearableState.DONE, 100, at
    file.leased_until, file.table = None, None
    file.save()
    WearableChunk.objects.filter(file=file).delete()
    by = Actor.system(file.clinic_id)
    audit.record("wearable_imported", by=by, subject=file, detail=f"days={len(told)}", at=at)


def _rows(file: WearableFile, told: list[_Told]) -> list[Row]:
    """Every day with the numbers of the devices that told it."""
    of_steps = {one.steps_source for one in told if one.steps is not None}
    of_sleep = {one.sleep_source for one in told if one.has_sleep}
    names = device_names(of_steps | of_sleep, otherwise=WearableKind(file.kind).label)
    reaches = max(one.day for one in told)
    numbers = number_sources([NamedSources(file, reaches, sorted(set(names.values())))])[file.pk]
    return [
        (
            file.patient_id,
            one.day,
            one.steps,
            one.slept,
            one.in_bed,
            None if one.steps is None else numbers[names[one.steps_source]],
            numbers[names[one.sleep_source]] if one.has_sleep else None,
        )
        for one in told
    ]


def _report(found: dict[str, Any], told: list[_Told], written: Upserted) -> dict[str, Any]:
    return {
        "days": len(told),
        "added": written.added,
        "changed": written.changed,
        "unchanged": len(told) - written.added - written.changed,
        "steps_outranked": written.steps_outranked,
        "sleep_outranked": written.sleep_outranked,
        "step_days": sum(one.steps is not None for one in told),
        "nights": sum(one.has_sleep for one in told),
        "first": min(one.day for one in told).isoformat(),
        "last": max(one.day for one in told).isoformat(),
        **{name: found[name] for name in ("records", "overlaps", "naps", "duplicates")},
        "refused": found["refused"],
        "refused_total": found["refused_total"],
    }
