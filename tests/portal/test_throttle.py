from uuid import uuid4

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisIsDown

from portal import throttle


@pytest.fixture
def door() -> str:
    return uuid4().hex


def test_a_few_tries_and_then_a_rest(door):
    tries = [throttle.may_try(door) for _ in range(throttle.TRIES + 2)]
    assert tries == [True] * throttle.TRIES + [False, False]


def test_each_door_is_counted_by_itself(door):
    for _ in range(throttle.TRIES + 1):
        throttle.may_try(door)
    assert throttle.may_try(f"{door}-another")


@pytest.mark.parametrize("fault", [RedisIsDown("gone"), ValueError("expired")])
def test_when_it_cannot_be_counted_nobody_tries(monkeypatch, door, fault):
    def broken(*args):
        raise fault

    monkeypatch.setattr(cache, "incr", broken)
    assert not throttle.may_try(door)
