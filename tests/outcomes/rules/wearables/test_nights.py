"""Nights and naps, midnight, journeys, and the two nights on which the clock changes (S77)."""

import pytest

from tests.factories.wearables import AWAKE, IN_BED, PHONE, apple_xml, sleep

from .reading import days, read


def nights(*records: str) -> dict[str, tuple[int | None, int | None]]:
    found = days(apple_xml(records))
    return {day: (night.slept_minutes, night.in_bed_minutes) for day, night in found.items()}


def naps(*records: str) -> int:
    return read(apple_xml(records)).naps


NIGHT = sleep("2026-01-14 23:00", "2026-01-15 07:00")
SIESTA = sleep("2026-01-15 14:00", "2026-01-15 15:00")


@pytest.mark.parametrize(
    ("start", "end", "filed"),
    [
        ("2026-01-14 23:00", "2026-01-15 07:00", "2026-01-15"),
        ("2026-01-15 00:30", "2026-01-15 07:00", "2026-01-15"),
        ("2026-01-14 20:00", "2026-01-14 23:30", "2026-01-15"),
        ("2026-01-15 09:00", "2026-01-15 16:00", "2026-01-15"),
        ("2026-01-15 03:00", "2026-01-15 05:00", "2026-01-15"),
    ],
)
def test_a_night_is_filed_under_the_day_on_which_it_ends(start, end, filed):
    assert list(nights(sleep(start, end))) == [filed]


def test_a_nap_is_counted_and_in_no_nights_minutes():
    assert nights(NIGHT, SIESTA) == {"2026-01-15": (480, None)}
    assert naps(NIGHT, SIESTA) == 1


def test_a_nap_alone_makes_no_night():
    found = read(apple_xml([SIESTA, NIGHT.replace("2026-01-1", "2026-02-1")]))
    assert [day.day.isoformat() for day in found.days] == ["2026-02-15"]
    assert found.naps == 1


def test_a_broken_night_is_one_night():
    first, second = (
        sleep("2026-01-14 23:00", "2026-01-15 01:30"),
        sleep("2026-01-15 04:00", "2026-01-15 07:00"),
    )
    assert nights(first, second) == {"2026-01-15": (330, None)}
    assert naps(first, second) == 0


def test_up_between_two_parts_of_a_night_is_one_awakening_more():
    parts = [
        sleep("2026-01-14 23:00", "2026-01-15 00:00"),
        sleep("2026-01-15 00:00", "2026-01-15 00:10", AWAKE),
        sleep("2026-01-15 00:10", "2026-01-15 01:00"),
        sleep("2026-01-15 04:00", "2026-01-15 05:00"),
        sleep("2026-01-15 05:00", "2026-01-15 05:20", AWAKE),
        sleep("2026-01-15 05:20", "2026-01-15 07:00"),
    ]
    assert days(apple_xml(parts))["2026-01-15"].awakenings == 3


def test_asleep_is_never_more_than_in_bed():
    told = [sleep("2026-01-14 23:30", "2026-01-15 06:00", IN_BED), NIGHT]
    assert nights(*told) == {"2026-01-15": (480, 480)}


def test_waking_inside_of_sleep_is_no_sleep():
    assert nights(NIGHT, sleep("2026-01-15 02:00", "2026-01-15 02:30", AWAKE)) == {"2026-01-15": (450, 480)}


def test_stages_over_each_other_are_the_same_time_once():
    assert nights(NIGHT, sleep("2026-01-15 00:00", "2026-01-15 05:00")) == {"2026-01-15": (480, None)}


def test_two_devices_are_not_added_and_the_one_that_is_worn_is_believed():
    found = read(apple_xml([NIGHT, sleep("2026-01-14 22:00", "2026-01-15 08:00", source=PHONE)]))
    assert (found.days[0].slept_minutes, found.days[0].sleep_source, found.overlaps) == (
        480,
        "Apple Watch",
        1,
    )


def test_in_bed_alone_tells_no_sleep():
    assert nights(sleep("2026-01-14 22:00", "2026-01-15 06:00", IN_BED, PHONE)) == {"2026-01-15": (None, 480)}


def test_waking_alone_is_nothing():
    found = read(apple_xml([NIGHT, sleep("2026-01-16 02:00", "2026-01-16 02:30", AWAKE)]))
    assert len(found.days) == 1


@pytest.mark.parametrize(
    ("start", "from_offset", "end", "to_offset", "minutes"),
    [
        # Spring forward: from 23 to 7 on the clock are seven hours.
        ("2026-03-28 23:00", "+0100", "2026-03-29 07:00", "+0200", 420),
        # Back in autumn: nine.
        ("2026-10-24 23:00", "+0200", "2026-10-25 07:00", "+0100", 540),
        # A flight over the Atlantic, asleep from 22 to 8 on two clocks.
        ("2026-06-10 22:00", "-0400", "2026-06-11 08:00", "+0200", 240),
    ],
)
def test_a_night_is_as_long_as_the_time_that_passed(start, from_offset, end, to_offset, minutes):
    record = sleep(start, end).replace(f"{start}:00 +0100", f"{start}:00 {from_offset}")
    record = record.replace(f"{end}:00 +0100", f"{end}:00 {to_offset}")
    assert nights(record) == {end[:10]: (minutes, None)}


def test_a_night_longer_than_a_day_is_refused():
    found = read(
        apple_xml([sleep(f"2026-01-{day} 00:00", f"2026-01-{day + 1} 00:00") for day in range(14, 17)])
    )
    assert not found.days
    assert [one.why for one in found.refused] == ["The night of 2026-01-17 is longer than a day."]
