"""What the patient's pages show, gathered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from uuid import UUID

from outcomes.links import latest_episode
from outcomes.models import Ask, CheckInEpisode, Day, Goal, GoalWeek, Measure, Score
from outcomes.rules.burden import minutes_of as minutes_of_questions
from outcomes.rules.capacities import can_be_timed
from outcomes.rules.instrument import Instrument
from outcomes.rules.rhythm import Rhythm
from outcomes.rules.words import AskState, Capacity, GoalStatus, MovementUnit
from outcomes.selectors import Catalogue
from people.models import Patient
from people.selectors import policy
from plans.models import Checkpoint, Plan
from plans.rules.words import CheckpointState, PlanStatus

WEEK = 7


@dataclass(frozen=True)
class Asked:
    """What a check-in asks this person about, and how often."""

    goal: str
    movement_unit: MovementUnit
    headache: bool
    rhythm: Rhythm

    @property
    def leave_out(self) -> set[str]:
        """Fields of the form that are not asked: once a week, only the mark, the goal and the head."""
        out = {"moved_minutes", "moved_steps", "slept_minutes"} if self.rhythm == Rhythm.WEEKLY else set()
        by_steps = self.movement_unit == MovementUnit.STEPS
        out |= {"moved_minutes", "moved_exact"} if by_steps else {"moved_steps", "steps_exact"}
        return out if self.headache else out | {"headache", "headache_medicine"}


@dataclass(frozen=True)
class CheckIn:
    """One day's check-in and what stands around it."""

    saved: Day | None
    asked: Asked
    logged: int
    yesterday_is_open: bool
    used_on: date | None


def check_in(patient: Patient, *, day: date, today: date) -> CheckIn:
    """`logged` counts the last seven days up to and including `today`."""
    week = Day.objects.filter(patient=patient, day__gt=today - timedelta(days=WEEK), day__lte=today)
    days = {row.day: row for row in week.filter(mark__isnull=False)}
    yesterday = today - timedelta(days=1)
    asked = asked_of(patient, today)
    return CheckIn(
        saved=days.get(day),
        asked=asked,
        logged=len(days),
        yesterday_is_open=yesterday not in days and asked.rhythm == Rhythm.DAILY,
        used_on=next_look(patient),
    )


def asked_of(patient: Patient, on: date) -> Asked:
    """By the newest block. Somebody who never had one is asked as everybody is on their first day."""
    episode = latest_episode(patient, on)
    goal = _goal_of(patient, episode)
    words = goal.words if goal else ""
    if episode is None:
        return Asked(words, MovementUnit.MINUTES, headache=False, rhythm=Rhythm.DAILY)
    return Asked(
        goal=words,
        movement_unit=MovementUnit(episode.movement_unit),
        headache=episode.asks_headache,
        rhythm=episode.rhythm_on(on),
    )


def own_goal(patient: Patient, on: date) -> Goal | None:
    """The goal that the day asks about; None when there is none."""
    return _goal_of(patient, latest_episode(patient, on))


def _goal_of(patient: Patient, episode: CheckInEpisode | None) -> Goal | None:
    """The goal of the block, else the first active one."""
    goal = episode.goal if episode else None
    if goal and goal.status == GoalStatus.ACTIVE and not goal.is_entered_in_error:
        return goal
    return next(iter(own_goals(patient)), None)


def own_goals(patient: Patient) -> list[Goal]:
    """What the person wants back, most wanted first."""
    active = Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None)
    return list(active.order_by("rank"))


def weeks_told(goals: Iterable[Goal], week_on: date) -> dict[UUID, GoalWeek]:
    """What counts of one week, by goal: the newest that was said."""
    weeks = GoalWeek.objects.filter(goal__in=goals, week_on=week_on, erred_at=None)
    return {week.goal_id: week for week in weeks.order_by("recorded_at", "id")}


def timed_measures(patient: Patient) -> list[Measure]:
    """What the person tracks that a clock can time; nothing sensitive, and no test of the clinic's."""
    tracked = Measure.objects.filter(patient=patient, erred_at=None, sensitive=False, test="")
    return [one for one in tracked if can_be_timed(Capacity(one.capacity), one.unit)]


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
