"""Marks: numbered in time, never on top of each other, never off the paper."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chart.presenters.marks import LABEL_GAP, LANES, Mark, draw_labels, draw_lines, numbered, place
from chart.presenters.window import Window
from plans.rules.marks import MarkKind

JUNE = date(2026, 6, 1)
WINDOW = Window(JUNE, JUNE + timedelta(days=180))
NARROWEST_PLOT = 264


def marks(*days: int, kind: MarkKind = MarkKind.THERAPY) -> list[Mark]:
    return [Mark(kind, JUNE + timedelta(days=day), f"day {day}") for day in days]


def test_numbers_follow_time_and_only_the_latest_stay():
    shown = numbered(marks(50, 10, 30, 20, 40, 60, 70), WINDOW, most=3)
    assert [(one.number, one.mark.label) for one in shown] == [(1, "day 50"), (2, "day 60"), (3, "day 70")]


def test_what_lies_outside_the_window_is_not_numbered():
    assert numbered(marks(-1, 181), WINDOW) == ()


def test_two_marks_close_together_take_two_lanes():
    one, two = place(numbered(marks(50, 55), WINDOW), WINDOW)
    assert (one.lane, two.lane) == (0, 1)


def test_a_third_shares_the_label():
    spots = place(numbered(marks(50, 52, 54), WINDOW), WINDOW)
    assert [spot.text for spot in spots] == ["◆1", "◆2–3"]


@given(st.lists(st.integers(0, 180), max_size=30))
def test_labels_are_at_least_24_px_apart_on_the_narrowest_screen(days):
    spots = place(numbered(marks(*days), WINDOW, most=30), WINDOW)
    for lane in range(LANES):
        places = [spot.x for spot in spots if spot.lane == lane]
        gaps = [
            (right - left) * NARROWEST_PLOT / 100 for left, right in zip(places, places[1:], strict=False)
        ]
        assert all(gap >= 24 for gap in gaps)
    assert sum(len(spot.marks) for spot in spots) == len(days)
    assert LABEL_GAP * NARROWEST_PLOT / 100 >= 24


@given(st.lists(st.integers(0, 180), max_size=12))
def test_labels_stay_on_the_paper(days):
    svg = draw_labels(place(numbered(marks(*days), WINDOW), WINDOW))
    assert all(3 <= float(x) <= 97 for x in re.findall(r'x="([\d.]+)%"', svg))


def test_every_mark_is_a_line_through_the_panel():
    svg = draw_lines(numbered(marks(0, 90), WINDOW), WINDOW, height=98)
    assert re.findall(r'class="([\w-]+)" x1="([\d.]+)%" x2="[\d.]+%" y2="(\d+)"', svg) == [
        ("m-therapy", "0.0", "98"),
        ("m-therapy", "50.0", "98"),
    ]


def test_the_strip_of_labels_is_as_high_as_its_lanes():
    assert draw_labels(()) == ""
    assert 'height="18"' in draw_labels(place(numbered(marks(50), WINDOW), WINDOW))
    assert 'height="36"' in draw_labels(place(numbered(marks(50, 52), WINDOW), WINDOW))
