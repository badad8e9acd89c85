"""Months of the calendar, and months of headache medicine (C6)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.headaches import HeadacheDay, Overuse, headache_months, limit_for
from outcomes.rules.months import Month
from outcomes.rules.words import Headache

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "days", "weeks", "previous", "following"),
    [
        ("2026-11", 30, 6, "2026-10", "2026-12"),
        ("2027-02", 28, 4, "2027-01", "2027-03"),
        ("2028-02", 29, 5, "2028-01", "2028-03"),
        ("2026-12", 31, 5, "2026-11", "2027-01"),
    ],
)
def test_a_month(text, days, weeks, previous, following):
    month = Month.parse(text)
    assert (str(month), len(month.days), len(month.weeks)) == (text, days, weeks)
    assert (str(month.previous), str(month.next)) == (previous, following)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "0001-01", "٢٠٢٦-١١", "2026-11-01"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(DomainError):
        Month.parse(text)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_once_in_its_month(day):
    month = Month.of(day)
    placed = [one for week in month.weeks for one in week if one]
    assert placed == month.days
    assert day in placed
    assert all(week[0] is None or week[0].weekday() == 0 for week in month.weeks)


def said(taken: int, *, of: int = 30, months: int = 3) -> list[HeadacheDay]:
    """In each month `of` days are said, and a medicine was taken on `taken` of them."""
    return [
        HeadacheDay(ON - timedelta(days=30 * month + n), Headache.MILD, n < taken)
        for month in range(months)
        for n in range(of)
    ]


@pytest.mark.parametrize(
    ("days", "code", "counts", "missing"),
    [
        (said(10), Overuse.OVER, [10, 10, 10], [0, 0, 0]),
        (said(9), Overuse.UNDER, [9, 9, 9], [0, 0, 0]),
        (said(9, of=29), Overuse.CANNOT_TELL, [9, 9, 9], [1, 1, 1]),
        (said(10, of=10), Overuse.OVER, [10, 10, 10], [20, 20, 20]),
        (said(10, months=2), Overuse.CANNOT_TELL, [10, 10, 0], [0, 0, 30]),
        ([], Overuse.CANNOT_TELL, [0, 0, 0], [30, 30, 30]),
    ],
)
def test_missing_days_are_no_days_without_medicine(days, code, counts, missing):
    verdict = headache_months(days, on=ON, limit=10)
    assert verdict.code == code
    assert [month.medicine_days for month in verdict.months] == counts
    assert [month.missing for month in verdict.months] == missing
    assert f"{sum(missing)} of 90 days were not said" in verdict.sentence
    assert ("Worth asking" in verdict.sentence) is (code == Overuse.OVER)


def test_a_headache_without_a_word_on_medicine_counts_as_headache_only():
    verdict = headache_months([HeadacheDay(ON, Headache.SEVERE, None)], on=ON, limit=10)
    assert (verdict.months[0].headache_days, verdict.months[0].told) == (1, 0)


@pytest.mark.parametrize(("medicine", "limit"), [("strong", 10), ("simple", 15), ("", 10)])
def test_the_limit_is_that_of_the_medicine_and_the_lower_one_when_unknown(medicine, limit):
    assert limit_for(medicine, strong=10, simple=15) == limit


@given(st.lists(st.sampled_from([True, False, None]), min_size=90, max_size=90), st.integers(1, 30))
def test_saying_more_never_turns_over_into_under(answers, limit):
    days = [HeadacheDay(ON - timedelta(days=n), None, said) for n, said in enumerate(answers)]
    filled = [HeadacheDay(day.day, None, bool(day.medicine)) for day in days]
    before, after = (headache_months(one, on=ON, limit=limit).code for one in (days, filled))
    if before != Overuse.CANNOT_TELL:
        assert after == before
