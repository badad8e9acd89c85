"""What holds for any file: no step twice, no order that matters, no sleep longer than its bed (S77)."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.rules.wearables.moments import DAY, HOUR
from outcomes.rules.wearables.nights import by_day
from outcomes.rules.wearables.sleeps import Sleeps, Stage, joined, length, without
from outcomes.rules.wearables.sources import Rank, Source
from outcomes.rules.wearables.steps import Steps, spread
from tests.factories.wearables import PHONE, WATCH, apple_xml, sleep, steps

from .reading import read

START = 1_767_225_600
BODY, OTHER_BODY, HAND = (
    Source(Rank.BODY, "Watch", "1"),
    Source(Rank.BODY, "Watch", "2"),
    Source(Rank.PHONE, "Phone", "1"),
)
moments = st.integers(START, START + 3 * DAY)
walks = st.tuples(moments, st.integers(1, 2 * HOUR), st.integers(0, 9_000))
spans = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: tuple(sorted(pair))))


def days(records: list[tuple[Source, tuple[int, int, int]]]) -> dict:
    counted = Steps()
    for source, (start, seconds, count) in records:
        counted.add(source, start, seconds, count)
    return {day: settled.steps for day, settled in counted.settle()}


@given(st.lists(walks), st.data())
def test_steps_seen_by_several_devices_are_never_more_than_the_steps_there_were(walked, data):
    """Every device sees the truth or misses it; an hour that is seen by two is not counted twice."""
    records, truth = [], set()
    for walk in walked:
        seen_by = data.draw(st.sets(st.sampled_from([BODY, OTHER_BODY, HAND]), min_size=1))
        records += [(source, walk) for source in seen_by]
        truth.add(walk)
    true_days = days([(BODY, walk) for walk in truth])
    assert all(count <= true_days[day] for day, count in days(records).items())


@given(st.lists(walks), st.lists(walks))
def test_the_device_that_is_worn_loses_nothing_to_the_one_that_is_not(worn, carried):
    alone = days([(BODY, walk) for walk in worn])
    together = days([(BODY, walk) for walk in worn] + [(HAND, walk) for walk in carried])
    assert all(together[day] >= count for day, count in alone.items())


@given(
    st.lists(st.tuples(st.sampled_from([BODY, OTHER_BODY, HAND]), walks)), st.randoms(use_true_random=False)
)
def test_the_order_of_records_changes_no_day(records, dice):
    mixed = dice.sample(records, len(records))
    assert days(mixed) == days(records)
    assert days(records + mixed) == days(records)


@given(moments, st.integers(0, 5 * DAY), st.integers(0, 100_000))
def test_spreading_steps_over_hours_loses_and_makes_none(start, seconds, count):
    by_date: dict[int, array] = {}
    spread(by_date, start, seconds, count)
    assert sum(sum(hours) for hours in by_date.values()) == count


@given(spans, spans)
def test_spans_cover_the_same_time_as_their_points(first, second):
    def points(some):
        return {point for start, end in some for point in range(start, end)}

    assert points(joined(first)) == points(first)
    left = without(joined(first), joined(second))
    assert points(left) == points(first) - points(second)
    assert length(left) == len(points(left))


stages = st.tuples(
    moments, st.integers(0, 6 * HOUR), st.sampled_from(list(Stage)), st.sampled_from([-5 * HOUR, 0, HOUR])
)


@given(st.lists(stages), st.randoms(use_true_random=False))
def test_nights_are_the_same_in_any_order_and_sleep_fits_into_its_bed(told, dice):
    def nights(records):
        sleeps = Sleeps()
        for start, seconds, stage, offset in records:
            sleeps.add_stage(BODY, start, start + seconds, offset, stage)
        return by_day(sleeps.all().get(BODY, []))

    found = nights(told)
    assert nights(dice.sample(told, len(told))) == found
    for night in (one.night for one in found.values() if one.night):
        assert night.in_bed is None or night.slept is None or night.slept <= night.in_bed


minutes = st.integers(0, 59)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 22), minutes, st.integers(0, 3_000), st.sampled_from([WATCH, PHONE]))),
    st.randoms(use_true_random=False),
)
def test_a_shuffled_export_gives_the_same_days(told, dice):
    records = [
        steps(f"2026-01-15 {hour:02}:{minute:02}", f"2026-01-15 {hour + 1:02}:{minute:02}", count, source)
        for hour, minute, count, source in told
    ]
    records += [
        sleep(f"2026-01-15 {hour % 9:02}:{minute:02}", f"2026-01-15 09:{minute:02}")
        for hour, minute, *_ in told
    ]
    records.append(steps("2026-01-14 08:00", "2026-01-14 08:05", 10))
    first, second = read(apple_xml(records)), read(apple_xml(dice.sample(records, len(records))))
    assert (first.days, first.overlaps, first.naps) == (second.days, second.overlaps, second.naps)
    assert first.duplicates == second.duplicates
