"""Apple Health exports: phone and watch, wall clocks, nights, and what is odd in honest ones (S77)."""

import io

import pytest

from outcomes.rules.wearables import Limits, WearableKind, read_wearable_file
from tests.factories.wearables import (
    AWAKE,
    CORE,
    DEEP,
    DOCTYPE_OF_IOS_16,
    IN_BED,
    PHONE,
    apple_xml,
    apple_zip,
    sleep,
    steps,
    zipped,
)

from .reading import days, read, refused, steps_of

A_DAY = [
    steps("2026-01-15 08:00", "2026-01-15 08:10", 500),
    steps("2026-01-15 08:05", "2026-01-15 08:15", 600, PHONE),
    steps("2026-01-15 12:00", "2026-01-15 12:10", 300, PHONE),
]
A_NIGHT = [
    sleep("2026-01-14 23:20", "2026-01-15 03:00", CORE),
    sleep("2026-01-15 03:00", "2026-01-15 03:10", AWAKE),
    sleep("2026-01-15 03:10", "2026-01-15 06:50", DEEP),
]


def test_the_watch_counts_where_it_was_worn_and_the_phone_elsewhere():
    found = read(apple_xml(A_DAY))
    (day,) = found.days
    assert (found.kind, found.records, found.overlaps) == (WearableKind.APPLE_HEALTH, 3, 1)
    assert (day.steps, day.steps_source) == (800, "Apple Watch, iPhone")


def test_the_same_xml_in_a_zip_or_bare_is_the_same():
    xml = apple_xml(A_DAY + A_NIGHT)
    assert read(apple_zip(xml)) == read(xml)


@pytest.mark.parametrize(
    "name", ["apple_health_export/Export.xml", "apple_health_export/导出.xml", "export.xml"]
)
def test_the_name_of_the_xml_goes_by_the_phones_language(name):
    assert steps_of(apple_zip(apple_xml(A_DAY), name)) == {"2026-01-15": 800}


def test_an_export_beside_routes_and_a_clinical_document():
    members = {
        "apple_health_export/export_cda.xml": b"<ClinicalDocument/>" + b" " * 100_000,
        "apple_health_export/workout-routes/route_1.gpx": b"<gpx/>",
        "apple_health_export/export.xml": apple_xml(A_DAY),
    }
    assert steps_of(zipped(members)) == {"2026-01-15": 800}


def test_the_odd_document_type_of_ios_16_is_imported():
    assert read(apple_xml(A_DAY, DOCTYPE_OF_IOS_16)).days == read(apple_xml(A_DAY)).days


def test_stray_control_characters_are_imported():
    odd = apple_xml(A_DAY).replace("Anna’s".encode(), "An\x0bna’s\x00".encode())
    assert read(odd).days == read(apple_xml(A_DAY)).days


def test_a_night_with_its_stages():
    (day,) = read(apple_xml(A_NIGHT)).days
    assert (day.slept_minutes, day.in_bed_minutes, day.awakenings) == (440, 450, 1)
    assert (day.day.isoformat(), day.sleep_source) == ("2026-01-15", "Apple Watch")


def test_the_phones_time_in_bed_joins_a_watch_that_tells_only_sleep():
    (day,) = read(apple_xml([A_NIGHT[0], sleep("2026-01-14 22:30", "2026-01-15 07:30", IN_BED, PHONE)])).days
    assert (day.slept_minutes, day.in_bed_minutes) == (220, 540)
    assert day.sleep_source == "Apple Watch, iPhone"


def test_waking_that_nobody_tells_is_unknown_and_not_none():
    (day,) = read(apple_xml(A_NIGHT[:1])).days
    assert (day.awakenings, day.in_bed_minutes) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "offset", "expected"),
    [
        ("2026-01-15 23:58", "2026-01-16 00:02", "+0100", {"2026-01-15": 50, "2026-01-16": 50}),
        ("2026-01-15 00:00", "2026-01-15 00:00", "-0800", {"2026-01-15": 100}),
        ("2026-01-15 23:00", "2026-01-16 00:00", "+0530", {"2026-01-15": 100}),
    ],
)
def test_steps_belong_to_the_day_on_the_wall_clock(start, end, offset, expected):
    assert steps_of(apple_xml([steps(start, end, 100, offset=offset)])) == expected


def test_the_record_twice_counts_once():
    found = read(apple_xml([A_DAY[0], A_DAY[0]]))
    assert (found.days[0].steps, found.duplicates) == (500, 1)


def test_an_app_that_writes_whole_days_does_not_fill_the_hours_of_the_watch():
    app = steps("2026-01-15 00:00", "2026-01-15 23:59", 7000, "Pedometer++")
    (day,) = read(apple_xml([*A_DAY, app])).days
    assert (day.steps, day.steps_source) == (800, "Apple Watch, iPhone")


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (steps("2026-01-15 08:00", "2026-01-15 07:00", 5), "5 steps in -3600 seconds."),
        (steps("2026-01-15 08:00", "2026-01-15 08:10", "many"), "“many” is not a number of steps."),
        (steps("2026-01-15 08:00", "2026-01-15 08:10", "nan"), "“nan” is not a number of steps."),
        (steps("2026-01-15 08:00", "2026-01-15 08:10", 999_999_999), "999999999 steps in 600 seconds."),
        (steps("1026-01-15 08:00", "1026-01-15 08:10", 5), "The year 1026 is not one of a wearable."),
        (steps("yesterday", "2026-01-15 08:10", 5), "“yesterday +0100” is not a time."),
        (sleep("2026-01-15 01:00", "2026-01-15 02:00", "Dozing"), "A stage of sleep that we do not know."),
        (sleep("2026-01-15 01:00", "2026-01-18 02:00"), "A sleep of 262800 seconds."),
        (' <Record type="HKQuantityTypeIdentifierStepCount" value="1"/>\n', "A record has no startDate."),
    ],
)
def test_a_record_that_cannot_be_is_told_with_its_line_and_left_out(record, why):
    found = read(apple_xml([A_DAY[0], record]))
    lines = apple_xml([A_DAY[0]]).count(b"\n")
    assert [(one.line, one.why) for one in found.refused] == [(lines, why)]
    assert found.days[0].steps == 500


def test_only_records_count_whatever_else_names_their_type():
    tricky = '<Workout type="Run" note="HKQuantityTypeIdentifierStepCount"/>'
    assert read(apple_xml([A_DAY[0], tricky])).records == 1


def test_fractions_of_steps_are_rounded():
    assert steps_of(apple_xml([steps("2026-01-15 08:00", "2026-01-15 08:10", "57.6")])) == {"2026-01-15": 58}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused_whole_with_one_sentence(share):
    xml = apple_xml(A_DAY * 100)
    for half in (xml[: int(len(xml) * share)], apple_zip(xml)[: int(len(apple_zip(xml)) * share)]):
        why = refused(half)
        assert why is not None
        assert why.code in ("incomplete", "zip_incomplete")
        assert "incomplete" in why.message


def test_an_export_without_steps_and_sleep_says_so():
    assert refused(apple_xml([])).code == "empty"


def test_another_xml_is_told_apart():
    assert refused(b"<?xml version='1.0'?><ClinicalDocument/>").code == "not_apple_health"


def test_progress_is_heard_at_most_once_a_megabyte_and_ends_at_the_end():
    xml = apple_xml(A_DAY * 20_000)
    heard = []
    read_wearable_file(
        io.BytesIO(xml),
        filename="",
        zone="UTC",
        limits=Limits(),
        heard=lambda used, total: heard.append((used, total)),
    )
    assert heard[-1] == (len(xml), len(xml))
    assert [used for used, _ in heard] == sorted(used for used, _ in heard)
    assert 2 < len(heard) <= len(xml) // 1024**2 + 2


def test_days_come_in_order_and_the_first_and_last_are_told():
    later = steps("2026-03-01 08:00", "2026-03-01 08:10", 5)
    found = read(apple_xml([later, *A_DAY]))
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == ("2026-01-15", "2026-03-01")
    assert list(days(apple_xml([later, *A_DAY]))) == ["2026-01-15", "2026-03-01"]
