"""When something was, as people say it: read, how far it reaches, moved by its own unit, written again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.fuzzy import read_date
from intake.rules.reach import Reach, Unit, date_words, floor, moved, reach_of, unit_of
from intake.rules.said import find_beside, read_when
from intake.rules.words import Precision, Relation

TODAY = date(2026, 11, 20)
UNKNOWN = (None, "unknown")

#: Words; the start and its precision; the end and its precision.
SAID = [
    ("12 Mar 2024", (date(2024, 3, 12), "day"), None),
    ("mar 24", (date(2024, 3, 1), "month"), None),
    ("winter 2023/24", (date(2023, 12, 1), "season"), None),
    ("in the spring of 2023", (date(2023, 3, 1), "season"), None),
    ("since last winter", (date(2025, 12, 1), "season"), None),
    ("this past winter", (date(2025, 12, 1), "season"), None),
    ("early 2023", (date(2023, 1, 1), "season"), None),
    ("mid-2023", (date(2023, 5, 1), "season"), None),
    ("end of 2023", (date(2023, 10, 1), "season"), None),
    ("about 2019", (date(2019, 1, 1), "about"), None),
    ("6 weeks ago", (date(2026, 10, 9), "about"), None),
    ("last year", (date(2025, 1, 1), "year"), None),
    ("2-3 months ago", (date(2026, 9, 20), "about"), None),
    ("2019 to 2021", (date(2019, 1, 1), "year"), (date(2021, 1, 1), "year")),
    ("2019-2021", (date(2019, 1, 1), "year"), (date(2021, 1, 1), "year")),
    ("from march to june 2024", (date(2024, 3, 1), "month"), (date(2024, 6, 1), "month")),
    ("nov to feb 2024", (date(2023, 11, 1), "month"), (date(2024, 2, 1), "month")),
    ("spring 2023 - fall 2024", (date(2023, 3, 1), "season"), (date(2024, 9, 1), "season")),
    ("until spring 2024", UNKNOWN, (date(2024, 3, 1), "season")),
    ("before 2019", UNKNOWN, (date(2019, 1, 1), "year")),
    ("after March 2020", (date(2020, 3, 1), "about"), None),
    ("mar 24 for 6 weeks", (date(2024, 3, 1), "month"), (date(2024, 4, 11), "about")),
    ("2021 to 2019", UNKNOWN, None),
    ("when the boys were small", UNKNOWN, None),
    ("", UNKNOWN, None),
]


@pytest.mark.parametrize(("words", "start", "end"), SAID)
def test_what_is_said_is_read_as_exactly_as_it_was_said(words, start, end):
    said = read_when(words, today=TODAY)
    assert (said.start.starts_on, said.start.precision) == start
    assert (said.end and (said.end.starts_on, said.end.precision)) == end
    assert said.start.words == words


@pytest.mark.parametrize(
    ("words", "relation", "beside"),
    [
        ("before the surgery", Relation.BEFORE, "the surgery"),
        ("After my second fusion", Relation.AFTER, "my second fusion"),
        ("during the move", Relation.DURING, "the move"),
    ],
)
def test_beside_something_keeps_its_words_and_what_it_stands_beside(words, relation, beside):
    said = read_when(words, today=TODAY)
    assert (said.start.starts_on, said.relation, said.beside) == (None, relation, beside)


ENTRIES = [
    ("a", "procedure", "Lumbar fusion L4-5"),
    ("b", "move", "Moved to Ohio"),
    ("c", "procedure", "Epidural steroid injection"),
    ("d", "job", "New delivery route"),
    ("e", "story", "Divorced"),
]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("the fusion", "a"),
        ("the move", "b"),
        ("moved to Ohio", "b"),
        ("the injection", "c"),
        ("my new job", "d"),
        ("the surgery", None),
        ("the divorce", "e"),
        ("the wedding", None),
        ("the", None),
    ],
)
def test_an_anchor_is_found_only_where_one_entry_is_meant(words, key):
    assert find_beside(words, ENTRIES) == key


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("12 Mar 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("mar 24", date(2024, 3, 1), date(2024, 3, 31)),
        ("winter 2023", date(2023, 12, 1), date(2024, 2, 29)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("about 2019", date(2018, 1, 1), date(2020, 12, 31)),
        ("about mar 24", date(2024, 2, 1), date(2024, 4, 30)),
        ("about 12 Mar 2024", date(2024, 3, 9), date(2024, 3, 15)),
        ("10 days ago", date(2026, 11, 7), date(2026, 11, 13)),
        ("6 weeks ago", date(2026, 9, 1), date(2026, 11, 1)),
        ("2 years ago", date(2023, 11, 1), date(2025, 11, 1)),
    ],
)
def test_a_date_reaches_as_far_as_it_may_mean(words, first, last):
    read = read_date(words, today=TODAY)
    assert reach_of(read.starts_on, read.precision, words) == Reach(first, last)


@pytest.mark.parametrize(
    ("words", "unit"),
    [("10 days ago", Unit.DAY), ("13 months ago", Unit.MONTH), ("3 years ago", Unit.YEAR)],
)
def test_a_date_that_counts_from_today_moves_by_what_it_was_counted_in(words, unit):
    read = read_date(words, today=TODAY)
    assert unit_of(read.starts_on, read.precision, words) == unit


def test_an_age_is_known_to_the_year():
    assert unit_of(date(1995, 3, 12), Precision.ABOUT, "at age 12") is Unit.YEAR


DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
UNITS = st.sampled_from(Unit)


@given(on=DAYS, unit=UNITS, about=st.booleans())
def test_what_is_written_reads_back_as_the_same_date(on, unit, about):
    start = floor(on, unit)
    read = read_date(date_words(start, unit, about=about))
    assert read.starts_on == start
    assert read.precision == (Precision.ABOUT if about else Precision(unit.value))
    assert unit_of(start, read.precision, read.words) is unit


@given(on=DAYS, unit=UNITS, by=st.integers(-20, 20))
def test_there_and_back_is_where_it_was(on, unit, by):
    assert moved(moved(on, unit, by), unit, -by) == floor(on, unit)


@given(on=DAYS, unit=UNITS)
def test_units_follow_each_other_without_a_gap(on, unit):
    reach = reach_of(floor(on, unit), Precision(unit.value))
    assert reach.first <= on <= reach.last
    assert moved(on, unit, 1) == reach.last + timedelta(days=1)


@given(text=st.text(max_size=60))
def test_nothing_that_can_be_typed_is_an_error(text):
    said = read_when(text, today=TODAY)
    assert said.start.starts_on is not None or said.start.precision is Precision.UNKNOWN
