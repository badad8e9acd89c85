"""Numbers, dates and the time axis."""

from datetime import date
from decimal import Decimal

import pytest

from chart.presenters.window import Window
from chart.presenters.words import fuzzy_day, number, signed
from core.words import full_day


@pytest.mark.parametrize(
    ("value", "text"),
    [("55", "55"), ("6.67", "6.7"), ("7.0", "7"), ("0", "0"), ("-24", "−24"), ("-0.04", "0"), ("120", "120")],
)
def test_numbers_have_one_decimal_at_most_and_no_trailing_zero(value, text):
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(("value", "text"), [("47", "+47"), ("-1.3", "−1.3"), ("0", "0")])
def test_differences_carry_their_sign(value, text):
    assert signed(Decimal(value)) == text


def test_days_are_written_so_that_no_country_misreads_them():
    assert full_day(date(2026, 3, 4)) == "4 Mar 2026"


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        ("day", "4 Mar 2026"),
        ("month", "Mar 2026"),
        ("season", "Mar 2026"),
        ("year", "2026"),
        ("about", "about Mar 2026"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, text):
    assert fuzzy_day(date(2026, 3, 4), precision) == text
    assert fuzzy_day(None, precision) == ""


def test_the_axis_is_real_time():
    window = Window(date(2026, 6, 1), date(2026, 6, 11))
    assert [window.at(date(2026, 6, day)) for day in (1, 6, 11)] == [0, 50, 100]


def test_one_day_does_not_divide_by_zero():
    assert Window(date(2026, 6, 1), date(2026, 6, 1)).at(date(2026, 6, 1)) == 0


def test_months_begin_inside_the_window():
    window = Window(date(2026, 11, 15), date(2027, 2, 1))
    assert [month.month for month in window.months()] == [12, 1, 2]
