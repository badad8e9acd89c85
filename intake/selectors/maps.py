"""What the newest body maps say to the rules: regions, sites, where a pain travels, where touch hurts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.words import full_day
from intake.models import BodyMap
from intake.rules.body import MapLayer, Quality
from intake.rules.body_regions import REGIONS
from intake.rules.body_sites import acr_regions_of, sites_of
from people.models import Patient


@dataclass(frozen=True)
class Mark:
    region: int
    problem: str
    touch_hurts: bool
    travels_from: int | None


@dataclass(frozen=True)
class MapRead:
    """One map: `on` is the day that it shows, or was drawn."""

    on: date
    marks: Sequence[Mark]

    def of_problem(self, problem: str) -> "MapRead":
        """The marks of one problem, and those that were given to none."""
        return MapRead(self.on, [one for one in self.marks if one.problem in ("", problem)])

    @property
    def sites(self) -> frozenset[str]:
        return sites_of([one.region for one in self.marks])

    @property
    def regions(self) -> frozenset[str]:
        return acr_regions_of(self.sites)

    @property
    def travels(self) -> str:
        """“from left buttock to left calf”; empty when nothing travels."""
        routes = [(one.travels_from, one.region) for one in self.marks if one.travels_from]
        return "; ".join(f"pain travels from {_name(start)} to {_name(end)}" for start, end in routes[:2])

    @property
    def touch_hurts(self) -> str:
        places = [_name(one.region) for one in self.marks if one.touch_hurts]
        return f"touch hurts at {', '.join(places[:3])}" if places else ""

    @property
    def words(self) -> str:
        return f"Map of {full_day(self.on)}"


def _name(region: int) -> str:
    return REGIONS[region].name.lower()


def newest_maps(patient: Patient) -> dict[str, MapRead]:
    """The newest map of each layer, in two queries. A dated one stands for now when it is newer than now.

    A map that has a date and no marks says nothing: somebody told when, and did not draw.
    """
    rows = BodyMap.objects.filter(patient=patient, erred_at=None).prefetch_related("marks")
    newest: dict[str, BodyMap] = {}
    for row in rows.order_by("recorded_at"):
        if not row.marks.all():
            continue
        layer = MapLayer.NOW if row.layer == MapLayer.DATED else row.layer
        if layer not in newest or _day(row) >= _day(newest[layer]):
            newest[layer] = row
    return {layer: _read(row) for layer, row in newest.items()}


def _day(row: BodyMap) -> date:
    return row.true_on or timezone.localdate(row.recorded_at)


def _read(row: BodyMap) -> MapRead:
    marks = [
        Mark(
            mark.region,
            str(mark.problem_id or ""),
            Quality.TOUCH in mark.qualities,
            mark.travels_from,
        )
        for mark in row.marks.all()
    ]
    return MapRead(_day(row), marks)
