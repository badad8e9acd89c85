"""An import is undone: its days show again what the files that are left say of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ...models import BroughtDays, Day, Pulse, WearableFile, WearableSource
from ...rules.device_choice import Source, shown_of
from ...rules.words import Mode, WearableState

_FIELDS = [
    "device_steps",
    "device_slept_minutes",
    "device_in_bed_minutes",
    "steps_source",
    "sleep_source",
]


@dataclass(frozen=True)
class _Told:
    """What one file said of one day; a source is None where it said nothing."""

    steps: int | None
    slept: int | None
    in_bed: int | None
    steps_source: int | None
    sleep_source: int | None


def show_what_is_left(file: WearableFile, *, at: datetime) -> None:
    """Only where `file` is shown. It must not count as done any more."""
    mine = set(file.sources.values_list("number", flat=True))
    shown = Day.objects.filter(Q(steps_source__in=mine) | Q(sleep_source__in=mine), patient=file.patient)
    rows = list(shown.select_for_update())
    left = _told_by_others(file, {row.day for row in rows})
    sources = _sources(file)
    for row in rows:
        if row.steps_source in mine:
            _show_steps(row, left[row.day], sources)
        if row.sleep_source in mine:
            _show_sleep(row, left[row.day], sources)
    Day.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["patient", "day"], update_fields=_FIELDS
    )
    _drop_empty(file)
    _keep_pulse(file, at=at)


def _sources(file: WearableFile) -> dict[int, Source]:
    rows = WearableSource.objects.filter(patient=file.patient_id)
    return {row[0]: Source(*row) for row in rows.values_list("number", "rank", "reaches")}


def _told_by_others(file: WearableFile, days: Collection[date]) -> dict[date, list[_Told]]:
    """Of the days asked for, what every other file of this person said that is done."""
    others = BroughtDays.objects.filter(file__patient=file.patient_id, file__state=WearableState.DONE)
    told = defaultdict(list)
    arrays = ("days", "steps", "slept_minutes", "in_bed_minutes", "steps_source", "sleep_source")
    for brought in others.values_list(*arrays):
        for day, *values in zip(*brought, strict=True):
            if day in days:
                told[day].append(_Told(*values))
    return told


def _show_steps(row: Day, told: Iterable[_Told], sources: dict[int, Source]) -> None:
    best = shown_of((sources[one.steps_source], one) for one in told if one.steps_source is not None)
    row.steps_source = best.steps_source if best else None
    row.device_steps = best.steps if best else None


def _show_sleep(row: Day, told: Iterable[_Told], sources: dict[int, Source]) -> None:
    best = shown_of((sources[one.sleep_source], one) for one in told if one.sleep_source is not None)
    row.sleep_source = best.sleep_source if best else None
    row.device_slept_minutes = best.slept if best else None
    row.device_in_bed_minutes = best.in_bed if best else None


def _drop_empty(file: WearableFile) -> None:
    """Rows that a device had opened and of which nobody says anything now."""
    nobody = Day.objects.filter(patient=file.patient_id, mode=Mode.DEVICE, mark=None)
    nobody.filter(**dict.fromkeys(_FIELDS)).delete()


def _keep_pulse(file: WearableFile, *, at: datetime) -> None:
    counted = Q(device_steps__isnull=False) | Q(device_slept_minutes__isnull=False)
    days = Day.objects.filter(counted, patient=file.patient_id).order_by("-day")
    last = days.values_list("day", flat=True).first()
    Pulse.objects.filter(patient=file.patient_id).update(last_device_day=last, updated_at=at)
