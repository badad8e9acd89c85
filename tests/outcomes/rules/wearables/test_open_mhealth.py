"""Open mHealth and IEEE 1752.1: schemas, time frames, lists and lines (S77)."""

import json

import pytest

from outcomes.rules.wearables import WearableKind
from tests.factories.wearables import data_point, interval

from .reading import days, read, refused

A_DAY = {"time_interval": {"date": "2026-01-15", "part_of_day": "morning"}}
MORNING = interval("2026-01-15T08:00:00+01:00", "2026-01-15T08:30:00+01:00")
NIGHT = interval("2026-01-14T23:00:00+01:00", "2026-01-15T07:00:00+01:00")


def dumped(*points: dict) -> bytes:
    return json.dumps(points).encode()


def steps(frame: dict, count: object = 5000) -> dict:
    return data_point("step-count", {"step_count": count, "effective_time_frame": frame})


@pytest.mark.parametrize(
    "frame",
    [
        A_DAY,
        MORNING,
        interval("2026-01-15T00:00:00+01:00", "2026-01-16T00:00:00+01:00"),
        interval("2026-01-15T00:00:00+01:00", "2026-01-15T23:59:59+01:00"),
        {"date_time": "2026-01-15T08:00:00+01:00"},
        {
            "time_interval": {
                "start_date_time": "2026-01-15T08:00:00Z",
                "duration": {"value": 30, "unit": "min"},
            }
        },
        {
            "time_interval": {
                "end_date_time": "2026-01-15T08:00:00Z",
                "duration": {"value": 1, "unit": "h"},
            }
        },
    ],
)
def test_every_form_of_a_time_frame(frame):
    found = read(dumped(steps(frame)))
    assert found.kind == WearableKind.OPEN_MHEALTH
    assert [(day.day.isoformat(), day.steps) for day in found.days] == [("2026-01-15", 5000)]


def test_a_value_may_carry_its_unit_and_ieee_calls_it_movement():
    body = {
        "activity_name": "walking",
        "base_movement_quantity": {"value": 700, "unit": "steps"},
        "effective_time_frame": MORNING,
    }
    ieee = data_point("physical-activity", body, namespace="ieee")
    assert read(dumped(ieee)).days[0].steps == 700
    assert read(dumped(steps(A_DAY, {"value": 300, "unit": "steps"}))).days[0].steps == 300


def test_an_episode_tells_sleep_and_awakenings_and_no_bed():
    episode = data_point(
        "sleep-episode",
        {
            "total_sleep_time": {"value": 400, "unit": "min"},
            "number_of_awakenings": 2,
            "is_main_sleep": True,
            "effective_time_frame": NIGHT,
        },
    )
    night = days(dumped(episode))["2026-01-15"]
    assert (night.slept_minutes, night.in_bed_minutes, night.awakenings) == (400, None, 2)
    assert night.sleep_source == "Withings Sleep"


def test_a_duration_by_date_alone():
    body = {"sleep_duration": {"value": 6.5, "unit": "h"}, "effective_time_frame": A_DAY}
    assert days(dumped(data_point("sleep-duration", body)))["2026-01-15"].slept_minutes == 390


def test_a_series_of_bodies_under_one_header_and_lines_instead_of_a_list():
    header = data_point("step-count", {})["header"]
    bodies = [steps(A_DAY, 100)["body"], steps({"time_interval": {"date": "2026-01-16"}}, 200)["body"]]
    series = json.dumps({"header": header, "body": bodies}).encode()
    lines = b"\n".join(
        json.dumps(steps(frame["effective_time_frame"], frame["step_count"])).encode() for frame in bodies
    )
    assert read(series).days == read(lines).days
    assert [day.steps for day in read(series).days] == [100, 200]


def test_other_schemas_are_passed_over():
    weight = data_point("body-weight", {"body_weight": {"value": 80, "unit": "kg"}})
    assert read(dumped(weight, steps(A_DAY))).records == 1


@pytest.mark.parametrize(
    "point",
    [
        data_point("step-count", {"step_count": -4, "effective_time_frame": A_DAY}),
        data_point("step-count", {"step_count": 10**12, "effective_time_frame": A_DAY}),
        data_point("step-count", {"step_count": "many", "effective_time_frame": A_DAY}),
        data_point("step-count", {"step_count": 4}),
        data_point("step-count", {"step_count": 4, "effective_time_frame": "yesterday"}),
        data_point("step-count", {"step_count": 4, "effective_time_frame": {"date_time": 5}}),
        data_point("sleep-episode", {"effective_time_frame": NIGHT}),
        data_point(
            "sleep-episode",
            {"total_sleep_time": {"value": 9, "unit": "h"}, "effective_time_frame": NIGHT},
        ),
        data_point("sleep-duration", {"sleep_duration": {"value": 9, "unit": "moons"}}),
    ],
)
def test_a_point_that_cannot_be_is_told_and_left_out(point):
    found = read(dumped(point, steps(A_DAY)))
    assert [one.line for one in found.refused] == [1]
    assert found.days[0].steps == 5000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (dumped(steps(A_DAY))[:-5], "incomplete"),
        (dumped(steps(A_DAY))[:-1], "incomplete"),
        (b'[{"a": 1}, 5]', "not_records"),
        (b"[1, 2]", "not_records"),
        (b'{"header": NaN}', "json_record"),
        (b'[{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "json_record"),
        (b'[{"a": "' + b"x" * 9_000_000 + b'"}]', "json_item"),
        (b'[{"a": "\xff"}]', "not_utf8"),
        (b'[{"some": "thing"}]', "unknown_json"),
    ],
)
def test_what_is_no_file_of_records_is_refused_whole(content, code):
    assert refused(content).code == code
