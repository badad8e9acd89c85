"""From bytes to text, in chunks: what is too large or damaged is noticed before it fills the memory."""

import codecs
import zlib
from collections.abc import Callable, Iterator

from .shapes import Limits, PacketError

_CHUNK = 256 * 1024
_RATIO_COUNTS_FROM = 16 * 1024 * 1024
_GZIP = b"\x1f\x8b"

#: Other kinds of file that arrive by mistake, told apart by how they begin.
_OTHER_KINDS = {
    b"PK\x03\x04": "a zip archive: unpack it and send the .json or .json.gz inside",
    b"%PDF": "a PDF: ask the sender for the FHIR export instead",
    b"<": "XML: ask the sender for the same packet as FHIR JSON",
}

Heard = Callable[[int], None]


def text_chunks(content: bytes, *, limits: Limits, heard: Heard) -> Iterator[str]:
    """The packet's text. `heard` is told how many of the packed bytes were used so far."""
    _refuse_size(content, limits)
    raw = _inflated(content, limits, heard) if content.startswith(_GZIP) else _sliced(content, heard)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    beginning = True
    for chunk in raw:
        if beginning:
            _refuse_other_kinds(chunk)
        if b"\0" in chunk:
            raise PacketError(
                "nul", "The file holds NUL characters, which no JSON text does. Ask for a new export."
            )
        beginning = beginning and not chunk
        yield _decoded(decoder, chunk)
    yield _decoded(decoder, b"", final=True)


def _refuse_size(content: bytes, limits: Limits) -> None:
    if len(content) > limits.packed:
        raise PacketError("too_large", too_large_sentence(limits))
    if not content.strip():
        raise PacketError("empty", "The file is empty.")


def too_large_sentence(limits: Limits) -> str:
    """Said by the upload page before the file is read, and here afterwards."""
    most = limits.packed // (1024 * 1024)
    return f"This is larger than {most} MB. Drop fewer files at once, or ask the sender to split or gzip it."


def _refuse_other_kinds(start: bytes) -> None:
    for magic, name in _OTHER_KINDS.items():
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(magic):
            raise PacketError("not_json", f"This is {name}.")


def _sliced(content: bytes, heard: Heard) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
        heard(min(start + _CHUNK, len(content)))


def _inflated(content: bytes, limits: Limits, heard: Heard) -> Iterator[bytes]:
    total = 0
    for used, chunk in _members(content):
        total += len(chunk)
        _refuse_bomb(total, used, limits)
        yield chunk
        heard(used)


def _members(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(packed bytes used, unpacked chunk); a gzip file may be several members one after the other."""
    engine = zlib.decompressobj(wbits=31)
    for start in range(0, len(content), _CHUNK):
        pending = content[start : start + _CHUNK]
        end = start + len(pending)
        while pending:
            if engine.eof:
                engine = zlib.decompressobj(wbits=31)
            chunk = _decompressed(engine, pending)
            pending = engine.unconsumed_tail or engine.unused_data
            yield end - len(pending), chunk
    if not engine.eof:
        raise PacketError("truncated", "The file is incomplete: its end is missing. Send it again.")


def _decompressed(engine: "zlib._Decompress", pending: bytes) -> bytes:
    try:
        return engine.decompress(pending, _CHUNK)
    except zlib.error:
        raise PacketError("damaged", "The file is damaged: it cannot be unpacked. Send it again.") from None


def _refuse_bomb(total: int, used: int, limits: Limits) -> None:
    if total > limits.unpacked:
        most = limits.unpacked // (1024 * 1024)
        raise PacketError("bomb", f"The file unpacks to more than {most} MB, which no referral packet does.")
    if total > _RATIO_COUNTS_FROM and total > used * limits.ratio:
        raise PacketError(
            "bomb",
            f"The file unpacks to more than {limits.ratio} times its size, which no referral packet does.",
        )


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError:
        raise PacketError("not_text", "The file is not text in UTF-8, as FHIR JSON must be.") from None
