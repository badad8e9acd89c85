"""Where it hurts, as it is marked in the first conversation and again later; and when in the day."""

from collections.abc import Iterator
from datetime import datetime

from intake.models import Intake
from intake.rules.body import MapLayer
from intake.rules.body_marks import WHEN
from intake.rules.cards import CardState
from intake.rules.fuzzy import FuzzyDate
from intake.rules.words import Precision
from intake.services import body_maps

from .scenes import Chart, Scene
from .story import Mapped

_UNSEEN = CardState({}, is_recorded=False).seen


def mark(chart: Chart, intake: Intake, at: datetime) -> None:
    """The layers of the conversation, and the clock of its first problem."""
    problem = intake.problems.first()
    for drawn in chart.course.maps:
        if drawn.layer:
            posted = _boxes(drawn, problem.key) | ({WHEN: drawn.when} if drawn.when else {})
            body_maps.save_map(
                intake=intake,
                layer=MapLayer(drawn.layer),
                posted=posted,
                seen=_UNSEEN,
                by=chart.physician,
                at=at,
            )
    if chart.course.clock:
        posted = dict(chart.course.clock)
        body_maps.save_clock(problem=problem, posted=posted, seen=_UNSEEN, by=chart.physician, at=at)


def scenes(chart: Chart) -> Iterator[Scene]:
    """Maps of later days."""
    for drawn in chart.course.maps:
        if drawn.days_ago is not None:
            yield Scene(
                chart.stage.moment(drawn.days_ago, 15), lambda at, drawn=drawn: _again(chart, drawn, at)
            )


def _again(chart: Chart, drawn: Mapped, at: datetime) -> None:
    today = chart.patient.today(at)
    when = FuzzyDate(today, Precision.DAY, today.isoformat())
    body_maps.add_dated_map(
        patient=chart.patient, posted=_boxes(drawn, ""), when=when, by=chart.physician, at=at
    )


def _boxes(drawn: Mapped, problem: str) -> dict[str, str]:
    return {f"r{region}": f"{drawn.feels}..{problem}." for region in drawn.regions}
