"""The invented watch tells the days that its wearer lived, through the real reader."""

import io
from datetime import date

from outcomes.rules.wearables import Limits, read_wearable_file
from paincare.demo.days import LoggedDay
from paincare.demo.watch import export

DAYS = [
    LoggedDay(date(2026, 3, 7), 1, 30, 420, "yes", 5200),
    LoggedDay(date(2026, 3, 8), 2, 20, 390, "part", 4100),
    LoggedDay(date(2026, 3, 9), 3, 0, 15, "no", 0),
]


def test_steps_and_sleep_arrive_as_lived_also_when_the_clocks_change():
    content = export(DAYS, "America/New_York")
    found = read_wearable_file(
        io.BytesIO(content),
        filename="watch.zip",
        zone="America/New_York",
        limits=Limits(),
        heard=lambda used, total: None,
    )
    told = [(day.day, day.steps, day.slept_minutes, day.steps_source) for day in found.days]
    assert told[:2] == [
        (date(2026, 3, 7), 5200, 400, "Apple Watch"),
        (date(2026, 3, 8), 4100, 370, "Apple Watch"),
    ]
    assert export(DAYS, "America/New_York") == content
