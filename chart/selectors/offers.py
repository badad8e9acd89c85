"""Which series there are of a patient, function first, in one query."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from chart.presenters.marks import Span
from chart.selectors.day_columns import BY_KEY, DAY_COLUMNS, DayColumn
from chart.selectors.prepared import PreparedRow, objects
from outcomes import performance
from outcomes.models import Day, Flare, Goal, Measure, Reading, Score
from outcomes.rules.instrument import Instrument
from outcomes.rules.performance import PerformanceTest
from outcomes.rules.words import Direction, GoalStatus
from outcomes.selectors import Catalogue
from people.access import Actor, can
from people.models import Patient
from people.permissions import Permission


class SeriesKind(StrEnum):
    MEASURE = "measure"
    DAY = "day"
    SCORE = "score"


@dataclass(frozen=True)
class Offer:
    """One series that can be looked at. `name` is a measure's id, or the key of a column of days or of an
    instrument.

    `instrument` is there with a series of scores (a clinic has some of its own), `test` with one of a
    performance test.
    """

    kind: SeriesKind
    name: str
    title: str
    unit: str
    direction: Direction
    source: str = ""
    goal: Decimal | None = None
    goal_rank: int | None = None
    is_sensitive: bool = False
    instrument: Instrument | None = None
    test: PerformanceTest | None = None

    @property
    def key(self) -> str:
        """As an address says it."""
        return f"{self.kind}-{self.name}"

    @property
    def label(self) -> str:
        return f"{self.title}, {self.source}" if self.source else self.title

    @property
    def day_column(self) -> DayColumn:
        return BY_KEY[self.name]


@dataclass(frozen=True)
class Drawable:
    """What can be drawn, in the order in which it is, and the flares behind all of it."""

    offers: tuple[Offer, ...]
    flares: tuple[Span, ...]

    def for_reader(self, actor: Actor) -> "Drawable":
        """Without what is sensitive, for a role that does not read it."""
        if can(actor, Permission.SENSITIVE):
            return self
        return replace(self, offers=tuple(one for one in self.offers if not one.is_sensitive))

    def get(self, key: str) -> Offer | None:
        return next((offer for offer in self.offers if offer.key == key), None)


def drawable_of(patient: Patient, *, today: date) -> Drawable:
    """Measures by the rank of their goals, then days, then scores; those without any value are left out."""
    return drawable_in(_ROW.of(patient), today, Catalogue(patient.clinic_id))


def drawable_in(row: dict, today: date, instruments: Catalogue) -> Drawable:
    """From a row with the columns of `drawable_columns`, and the instruments of the patient's clinic."""
    goals = {goal["measure_id"]: goal for goal in objects(row["goal_rows"])}
    measures = [_measure(one, goals.get(one["id"])) for one in objects(row["measure_rows"])]
    measures.sort(key=lambda offer: offer.goal_rank or 9)
    days = [_day_series(column) for column in DAY_COLUMNS if row[f"last_{column.field}"]]
    scores = [_score_series(one) for one in instruments.in_order(row["score_keys"])]
    flares = tuple(_flare(one, today) for one in objects(row["flare_rows"]))
    return Drawable((*measures, *days, *scores), flares)


def _measure(row: dict, goal: dict | None) -> Offer:
    offer = Offer(
        SeriesKind.MEASURE,
        row["id"],
        row["label"],
        row["unit"],
        Direction(row["direction"]),
        is_sensitive=row["sensitive"],
        test=performance.of_measure(row["test"], row["test_version"]),
    )
    if goal is None:
        return offer
    target = Decimal(goal["target"]) if goal["unit"] == offer.unit else None
    return replace(offer, goal=target, goal_rank=goal["rank"])


def _day_series(column: DayColumn) -> Offer:
    return Offer(
        SeriesKind.DAY, column.key, column.title, column.unit, column.direction, source=column.source
    )


def _score_series(one: Instrument) -> Offer:
    return Offer(SeriesKind.SCORE, one.key, one.title, one.unit, one.direction, instrument=one)


def _flare(row: dict, today: date) -> Span:
    """One that is still on reaches until today."""
    end = date.fromisoformat(row["ended_on"]) if row["ended_on"] else today
    return Span(date.fromisoformat(row["started_on"]), end, row["severity"])


def drawable_columns() -> dict[str, ArraySubquery | Subquery]:
    """Annotations on Patient."""
    mine = {"patient": OuterRef("pk"), "erred_at": None}
    values = Reading.objects.filter(measure=OuterRef("pk"), erred_at=None)
    measures = Measure.objects.filter(Exists(values), **mine).order_by("created_at")
    goals = Goal.objects.filter(**mine, status=GoalStatus.ACTIVE, measure__isnull=False).order_by("-rank")
    scores = (
        Score.objects.standing()
        .filter(**mine, value__isnull=False)
        .order_by("instrument")
        .distinct("instrument")
    )
    return {
        "measure_rows": ArraySubquery(
            measures.values(json=as_json("id label unit direction sensitive test test_version"))
        ),
        "goal_rows": ArraySubquery(goals.values(json=as_json("measure_id rank target unit"))),
        "score_keys": ArraySubquery(scores.values("instrument")),
        "flare_rows": ArraySubquery(
            Flare.objects.filter(**mine)
            .order_by("started_on")
            .values(json=as_json("started_on ended_on severity"))
        ),
        **{f"last_{column.field}": _last_day_of(column) for column in DAY_COLUMNS},
    }


def _last_day_of(column: DayColumn) -> Subquery:
    """Back from the newest day, so that it is found at once in any number of years; EXISTS may read all."""
    known = Day.objects.filter(patient=OuterRef("pk"), **{f"{column.field}__isnull": False})
    return Subquery(known.order_by("-day").values("day")[:1])


def as_json(names: str) -> JSONObject:
    """Columns as one object; names apart by spaces."""
    return JSONObject(**{name: name for name in names.split()})


_ROW = PreparedRow(drawable_columns)
