"""The numbers side of the storyboard: readings, scores and days, drawn without model instances."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from chart.presenters.tracks import Point, Track, Verdict
from chart.presenters.words import number
from chart.selectors.prepared import PreparedRow, objects
from chart.selectors.story import GoalLine
from outcomes import instruments, performance
from outcomes.models import Day, Flare, Reading, Score
from outcomes.rules import change
from outcomes.rules.instrument import Instrument
from outcomes.rules.performance import PerformanceTest, change_of_series
from outcomes.rules.shift import last_of_day, taken_alike
from outcomes.rules.wins import Aim
from outcomes.rules.words import DayMark, Direction
from outcomes.selectors import PATTERN_KEYS, FunctionAndPain, pain_item_rows, sides_of
from people.models import Patient

MONTHS_SHOWN = timedelta(days=183)
DAYS_SHOWN = 40
FLARES_SHOWN = 20
MOST_MEASURES = 3
#: The scores of the storyboard, in the order of their panels.
SCORES_SHOWN = ("odi", "peg", "nrs")
#: Those, and what the pattern of function and pain is found in.
SCORES_READ = frozenset({*SCORES_SHOWN, *PATTERN_KEYS})
#: PEG asks for pain as well, and for what it does: pain alone is drawn where nobody asked PEG.
SAID_BETTER_BY = {"nrs": "peg"}
#: Tops of an axis that read well, in tenths of the next power of ten.
ROUND_STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True)
class MeasureSeries:
    id: str
    label: str
    unit: str
    direction: Direction
    points: tuple[change.Point, ...]
    test: PerformanceTest | None = None
    is_sensitive: bool = False


@dataclass(frozen=True)
class Numbers:
    """All readings by measure, the scores by instrument, the person's own word for their latest days, and
    their flares: first day and last, None while it is on.
    """

    measures: tuple[MeasureSeries, ...]
    scores: dict[str, tuple[change.Point, ...]]
    days: dict[date, str]
    flares: tuple[tuple[date, date | None], ...]
    pain_item: tuple[change.Point, ...]

    @property
    def sides(self) -> FunctionAndPain:
        """The same numbers as the two sides of the pattern (S79); of a measure those taken as its newest was,
        as on the page of measures.
        """
        aims = (
            Aim(one.label, one.unit, one.direction, tuple(taken_alike(one.points)), test=one.test)
            for one in self.measures
        )
        return sides_of(aims, self.scores, self.pain_item)


def numbers_of(patient: Patient, *, sees_sensitive: bool) -> Numbers:
    """One query. The first value of a series is its baseline; a score without a value is no point.

    A reader who does not see what is sensitive gets no such measure.
    """
    row = _ROW.of(patient)
    return Numbers(
        measures=tuple(
            one for one in _measures(objects(row["reading_rows"])) if sees_sensitive or not one.is_sensitive
        ),
        scores=_scores(objects(row["score_rows"])),
        days={_day(one): DayMark(one["mark"]).name.lower() for one in objects(row["day_rows"])},
        flares=tuple((_day(one), _last_day(one)) for one in objects(row["flare_rows"])),
        pain_item=tuple(last_of_day(_point(one) for one in objects(row["pain_rows"]))),
    )


def _flare_rows() -> ArraySubquery:
    rows = Flare.objects.filter(patient=OuterRef("pk"), erred_at=None).order_by("-started_on")
    return ArraySubquery(rows.values(json=JSONObject(on="started_on", until="ended_on"))[:FLARES_SHOWN])


def _last_day(row: dict) -> date | None:
    return date.fromisoformat(row["until"]) if row["until"] else None


_OF_MEASURE = ("label", "unit", "direction", "test", "test_version", "sensitive")


def _reading_rows() -> ArraySubquery:
    rows = Reading.objects.filter(patient=OuterRef("pk"), erred_at=None, measure__erred_at=None)
    measure = {name: f"measure__{name}" for name in _OF_MEASURE}
    shape = JSONObject(id="measure_id", **measure, on="true_on", value="value", version="protocol")
    return ArraySubquery(rows.order_by("measure__created_at", "true_on", "recorded_at").values(json=shape))


def _score_rows() -> ArraySubquery:
    of_patient = Score.objects.standing().filter(patient=OuterRef("pk"), erred_at=None)
    rows = of_patient.filter(instrument__in=SCORES_READ)
    shape = JSONObject(instrument="instrument", version="version", on="true_on", value="value")
    rows = rows.filter(value__isnull=False).order_by("true_on", "computed_at")
    return ArraySubquery(rows.values(json=shape))


def _pain_rows() -> ArraySubquery:
    shape = JSONObject(version="response__version", on="response__true_on", value="value")
    return ArraySubquery(pain_item_rows().values(json=shape))


def _day_rows() -> ArraySubquery:
    rows = Day.objects.filter(patient=OuterRef("pk"), mark__isnull=False).order_by("-day")
    return ArraySubquery(rows.values(json=JSONObject(on="day", mark="mark"))[:DAYS_SHOWN])


_ROW = PreparedRow(
    lambda: {
        "reading_rows": _reading_rows(),
        "score_rows": _score_rows(),
        "pain_rows": _pain_rows(),
        "day_rows": _day_rows(),
        "flare_rows": _flare_rows(),
    }
)


def _measures(rows: Iterable[dict]) -> tuple[MeasureSeries, ...]:
    grouped: dict[tuple, list[change.Point]] = defaultdict(list)
    for row in rows:
        test = performance.of_measure(row["test"], row["test_version"])
        measure = (row["id"], row["label"], row["unit"], Direction(row["direction"]), test, row["sensitive"])
        grouped[measure].append(_point(row))
    return tuple(
        MeasureSeries(*measure, tuple(last_of_day(points)), test, is_sensitive)
        for (*measure, test, is_sensitive), points in grouped.items()
    )


def _scores(rows: Iterable[dict]) -> dict[str, tuple[change.Point, ...]]:
    series: dict[str, list[change.Point]] = defaultdict(list)
    for row in rows:
        series[row["instrument"]].append(_point(row))
    return {key: tuple(last_of_day(points)) for key, points in series.items()}


def _point(row: dict) -> change.Point:
    return change.Point(_day(row), Decimal(row["value"]), row["version"])


def _day(row: dict) -> date:
    return date.fromisoformat(row["on"])


def measure_tracks(
    series: Sequence[MeasureSeries], goals: Sequence[GoalLine], noise: change.Noise
) -> list[Track]:
    """The person's own anchors; those that a goal points at come first, by the goal's rank."""
    goal_of = {goal.measure_id: goal for goal in goals if goal.measure_id}
    ranked = sorted(series, key=lambda one: goal_of[one.id].rank if one.id in goal_of else 9)
    return [measure_track(one, _target(one, goal_of), noise) for one in ranked[:MOST_MEASURES]]


def _target(series: MeasureSeries, goal_of: Mapping[str | None, GoalLine]) -> Decimal | None:
    """Where the goal lies on the scale of its measure; a goal in another unit does not."""
    goal = goal_of.get(series.id)
    return goal.target if goal and goal.unit == series.unit else None


def score_tracks(series: Mapping[str, Sequence[change.Point]]) -> list[Track]:
    shown = [key for key in SCORES_SHOWN if series.get(key) and not series.get(SAID_BETTER_BY.get(key, ""))]
    return [score_track(instruments.get(key), series[key]) for key in shown]


def measure_track(series: MeasureSeries, target: Decimal | None, noise: change.Noise) -> Track:
    first, _ = change.compared(series.points)
    verdict = change_of_series(
        series.points, direction=series.direction, unit=series.unit, noise=noise, test=series.test
    )
    is_noisy = series.test is None or not series.test.has_own_figures
    return Track(
        title=series.label,
        unit=series.unit,
        points=drawn(series.points),
        low=Decimal(0),
        high=nice_top(max(point.value for point in series.points), target),
        higher_is_better=series.direction == Direction.HIGHER_IS_BETTER,
        verdict=verdict_of(verdict),
        baseline=Point(first.on, first.value),
        goal=target,
        threshold=noise_around(first.value, noise) if is_noisy else None,
        threshold_words=noise_words(noise, series.unit) if is_noisy else "",
    )


def score_track(instrument: Instrument, points: Sequence[change.Point]) -> Track:
    first, last = change.compared(points)
    smallest = instrument.important.points if instrument.important else None
    return Track(
        title=instrument.title,
        unit=instrument.unit,
        points=drawn(points),
        low=instrument.low,
        high=instrument.high,
        higher_is_better=instrument.direction == Direction.HIGHER_IS_BETTER,
        verdict=verdict_of(change.instrument_change(instrument, first, last)),
        baseline=Point(first.on, first.value),
        threshold=smallest,
        threshold_words=f"matters from {number(smallest)}" if smallest else "",
    )


def nice_top(highest: Decimal, goal: Decimal | None) -> Decimal:
    """A round number at least 1.25 times the goal and never below a value: the top of an axis from zero."""
    needed = max(highest, (goal or Decimal(0)) * Decimal("1.25"), Decimal(1))
    magnitude = Decimal(10) ** (needed.adjusted() - 1)
    return next(step * magnitude for step in ROUND_STEPS if step * magnitude >= needed)


def verdict_of(verdict: change.ChangeVerdict) -> Verdict:
    word, tone, glyph = verdict.code.label.lower(), verdict.code.tone, verdict.code.glyph
    return Verdict(word, tone, glyph, verdict.points, verdict.sentence, verdict.source)


def noise_around(first: Decimal, noise: change.Noise) -> Decimal | None:
    """How far from the first value is still noise; of zero there is no percentage."""
    return noise.points if noise.points is not None else first * (noise.percent or 0) / 100 or None


def noise_words(noise: change.Noise, unit: str) -> str:
    if noise.points is not None:
        return f"{number(noise.points)} {unit} is noise"
    return f"{number(noise.percent)} % is noise" if noise.percent is not None else ""


def drawn(points: Iterable[change.Point]) -> tuple[Point, ...]:
    return tuple(Point(point.on, point.value) for point in points)
