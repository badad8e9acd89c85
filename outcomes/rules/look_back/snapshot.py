"""A look-back as it was seen, in a form that outlives the rules that made it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from .facts import Counted, Finding, LookBack

#: Numbers are kept to this many digits after the point: more than is shown, and the same on every machine.
_DIGITS = 6


@dataclass(frozen=True)
class Beside:
    """Something else with a date inside the days looked at."""

    on: date
    words: str


def snapshot(seen: LookBack, beside: Sequence[Beside]) -> dict:
    """Everything that the page said, with the numbers behind it, as plain JSON."""
    whole = seen.stretches.whole
    return {
        "event": {"kind": seen.event.kind.value, "on": seen.event.on.isoformat(), "words": seen.event.words},
        "first": whole.first.isoformat(),
        "last": whole.last.isoformat(),
        "findings": [_finding(one) for one in seen.findings],
        "silent": [anchor.value for anchor in seen.silent],
        "beside": [{"on": one.on.isoformat(), "words": one.words} for one in beside],
        "method": seen.method,
    }


def digest(kept: dict) -> str:
    """The same for the same look-back, whoever looks."""
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _finding(one: Finding) -> dict:
    return {
        "anchor": one.anchor.value,
        "side": one.side.value,
        "answer": one.answer.value,
        "why": one.why.value if one.why else None,
        "sentence": one.sentence,
        "size": _kept(one.size),
        "low": _kept(one.low),
        "high": _kept(one.high),
        "chance": _kept(one.chance),
        "window": _counted(one.window),
        "reference": _counted(one.reference),
    }


def _counted(one: Counted) -> dict:
    return {"known": one.known, "possible": one.possible, "mean": _kept(one.mean)}


def _kept(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
