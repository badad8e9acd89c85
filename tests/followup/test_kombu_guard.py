"""The worker's main process outlives its broker (kombu 5.7.0)."""

from types import SimpleNamespace

import pytest
from kombu.transport import redis as transport
from redis.exceptions import ConnectionError as BrokerGone

from paincare import kombu_guard


@pytest.mark.parametrize("connection", [None, SimpleNamespace(client=None)])
def test_a_channel_without_its_connection_says_what_celery_understands(connection):
    """So it is when the broker went away while a task was not acknowledged."""
    with pytest.raises(BrokerGone):
        transport.Channel._connparams(SimpleNamespace(connection=connection))


def test_guarding_twice_changes_nothing():
    guarded = transport.Channel._connparams
    kombu_guard.install()
    assert transport.Channel._connparams is guarded
