"""What a device counted, week by week."""

from dataclasses import dataclass

from django.db.models import Q

from people.models import Patient
from people.policies import PolicyValue

from ..models import Day
from ..rules.change import ChangeVerdict, Noise, Point, measure_change
from ..rules.weeks import DeviceDayFact, Week, weeks
from ..rules.words import Direction

WEEKS_SHOWN = 8


@dataclass(frozen=True)
class DeviceWeeks:
    """The newest weeks, newest first, and the oldest of them against the newest."""

    weeks: tuple[Week, ...]
    verdict: ChangeVerdict


def device_weeks(patient: Patient, *, shift: PolicyValue) -> DeviceWeeks:
    """Up to eight weeks back from the last day of the device, however long ago that was; one query."""
    counted = Q(device_steps__isnull=False) | Q(device_slept_minutes__isnull=False)
    rows = Day.objects.filter(counted, patient=patient).order_by("-day")
    newest = rows.values_list("day", "device_steps", "device_slept_minutes")[: WEEKS_SHOWN * 7]
    found = tuple(weeks([DeviceDayFact(*row) for row in newest], most=WEEKS_SHOWN))
    points = [Point(week.last, week.steps.value) for week in found if week.steps.value is not None]
    verdict = measure_change(
        points[-1] if points else None,
        points[0] if points else None,
        direction=Direction.HIGHER_IS_BETTER,
        unit="steps a day",
        noise=Noise(shift.source, points=shift.value),
    )
    return DeviceWeeks(found, verdict)
