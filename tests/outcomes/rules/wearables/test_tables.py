"""Plain tables: the column picker's head, and days by chosen columns (S77)."""

import io

import pytest

from core.errors import DomainError
from outcomes.rules.wearables import (
    NEEDS_COLUMNS,
    ColumnChoice,
    DateOrder,
    SleepUnit,
    WearableKind,
    sniff_table,
)

from .reading import read, refused

GERMAN = "\ufeffDatum;Schritte;Schlaf;Bett\r\n15.01.2026;5.200;6,5;7,25\r\n16.01.2026;;7;\r\n"


def sniff(text: str):
    return sniff_table(io.BytesIO(text.encode()))


def test_an_unknown_table_asks_for_its_columns():
    assert refused(GERMAN.encode()).code == NEEDS_COLUMNS


def test_the_picker_sees_the_head_and_a_guess():
    shape = sniff(GERMAN)
    assert shape.header == ("Datum", "Schritte", "Schlaf", "Bett")
    assert shape.rows[0] == ("15.01.2026", "5.200", "6,5", "7,25")
    assert shape.guess == ColumnChoice(0, 1, 2, 3, SleepUnit.HOURS, DateOrder.DAY_FIRST)
    assert shape.is_date_order_certain


@pytest.mark.parametrize(
    ("text", "order", "is_certain"),
    [
        ("date,steps\n2026-01-15,1\n", DateOrder.YEAR_FIRST, True),
        ("date\tsteps\n15/01/2026\t1\n", DateOrder.DAY_FIRST, True),
        ("date,steps\n1/15/2026,1\n", DateOrder.MONTH_FIRST, True),
        ("date,steps\n4/5/2026,1\n", DateOrder.DAY_FIRST, False),
    ],
)
def test_the_order_of_dates_is_told_only_where_it_is_certain(text, order, is_certain):
    shape = sniff(text)
    assert (shape.guess.date_order, shape.is_date_order_certain) == (order, is_certain)


@pytest.mark.parametrize(
    ("cell", "unit"), [("415", SleepUnit.MINUTES), ("6.9", SleepUnit.HOURS), ("6:55", SleepUnit.CLOCK)]
)
def test_the_unit_of_sleep_is_guessed_from_its_numbers(cell, unit):
    assert sniff(f"date,sleep\n2026-01-15,{cell}\n").guess.sleep_unit == unit


def test_a_table_without_a_date_gives_no_guess():
    assert sniff("name,steps\nAnna,1\n").guess is None


@pytest.mark.parametrize("content", [b"", b"one line", b"a,b\n", b"a\n1\n", b"a,b\n1,2\0\n"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(DomainError):
        sniff_table(io.BytesIO(content))


def test_chosen_columns_give_days():
    found = read(GERMAN.encode(), columns=ColumnChoice(0, 1, 2, 3, SleepUnit.HOURS, DateOrder.DAY_FIRST))
    assert found.kind == WearableKind.PLAIN_TABLE
    assert [(day.steps, day.slept_minutes, day.in_bed_minutes) for day in found.days] == [
        (5200, 390, 435),
        (None, 420, None),
    ]
    assert found.days[0].steps_source == "Table"


def test_chosen_columns_win_over_a_known_header():
    table = b"Date,Step count,Other\n2026-01-15,1,2\n"
    assert read(table, columns=ColumnChoice(0, steps=2)).days[0].steps == 2


def test_our_own_plain_table_needs_no_picker():
    found = read(b"day,steps,slept_minutes\n2026-01-15,5000,400\n")
    assert (found.days[0].steps, found.days[0].slept_minutes) == (5000, 400)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2026-02-30,5,400", "“2026-02-30” is not a day of the calendar."),
        ("1.2.2026,5,400", "“1.2.2026” does not begin with the year."),
        ("soon,5,400", "“soon” is not a date."),
        ("1066-01-01,5,400", "The year 1066 is not one of a wearable."),
        ("2026-01-15,-5,400", "Steps is “-5”, not a whole number."),
        ("2026-01-15,5.5,400", "Steps is “5.5”, not a whole number."),
        ("2026-01-15,500000,400", "500000 steps; a day has 0 to 120000."),
        ("2026-01-15,5,9000", "9000 minutes asleep; a day has 0 to 1440."),
        ("2026-01-15,5,long", "“long” is not a number of minutes."),
        ("2026-01-15,٣,400", "Steps is “٣”, not a whole number."),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(row, why):
    found = read(f"day,steps,slept_minutes\n{row}\n2026-01-20,5,6\n".encode())
    assert [(one.line, one.why) for one in found.refused] == [(2, why)]
    assert len(found.days) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Datum;Schlüssel\n".encode("latin-1"), "not_utf8"),
        ("Datum;Schritte\n15.01.2026;5\n".encode("utf-16"), "not_utf8"),
        (b"day,steps\n2026-01-15,5\0\n", "not_text"),
        (b'day,steps\n2026-01-15,"5\n', "broken_table"),
        (b'day,steps\n2026-01-15,"' + b"x\n" * 200_000 + b'"\n', "broken_table"),
        (b"day,steps\n" + b"x" * 300_000, "large_table"),
        (b"day,steps\n" + b"2026-01-15,5\n" * 30_000, "large_table"),
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"day,steps\n", "empty"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_one_sentence(content, code):
    why = refused(content)
    assert why.code == code
    assert why.message.endswith(".")


def test_latin_1_is_told_how_to_be_saved():
    assert "CSV UTF-8" in refused("Datum;Schlüssel\n".encode("latin-1")).message


def test_many_refused_rows_are_counted_and_the_first_are_told():
    found = read(b"day,steps\n" + b"soon,5\n" * 500 + b"2026-01-15,5\n")
    assert (len(found.refused), found.refused_total) == (100, 500)
    assert found.refused[0].line == 2
