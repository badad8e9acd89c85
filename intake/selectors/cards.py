"""What the cards of an intake hold now: as recorded in outcomes, or as typed and not whole yet."""

from django.db.models import Prefetch, QuerySet

from core.words import full_day, plain
from intake.models import Intake
from intake.rules.cards import CAPACITIES, SLOTS, CardState
from outcomes import instruments
from outcomes.models import Goal, Measure, Reading, Response, Score
from outcomes.rules.capacities import can_be_timed
from outcomes.rules.tolerance import quota
from outcomes.rules.words import Capacity, GoalStatus
from people.selectors import policy


def source_of(intake: Intake) -> tuple[str, str]:
    """How rows of outcomes say that they were taken in this intake."""
    return "intake.intake", str(intake.pk)


def card_states(intake: Intake) -> dict[str, CardState]:
    """Every card, in three queries."""
    recorded = {**_capacities(intake), **_scores(intake), **_goals(intake)}
    unfinished = {
        slot: CardState(card["typed"], is_recorded=False, sentence=card["sentence"])
        for slot, card in intake.unfinished.items()
    }
    return {slot: CardState({}, is_recorded=False) for slot in SLOTS} | recorded | unfinished


def measures_of(intake: Intake) -> list[Measure]:
    """The person's tracked capacities, each with its readings, newest first."""
    newest_first = Reading.objects.filter(erred_at=None).order_by("-true_on", "-recorded_at", "-id")
    tracked = Measure.objects.filter(patient_id=intake.patient_id, erred_at=None)
    return list(tracked.prefetch_related(Prefetch("readings", newest_first)))


def measure_of(intake: Intake, capacity: str) -> Measure | None:
    """The track of a capacity: the oldest one stands for it."""
    tracked = Measure.objects.filter(patient_id=intake.patient_id, capacity=capacity, test="", erred_at=None)
    return tracked.order_by("created_at").first()


def _capacities(intake: Intake) -> dict[str, CardState]:
    found: dict[str, CardState] = {}
    for measure in measures_of(intake):
        if measure.capacity in CAPACITIES and not measure.test and measure.readings.all():
            found.setdefault(measure.capacity, _capacity(intake, measure))
    return found


def _capacity(intake: Intake, measure: Measure) -> CardState:
    """What was counted in this conversation; an older value is only told, with its day."""
    latest = measure.readings.all()[0]
    number, offered = plain(latest.value), {"unit": measure.unit}
    if latest.recorded_at < intake.started_at:
        told = f"last: {number} {measure.unit} on {latest.true_on.day} {latest.true_on:%b %Y}"
        return CardState({}, is_recorded=False, result=told, offered=offered, **_start(intake, measure))
    values = {"value": number, "limiter": measure.limiter} | offered
    return CardState(values, is_recorded=True, track=str(measure.pk), **_start(intake, measure))


def _start(intake: Intake, measure: Measure) -> dict[str, str]:
    """Where graded activity starts: a share of the mean of timed tries (clinical.md 11), where to time."""
    timed = next((reading for reading in measure.readings.all() if reading.trials), None)
    can_time = can_be_timed(Capacity(measure.capacity), measure.unit)
    where = {"timed": str(measure.pk) if can_time else ""}
    if timed is None:
        return where
    today = intake.patient.today(intake.saved_at)
    limit = policy(intake.patient.clinic, "tolerance_quota_percent", on=today)
    found = quota(timed.trials, percent=limit.value, source=limit.source)
    words = f"{found.sentence} Timed on {full_day(timed.true_on)}. Source: {found.source}."
    return where | {"quota": words}


def counted_now(intake: Intake, capacity: str) -> QuerySet[Reading]:
    """The readings of this conversation."""
    readings = Reading.objects.filter(measure=measure_of(intake, capacity), erred_at=None)
    return readings.filter(recorded_at__gte=intake.started_at)


def response_of(intake: Intake, instrument: str) -> Response | None:
    """The instrument as it was answered in this intake, if it was."""
    return _responses(intake).filter(instrument=instrument).first()


def _responses(intake: Intake):
    kind, key = source_of(intake)
    of_patient = Response.objects.filter(patient_id=intake.patient_id, erred_at=None)
    taken = of_patient.filter(source_kind=kind, source_id=key)
    scores = Prefetch("scores", Score.objects.standing().filter(erred_at=None))
    return taken.order_by("-recorded_at", "-id").prefetch_related("answers", scores)


def _scores(intake: Intake) -> dict[str, CardState]:
    newest: dict[str, CardState] = {}
    for response in _responses(intake):
        newest.setdefault(response.instrument, _score(response))
    return newest


def _score(response: Response) -> CardState:
    answers = response.answers.all()
    values = {answer.item: plain(answer.value) for answer in answers if not answer.skipped}
    if len(values) < len(answers):
        values["left_out"] = "on"
    return CardState(values, is_recorded=True, result=_result(response))


def _result(response: Response) -> str:
    """The score with its unit, or why there is none: a missing score is never zero."""
    score = next(iter(response.scores.all()), None)
    if score is None or score.value is None:
        return "No score: too few answers."
    unit = instruments.get(response.instrument, response.version).unit
    return " ".join(filter(None, [f"{score.value:.1f} {unit}", score.flag]))


def active_goals(intake: Intake):
    goals = Goal.objects.filter(patient_id=intake.patient_id, status=GoalStatus.ACTIVE, erred_at=None)
    return goals.select_related("measure")


def _goals(intake: Intake) -> dict[str, CardState]:
    return {f"goal-{goal.rank}": _goal(goal) for goal in active_goals(intake)}


def _goal(goal: Goal) -> CardState:
    values = {
        "words": goal.words,
        "target": plain(goal.target),
        "unit": goal.unit,
        "frequency": goal.frequency_words,
        "condition": goal.condition,
        "baseline": plain(goal.baseline),
        "measure": str(goal.measure_id or ""),
    }
    return CardState(values, is_recorded=True)
