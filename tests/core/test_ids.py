"""Identifiers in the order in which they were made."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import time_machine

from core import ids
from core.ids import uuid7


def test_each_is_a_version_7_of_this_moment(monkeypatch):
    monkeypatch.setattr(ids, "_last_tick", 0)  # an earlier test may have made some in a later year
    before = datetime.now(UTC).timestamp()
    made = uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before - 0.001 <= (made.int >> 80) / 1000 <= datetime.now(UTC).timestamp() + 0.001


def test_those_of_one_moment_keep_their_order():
    made = [uuid7() for _ in range(5000)]
    assert made == sorted(made)


def test_a_clock_that_is_set_back_makes_no_smaller_one(monkeypatch):
    monkeypatch.setattr(ids, "_last_tick", 0)
    with time_machine.travel("2031-01-01"):
        later = uuid7()
    assert uuid7() > later


def test_threads_never_share_a_place_in_the_order():
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: uuid7(), range(5000)))
    assert len({each.int >> 64 for each in made}) == len(made)
