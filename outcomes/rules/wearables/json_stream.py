"""JSON from strangers, record by record: a list, or one object after the other, in flat memory."""

import codecs
import json
import re
from collections.abc import Iterator

from core.errors import DomainError

from .contract import Limits
from .streams import Stream

CHUNK = 64 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")

Item = dict


def items(stream: Stream, limits: Limits) -> Iterator[tuple[int, Item]]:
    """Each object of the outermost list, or each outermost object, counted from 1.

    A file is refused that is cut, that holds something else, or an object that is larger or deeper than any
    device writes.
    """
    return _Items(stream, limits).read()


class _Items:
    def __init__(self, stream: Stream, limits: Limits):
        self._stream = stream
        self._limits = limits
        self._decoder = json.JSONDecoder(parse_constant=_refuse_constant)
        self._text = codecs.getincrementaldecoder("utf-8-sig")()
        self._buffer = ""
        self._at = 0
        self._is_done = False

    def read(self) -> Iterator[tuple[int, Item]]:
        in_list = self._next(_SPACE) == "["
        self._at += in_list
        count = 0
        while (mark := self._next(_BETWEEN)) not in ("", "]"):
            if mark != "{":
                raise _not_records()
            count += 1
            yield count, self._item()
        if in_list and mark != "]":
            raise _cut()
        if not in_list and mark == "]":
            raise _not_records()

    def _next(self, skipped: re.Pattern[str]) -> str:
        """The next character behind what is skipped; empty at the end."""
        while True:
            match = skipped.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more(CHUNK):
                return ""

    def _item(self) -> Item:
        size = CHUNK
        while True:
            try:
                item, self._at = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as broken:
                # A record that the buffer cuts looks like a broken one: read on, twice as much each time.
                if len(self._buffer) - self._at > self._limits.json_item:
                    raise DomainError(
                        "json_item", "One record of this file is larger than any device's."
                    ) from broken
                if not self._more(size):
                    raise _cut() from broken
                size *= 2
            except (RecursionError, ValueError) as deep:
                raise DomainError("json_record", "One record of this file cannot be read.") from deep
            else:
                return item

    def _more(self, size: int) -> bool:
        if self._is_done:
            return False
        data = self._stream.read(size)
        self._is_done = not data
        try:
            text = self._text.decode(data, final=not data)
        except UnicodeDecodeError as broken:
            raise DomainError("not_utf8", "This file is not in UTF-8. Please export it again.") from broken
        self._buffer = self._buffer[self._at :] + text
        self._at = 0
        return not self._is_done


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number.")


def _cut() -> DomainError:
    return DomainError("incomplete", "This file is incomplete or damaged. Please export it again.")


def _not_records() -> DomainError:
    return DomainError("not_records", "This JSON is not a list of records as a wearable writes it.")
