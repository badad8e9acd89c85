"""The folder in which a checkout keeps everything, and the promise that one runner at a time uses it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

VAR = Path(os.environ.get("PAINCARE_VAR") or Path(__file__).resolve().parents[2] / "var")


@contextmanager
def only_one(address: str) -> Iterator[None]:
    """One runner for a checkout; a second one says where the first is. A dead one holds no claim."""
    with open_claim() as file:
        if not claim(file):
            raise SystemExit(f"PainCare already runs from this folder: {file.read()}")
        file.truncate(0)
        file.write(address)
        file.flush()
        yield


def is_running() -> bool:
    with open_claim() as file:
        return not claim(file)


@contextmanager
def open_claim() -> Iterator[IO[str]]:
    VAR.mkdir(exist_ok=True)
    with (VAR / "running").open("a+") as file:
        file.seek(0)
        yield file


def claim(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
