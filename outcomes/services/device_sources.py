"""Numbering the devices that a file names, among all that told of this person's days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from ..models import WearableFile, WearableSource
from ..rules.device_choice import rank_of


@dataclass(frozen=True)
class NamedSources:
    """A file, the last day that it reaches, and the devices that it names."""

    file: WearableFile
    reaches: date
    names: Sequence[str]


def number_sources(told: Sequence[NamedSources]) -> dict[UUID, dict[str, int]]:
    """Give every device of every file the next number of its person; by file, then by name."""
    people = [one.file.patient_id for one in told]
    known = (
        WearableSource.objects.filter(patient__in=people).values("patient_id").annotate(last=Max("number"))
    )
    last = dict.fromkeys(people, 0) | {row["patient_id"]: row["last"] for row in known}
    rows = []
    for one in told:
        start = last[one.file.patient_id] + 1
        rows += [
            WearableSource(
                patient_id=one.file.patient_id,
                number=number,
                file=one.file,
                name=name,
                rank=rank_of(name),
                reaches=one.reaches,
            )
            for number, name in enumerate(one.names, start)
        ]
    WearableSource.objects.bulk_create(rows)
    numbers: dict[UUID, dict[str, int]] = {one.file.pk: {} for one in told}
    for row in rows:
        numbers[row.file_id][row.name] = row.number
    return numbers
