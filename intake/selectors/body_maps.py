"""Body maps and clock patterns: those of one conversation, and all of a person by date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from intake.models import BodyMap, BodyMark, ClockPattern, Intake, PainProblem
from intake.rules.body import MapLayer, Quality
from intake.rules.body_change import MapChange, areas, compare
from intake.rules.body_marks import map_values
from intake.rules.cards import CardState
from intake.rules.clock_pattern import Hint, hints, pattern_values, pattern_words
from intake.rules.words import Teller
from people.models import Patient


@dataclass(frozen=True)
class Clock:
    """A problem with its clock pattern here, and with the one that an earlier conversation heard."""

    problem: PainProblem
    row: ClockPattern | None
    earlier: ClockPattern | None
    qualities: frozenset[Quality]

    @property
    def state(self) -> CardState:
        if self.row is None:
            return CardState({}, is_recorded=False)
        return CardState(pattern_values(self.row.pattern), is_recorded=True)

    @property
    def words(self) -> str:
        return pattern_words(self.row.pattern) if self.row else ""

    @property
    def hints(self) -> list[Hint]:
        return hints(self.row.pattern, self.qualities) if self.row else []


def maps_of(intake: Intake) -> list[BodyMap]:
    """The maps of one conversation, with their marks."""
    return list(with_marks(BodyMap.objects.filter(intake=intake, erred_at=None)))


def with_marks(maps: QuerySet[BodyMap]) -> QuerySet[BodyMap]:
    return maps.prefetch_related(Prefetch("marks", BodyMark.objects.select_related("problem")))


def map_in(maps: Iterable[BodyMap], layer: MapLayer) -> BodyMap | None:
    return next((one for one in maps if one.layer == layer), None)


def map_state(found: BodyMap | None) -> CardState:
    """A map as a card: empty when there is none."""
    if found is None:
        return CardState({}, is_recorded=False)
    values = map_values([row.mark for row in found.marks.all()], found.date_words)
    return CardState(values, is_recorded=True, result=areas(found.marks.count()))


def change_since_start(maps: Sequence[BodyMap], shown: MapLayer) -> tuple[BodyMap, MapChange] | None:
    """What changed from the start, or for the start itself what there is now."""
    here, other = map_in(maps, shown), map_in(maps, MapLayer.START)
    if here is None or other is None or here is other or not other.regions:
        return None
    return other, compare(other.regions, here.regions)


def own_map(intake: Intake) -> BodyMap | None:
    """The newest map that the person marked, not yet of this conversation."""
    told = BodyMap.objects.filter(patient_id=intake.patient_id, told_by=Teller.PATIENT, erred_at=None)
    return with_marks(told.exclude(intake=intake)).order_by("-recorded_at").first()


def clocks_of(intake: Intake, problems: Sequence[PainProblem], maps: Iterable[BodyMap]) -> list[Clock]:
    """One for each problem; an earlier pattern is that of a problem with the same place."""
    rows = ClockPattern.objects.filter(patient_id=intake.patient_id, erred_at=None).select_related("problem")
    newest_first = list(rows)
    mine = {row.problem_id: row for row in newest_first if row.intake_id == intake.pk}
    older = [row for row in newest_first if row.intake_id != intake.pk]
    return [
        Clock(problem, mine.get(problem.pk), _earlier(problem, older), _feels(problem, maps))
        for problem in problems
    ]


def _earlier(problem: PainProblem, older: Iterable[ClockPattern]) -> ClockPattern | None:
    place = problem.where.strip().lower()
    return next((row for row in older if place and row.problem.where.strip().lower() == place), None)


def _feels(problem: PainProblem, maps: Iterable[BodyMap]) -> frozenset[Quality]:
    marks = (mark for one in maps for mark in one.marks.all() if mark.problem_id == problem.pk)
    return frozenset(Quality(quality) for mark in marks for quality in mark.qualities)


@dataclass(frozen=True)
class DatedMap:
    """A map in the row of time. `day` is when it was true: of a start without a date nobody knows."""

    row: BodyMap
    day: date | None

    @property
    def count(self) -> int:
        return len(self.row.regions)


def all_maps(patient: Patient) -> list[DatedMap]:
    """All of a person, oldest first. One without a date stands at the day on which it was told."""
    rows = with_marks(BodyMap.objects.filter(patient=patient, erred_at=None)).select_related("author")
    marked = [DatedMap(row, row.true_on) for row in rows if row.marks.all()]
    return sorted(marked, key=_in_time)


def _in_time(one: DatedMap) -> tuple[date, int, object]:
    order = list(MapLayer).index(MapLayer(one.row.layer))
    told = timezone.localdate(one.row.recorded_at)
    return one.day or told, order, one.row.recorded_at


def in_error(patient: Patient) -> list[BodyMap | ClockPattern]:
    """What was marked entered in error, the newest first: it stays readable with who, when and why."""
    maps = with_marks(BodyMap.objects.filter(patient=patient, erred_at__isnull=False))
    clocks = ClockPattern.objects.filter(patient=patient, erred_at__isnull=False).select_related("problem")
    rows = [*maps.select_related("erred_by"), *clocks.select_related("problem", "erred_by")]
    return sorted(rows, key=lambda row: row.erred_at, reverse=True)


def all_clocks(patient: Patient) -> list[ClockPattern]:
    """Every clock pattern of a person, by problem, oldest first."""
    rows = ClockPattern.objects.filter(patient=patient, erred_at=None, problem__erred_at=None)
    rows = rows.select_related("problem")
    return sorted(rows, key=lambda row: (row.problem.where.lower(), row.recorded_at))
