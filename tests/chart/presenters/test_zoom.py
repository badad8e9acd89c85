"""What the closer view reads: the same points as the panel, gaps as null, days since 1970."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chart.presenters.marks import Mark, NumberedMark, Span
from chart.presenters.tracks import Point, Track, Verdict
from chart.presenters.window import Window
from chart.presenters.zoom import EPOCH, zoom_data
from plans.rules.marks import MarkKind

JUNE = date(2026, 6, 1)
WINDOW = Window(JUNE, JUNE + timedelta(days=100))
SITS = Track("Sits", "min", (), Decimal(0), Decimal(80), True, Verdict("better"), gap_days=3)


def day(number: int) -> int:
    return (JUNE - EPOCH).days + number


def sits(*numbers: int, **facts) -> Track:
    points = tuple(Point(JUNE + timedelta(days=number), Decimal(number)) for number in numbers)
    return replace(SITS, points=points, **facts)


def panel(track: Track) -> dict:
    return zoom_data([track], WINDOW, (), ())["panels"][0]


def test_a_gap_is_a_null_on_the_day_after():
    assert panel(sits(1, 2, 9))["points"] == [[day(1), 1], [day(2), 2], [day(3), None], [day(9), 9]]


def test_what_lies_outside_the_window_stays_outside():
    assert panel(sits(-5, 2, 101))["points"] == [[day(2), 2]]
    assert panel(sits())["points"] == []


def test_the_zone_runs_from_what_counts_to_the_better_end():
    first = Point(JUNE, Decimal(10))
    assert panel(sits(1, baseline=first, threshold=Decimal(2)))["zone"] == [12, 80]
    lower = sits(1, baseline=first, threshold=Decimal(2), higher_is_better=False)
    assert panel(lower)["zone"] == [8, 0]
    assert panel(sits(1))["zone"] is None


def test_weeks_bring_their_ends():
    week = Point(JUNE, Decimal("20.333"), 6, Decimal(10), Decimal(30))
    found = panel(replace(SITS, points=(week,)))
    assert found["weekly"]
    assert found["points"] == [[day(0), 20.33, 10, 30]]


def test_marks_and_flares_lie_on_their_days():
    mark = NumberedMark(1, Mark(MarkKind.PROCEDURE, JUNE, "Block"))
    data = zoom_data([SITS], WINDOW, [mark], [Span(JUNE, JUNE + timedelta(days=2))])
    assert data["marks"] == [[day(0), "procedure", "▼1"]]
    assert data["flares"] == [[day(0), day(2)]]


@given(st.sets(st.integers(0, 100)))
def test_days_go_up_and_every_value_is_there_once(numbers):
    points = panel(sits(*sorted(numbers)))["points"]
    assert [point[0] for point in points] == sorted({point[0] for point in points})
    assert [point[0] - day(0) for point in points if point[1] is not None] == sorted(numbers)
