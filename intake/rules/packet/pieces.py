"""From text to entries, one at a time: a packet of 400 MB is never held whole.

The text is cut into pieces that give it back when joined: entries of a bundle, other members of an object,
and the glue between them. So the reader and the redaction walk the same road.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NoReturn

from .shapes import Limits, PacketError


class Shape(Enum):
    GLUE = auto()
    MEMBER = auto()
    ENTRY = auto()
    END = auto()


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. MEMBER and ENTRY carry their value; END closes an object."""

    text: str
    shape: Shape = Shape.GLUE
    key: str = ""
    value: Any = None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant)
_SPACE = " \t\r\n"


def pieces(chunks: Iterator[str], *, limits: Limits) -> Iterator[Piece]:
    """The pieces of one JSON object, or of several one after the other (NDJSON)."""
    window = _Window(chunks, limits.one_entry)
    while following := window.peek():
        if following != "{":
            window.refuse()
        yield from _object(window)
    yield Piece(window.cut())


def _object(window: "_Window") -> Iterator[Piece]:
    window.take("{")
    kind: object = None
    if window.peek() == "}":
        window.take("}")
        yield Piece(window.cut(), Shape.END)
        return
    while True:
        key = _key(window)
        yield Piece(window.cut())
        if key == "entry" and kind in (None, "Bundle") and window.peek() == "[":
            yield from _entries(window)
        else:
            value = window.value()
            kind = value if key == "resourceType" else kind
            yield Piece(window.cut(), Shape.MEMBER, key, value)
        if window.take(",", "}") == "}":
            break
    yield Piece(window.cut(), Shape.END)


def _key(window: "_Window") -> str:
    if window.peek() != '"':
        window.refuse()
    key = window.value()
    window.take(":")
    window.peek()
    return str(key)


def _entries(window: "_Window") -> Iterator[Piece]:
    window.take("[")
    if window.peek() == "]":
        window.take("]")
        return
    while True:
        window.peek()
        yield Piece(window.cut())
        value = window.value()
        yield Piece(window.cut(), Shape.ENTRY, "entry", value)
        if window.take(",", "]") == "]":
            return


class _Window:
    """The stretch of text that is looked at: from the last cut to as far as was read."""

    def __init__(self, chunks: Iterator[str], most: int):
        self._chunks = chunks
        self._most = most
        self._text = ""
        self._at = 0
        self._cut_at = 0
        self._before = 0

    def peek(self) -> str:
        """The next character that is not space, or nothing at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(1):
                return ""

    def take(self, *expected: str) -> str:
        found = self.peek()
        if found not in expected or not found:
            self.refuse()
        self._at += 1
        return found

    def value(self) -> Any:
        """The JSON value that starts here. Unfinished ones are tried again with twice as much text."""
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise PacketError(
                    "too_deep", "The file is nested too deeply to be a referral packet."
                ) from None
            except ValueError:
                if not self._more(len(self._text) - self._at):
                    self.refuse()
                continue
            if end < len(self._text) or not self._more(1):
                self._at = end
                return found

    def cut(self) -> str:
        """The text since the last cut."""
        text = self._text[self._cut_at : self._at]
        self._cut_at = self._at
        return text

    def refuse(self) -> NoReturn:
        place = self._before + self._at + 1
        raise PacketError("not_json", f"The file is not JSON: it cannot be read from character {place:,} on.")

    def _more(self, least: int) -> bool:
        """Read on by at least `least` characters, forgetting what was cut. False when there is no more."""
        if len(self._text) - self._cut_at > self._most:
            raise PacketError("entry_too_large", "One entry of the file is too large to be part of a packet.")
        parts, gained = [self._text[self._cut_at :]], 0
        while gained < max(least, 1) and (chunk := next(self._chunks, None)) is not None:
            parts.append(chunk)
            gained += len(chunk)
        self._before += self._cut_at
        self._at -= self._cut_at
        self._cut_at = 0
        self._text = "".join(parts)
        return gained > 0
