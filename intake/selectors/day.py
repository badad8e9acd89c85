"""Sleep, mood and the day: what the screeners say, what was asked about sleep, and what may follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from intake.models import Intake
from intake.rules.health_facts import HealthFacts
from intake.rules.sleep import Advice, SleepFacts, advice
from outcomes import instruments
from outcomes.selectors import ScoreSeries, score_series

from .conversation import current_medications
from .health import facts_of
from .sleep import SleepLine, sleep_lines, sleep_screen

#: What is asked about mood, hard things, worry, fear of movement, trust in oneself, and sleep.
SCREENERS = (
    "phq9",
    "phq8",
    "phq4",
    "gad7",
    "pc_ptsd5",
    "pcs",
    "tsk11",
    "pseq10",
    "isi",
    "stop_bang",
)


@dataclass(frozen=True)
class Screener:
    """An instrument with its newest score, or without one."""

    key: str
    title: str
    series: ScoreSeries | None

    @property
    def is_answered(self) -> bool:
        return bool(self.series and self.series.latest)


@dataclass(frozen=True)
class DayPage:
    sleep: list[SleepLine]
    advice: list[Advice]
    screeners: list[Screener]

    @property
    def answered(self) -> list[Screener]:
        return [one for one in self.screeners if one.is_answered]

    @property
    def unanswered(self) -> list[Screener]:
        return [one for one in self.screeners if not one.is_answered]


def day_page(
    intake: Intake, *, sleep: list[SleepLine], medicines: Sequence[str], known: HealthFacts
) -> DayPage:
    """From what the caller has read already; the scores are read here."""
    series = {one.instrument.key: one for one in score_series(intake.patient)}
    screeners = [Screener(key, instruments.get(key).title, series.get(key)) for key in SCREENERS]
    facts = SleepFacts(
        answers={line.key: line.answer for line in sleep},
        medicines=medicines,
        stop_bang=_stop_bang(series),
        has_apnoea=known.says("sleep_apnoea"),
        uses_cpap=known.says("cpap"),
    )
    return DayPage(sleep, advice(facts), screeners)


def day_of(intake: Intake) -> DayPage:
    """The same, with everything read anew."""
    taken = current_medications(intake.patient_id).values_list("title", flat=True)
    return day_page(
        intake,
        sleep=sleep_lines(sleep_screen(intake)),
        medicines=tuple(taken),
        known=facts_of(intake.patient_id),
    )


def _stop_bang(series: dict[str, ScoreSeries]) -> Decimal | None:
    found = series.get("stop_bang")
    return found.latest.value if found and found.latest else None
