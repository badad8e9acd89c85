"""Reading JSON that may hold anything anywhere: a wrong type reads as absent, never as a crash."""

import unicodedata
from typing import Any
from urllib.parse import urlsplit

from .shapes import Code

Json = dict[str, Any]

#: The coding systems that referral packets use, in the order in which one is kept when several are given.
_PREFERRED = (
    "http://snomed.info/sct",
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://loinc.org",
)
_TITLE, _SYSTEM, _CODE = 300, 120, 60


def child(node: Json, key: str) -> Json:
    value = node.get(key)
    return value if isinstance(value, dict) else {}


def children(node: Json, key: str) -> list[Json]:
    value = node.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(node: Json, key: str, most: int = 300) -> str:
    value = node.get(key)
    return clean(value, most) if isinstance(value, str) else ""


def clean(words: str, most: int) -> str:
    """Any script, one line, no control characters or broken halves; too long ends in “…”."""
    kept = "".join(" " if _is_control(one) else one for one in words)
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _is_control(character: str) -> bool:
    """Controls, and lone surrogates, which no database stores."""
    return unicodedata.category(character) in ("Cc", "Cs")


def codings(concept: Json) -> list[Json]:
    return children(concept, "coding")


def code_of(concept: Json) -> Code | None:
    """Words and code of a CodeableConcept; None when it holds neither."""
    found = sorted(codings(concept), key=_rank)
    best = found[0] if found else {}
    title = text(concept, "text", _TITLE) or text(best, "display", _TITLE) or text(best, "code", _TITLE)
    if not title:
        return None
    return Code(title, text(best, "system", _SYSTEM), text(best, "code", _CODE))


def _rank(coding: Json) -> int:
    system = coding.get("system")
    return _PREFERRED.index(system) if system in _PREFERRED else len(_PREFERRED)


def has_code(concept: Json, code: str) -> bool:
    """Does any coding, of any system, hold this code?"""
    return any(one.get("code") == code for one in codings(concept))


def codes_in(concept: Json, system: str) -> set[str]:
    return {str(one.get("code", "")) for one in codings(concept) if one.get("system") == system}


def reference(node: Json, key: str) -> str:
    """The literal reference under `key`, without version."""
    return text(child(node, key), "reference", 1000).split("/_history/")[0]


def names_of(resource: Json, full_url: str) -> frozenset[str]:
    """Every reference by which this resource may be called: its full URL, Type/id, and urn:uuid:id.

    The last one is for bundles that were cut into NDJSON, where the full URLs are lost.
    """
    identity = text(resource, "id", 200)
    by_id = (f"{resource.get('resourceType')}/{identity}", f"urn:uuid:{identity}") if identity else ()
    return frozenset(name for name in (full_url, *by_id) if name)


def is_called(reference_text: str, names: frozenset[str]) -> bool:
    """Absolute references match by their last two steps too, when the resource is known only by its id."""
    if reference_text in names:
        return True
    steps = urlsplit_path(reference_text)
    return bool(steps) and "/".join(steps[-2:]) in names


def urlsplit_path(address: str) -> list[str]:
    try:
        return [step for step in urlsplit(address).path.split("/") if step]
    except ValueError:
        return []
