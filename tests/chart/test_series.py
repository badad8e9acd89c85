"""What the storyboard makes of readings and scores."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from chart.selectors.series import MeasureSeries, Numbers, measure_tracks, nice_top, score_tracks
from chart.selectors.story import GoalLine
from outcomes import performance
from outcomes.rules.change import Noise, Point
from outcomes.rules.words import Direction, Protocol

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def sits(*values: str) -> MeasureSeries:
    days = (JUNE, JULY)
    points = tuple(Point(day, Decimal(value)) for day, value in zip(days, values, strict=False))
    return MeasureSeries(str(uuid4()), "Sits", "min", Direction.HIGHER_IS_BETTER, points)


def goal_on(series: MeasureSeries, rank: int = 1, unit: str = "min") -> GoalLine:
    return GoalLine(rank, "Sit a shift", Decimal(60), unit, "", None, series.id)


def tracks(*series: MeasureSeries, goals=()):
    return measure_tracks(series, goals, Noise("clinical 8", percent=Decimal("20.000")))


@pytest.mark.parametrize(
    ("highest", "goal", "top"),
    [("55", "60", "80"), ("33", "30", "40"), ("7", "7", "10"), ("0", None, "1"), ("9000", "8000", "10000")],
)
def test_the_axis_ends_at_a_round_number_a_quarter_above_the_goal(highest, goal, top):
    assert nice_top(Decimal(highest), Decimal(goal) if goal else None) == Decimal(top)


def test_a_shift_beyond_the_noise_is_said_with_its_words():
    [track] = tracks(sits("10", "13"))
    assert (track.verdict.word, track.verdict.tone) == ("clear shift, better", "better")
    assert (track.threshold, track.threshold_words) == (2, "20 % is noise")


def test_the_pattern_is_not_looked_for_across_told_and_timed_values():
    timed = Point(date(2026, 8, 1), Decimal(1), Protocol.TIMED)
    told = sits("10", "13")
    mixed = replace(told, points=(*told.points, timed))
    [aim] = Numbers((mixed,), {}, {}, (), ()).sides.aims
    assert aim.points == (timed,)


def test_twenty_percent_exactly_is_noise():
    [track] = tracks(sits("10", "12"))
    assert track.verdict.word == "no clear change"


def test_from_zero_there_is_no_zone_and_no_percentage():
    [track] = tracks(sits("0", "12"))
    assert track.threshold is None
    assert track.verdict.word == "cannot tell"


def test_measures_of_goals_come_first_by_rank_and_three_are_shown():
    many = [sits("1"), sits("2"), sits("3"), sits("4")]
    goals = [goal_on(many[3], rank=1), goal_on(many[1], rank=2)]
    assert [track.points[0].value for track in tracks(*many, goals=goals)] == [4, 2, 1]


def test_a_goal_in_another_unit_is_not_drawn_on_this_scale():
    series = sits("10")
    assert tracks(series, goals=[goal_on(series)])[0].goal == 60
    assert tracks(series, goals=[goal_on(series, unit="blocks")])[0].goal is None


def test_scores_keep_their_own_scale_and_direction():
    odi, peg = score_tracks(
        {
            "peg": (Point(JUNE, Decimal(8), "1"), Point(JULY, Decimal("6.7"), "1")),
            "odi": (Point(JUNE, Decimal(58), "2.1a"), Point(JULY, Decimal(34), "2.1a")),
        }
    )
    assert (odi.low, odi.high, odi.higher_is_better, odi.verdict.word) == (0, 100, False, "better")
    assert (peg.threshold_words, peg.verdict.word) == ("matters from 1", "probably better")


def test_pain_alone_is_drawn_where_nobody_asked_peg():
    pain = {"nrs": (Point(JUNE, Decimal(8), "1"), Point(JULY, Decimal(5), "1"))}
    peg = {"peg": (Point(JUNE, Decimal(8), "1"),)}
    [track] = score_tracks(pain)
    assert (track.title, track.low, track.high, track.higher_is_better) == ("Pain now, 0 to 10", 0, 10, False)
    assert [one.title for one in score_tracks(pain | peg)] == ["PEG"]


def test_two_versions_are_never_compared():
    [peg] = score_tracks({"peg": (Point(JUNE, Decimal(8), "0"), Point(JULY, Decimal(3), "1"))})
    assert peg.verdict.word == "cannot tell"


@pytest.mark.parametrize(
    ("key", "last", "word", "threshold", "words"),
    [
        ("chair-stand", "12", "probably better", None, ""),
        ("chair-stand", "13", "better", None, ""),
        ("knee-bend", "13", "cannot tell", None, ""),
        ("timed-sit", "13", "clear shift, better", 2, "20 % is noise"),
    ],
)
def test_a_performance_test_is_judged_by_its_own_figures(key, last, word, threshold, words):
    [track] = tracks(replace(sits("10", last), test=performance.get(key)))
    assert (track.verdict.word, track.threshold, track.threshold_words) == (word, threshold, words)
