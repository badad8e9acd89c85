"""Identifiers."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last_tick = 0


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562, version 7, method 3): 60 bits of time, 62 random ones.

    Within a process each is greater than the one before: rows of one moment keep the order they were made in.
    Ordered keys also keep the indexes of growing tables compact; Python 3.11 has no uuid7 of its own.
    """
    global _last_tick
    with _lock:
        tick = _last_tick = max((time.time_ns() << 12) // 1_000_000, _last_tick + 1)
    random_bits = int.from_bytes(os.urandom(8), "big") >> 2
    milliseconds, fraction = tick >> 12, tick & 0xFFF
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random_bits)
