"""Garmin's FIT files and the tables of Garmin Connect (S77)."""

import json
import struct

import pytest

from outcomes.rules.wearables import WearableKind
from tests.factories.wearables import FitFile, zipped

from .reading import days, read, refused, steps_of


def monitoring() -> FitFile:
    file = FitFile()
    file.info("2026-01-15T06:00")
    file.monitoring("2026-01-15T08:00", 1000)
    file.monitoring_16("2026-01-15T20:00", 8000)
    return file


def night() -> FitFile:
    file = FitFile(49)
    file.level("2026-01-14T23:00", 2)
    file.level("2026-01-15T02:00", 1)
    file.level("2026-01-15T02:10", 3)
    file.stop_sleep("2026-01-15T06:30")
    return file


def test_a_counter_since_midnight_is_not_added_up():
    found = read(monitoring().content())
    assert found.kind == WearableKind.GARMIN_FIT
    assert (found.days[0].steps, found.days[0].steps_source) == (8000, "Garmin")


def test_the_record_of_midnight_closes_the_day_before():
    file = monitoring()
    file.monitoring_16("2026-01-16T00:00", 8100)
    file.monitoring_16("2026-01-16T00:01", 12)
    assert steps_of(file.content()) == {"2026-01-15": 8100, "2026-01-16": 12}


def test_walking_and_running_have_a_counter_each_over_all_files_of_a_day():
    morning, evening = FitFile(), FitFile()
    for file in (morning, evening):
        file.info("2026-01-15T06:00")
    morning.monitoring("2026-01-15T08:00", 2500, activity=1)
    morning.monitoring("2026-01-15T09:00", 3000)
    evening.monitoring("2026-01-15T22:00", 9000)
    members = {"2.fit": evening.content(), "1.fit": morning.content()}
    assert steps_of(zipped(members)) == {"2026-01-15": 11_500}


def test_strokes_and_turns_of_the_pedals_are_no_steps():
    file = monitoring()
    file.monitoring("2026-01-15T18:00", 50_000, activity=2)
    assert steps_of(file.content()) == {"2026-01-15": 8000}


def test_the_watchs_own_clock_counts_before_the_patients_zone():
    file = FitFile(zone="Asia/Tokyo")
    file.info("2026-01-15T06:00")
    file.monitoring("2026-01-15T23:00", 700)
    assert steps_of(file.content(), zone="Europe/Berlin") == {"2026-01-15": 700}


def test_a_file_without_a_clock_is_read_on_the_patients():
    file = FitFile()
    file.monitoring("2026-01-15T23:00", 700)
    assert steps_of(file.content()) == {"2026-01-15": 700}
    assert steps_of(file.content(), zone="Asia/Tokyo") == {"2026-01-16": 700}


def test_levels_of_sleep_last_until_the_next():
    found = days(night().content())["2026-01-15"]
    assert (found.slept_minutes, found.in_bed_minutes, found.awakenings) == (440, 450, 1)


def test_a_walk_stands_behind_the_monitoring_of_its_day():
    walk = FitFile(4)
    walk.session("2026-01-15T10:00", 1800, 1500)
    assert steps_of(walk.content()) == {"2026-01-15": 3000}
    assert steps_of(zipped({"w.fit": walk.content(), "m.fit": monitoring().content()})) == {
        "2026-01-15": 8000
    }


def test_a_ride_has_no_steps_and_settings_have_no_days():
    ride = FitFile(4)
    ride.session("2026-01-15T10:00", 1800, 1500, sport=2)
    assert refused(ride.content()).code == "empty"
    settings = FitFile(2)
    settings.monitoring("2026-01-15T10:00", 500)
    assert refused(settings.content()).code == "empty"


def test_a_walk_that_cannot_be_is_told():
    walk = FitFile(4)
    walk.session("2026-01-15T10:00", 1800, 900_000)
    assert [one.why for one in read(walk.content()).refused] == ["1800000 steps in 1800 seconds."]


@pytest.mark.parametrize("cut", [1, 2, 10, 40])
def test_a_file_that_ends_too_early_is_refused_whole(cut):
    why = refused(monitoring().content()[:-cut])
    assert why.code in ("incomplete", "broken_fit")


def test_a_flipped_bit_is_found_by_the_checksum():
    content = bytearray(monitoring().content())
    content[-6] ^= 0x40
    assert refused(bytes(content)).code == "broken_fit"


def test_one_damaged_file_of_many_is_told_and_left_out():
    members = {"GARMIN/1.fit": monitoring().content(), "GARMIN/2.fit": night().content()[:-30]}
    found = read(zipped(members))
    assert found.days[0].steps == 8000
    assert [one.why.partition(":")[0] for one in found.refused] == ["2.fit"]


def test_a_size_that_lies_costs_nothing():
    content = bytearray(monitoring().content())
    content[4:8] = struct.pack("<I", 0xFFFFFFF0)
    assert refused(bytes(content)).code in ("incomplete", "broken_fit")


def test_steps_of_garmin_connect():
    assert steps_of(b',Actual,Goal\n07/12/2026,5565,11790\n07/13/2026,"12,001",11790\n') == {
        "2026-07-12": 5565,
        "2026-07-13": 12_001,
    }


@pytest.mark.parametrize("title", ["Sleep Score 7 Days", "Sleep Score 4 Weeks"])
def test_sleep_of_garmin_connect(title):
    table = (
        f"{title},Score,Resting Heart Rate,Quality,Duration,Sleep Need,Bedtime,Wake Time\n"
        "2026-07-17,85,52,Good,7h 1min,9h 0min,1:14 AM,8:23 AM\n2026-07-16,--,--,--,--,--,--,--\n"
    )
    found = read(table.encode())
    assert found.kind == WearableKind.GARMIN_TABLE
    assert [(day.day.isoformat(), day.slept_minutes) for day in found.days] == [("2026-07-17", 421)]


def test_the_account_export_tells_days_and_nights():
    days_told = [
        {"calendarDate": "2024-06-15", "totalSteps": 8123, "restingHeartRate": 58},
        {"calendarDate": "2024-06-16", "totalSteps": None},
    ]
    nights = [
        {
            "sleepStartTimestampGMT": "2024-06-14T22:09:00.0",
            "sleepEndTimestampGMT": "2024-06-15T06:08:00.0",
            "calendarDate": "2024-06-15",
            "deepSleepSeconds": 4800,
            "lightSleepSeconds": 20940,
            "remSleepSeconds": 3000,
            "awakeCount": 2,
        },
        {"sleepStartTimestampGMT": None, "sleepEndTimestampGMT": None, "calendarDate": "2024-06-16"},
    ]
    members = {
        "DI_CONNECT/DI-Connect-Aggregator/UDSFile_2024-06-01_2024-09-09.json": json.dumps(days_told).encode(),
        "DI_CONNECT/DI-Connect-Wellness/2024-06-01_2024-09-09_7_sleepData.json": json.dumps(nights).encode(),
        "DI_CONNECT/DI-Connect-User/user_profile.json": b'{"userName": "anna"}',
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": zipped({"1.fit": b""}),
    }
    found = read(zipped(members))
    (day,) = found.days
    assert found.kind == WearableKind.GARMIN_EXPORT
    assert (day.steps, day.slept_minutes, day.in_bed_minutes, day.awakenings) == (8123, 479, 479, 2)
    assert (day.sleep_source, found.refused) == ("Garmin", [])


def test_averages_of_weeks_are_no_days():
    why = refused(b"Date,Avg Score,Avg Quality,Avg Duration\nNov 20-26,80,Good,7h 1min\n")
    assert why.code == "averages"
