"""What somebody can do, their function scores and their pain, in one query: what the pattern is found in
(S79).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

from people.models import Patient

from .. import instruments, performance
from ..models import Answer, Day, Goal, Reading, Score
from ..rules.change import ChangeVerdict, Point, compared, instrument_change
from ..rules.instrument import Instrument
from ..rules.order import FUNCTION, PAIN_AND_LIFE, PAIN_INTENSITY, PAIN_ITEM
from ..rules.pattern import Series
from ..rules.shift import last_of_day, taken_alike
from ..rules.wins import Aim
from ..rules.words import DayMark, Direction, GoalStatus, ResponseStatus

#: A rating of pain from 0 to 10 is judged as one, wherever it was asked.
_RATING = "nrs"
_ITEM_KEY = f"{PAIN_AND_LIFE}:{PAIN_ITEM}"
_DAY_SHAPE = {
    "day": "day",
    "mark": "mark",
    "moved": "moved_minutes",
    "told_steps": "moved_steps",
    "slept": "slept_minutes",
    "steps": "device_steps",
    "device_slept": "device_slept_minutes",
    "steps_device": "steps_source",
    "sleep_device": "sleep_source",
}
PATTERN_KEYS = (*FUNCTION, PAIN_AND_LIFE, *sorted(PAIN_INTENSITY))


@dataclass(frozen=True)
class DayFacts:
    """One day that has a row: the person's own word, and what a device counted, with the device's number.
    None is “not known”.
    """

    day: date
    mark: DayMark | None
    moved: int | None
    told_steps: int | None
    slept: int | None
    steps: int | None
    device_slept: int | None
    steps_device: int | None
    sleep_device: int | None


@dataclass(frozen=True)
class FunctionAndPain:
    """Aims in the order in which they were first tracked. `mixed` is PEG, which is pain and what it stops."""

    aims: tuple[Aim, ...]
    function: tuple[Series, ...]
    intensity: tuple[Series, ...]
    mixed: Series | None
    days: tuple[DayFacts, ...] = ()

    @property
    def scores(self) -> tuple[Series, ...]:
        """Whole instruments, function before pain."""
        ratings = tuple(one for one in self.intensity if one.key != _ITEM_KEY)
        return (*self.function, *([self.mixed] if self.mixed else []), *ratings)


def function_and_pain(
    patient: Patient, *, on: date, days: int = 0, sensitive: bool = True
) -> FunctionAndPain:
    """Values up to and including `on`, and the last `days` days. Without `sensitive` what is kept private
    is left out. One query.
    """
    columns = {
        "reading_rows": _reading_rows(on, sensitive=sensitive),
        "goal_rows": _goal_rows(),
        "score_rows": _score_rows(on),
        "pain_rows": _pain_rows(on),
        "day_rows": _day_rows(on, days),
    }
    arrays = {name: ArraySubquery(rows) for name, rows in columns.items()}
    row = Patient.objects.filter(pk=patient.pk).annotate(**arrays).values_list(*arrays).get()
    readings, goals, scores, pain, lived = row
    sides = sides_of(_aims(readings, goals), _scores_by_key(scores), _points(pain))
    return replace(sides, days=tuple(map(_day, lived)))


def sides_of(
    aims: Iterable[Aim], scores: Mapping[str, Sequence[Point]], pain_item: Sequence[Point]
) -> FunctionAndPain:
    """From values in the order of their days; of scores only those that are about function or pain are
    used.
    """
    series = {key: _scored(instruments.get(key), scores[key]) for key in PATTERN_KEYS if scores.get(key)}
    rating = instruments.get(_RATING)
    item = Series(_ITEM_KEY, "PEG, its pain item", rating.unit, tuple(pain_item), _judge(rating))
    ratings = (*(series.get(key) for key in sorted(PAIN_INTENSITY)), item if pain_item else None)
    return FunctionAndPain(
        aims=tuple(aims),
        function=tuple(series[key] for key in FUNCTION if key in series),
        intensity=tuple(one for one in ratings if one),
        mixed=series.get(PAIN_AND_LIFE),
    )


def pain_item_rows() -> QuerySet[Answer]:
    """The pain item of each completed PEG of the outer patient whose score counts, in the order of its
    days.
    """
    scored = Score.objects.standing().filter(
        response=OuterRef("response"), instrument=PAIN_AND_LIFE, erred_at=None
    )
    answers = Answer.objects.filter(
        Exists(scored),
        response__patient=OuterRef("pk"),
        response__instrument=PAIN_AND_LIFE,
        response__status=ResponseStatus.COMPLETED,
        response__erred_at=None,
        item=PAIN_ITEM,
        value__isnull=False,
    )
    return answers.order_by("response__true_on", "response__recorded_at", "pk")


def _reading_rows(on: date, *, sensitive: bool) -> QuerySet[Reading]:
    rows = Reading.objects.filter(patient=OuterRef("pk"), erred_at=None, measure__erred_at=None)
    rows = rows.filter(true_on__lte=on)
    rows = rows if sensitive else rows.filter(measure__sensitive=False)
    measure = {name: f"measure__{name}" for name in ("label", "unit", "direction", "test", "test_version")}
    shape = JSONObject(id="measure_id", **measure, on="true_on", value=_text("value"), version="protocol")
    order = ("measure__created_at", "measure_id", "true_on", "recorded_at", "pk")
    return rows.order_by(*order).values(json=shape)


def _goal_rows() -> QuerySet[Goal]:
    rows = Goal.objects.filter(patient=OuterRef("pk"), status=GoalStatus.ACTIVE, erred_at=None)
    shape = JSONObject(measure="measure_id", unit="unit", target=_text("target"))
    return rows.filter(measure__isnull=False).order_by("-rank").values(json=shape)


def _score_rows(on: date) -> QuerySet[Score]:
    rows = Score.objects.standing().filter(
        patient=OuterRef("pk"), instrument__in=PATTERN_KEYS, true_on__lte=on
    )
    rows = rows.filter(erred_at=None, value__isnull=False).order_by("true_on", "computed_at", "pk")
    shape = JSONObject(instrument="instrument", version="version", on="true_on", value=_text("value"))
    return rows.values(json=shape)


def _pain_rows(on: date) -> QuerySet[Answer]:
    shape = JSONObject(version="response__version", on="response__true_on", value=_text("value"))
    return pain_item_rows().filter(response__true_on__lte=on).values(json=shape)


def _day_rows(on: date, days: int) -> QuerySet[Day]:
    rows = Day.objects.filter(patient=OuterRef("pk"), day__gt=on - timedelta(days=days), day__lte=on)
    return rows.order_by("day").values(json=JSONObject(**_DAY_SHAPE))


def _text(field: str) -> Cast:
    """As text, for a number in JSON comes back as a float."""
    return Cast(field, CharField())


def _aims(readings: Iterable[dict], goals: Iterable[dict]) -> Iterator[Aim]:
    """The goal of the lowest rank counts, and only in the measure's own unit."""
    targets = {(goal["measure"], goal["unit"]): Decimal(goal["target"]) for goal in goals}
    measure = itemgetter("id", "label", "unit", "direction", "test", "test_version")
    for (pk, label, unit, direction, *test), rows in groupby(readings, measure):
        yield Aim(
            title=label,
            unit=unit,
            direction=Direction(direction),
            points=tuple(taken_alike(_points(rows))),
            target=targets.get((pk, unit)),
            measure=pk,
            test=performance.of_measure(*test),
        )


def _scores_by_key(rows: Iterable[dict]) -> dict[str, tuple[Point, ...]]:
    grouped: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        grouped[row["instrument"]].append(row)
    return {key: _points(found) for key, found in grouped.items()}


def _points(rows: Iterable[dict]) -> tuple[Point, ...]:
    return tuple(last_of_day(map(_point, rows)))


def _point(row: dict) -> Point:
    return Point(date.fromisoformat(row["on"]), Decimal(row["value"]), row.get("version", ""))


def _day(row: dict) -> DayFacts:
    mark = None if row["mark"] is None else DayMark(row["mark"])
    return DayFacts(**{**row, "day": date.fromisoformat(row["day"]), "mark": mark})


def _scored(instrument: Instrument, points: Sequence[Point]) -> Series:
    return Series(instrument.key, instrument.title, instrument.unit, tuple(points), _judge(instrument))


def _judge(instrument: Instrument) -> Callable[[Sequence[Point]], ChangeVerdict]:
    def judge(points: Sequence[Point]) -> ChangeVerdict:
        return instrument_change(instrument, *compared(points))

    return judge
