"""Fitbit's own export, Google Takeout's, Google Fit, and all of them in one zip (S77)."""

import json

import pytest

from outcomes.rules.wearables import WearableKind
from tests.factories.wearables import fitbit_sleep, fitbit_steps, zipped

from .reading import days, read, refused, steps_of

EXPORT = "Takeout/Fitbit/Global Export Data/"
ACTIVITIES = (
    "Activities\n"
    "Date,Calories Burned,Steps,Distance,Floors,Minutes Sedentary,Minutes Lightly Active,Activity Calories\n"
)
SLEEP = (
    "Sleep\nStart Time,End Time,Minutes Asleep,Minutes Awake,Number of Awakenings,Time in Bed,"
    "Minutes REM Sleep,Minutes Light Sleep,Minutes Deep Sleep\n"
)


def logs(*sleeps: dict) -> bytes:
    return json.dumps(sleeps).encode()


def test_minutes_in_utc_are_days_on_the_patients_clock():
    minutes = fitbit_steps([("2026-01-15 08:00", 50), ("2026-01-15 23:30", 70)])
    name = "steps-2026-01-15.json"
    assert steps_of(minutes, name) == {"2026-01-15": 50, "2026-01-16": 70}
    assert steps_of(minutes, name, zone="America/Los_Angeles") == {"2026-01-15": 120}


def test_a_sleep_log_is_a_night_on_the_wall_clock():
    log = fitbit_sleep("2026-01-14T23:00", "2026-01-15T07:00", 440, 480, wakes=4)
    night = days(logs(log), "sleep-2026-01-15.json")["2026-01-15"]
    assert (night.slept_minutes, night.in_bed_minutes, night.awakenings) == (440, 480, 4)
    assert night.sleep_source == "Fitbit"


def test_the_second_half_of_a_broken_night_is_no_nap_whatever_fitbit_says():
    found = read(
        logs(
            fitbit_sleep("2026-01-14T23:00", "2026-01-15T02:00", 160, 180),
            fitbit_sleep("2026-01-15T04:00", "2026-01-15T07:00", 170, 180, main=False),
            fitbit_sleep("2026-01-15T14:00", "2026-01-15T15:00", 55, 60, main=False),
        )
    )
    assert (found.days[0].slept_minutes, found.days[0].awakenings, found.naps) == (330, 7, 1)


def test_the_answer_of_the_web_interface_is_read_too():
    answer = {"sleep": [fitbit_sleep("2026-01-14T23:00", "2026-01-15T07:00", 440, 480)], "summary": {}}
    assert days(json.dumps(answer).encode())["2026-01-15"].slept_minutes == 440


@pytest.mark.parametrize("name", ["heart_rate-2026-01-15.json", "distance-2026-01-15.json"])
def test_files_that_look_like_steps_are_not_taken_for_steps(name):
    minutes = fitbit_steps([("2026-01-15 08:00", 50)])
    assert refused(minutes, name).code == "unknown_json"
    members = {EXPORT + "steps-2026-01-15.json": minutes, EXPORT + name: minutes}
    assert steps_of(zipped(members)) == {"2026-01-15": 50}


def test_a_takeout_with_all_its_tables_counts_nothing_twice():
    members = {
        EXPORT + "steps-2026-01-15.json": fitbit_steps([("2026-01-15 08:00", 50), ("2026-01-15 08:01", 60)]),
        EXPORT + "sleep-2026-01-15.json": logs(
            fitbit_sleep("2026-01-14T23:00", "2026-01-15T07:00", 440, 480)
        ),
        "Takeout/Fitbit/Physical Activity_GoogleData/steps_2026-01-01.csv": (
            b"timestamp,steps,data source\n2026-01-15T08:00:00.000Z,50,MobileTrack\n"
            b"2026-01-15T08:01:00.000Z,60,MobileTrack\n2026-01-15T08:01:00.000Z,58,Fit Health Connect\n"
            b"2026-01-15T12:00:00.000Z,30,MobileTrack\n"
        ),
        "Takeout/Fitbit/Health Fitness Data_GoogleData/UserSleeps_2026-01-15.csv": (
            b"sleep_id,sleep_type,minutes_asleep,start_utc_offset,sleep_start,end_utc_offset,sleep_end\n"
            b"7,STAGES,430,+01:00,2026-01-14T22:00:00Z,+01:00,2026-01-15T06:00:00Z\n"
        ),
        "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv": (
            b"Date,Move Minutes count,Step count\n2026-01-15,30,135\n2026-01-16,,4000\n"
        ),
        "Takeout/Fitbit/Your Profile/Profile.csv": b"id,full_name\n1,Anna\n",
        "Takeout/Fitbit/Social/badge.json": b"not even json",
    }
    found = read(zipped(members))
    assert found.kind == WearableKind.FITBIT
    first, second = found.days
    assert (first.steps, first.steps_source) == (140, "Fitbit, MobileTrack")
    assert (first.slept_minutes, first.in_bed_minutes) == (440, 480)
    assert (second.steps, second.steps_source) == (4000, "Google Fit")
    assert found.refused_total == 0


def test_google_fit_alone():
    found = read(b"Date,Move Minutes count,Calories (kcal),Step count\n2026-01-15,30,1500.5,9135\n")
    assert (found.kind, found.days[0].steps) == (WearableKind.GOOGLE_FIT, 9135)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2016-04-12", "2016-04-13"], ["2016-04-12", "2016-04-13"]),
        (["12-04-2016", "13-04-2016"], ["2016-04-12", "2016-04-13"]),
        (["04/12/2016", "04/13/2016"], ["2016-04-12", "2016-04-13"]),
        (["04/12/16", "04/13/16"], ["2016-04-12", "2016-04-13"]),
    ],
)
def test_the_exported_table_writes_dates_by_the_accounts_country(dates, expected):
    rows = "".join(f'"{day}","2,000","12,345","8.1","9","600","100","900"\n' for day in dates)
    assert steps_of((ACTIVITIES + rows).encode()) == dict.fromkeys(expected, 12_345)


def test_a_table_whose_dates_read_both_ways_is_refused_and_not_guessed():
    rows = '"04/05/2016","2,000","12,345","8.1","9","600","100","900"\n'
    why = refused((ACTIVITIES + rows).encode())
    assert why.code == "ambiguous_dates"
    assert "two ways" in why.message


def test_activities_and_sleep_in_one_exported_table():
    night = '"2016-04-11 11:05PM","2016-04-12 6:50AM","410","55","18","465","N/A","N/A","N/A"\n'
    day = '"2016-04-12","2,000","12,345","8.1","9","600","100","900"\n'
    body = "Body\nDate,Weight,BMI,Fat\n2016-04-12,80,25,0\n\n"
    (settled,) = read((body + ACTIVITIES + day + "\n" + SLEEP + night).encode()).days
    assert (settled.steps, settled.slept_minutes, settled.in_bed_minutes) == (12_345, 410, 465)
    assert settled.awakenings == 18


def test_a_sleep_that_is_longer_than_its_bed_is_told():
    found = read(logs(fitbit_sleep("2026-01-14T23:00", "2026-01-15T07:00", 500, 480)))
    assert [(one.line, one.why) for one in found.refused] == [
        (1, "500 minutes asleep in 480 minutes in bed.")
    ]


def test_the_export_of_many_people_belongs_elsewhere():
    assert refused(b"Id,ActivityDate,TotalSteps\n15,4/12/2016,13162\n").code == "names_people"


def test_a_day_that_is_told_twice_counts_once_and_a_contradiction_is_told():
    rows = "Date,Step count\n2026-01-15,90\n2026-01-15,90\n2026-01-15,80\n2026-01-16,7\n"
    found = read(rows.encode())
    assert (found.days[0].steps, found.duplicates) == (90, 1)
    assert [one.line for one in found.refused] == [4]
