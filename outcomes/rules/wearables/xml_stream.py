"""XML from strangers, as a stream of start tags in flat memory.

expat sees no document type: the DOCTYPE is cut out before, as Apple's own of iOS 16 is not well-formed and
nothing in it is wanted. So no entity can be declared, and none is fetched. Control characters, which some
exports hold and XML forbids, are dropped. Depth, names and the length of one tag are bounded, as expat keeps
all three.
"""

import pyexpat
import re
from collections.abc import Callable, Iterator
from typing import NoReturn

from core.errors import DomainError

from .streams import Stream

CHUNK = 128 * 1024
_CONTROL = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_HEAD = 512 * 1024
_LONGEST_TAG = 256 * 1024
_DEEPEST = 100
_MOST_NAMES = 2_000
#: What may stand before the root or the DOCTYPE: the declaration, comments, space.
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.S)
_DOCTYPE = b"<!DOCTYPE"
_END_OF_SUBSET = re.compile(rb"\]\s*>")
_ENDS_EARLY = {
    pyexpat.errors.codes[pyexpat.errors.XML_ERROR_NO_ELEMENTS],
    pyexpat.errors.codes[pyexpat.errors.XML_ERROR_UNCLOSED_TOKEN],
}


class Tags:
    """`found` gets the name and attributes of each tag that has one of the wanted values in an attribute.

    Most tags are not wanted: what is done for them is done a hundred million times, so it is next to nothing.
    """

    def __init__(self, *, root: str, wanted: tuple[str, str], found: Callable[[str, dict[str, str]], None]):
        self._root = root
        self._wanted = wanted
        self._found = found
        self._opened = 0
        self._closed = 0
        self._fed = 0
        self._ended: list[str] = []
        self._names: dict[str, str] = {}
        self._parser = pyexpat.ParserCreate("utf-8", intern=self._names)
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._first
        self._parser.EndElementHandler = self._ended.append
        self._parser.EntityDeclHandler = self._parser.ExternalEntityRefHandler = _refuse_entities

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def read(self, stream: Stream) -> None:
        try:
            for chunk in _without_doctype(_clean(stream)):
                self._parser.Parse(chunk, False)
                self._fed += len(chunk)
                self._check()
            self._parser.Parse(b"", True)
        except pyexpat.ExpatError as broken:
            if broken.code in _ENDS_EARLY:
                raise incomplete() from broken
            why = f"This file is damaged at line {broken.lineno}. Please export it again."
            raise DomainError("broken_xml", why) from broken

    def _first(self, name: str, attributes: list[str]) -> None:
        if name != self._root:
            raise DomainError("not_apple_health", "This XML is not the export of Apple Health.")
        self._opened = 1
        self._parser.StartElementHandler = self._next()

    def _next(self) -> Callable[[str, list[str]], None]:
        one, other = self._wanted

        def started(name: str, attributes: list[str]) -> None:
            self._opened += 1
            if one in attributes or other in attributes:
                self._found(name, dict(zip(attributes[::2], attributes[1::2], strict=True)))

        return started

    def _check(self) -> None:
        self._closed += len(self._ended)
        self._ended.clear()
        if self._opened - self._closed > _DEEPEST:
            raise _hostile("Its tags lie deeper in each other than any export's.")
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG + CHUNK:
            raise _hostile("One of its tags is longer than a book.")
        if len(self._names) > _MOST_NAMES:
            raise _hostile("It has thousands of names for its tags.")


def _clean(stream: Stream) -> Iterator[bytes]:
    data = stream.read(CHUNK)
    if data.startswith(_UTF_16):
        raise DomainError(
            "not_utf8", "This XML is in UTF-16. Apple Health writes UTF-8; please export it again."
        )
    while data:
        yield data.translate(None, _CONTROL)
        data = stream.read(CHUNK)


def _without_doctype(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head = b""
    for chunk in chunks:
        head += chunk
        cut = _cut(head)
        if cut is not None:
            yield cut
            break
        if len(head) > _LONGEST_HEAD:
            raise _hostile("It begins with a description that is longer than a book.")
    else:
        yield head
    yield from chunks


def _cut(head: bytes) -> bytes | None:
    """The head without its DOCTYPE, as many lines as before; None if more of it must be read to say."""
    begin = _prolog_end(head)
    rest = head[begin:]
    if not rest.startswith(_DOCTYPE):
        return None if len(rest) < len(_DOCTYPE) or rest.startswith((b"<!", b"<?")) else head
    close, subset = rest.find(b">"), rest.find(b"[")
    if subset < 0 or 0 <= close < subset:
        end = close + 1
    else:
        match = _END_OF_SUBSET.search(rest)
        end = match.end() if match else 0
    if not end:
        return None
    if b"<!ENTITY" in rest[:end]:
        _refuse_entities()
    return head[:begin] + b"\n" * rest.count(b"\n", 0, end) + rest[end:]


def _prolog_end(head: bytes) -> int:
    match = _PROLOG.match(head)
    return match.end() if match else 0


def incomplete() -> DomainError:
    return DomainError("incomplete", "This file is incomplete: it ends too early. Please export it again.")


def _hostile(why: str) -> DomainError:
    return DomainError("hostile_xml", f"This is no honest export. {why}")


def _refuse_entities(*_: object) -> NoReturn:
    raise _hostile("It declares entities.")
