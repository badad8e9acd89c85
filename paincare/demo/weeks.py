"""The weekly look at the first goal, as somebody tells it who logged most of the week's days (S28)."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from outcomes import services as outcomes
from outcomes.models import Goal
from outcomes.rules.goal_weeks import WEEK, week_of
from outcomes.rules.words import GoalStatus, Mode

from .days import LoggedDay
from .scenes import Chart, Scene

_NAMESPACE = uuid.UUID("7d1c9a44-3a5e-5f1e-9a0b-6f0a52d3c1b7")
#: Of fewer days nobody would say how the week went.
_FEWEST_DAYS = 4


def weekly_ticks(days: Sequence[LoggedDay]) -> Iterator[tuple[date, str]]:
    """Each week's Monday with the tick that its days had most often."""
    ticks: dict[date, list[str]] = defaultdict(list)
    for one in days:
        ticks[week_of(one.day)].append(one.goal_tick)
    for monday, said in sorted(ticks.items()):
        if len(said) >= _FEWEST_DAYS:
            yield monday, Counter(sorted(said)).most_common(1)[0][0]


def scenes(chart: Chart, days: Sequence[LoggedDay], *, today: date) -> Iterator[Scene]:
    """On the Sunday evening of each week that is over."""
    for monday, tick in weekly_ticks(days):
        sunday = monday + WEEK - timedelta(days=1)
        if sunday < today:
            moment = chart.stage.moment((today - sunday).days, 20, 45, zone=chart.course.person.zone)
            yield Scene(moment, _tell(chart, monday, tick))


def _tell(chart: Chart, monday: date, tick: str):
    def act(at: datetime) -> None:
        goals = Goal.objects.filter(patient=chart.patient, rank=1, status=GoalStatus.ACTIVE)
        for goal in goals:
            outcomes.save_goal_week(
                goal=goal,
                operation_id=uuid.uuid5(_NAMESPACE, f"{chart.patient.mrn}/{monday}"),
                week_on=monday,
                tick=tick,
                mode=Mode.PHONE,
                by=chart.self_,
                at=at,
            )

    return act
