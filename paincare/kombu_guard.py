"""Keeps the worker alive when its broker dies.

kombu 5.7.0: when the broker goes away while a task is un-acknowledged, late ``ack()`` and
``restore_unacked()`` calls reach ``Channel._connparams()`` with no connection left, raise
AttributeError, and take the worker's main process down. A closed channel now raises the redis
ConnectionError that Celery already handles by reconnecting. Messages stay in the broker's
``unacked`` hash and come back after the visibility timeout, so every task is safe to run twice.
"""

from functools import wraps

from kombu.transport import redis as transport


def install() -> None:
    """Guard kombu's redis channel; calling it again changes nothing."""
    original = transport.Channel._connparams
    if getattr(original, "_guarded", False):
        return

    @wraps(original)
    def guarded(self, *args, **kwargs):
        if self.connection is None or getattr(self.connection, "client", None) is None:
            raise transport.redis.exceptions.ConnectionError("kombu channel is closed")
        return original(self, *args, **kwargs)

    guarded._guarded = True
    transport.Channel._connparams = guarded
