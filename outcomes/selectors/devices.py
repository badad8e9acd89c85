"""What a device counted, week by week, and which device it was."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from people.models import Patient

from ..models import Day, WearableFile, WearableSource
from ..rules.weeks import DeviceDayFact, Week, weeks
from ..rules.words import WearableState

WEEKS_SHOWN = 8
#: Devices named of these weeks, the one with the most days first.
_MOST_NAMED = 3


@dataclass(frozen=True)
class NewestFile:
    """The last file that was imported."""

    pk: UUID
    filename: str
    read_at: datetime


@dataclass(frozen=True)
class DeviceWeeks:
    """The newest weeks, newest first. Whether they moved is for the run rules over all weeks (the charts):
    the ends of eight say too little.

    `steps_from` and `sleep_from` name the devices that told the values shown.
    """

    weeks: tuple[Week, ...]
    steps_from: str
    sleep_from: str
    file: NewestFile | None


def device_weeks(patient: Patient) -> DeviceWeeks:
    """Up to eight weeks back from the last day of the device, however long ago that was; one query."""
    counted = Q(device_steps__isnull=False) | Q(device_slept_minutes__isnull=False)
    rows = Day.objects.filter(counted, patient=patient).order_by("-day")
    told = rows.annotate(steps_from=_name_of("steps_source"), sleep_from=_name_of("sleep_source"))
    fields = ("day", "device_steps", "device_slept_minutes", "steps_from", "sleep_from")
    newest = list(told.annotate(file=_newest_file(patient)).values_list(*fields, "file")[: WEEKS_SHOWN * 7])
    found = tuple(weeks([DeviceDayFact(*row[:3]) for row in newest], most=WEEKS_SHOWN))
    return DeviceWeeks(
        weeks=found,
        steps_from=_most_often(row[3] for row in newest),
        sleep_from=_most_often(row[4] for row in newest),
        file=_file(newest[0][5]) if newest else None,
    )


def _name_of(number: str) -> Subquery:
    """The device that a day names by its number."""
    source = WearableSource.objects.filter(patient=OuterRef("patient"), number=OuterRef(number))
    return Subquery(source.values("name"))


def _newest_file(patient: Patient) -> Subquery:
    """The same for every day, so the database looks for it once."""
    done = WearableFile.objects.filter(patient=patient, state=WearableState.DONE).order_by("-finished_at")
    said = JSONObject(pk="pk", filename="filename", read_at="finished_at")
    return Subquery(done.annotate(said=said).values("said")[:1])


def _file(said: dict[str, str] | None) -> NewestFile | None:
    if said is None:
        return None
    return NewestFile(UUID(said["pk"]), said["filename"], datetime.fromisoformat(said["read_at"]))


def _most_often(names: Iterable[str | None]) -> str:
    """Empty when no device is known by name: days that were kept before devices were."""
    counted = Counter(name for name in names if name)
    return ", ".join(name for name, _ in counted.most_common(_MOST_NAMED))
