"""C1: what is drawn lies inside its box, gaps break the line, and nothing claims more than it holds."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart.presenters.figure import draw_track
from chart.presenters.panel import BOTTOM, HEIGHT, TOP, draw_panel, y_of
from chart.presenters.tracks import Point, Track, Verdict, describe, runs
from chart.presenters.window import Window

JUNE = date(2026, 6, 1)
WINDOW = Window(JUNE, JUNE + timedelta(days=180))


def points(*pairs: tuple[int, str]) -> tuple[Point, ...]:
    return tuple(Point(JUNE + timedelta(days=day), Decimal(value)) for day, value in pairs)


def track(*pairs: tuple[int, str], **facts) -> Track:
    drawn = points(*pairs)
    usual = {
        "title": "Sits",
        "unit": "min",
        "points": drawn,
        "low": Decimal(0),
        "high": Decimal(80),
        "higher_is_better": True,
        "verdict": Verdict("clear shift, better", "better", "▲", Decimal(47)),
        "baseline": drawn[0] if drawn else None,
    }
    return Track(**{**usual, **facts})


def numbers(pattern: str, svg: str) -> list[float]:
    return [float(found) for found in re.findall(pattern, svg)]


def test_the_ends_of_the_scale_are_the_ends_of_the_box():
    sits = track((0, "8"), (30, "55"))
    assert (y_of(sits, Decimal(0)), y_of(sits, Decimal(80))) == (BOTTOM, TOP)


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_a_value_beyond_the_axis_stays_on_its_edge(value):
    assert TOP <= y_of(track((0, "8")), value) <= BOTTOM


@given(st.lists(st.tuples(st.integers(0, 180), st.decimals(0, 200, places=1)), min_size=1, max_size=40))
def test_every_dot_is_inside_the_panel(pairs):
    ordered = sorted({day: str(value) for day, value in pairs}.items())
    svg = draw_panel(track(*ordered), WINDOW, ())
    assert all(0 <= x <= 100 for x in numbers(r'cx="([\d.-]+)%"', svg))
    assert all(0 <= y <= HEIGHT for y in numbers(r'cy="([\d.-]+)"', svg))


@pytest.mark.parametrize(
    ("days", "pieces"),
    [([0, 30, 60], 1), ([0, 45], 1), ([0, 46], 2), ([0, 30, 120, 150], 2), ([0], 1), ([], 0)],
)
def test_a_gap_longer_than_45_days_breaks_the_line(days, pieces):
    assert len(runs(points(*[(day, "1") for day in days]), 45)) == pieces


def test_a_broken_line_is_drawn_in_two():
    svg = draw_panel(track((0, "8"), (20, "9"), (120, "30"), (150, "50")), WINDOW, ())
    assert svg.count("<polyline") == 2


def test_a_lone_value_is_a_dot_and_no_line():
    svg = draw_panel(track((0, "8")), WINDOW, ())
    assert (svg.count("<circle"), svg.count("<polyline")) == (1, 0)


def test_the_zone_runs_from_what_counts_to_the_better_end():
    up = draw_panel(track((0, "8"), (30, "55"), threshold=Decimal(2)), WINDOW, ())
    [top] = numbers(r'class="zone" width="100%" y="([\d.]+)"', up)
    assert top == TOP
    down = track((0, "58"), (30, "34"), high=Decimal(100), higher_is_better=False, threshold=Decimal(10))
    [edge] = numbers(r'class="zone" width="100%" y="([\d.]+)"', draw_panel(down, WINDOW, ()))
    assert edge == y_of(down, Decimal(48))


def test_without_a_threshold_there_is_no_zone():
    assert "zone" not in draw_panel(track((0, "8")), WINDOW, ())


@pytest.mark.parametrize("goal", ["0", "40", "79", "80"])
def test_the_goal_is_labelled_inside_the_panel(goal):
    svg = draw_panel(track((0, "8"), goal=Decimal(goal)), WINDOW, ())
    [y] = numbers(r'class="goal-words" x="4" y="([\d.]+)"', svg)
    assert TOP < y < HEIGHT
    assert f"goal {goal}" in svg


def test_the_panel_is_one_sentence_for_ears():
    told = describe(track((0, "8"), (30, "55"), goal=Decimal(60)))
    assert told == (
        "Sits: 55 min on 1 Jul 2026, was 8 on 1 Jun 2026, clear shift, better +47, goal 60. "
        "2 values, higher is better."
    )


def test_no_values_are_said_and_not_drawn_as_zero():
    empty = track(verdict=Verdict("cannot tell", glyph="–"))
    assert describe(empty) == "Sits: no values yet."
    assert "No values yet" in draw_track(empty, WINDOW, ())
    assert "circle" not in draw_track(empty, WINDOW, ())


def test_a_fall_has_a_real_minus_sign():
    down = track((0, "58"), (30, "34"), verdict=Verdict("better", "better", "▲", Decimal(-24)))
    assert "better −24" in draw_track(down, WINDOW, ())


def test_titles_are_text():
    assert "<b>x" not in draw_track(track((0, "8"), title="<b>x</b>"), WINDOW, ())
