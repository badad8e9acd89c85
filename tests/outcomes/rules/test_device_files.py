"""Reading device files: two exports of Fitbit and a plain table, and everything that is wrong with files."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.device_files import DeviceFileKind, read_device_days

ACTIVITY = "Id,ActivityDate,TotalSteps,VeryActiveMinutes,FairlyActiveMinutes,LightlyActiveMinutes\n"
SLEEP = "Id,SleepDay,TotalSleepRecords,TotalMinutesAsleep,TotalTimeInBed\n"
PLAIN = "day,steps,slept_minutes\n"


def read(text: str):
    return read_device_days(text.encode())


def refusals(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.why) for one in read(text).refused]


def test_steps_of_a_fitbit_export():
    found = read(ACTIVITY + "15,4/12/2016,13162,25,13,328\n")
    assert found.kind == DeviceFileKind.FITBIT_ACTIVITY
    (day,) = found.days
    assert (day.line, day.person, day.day, day.values) == (2, "15", date(2016, 4, 12), (13162, None, None))


@pytest.mark.parametrize("text", ["04/09/2016", "4/9/2016", "4/9/2016 12:00:00 AM"])
def test_sleep_of_a_fitbit_export_in_each_shape_of_its_date(text):
    found = read(SLEEP + f"15,{text},1,327,346\n")
    assert found.kind == DeviceFileKind.FITBIT_SLEEP
    assert (found.days[0].day, found.days[0].values) == (date(2016, 4, 9), (None, 327, 346))


def test_a_plain_table_names_nobody_and_may_leave_cells_empty():
    found = read(PLAIN + "2026-11-01,5200,420\n2026-11-02,,400\n2026-11-03,0,\n2026-11-04,,\n")
    assert [day.values for day in found.days] == [(5200, 420, None), (None, 400, None), (0, None, None)]
    assert {day.person for day in found.days} == {""}
    assert found.not_worn == 1


def test_a_plain_table_need_not_have_sleep():
    assert read("day,steps\n2026-11-01,5200\n").days[0].values == (5200, None, None)


def test_a_day_without_the_device_is_not_a_day_of_zero_steps():
    found = read(ACTIVITY + "15,4/12/2016,0,0,0,0\n15,4/13/2016,0,0,0,3\n")
    assert found.not_worn == 1
    assert [day.values[0] for day in found.days] == [0]


def test_the_same_line_twice_counts_once_and_a_contradiction_is_refused():
    found = read(SLEEP + "15,5/5/2016,1,471,495\n15,5/5/2016,1,471,495\n15,5/5/2016,1,300,320\n")
    assert (len(found.days), found.duplicates) == (1, 1)
    assert [(one.line, one.why) for one in found.refused] == [(4, "Line 2 says something else of this day.")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",4/12/2016,5,0,0,0", "It names nobody."),
        ("15,2016-04-12,5,0,0,0", "“2016-04-12” is not a date such as 4/12/2016."),
        ("15,2/30/2016,5,0,0,0", "“2/30/2016” is not a day of the calendar."),
        ("15,4/12/2016,-5,0,0,0", "TotalSteps is “-5”, not a whole number."),
        ("15,4/12/2016,5.5,0,0,0", "TotalSteps is “5.5”, not a whole number."),
        ("15,4/12/2016,٣,0,0,0", "TotalSteps is “٣”, not a whole number."),
        ("15,4/12/2016,120001,0,0,0", "TotalSteps is 120001; more than 120000 cannot be."),
        ("15,4/12/2016," + "9" * 5000 + ",0,0,0", f"TotalSteps is {'9' * 20}; more than 120000 cannot be."),
        ("15", "“” is not a date such as 4/12/2016."),
    ],
)
def test_a_bad_line_is_refused_alone(line, why):
    assert refusals(ACTIVITY + line + "\n16,4/12/2016,7,0,0,0\n") == [(2, why)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("15,5/5/2016,1,500,400", "500 minutes asleep in 400 minutes in bed."),
        ("15,5/5/2016,1,300,1500", "TotalTimeInBed is 1500; more than 1440 cannot be."),
    ],
)
def test_a_night_that_cannot_be_is_refused(line, why):
    assert refusals(SLEEP + line + "\n") == [(2, why)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unknown_table"),
        (b"name,colour\na,b\n", "unknown_table"),
        (b"\xff\xfe\x00", "not_text"),
        (b'day,steps\n"2026-11-01,5\n', "broken_table"),
        (b'day,"steps\n', "unknown_table"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused_whole(content, code):
    with pytest.raises(DomainError) as refused:
        read_device_days(content)
    assert refused.value.code == code


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    assert len(read_device_days(b"\xef\xbb\xbfday,steps\r\n2026-11-01,5\r\n").days) == 1


@given(st.text())
def test_no_text_breaks_the_reader(text):
    """Every line is taken, not worn, a duplicate or refused with a sentence; or the file is refused whole."""
    try:
        found = read(PLAIN + text)
    except DomainError:
        return
    assert all(refused.why for refused in found.refused)
    assert len({(day.person, day.day) for day in found.days}) == len(found.days)


@given(st.binary())
def test_no_bytes_break_the_reader(content):
    with suppress(DomainError):
        read_device_days(content)
