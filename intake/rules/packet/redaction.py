"""Numbers that are never stored: social security, passport, driver's licence, tax.

They are blanked in the text of the packet before it is kept; every other character stays as it came.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .pieces import Piece, Shape, pieces
from .shapes import Limits, PacketError
from .unpack import text_chunks

#: HL7 v2 table 0203: social security, social beneficiary, passport, driver's licence, tax number.
_TYPES = {"SS", "SB", "PPN", "DL", "TAX"}
_SYSTEMS = re.compile(
    r"us-ssn|passport|driver|2\.16\.840\.1\.113883\.4\.(1$|2$|3\.|330\.)|/sid/us-itin", re.IGNORECASE
)
_WORDS = re.compile(r"social security|passport|driver|tax(payer)? id", re.IGNORECASE)
_LOOKS_LIKE_SSN = re.compile(r"\d{3}-\d{2}-\d{4}", re.ASCII)

REMOVED = "[not kept]"
_SHORTEST_SEARCHED = 5


@dataclass(frozen=True)
class Redacted:
    """The packet as it may be kept (gzipped), and how many numbers were blanked."""

    content: bytes
    removed: int


def is_never_stored(identifier: dict[str, Any]) -> bool:
    """Is this FHIR Identifier one of the numbers that PainCare does not keep?"""
    kind = identifier.get("type")
    kind = kind if isinstance(kind, dict) else {}
    codings = kind.get("coding")
    codes = (
        {str(c.get("code")) for c in codings if isinstance(c, dict)} if isinstance(codings, list) else set()
    )
    return bool(
        codes & _TYPES
        or _SYSTEMS.search(str(identifier.get("system", "")))
        or _WORDS.search(str(kind.get("text", "")))
        or _LOOKS_LIKE_SSN.fullmatch(str(identifier.get("value", "")).strip())
    )


def redact_packet(content: bytes, *, limits: Limits) -> Redacted:
    """Read the packet once from end to end. Raises PacketError when it is not whole JSON."""
    engine = zlib.compressobj(level=6, wbits=31)
    kept, removed = [], 0
    try:
        for text, count in _texts(content, limits):
            kept.append(engine.compress(text.encode("utf-8", "surrogatepass")))
            removed += count
    except RecursionError:
        raise PacketError("too_deep", "The file is nested too deeply to be a referral packet.") from None
    kept.append(engine.flush())
    return Redacted(b"".join(kept), removed)


def _texts(content: bytes, limits: Limits) -> Iterator[tuple[str, int]]:
    for piece in pieces(text_chunks(content, limits=limits, heard=lambda used: None), limits=limits):
        numbers = _numbers_in(piece)
        yield (_blanked(piece, numbers) if numbers else piece.text), len(numbers)


def _numbers_in(piece: Piece) -> list[str]:
    """What must go. A key may be written with escapes, so a piece that holds any is looked into as well."""
    if piece.shape not in (Shape.ENTRY, Shape.MEMBER):
        return []
    if "dentifier" not in piece.text and piece.key != "identifier" and "\\u" not in piece.text:
        return []
    return [
        str(one.get("value", "")) for one in _identifiers({piece.key: piece.value}) if is_never_stored(one)
    ]


def _identifiers(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for child in node:
            yield from _identifiers(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key == "identifier":
                yield from (one for one in _as_list(child) if isinstance(one, dict))
            yield from _identifiers(child)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _blanked(piece: Piece, numbers: list[str]) -> str:
    """The piece written anew: the identifiers lose their value, and so does every other mention of it."""
    searched = [number for number in numbers if len(number) >= _SHORTEST_SEARCHED]
    clean = _without({piece.key: json.loads(piece.text)}, searched)
    return json.dumps(clean[piece.key], ensure_ascii=False)


def _without(node: Any, numbers: list[str]) -> Any:
    if isinstance(node, dict):
        if is_never_stored(node) and "value" in node:
            node = {**node, "value": REMOVED}
        return {key: _without(child, numbers) for key, child in node.items()}
    if isinstance(node, list):
        return [_without(child, numbers) for child in node]
    if isinstance(node, str):
        for number in numbers:
            node = node.replace(number, REMOVED)
    return node
