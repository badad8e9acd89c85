"""At the moment a step is chosen: what of this life concerns it."""

from datetime import date

import pytest

from intake.rules.life import BarrierFacts, BarrierKind, RemedyState, Severity
from plans.rules.life import CONCERNS, concerns, life_line
from plans.rules.words import StepKind

BUSES = BarrierFacts(BarrierKind.TRANSPORT, "two buses each way", Severity.SLOWS)
VISITS = BarrierFacts(BarrierKind.INSURER, "PT", left=8, until_on=date(2026, 12, 31))
NIGHTS = BarrierFacts(BarrierKind.HOURS, "no nights", Severity.BLOCKS)


def said(kind, *barriers, weeks=None):
    return [one.sentence for one in concerns(kind, barriers, weeks=weeks)]


def test_therapy_meets_the_buses_and_the_visits_left():
    assert said(StepKind.THERAPY, BUSES, VISITS, weeks=12) == [
        "two buses each way",
        "PT 8 visits left until 31 Dec 2026; 12 weeks are more than that, at one visit a week",
    ]


@pytest.mark.parametrize("weeks", [None, 8, 6])
def test_a_course_that_fits_says_nothing_more(weeks):
    assert said(StepKind.THERAPY, VISITS, weeks=weeks) == ["PT 8 visits left until 31 Dec 2026"]


def test_an_exercise_at_home_needs_no_bus():
    assert said(StepKind.SELF_CARE, BUSES, VISITS) == []


def test_what_stops_the_step_comes_first():
    found = concerns(StepKind.THERAPY, [BUSES, NIGHTS])
    assert [(one.sentence, one.stops) for one in found] == [
        ("no nights", True),
        ("two buses each way", False),
    ]


def test_a_remedy_is_told_with_its_state_and_a_solved_barrier_is_silent():
    referred = BarrierFacts(
        BarrierKind.TRANSPORT, "two buses", remedy="county ride", remedy_state=RemedyState.REFERRED
    )
    assert said(StepKind.PROCEDURE, referred) == ["two buses; remedy: county ride (referred, no answer yet)"]
    only_words = BarrierFacts(BarrierKind.TRANSPORT, "two buses", remedy="county ride")
    assert said(StepKind.PROCEDURE, only_words) == ["two buses; remedy: county ride (not begun)"]
    solved = BarrierFacts(BarrierKind.TRANSPORT, "two buses", remedy_state=RemedyState.HELPED)
    assert said(StepKind.PROCEDURE, solved) == []
    assert life_line([solved]) == ""


def test_all_of_it_in_one_line():
    assert life_line([VISITS, BUSES, NIGHTS]) == (
        "PT 8 visits left until 31 Dec 2026 · two buses each way · no nights"
    )


def test_every_kind_of_barrier_has_its_row():
    assert set(CONCERNS) == set(BarrierKind)
