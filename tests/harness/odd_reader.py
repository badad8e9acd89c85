"""The reading process, with a reader that misbehaves as the file's name says; started like the real one."""

import os
import signal
import sys
import time

from outcomes import wearable_reader
from outcomes.rules.wearables import read_wearable_file


def spin(heard) -> None:
    while True:
        pass


def spin_while_heard(heard) -> None:
    """Busy for ever, and always at the same byte."""
    while True:
        heard(1, 100)


def grow(heard) -> None:
    kept = []
    while True:
        kept.append(bytearray(1024 * 1024))


def sleep(heard) -> None:
    time.sleep(600)


def die(heard) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(heard) -> None:
    raise ValueError("a fault of ours")


def chatter(heard) -> None:
    os.write(sys.stdout.fileno(), b"x" * 40_000_000)


BEHAVIOUR = {one.__name__: one for one in (spin, spin_while_heard, grow, sleep, die, fail, chatter)}


def read(file, *, filename, heard, **rest):
    if filename in BEHAVIOUR:
        BEHAVIOUR[filename](heard)
    return read_wearable_file(file, filename=filename, heard=heard, **rest)


if __name__ == "__main__":
    wearable_reader.read_wearable_file = read
    wearable_reader.main()
