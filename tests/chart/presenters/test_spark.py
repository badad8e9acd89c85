"""C10: the word, a line that breaks at gaps, a dot on the last value, a tick at each flare."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chart.presenters.spark import HEIGHT, WIDTH, Spark, draw_spark
from chart.presenters.tracks import Point, Verdict
from chart.presenters.window import Window

LAST = date(2026, 11, 20)
WINDOW = Window(LAST - timedelta(days=89), LAST)


def spark(*ago_and_values: tuple[int, int], **facts) -> str:
    points = tuple(Point(LAST - timedelta(days=ago), Decimal(value)) for ago, value in ago_and_values)
    usual = {
        "label": "Sits",
        "unit": "min",
        "latest": points[-1] if points else Point(date(2026, 1, 3), Decimal("12.5")),
        "verdict": Verdict("better", "better", "▲"),
        "points": points,
        "flares": (),
        "window": WINDOW,
    }
    return draw_spark(Spark(**usual | facts))


def test_it_reads_without_the_line():
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*</svg>", "", spark((60, 8), (5, 55))))
    assert words.split() == ["▲", "better", "Sits", "55", "min,", "15", "Nov"]


def test_the_dot_is_on_the_last_value_and_the_top_is_the_greatest():
    drawn = spark((89, 0), (45, 10), (0, 5))
    assert f'<circle cx="{WIDTH - 3}" cy="{HEIGHT // 2}" r="2.5"/>' in drawn
    assert '<polyline points="3,17 ' in drawn


@pytest.mark.parametrize(
    ("values", "lines"),
    [([(89, 1), (60, 2), (0, 3)], 1), ([(89, 1), (0, 3)], 0), ([(80, 1), (70, 1), (9, 1), (0, 1)], 2)],
)
def test_more_than_45_days_are_never_joined(values, lines):
    assert spark(*values).count("<polyline") == lines


def test_nothing_in_ninety_days_is_no_line_and_the_older_value_is_still_said():
    drawn = spark()
    assert "<svg" not in drawn
    assert "12.5 min, 3 Jan" in drawn


def test_a_flare_of_the_window_is_a_tick():
    flares = (LAST - timedelta(days=30), LAST - timedelta(days=100))
    assert spark((60, 8), (5, 9), flares=flares).count("<path") == 1


def test_all_zero_lies_on_the_floor():
    assert f'cy="{HEIGHT - 3}"' in spark((40, 0), (0, 0))


def test_what_people_typed_is_text():
    assert "<b>" not in spark((0, 1), label="<b>x", unit="<i>")
