"""Reading a file in a process of its own, watched: what it costs and grows to is bounded (docs/adr/0017)."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings

from core.errors import DomainError

from ...models import WearableChunk, WearableFile

#: Seconds in which the process says nothing at all, whatever the processor's clock says.
SILENCE = 25
#: Bytes of one line of it: the days of sixty years are about 2 MB.
_LONGEST_LINE = 4 * 1024 * 1024
_TOO_SLOW = "This file takes far longer to read than a file of its size should. Nothing was taken."
logger = logging.getLogger(__name__)
READER = "outcomes.wearable_reader"
Heard = Callable[[int], None]


class ReaderBroke(Exception):
    """The process ended without a word: it was killed, or has a fault. The file may be tried again."""


@dataclass(frozen=True)
class Refused:
    """The file was refused; `table` is the head of a table whose columns must be named first."""

    code: str
    sentence: str
    table: dict[str, Any] | None = None


def read_apart(file: WearableFile, *, zone: str, heard: Heard) -> dict[str, Any] | Refused:
    """What the file says, as `outcomes.wearable_reader` writes it. `heard` gets percent, and may raise."""
    with _content(file) as content, _reader(content) as process:
        try:
            _ask(process, file, zone)
            return _answer(process, heard)
        finally:
            process.kill()


@contextmanager
def _content(file: WearableFile) -> Iterator[IO[bytes]]:
    """The pieces put together in a file without a name, gone when it is closed, however that happens."""
    pieces = WearableChunk.objects.filter(file=file).values_list("content", flat=True)
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as content:
        for number in range(pieces.count()):
            content.write(pieces.get(number=number))
        content.seek(0)
        yield content


def _reader(content: IO[bytes]) -> subprocess.Popen[bytes]:
    """A fresh interpreter: none of the worker's memory, connections or environment."""
    descriptor = content.fileno()
    return subprocess.Popen(  # noqa: S603 - our own module, and the number of a descriptor
        [sys.executable, "-B", "-X", "utf8", "-m", READER, str(descriptor)],
        cwd=settings.BASE_DIR,
        env={},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # A traceback may hold what the file holds.
        pass_fds=[descriptor],
    )


def _ask(process: subprocess.Popen[bytes], file: WearableFile, zone: str) -> None:
    asked = {
        "filename": file.filename,
        "zone": zone,
        "columns": file.columns,
        "unpacked": settings.WEARABLE_MAX_UNPACKED_BYTES,
    }
    try:
        _pipe(process.stdin).write(json.dumps(asked).encode() + b"\n")
        _pipe(process.stdin).close()
    except BrokenPipeError:
        raise ReaderBroke("it did not start") from None


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ReaderBroke("it has no pipe")
    return stream


def _answer(process: subprocess.Popen[bytes], heard: Heard) -> dict[str, Any] | Refused:
    for line in _lines(_pipe(process.stdout).fileno()):
        said = json.loads(line)
        if "heard" in said:
            heard(said["heard"])
            continue
        logger.info("A file was read in %(seconds).1f s of the processor and %(bytes)d bytes.", said["cost"])
        if "refused" in said:
            code, sentence = said["refused"]
            return Refused(code, sentence, said.get("table"))
        return said["found"]
    ended = process.wait()
    if ended == -signal.SIGXCPU:
        raise DomainError("too_slow", _TOO_SLOW)
    raise ReaderBroke(f"it ended with {ended}")


def _lines(descriptor: int) -> Iterator[bytes]:
    """Whole lines as they come, until the process closes its end."""
    rest = b""
    while True:
        ready, _, _ = select.select([descriptor], [], [], SILENCE)
        if not ready:
            raise DomainError("too_slow", _TOO_SLOW)
        read = os.read(descriptor, 64 * 1024)
        if not read:
            return
        *whole, rest = (rest + read).split(b"\n")
        yield from whole
        if len(rest) > _LONGEST_LINE:
            raise ReaderBroke("it says too much")
