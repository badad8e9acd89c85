"""Body maps and clock patterns: saved whole like a card, taken back when emptied, never lost unseen."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from audit import services as audit
from core.errors import DomainError
from intake.models import BodyMap, BodyMark, ClockPattern, Intake, PainProblem
from intake.rules.body import MapLayer
from intake.rules.body_marks import WHEN, Mark, map_values, map_words, read_marks
from intake.rules.cards import CardState, Values, ensure_seen, same
from intake.rules.clock_pattern import ClockPattern as Pattern
from intake.rules.clock_pattern import pattern_values, read_pattern, version_words
from intake.rules.fuzzy import FuzzyDate, read_date
from intake.rules.words import Precision
from intake.selectors import body_maps as selectors
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .conversation import CLOSED, ensure_open, touch
from .entries import ensure_date_is_possible
from .versions import Card, keep_version_before

EMPTIED = "emptied during the intake"
TAKEN = "This map has marks already. Take them away first, then copy."


@transaction.atomic
def save_map(
    *, intake: Intake, layer: MapLayer, posted: Mapping[str, str], seen: str, by: Actor, at: datetime
) -> CardState:
    """Keep one layer of the conversation's map as it is now, made from the version `seen`.

    The same again changes nothing; a version that the writer did not see raises CardConflict with it; an
    emptied map is marked as taken back.
    """
    locked = ensure_open(intake)
    problems = _problems(locked)
    marks, when = read_marks(posted, problems), _when(posted)
    found = _map_of(locked, layer)
    current, typed = selectors.map_state(found), map_values(marks, when)
    if same(typed, current.values):
        return current
    ensure_seen(current, typed, seen)
    if not typed and found:
        _take_back(found, by, at)
    elif typed:
        _keep(found or _new_map(locked, layer, by, at), marks, when, problems, at)
    touch(locked, at)
    keep_version_before(card=versions_of_map(locked, layer), before=current, chosen=typed, by=by, at=at)
    audit.record("body_map_saved", by=by, subject=locked, detail=layer, at=at)
    return selectors.map_state(_map_of(locked, layer))


def versions_of_map(intake: Intake, layer: MapLayer) -> Card:
    """A layer may also have been copied: the log then says from which one to which."""
    actions = ("body_map_saved", "body_map_copied")
    saves = {"object_id": str(intake.pk), "action__in": actions, "detail__endswith": layer}
    return Card(intake, f"body-map-{layer}", _marked, saves)


def _marked(values: Values) -> list[str]:
    return map_words(read_marks(values), values.get(WHEN, ""))


@transaction.atomic
def copy_map(*, intake: Intake, source: BodyMap, layer: MapLayer, by: Actor, at: datetime) -> None:
    """The marks of another map of this person as a first draft of a layer. Twice changes nothing."""
    locked = ensure_open(intake)
    if source.patient_id != locked.patient_id or source.erred_at:
        raise DomainError("not_here", "That map is not this person’s, or it was taken back.")
    marks = [row.mark for row in source.marks.all()]
    found = _map_of(locked, layer)
    if found and found.regions:
        if same(map_values(marks), map_values(row.mark for row in found.marks.all())):
            return
        raise DomainError("taken", TAKEN)
    when = found.date_words if found else ""
    _keep(found or _new_map(locked, layer, by, at), marks, when, _problems(locked), at)
    touch(locked, at)
    audit.record("body_map_copied", by=by, subject=locked, detail=f"{source.layer} to {layer}", at=at)


@transaction.atomic
def add_dated_map(
    *, patient: Patient, posted: Mapping[str, str], when: FuzzyDate, by: Actor, at: datetime
) -> BodyMap:
    """A map of any day, outside an intake. The same day with the same marks again is the one there is."""
    ensure_same_clinic(by, patient)
    if not patient.is_open:
        raise DomainError("record_closed", CLOSED)
    marks = read_marks(posted)
    if not marks:
        raise DomainError("nothing_marked", "Mark at least one area.")
    ensure_date_is_possible(patient, when.starts_on, at)
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    for there in selectors.with_marks(_dated(patient, when)):
        if same(map_values(row.mark for row in there.marks.all()), map_values(marks)):
            return there
    made = BodyMap.objects.create(
        patient=patient, layer=MapLayer.DATED, **_dates(when), **_by(patient.clinic_id, by, at)
    )
    _mark(made, marks, {})
    audit.record("body_map_added", by=by, subject=made, at=at)
    return made


@transaction.atomic
def save_clock(
    *, problem: PainProblem, posted: Mapping[str, str], seen: str, by: Actor, at: datetime
) -> None:
    """Keep when in the day a problem of an open intake hurts; rules as for a map."""
    if problem.intake is None:
        raise DomainError("no_draft", "This problem was charted outside an intake.")
    locked = ensure_open(problem.intake)
    pattern = read_pattern(posted)
    row = ClockPattern.objects.filter(problem=problem, erred_at=None).first()
    typed = pattern_values(pattern)
    current = CardState(pattern_values(row.pattern) if row else {}, is_recorded=bool(row))
    if same(typed, current.values):
        return
    ensure_seen(current, typed, seen)
    if pattern.is_empty and row:
        _take_back(row, by, at)
    elif not pattern.is_empty:
        new = ClockPattern(problem=problem, intake=locked, patient=locked.patient)
        _keep_clock(row or new, pattern, by, at)
    touch(locked, at)
    keep_version_before(card=versions_of_clock(problem), before=current, chosen=typed, by=by, at=at)
    audit.record("clock_pattern_saved", by=by, subject=problem, at=at)


def versions_of_clock(problem: PainProblem) -> Card:
    saves = {"object_id": str(problem.pk), "action": "clock_pattern_saved"}
    return Card(problem, "clock-pattern", lambda values: version_words(read_pattern(values)), saves)


def _keep_clock(row: ClockPattern, pattern: Pattern, by: Actor, at: datetime) -> None:
    row.levels, row.is_quiet_otherwise = list(pattern.levels), pattern.is_quiet_otherwise
    row.stiff_words = pattern.stiff_words
    row.clinic_id, row.author_id, row.recorded_at = row.patient.clinic_id, by.user_id, at
    row.save()


def _problems(intake: Intake) -> dict[str, PainProblem]:
    return {problem.key: problem for problem in intake.problems.filter(erred_at=None)}


def _map_of(intake: Intake, layer: MapLayer) -> BodyMap | None:
    return selectors.map_in(selectors.maps_of(intake), layer)


def _when(posted: Mapping[str, str]) -> str:
    return " ".join(posted.get(WHEN, "").replace("\x00", "").split())[:60]


def _new_map(intake: Intake, layer: MapLayer, by: Actor, at: datetime) -> BodyMap:
    today = intake.patient.today(at) if layer == MapLayer.NOW else None
    return BodyMap(
        patient=intake.patient,
        intake=intake,
        layer=layer,
        true_on=today,
        precision=Precision.DAY if today else Precision.UNKNOWN,
        **_by(intake.clinic_id, by, at),
    )


def _by(clinic_id: object, by: Actor, at: datetime) -> dict[str, object]:
    return {"clinic_id": clinic_id, "author_id": by.user_id, "recorded_at": at}


def _dates(when: FuzzyDate) -> dict[str, object]:
    return {"true_on": when.starts_on, "precision": when.precision, "date_words": when.words}


def _dated(patient: Patient, when: FuzzyDate) -> QuerySet[BodyMap]:
    return BodyMap.objects.filter(
        patient=patient, layer=MapLayer.DATED, intake=None, erred_at=None, date_words=when.words
    )


def _keep(
    body_map: BodyMap, marks: Iterable[Mark], when: str, problems: Mapping[str, PainProblem], at: datetime
) -> None:
    if body_map.layer != MapLayer.NOW:
        dated = _possible(body_map.patient, read_date(when, today=body_map.patient.today(at)), at)
        body_map.true_on, body_map.precision = dated.starts_on, dated.precision
    body_map.date_words, body_map.recorded_at = when, at
    body_map.save()
    body_map.marks.all().delete()
    _mark(body_map, marks, problems)


def _possible(patient: Patient, when: FuzzyDate, at: datetime) -> FuzzyDate:
    """A day that cannot be is kept as words: the map is worth more than its date."""
    try:
        ensure_date_is_possible(patient, when.starts_on, at)
    except DomainError:
        return FuzzyDate(None, Precision.UNKNOWN, when.words)
    return when


def _mark(body_map: BodyMap, marks: Iterable[Mark], problems: Mapping[str, PainProblem]) -> None:
    BodyMark.objects.bulk_create(
        BodyMark(
            body_map=body_map,
            region=mark.region,
            problem=problems.get(mark.problem),
            qualities=list(mark.qualities),
            depth=mark.depth or "",
            travels_from=mark.travels_from,
        )
        for mark in marks
    )


def _take_back(row: BodyMap | ClockPattern, by: Actor, at: datetime) -> None:
    row.erred_at, row.erred_by_id, row.erred_reason = at, by.user_id, EMPTIED
    row.save(update_fields=["erred_at", "erred_by", "erred_reason"])
