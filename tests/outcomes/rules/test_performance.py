"""Performance tests: definitions, change by published figures, norms by age and sex (clinical.md 8)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes import performance
from outcomes.rules.change import Change, Point
from outcomes.rules.instrument_parts import Confidence
from outcomes.rules.performance import (
    ChangeLine,
    LineKind,
    PerformanceTestError,
    against_norm,
    check_result,
    performance_change,
)

WALK, STAND = performance.get("six-minute-walk"), performance.get("chair-stand")
KNEE, LIFT = performance.get("knee-bend"), performance.get("lift-floor-to-waist")
SPRING, AUTUMN = date(2026, 3, 1), date(2026, 9, 1)
NORMS = performance.NORMS["chair-stand"]


def verdict(test, first, last):
    return performance_change(test, Point(SPRING, Decimal(first)), Point(AUTUMN, Decimal(last)))


@pytest.mark.parametrize(
    ("test", "first", "last", "code"),
    [
        (WALK, 300, 361, Change.NO_CLEAR_CHANGE),
        (WALK, 300, 362, Change.PROBABLY_BETTER),
        (WALK, 300, 375, Change.PROBABLY_BETTER),
        (WALK, 300, "386.1", Change.BETTER),
        (WALK, 362, 300, Change.WORSE),
        (WALK, 361, 300, Change.NO_CLEAR_CHANGE),
        (STAND, 8, 9, Change.NO_CLEAR_CHANGE),
        (STAND, 8, 10, Change.PROBABLY_BETTER),
        (STAND, 0, 3, Change.BETTER),
        (STAND, 10, 8, Change.WORSE),
        (KNEE, 90, 120, Change.CANNOT_TELL),
        (LIFT, 5, 20, Change.CANNOT_TELL),
    ],
)
def test_change_is_judged_by_the_published_figures(test, first, last, code):
    assert verdict(test, first, last).code == code


def test_the_sentence_says_which_figure_is_reached_and_for_whom():
    said = verdict(WALK, 300, 370)
    assert said.sentence == (
        "Probably better: from 300 to 370 m, 23.3 percent more. It reaches 62 m (neck or back pain), "
        "not 75 m (leg pain) or 86.1 m (noise in a pain service)."
    )
    assert "Benaim" in said.source
    assert "Murdoch 2023" in said.source


def test_without_a_figure_the_numbers_are_shown_and_not_judged():
    assert verdict(KNEE, 90, 120).sentence == (
        "No figure is published here for how much change matters: from 90 to 120 degrees."
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "no value yet"),
        (None, Point(AUTUMN, Decimal(9)), "no earlier value"),
        (Point(AUTUMN, Decimal(9)), Point(AUTUMN, Decimal(9)), "only one value"),
        (Point(SPRING, Decimal(9), "1"), Point(AUTUMN, Decimal(9), "2"), "are not compared"),
    ],
)
def test_what_cannot_be_compared_is_said(first, last, words):
    said = performance_change(STAND, first, last)
    assert said.code == Change.CANNOT_TELL
    assert words in said.sentence


_ORDER = [Change.WORSE, Change.NO_CLEAR_CHANGE, Change.PROBABLY_BETTER, Change.BETTER]


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 100))
def test_a_longer_walk_is_never_judged_lower(first, last, more):
    one, other = verdict(WALK, first, last).code, verdict(WALK, first, last + more).code
    assert _ORDER.index(one) <= _ORDER.index(other)


@pytest.mark.parametrize(
    ("reps", "age", "sex", "words"),
    [
        (13, 60, "male", "Below average for men of 60 to 64: fewer than 14"),
        (14, 60, "male", "Not below average for men of 60 to 64"),
        (11, 62, "female", "Below average for women of 60 to 64: fewer than 12"),
        (11, 67, "male", "fewer than 12"),
        (9, 72, "female", "fewer than 10"),
        (11, 74, "male", "fewer than 12"),
        (10, 79, "male", "fewer than 11"),
        (9, 84, "male", "fewer than 10"),
        (8, 80, "female", "fewer than 9"),
        (7, 89, "male", "fewer than 8"),
        (7, 85, "female", "fewer than 8"),
        (6, 94, "male", "fewer than 7"),
        (4, 90, "female", "Not below average for women of 90 to 94"),
        (3, 94, "female", "fewer than 4"),
        (9, 59, "male", "There is no norm at 59 years"),
        (9, 95, "female", "There is no norm at 95 years"),
        (9, 70, "unknown", "The norms are by sex"),
        (9, 70, "other", "The norms are by sex"),
    ],
)
def test_chair_stands_against_the_norms_of_steadi(reps, age, sex, words):
    assert words in against_norm(NORMS, Decimal(reps), age=age, sex=sex)


def test_the_norms_have_no_hole_and_a_source():
    rows = list(NORMS.rows)
    assert [row.first for row in rows[1:]] == [row.last + 1 for row in rows[:-1]]
    assert NORMS.source
    assert NORMS.read_on <= date(2026, 12, 31)


@pytest.mark.parametrize(
    ("test", "value", "side", "field"),
    [
        (KNEE, "90", "", "side"),
        (KNEE, "90", "middle", "side"),
        (WALK, "300", "left", "side"),
        (WALK, "1001", "", "value"),
        (WALK, "-1", "", "value"),
        (WALK, "NaN", "", "value"),
        (STAND, "8.5", "", "value"),
    ],
)
def test_a_result_that_cannot_be_is_refused(test, value, side, field):
    with pytest.raises(DomainError) as refused:
        check_result(test, Decimal(value), side)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": ""}, "it has no key"),
        ({"protocol": ()}, "it has no protocol"),
        ({"source": ""}, "it has no source"),
        ({"least": Decimal(1000)}, "its least value"),
        ({"noise_percent": True}, "not by both"),
        (
            {"lines": (ChangeLine(LineKind.IMPORTANT, Decimal(0), "x", "y", Confidence.READ),)},
            "a size above 0",
        ),
        (
            {"lines": (ChangeLine(LineKind.DETECTABLE, Decimal(5), "x", "y", Confidence.READ),)},
            "none that matters",
        ),
    ],
)
def test_a_wrong_definition_is_named(changes, fault):
    with pytest.raises(PerformanceTestError, match=fault):
        replace(WALK, **changes)


def test_each_test_is_known_by_its_key_and_its_protocol():
    keys = [test.key for test in performance.ALL]
    assert len(set(keys)) == len(keys)
    assert performance.get("knee-bend", "1") is KNEE
    with pytest.raises(DomainError, match="do not know the test"):
        performance.get("handstand")


def test_a_series_is_named_by_test_and_side_and_by_a_later_protocol():
    assert [KNEE.label(side) for side in ("left", "both")] == ["Knee bend, left", "Knee bend, both sides"]
    assert replace(WALK, version="2").label("") == "6-minute walk, protocol 2"
