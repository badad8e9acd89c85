"""Watched hours are read from the clinic's own wall clock."""

from datetime import datetime

import pytest

from people.rules.hours import WEEKDAYS_8_TO_5, is_watched


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-20T08:00-05:00", True),
        ("2026-11-20T07:59-05:00", False),
        ("2026-11-20T16:59-05:00", True),
        ("2026-11-20T17:00-05:00", False),
        ("2026-11-21T12:00-05:00", False),  # a Saturday
        ("2026-11-20T21:59+00:00", True),  # 16:59 in New York
        ("2026-11-23T01:00+00:00", False),  # Sunday evening in New York
        ("2026-07-01T12:30+00:00", True),  # 08:30 in summer time
    ],
)
def test_a_clinic_of_new_york(at, is_open):
    assert is_watched(WEEKDAYS_8_TO_5, at=datetime.fromisoformat(at), zone="America/New_York") == is_open
