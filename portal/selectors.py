"""What the patient's pages show, gathered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from math import ceil
from operator import attrgetter
from uuid import UUID

from django.db.models import Prefetch

from outcomes import instruments
from outcomes.links import running_episode
from outcomes.models import Ask, Day, Goal, Measure, Reading, Score
from outcomes.rules.burden import minutes_of as minutes_of_questions
from outcomes.rules.instrument import Instrument
from outcomes.rules.words import AskState, GoalStatus
from outcomes.selectors import Catalogue
from people.models import Patient
from people.selectors import policy
from plans.models import Checkpoint, Plan
from plans.rules.words import CheckpointState, PlanStatus

WEEK = 7
#: What a questionnaire is about, for somebody who does not know its short name. Only these have a line on the
#: patient's page: what screens for a risk or an illness is talked about, not drawn.
PLAIN_TITLES = {
    "peg": "Pain and what it stops",
    "nrs": "Pain",
    "odi": "Daily life with my back",
    "rmdq": "What my back keeps me from",
    "psfs": "Things that I picked",
}


@dataclass(frozen=True)
class CheckIn:
    """One day's check-in and what stands around it."""

    saved: Day | None
    goal_words: str
    logged: int
    yesterday_is_open: bool
    used_on: date | None


def check_in(patient: Patient, *, day: date, today: date) -> CheckIn:
    """`logged` counts the last seven days up to and including `today`."""
    week = Day.objects.filter(patient=patient, day__gt=today - timedelta(days=WEEK), day__lte=today)
    days = {row.day: row for row in week.filter(mark__isnull=False)}
    yesterday = today - timedelta(days=1)
    return CheckIn(
        saved=days.get(day),
        goal_words=own_goal_words(patient, today),
        logged=len(days),
        yesterday_is_open=yesterday not in days,
        used_on=next_look(patient),
    )


def own_goal_words(patient: Patient, on: date) -> str:
    """The goal of the running block, else the first active one; empty when there is none."""
    episode = running_episode(patient, on)
    goal = episode.goal if episode else None
    if goal and goal.status == GoalStatus.ACTIVE and not goal.is_entered_in_error:
        return goal.words
    active = Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None)
    return active.order_by("rank").values_list("words", flat=True).first() or ""


def next_look(patient: Patient) -> date | None:
    """The day on which the team uses what was logged: the next checkpoint."""
    waiting = Checkpoint.objects.filter(patient=patient, state=CheckpointState.WAITING)
    return waiting.order_by("due_on").values_list("due_on", flat=True).first()


def flare_script(patient: Patient) -> list[str]:
    """Day 1, 2 and 3 of the signed plan; empty while there is none."""
    signed = Plan.objects.filter(patient=patient, status=PlanStatus.SIGNED)
    days = signed.values_list("flare_day_1", "flare_day_2", "flare_day_3").first()
    return [words for words in days or () if words.strip()]


def open_asks(patient: Patient, *, at: datetime) -> list[tuple[Ask, Instrument]]:
    """Questionnaires that wait for this patient, the most urgent first."""
    asks = Ask.objects.filter(patient=patient, state=AskState.OPEN, closes_at__gt=at).order_by("due_on")
    catalogue = Catalogue(patient.clinic_id)
    return [(ask, catalogue.get(ask.instrument, ask.version)) for ask in asks]


def minutes_of(ask: Ask) -> int:
    """About how long the questions take; never promised as less than two minutes."""
    clinic = ask.patient.clinic
    seconds = policy(clinic, "question_seconds", on=clinic.today(ask.opens_at)).value
    instrument = Catalogue(clinic.pk).get(ask.instrument, ask.version)
    return max(2, ceil(minutes_of_questions(len(instrument.items), seconds_each=seconds)))


def last_scores(patient: Patient, instrument: str, *, count: int = 3) -> list[Score]:
    """The newest scores that have a number, oldest first."""
    scores = Score.objects.standing().filter(
        patient=patient, instrument=instrument, value__isnull=False, erred_at=None
    )
    return list(scores.order_by("-true_on", "-computed_at")[:count])[::-1]


def ask_of(patient: Patient, pk: UUID, *, at: datetime) -> Ask | None:
    """One open questionnaire of this patient."""
    return Ask.objects.filter(patient=patient, pk=pk, state=AskState.OPEN, closes_at__gt=at).first()


def own_series(patient: Patient) -> list[dict]:
    """What the person can do, then their questionnaires: whatever has at least one value, function first."""
    return [*_measured(patient), *_scored(patient)]


def _measured(patient: Patient) -> Iterator[dict]:
    readings = Prefetch("readings", Reading.objects.filter(erred_at=None).order_by("true_on", "recorded_at"))
    goals = Prefetch("goals", Goal.objects.filter(status=GoalStatus.ACTIVE, erred_at=None))
    measures = Measure.objects.filter(patient=patient, erred_at=None, sensitive=False)
    for measure in measures.prefetch_related(readings, goals):
        points = _last_of_each_day(measure.readings.all())
        goal = next((goal.target for goal in measure.goals.all()), None)
        if points:
            yield {
                "title": measure.label,
                "unit": measure.unit,
                "points": points,
                "direction": measure.direction,
                "goal": goal,
            }


def _scored(patient: Patient) -> Iterator[dict]:
    scores = Score.objects.standing().filter(patient=patient, value__isnull=False, erred_at=None)
    scores = scores.filter(instrument__in=PLAIN_TITLES)
    ordered = scores.order_by("instrument", "true_on", "computed_at")
    for key, group in groupby(ordered, attrgetter("instrument")):
        instrument = instruments.get(key)
        yield {
            "title": PLAIN_TITLES[key],
            "unit": instrument.unit,
            "points": _last_of_each_day(group),
            "direction": instrument.direction,
            "top": instrument.high,
        }


def _last_of_each_day(rows: Iterable[Reading | Score]) -> list[tuple[date, Decimal]]:
    """Of several values of one day, given in their order, the last one taken."""
    return list({row.true_on: row.value for row in rows}.items())
