"""Pain scores among the observations (clinical.md 1, 2 and 13): NRS, PEG, ODI."""

from dataclasses import dataclass
from decimal import Decimal

from ..words import Precision
from .dates import ImpossibleDateError, optional_date, read_date
from .entries import NotTakenError, source_key, title_of
from .fields import Json, child, children, code_of, codes_in, reference, text
from .shapes import Code, Read, ReadScore, Reason, When

LOINC = "http://loinc.org"


@dataclass(frozen=True)
class _Kind:
    instrument: str
    title: str
    high: int
    units: frozenset[str]


_POINTS = frozenset({"", "1", "{score}", "{Score}", "score", "points", "[score]"})
#: LOINC code to what it is; all scales start at 0 and higher is worse.
_SCORES = {
    "72514-3": _Kind("nrs", "Pain, 0 to 10", 10, _POINTS),
    "91147-9": _Kind("peg", "PEG", 10, _POINTS),
    "97909-6": _Kind("odi", "ODI", 100, _POINTS | {"%"}),
}
_PEG_ITEMS = ("75893-8", "91145-3", "91146-1")
_PEG_ITEM = _Kind("peg item", "PEG answer", 10, _POINTS)
_PANELS = {"91148-7": "91147-9", "97908-8": "97909-6"}
_KEPT = Decimal("0.0001")
_NOT_YET = ("registered", "preliminary")
_WITHDRAWN = ("entered-in-error", "cancelled")


@dataclass(frozen=True, kw_only=True)
class ReadItem(Read):
    """One PEG answer that stands by itself; three of one day make a score."""

    item: str
    value: Decimal
    true_on: When

    @property
    def dates(self) -> tuple[When, ...]:
        return (self.true_on,)


def read_observation(resource: Json, full_url: str) -> ReadScore | ReadItem:
    """Raises NotTakenError for everything that is not a valid pain score."""
    concept = child(resource, "code")
    codes = codes_in(concept, LOINC)
    found = codes & (_SCORES.keys() | _PANELS.keys() | set(_PEG_ITEMS))
    if not found:
        code = code_of(concept)
        raise NotTakenError(Reason.NOT_A_PAIN_SCORE if code else Reason.NO_CODE, code.title if code else "")
    _refuse_status(resource)
    return _read(resource, min(found), source_key(resource, full_url))


def _refuse_status(resource: Json) -> None:
    status = resource.get("status")
    if status in _WITHDRAWN:
        raise NotTakenError(Reason.ENTERED_IN_ERROR, title_of(resource))
    if status in _NOT_YET:
        raise NotTakenError(Reason.NOT_FINAL, title_of(resource))


def _read(resource: Json, loinc: str, key: str) -> ReadScore | ReadItem:
    about, when = reference(resource, "subject"), _when(resource)
    if loinc in _PEG_ITEMS:
        value = _value(resource, _PEG_ITEM)
        code = Code(_PEG_ITEM.title, LOINC, loinc)
        return ReadItem(
            kind="Observation", key=key, about=about, code=code, item=loinc, value=value, true_on=when
        )
    score = _PANELS.get(loinc, loinc)
    value = _panel_value(resource, loinc) if loinc in _PANELS else _value(resource, _SCORES[score])
    return ReadScore(
        kind="Observation",
        key=key,
        about=about,
        code=Code(_SCORES[score].title, LOINC, score),
        instrument=_SCORES[score].instrument,
        value=value,
        true_on=when,
    )


def _when(resource: Json) -> When:
    """A score belongs to one day; the day is not guessed."""
    try:
        if resource.get("effectiveDateTime") is not None:
            when = read_date(resource["effectiveDateTime"])
        elif resource.get("effectiveInstant") is not None:
            when = read_date(resource["effectiveInstant"])
        else:
            when = optional_date(child(resource, "effectivePeriod"), "start")
    except ImpossibleDateError as impossible:
        raise NotTakenError(Reason.IMPOSSIBLE_DATE, f"{title_of(resource)} ({impossible})") from None
    if when.on is None or when.precision != Precision.DAY:
        raise NotTakenError(Reason.NO_DAY, title_of(resource))
    return when


def _panel_value(panel: Json, loinc: str) -> Decimal:
    """The panel's own score, or the mean of its three PEG answers."""
    parts: dict[str, Json] = {}
    for part in children(panel, "component"):
        parts.update(dict.fromkeys(codes_in(child(part, "code"), LOINC), part))
    score = _PANELS[loinc]
    if score in parts:
        return _value(parts[score], _SCORES[score])
    answers = [parts[item] for item in _PEG_ITEMS if item in parts]
    if loinc != "91148-7" or not answers:
        raise NotTakenError(Reason.HEADING, title_of(panel))
    if len(answers) < len(_PEG_ITEMS):
        raise NotTakenError(Reason.PEG_INCOMPLETE, title_of(panel))
    return peg_mean([_value(answer, _PEG_ITEM) for answer in answers])


def peg_mean(answers: list[Decimal]) -> Decimal:
    """Krebs 2009: the mean of the three."""
    return (sum(answers, Decimal(0)) / len(answers)).quantize(_KEPT)


def _value(node: Json, kind: _Kind) -> Decimal:
    number, unit = _number(node)
    if number is None:
        raise NotTakenError(Reason.NO_NUMBER, kind.title)
    if unit not in kind.units:
        raise NotTakenError(Reason.UNKNOWN_UNIT, f"{kind.title} ({unit})")
    if not 0 <= number <= kind.high:
        raise NotTakenError(Reason.OUT_OF_RANGE, f"{kind.title} ({str(number)[:20]})")
    return number.quantize(_KEPT)


def _number(node: Json) -> tuple[Decimal | None, str]:
    """The number and its unit: the unit's code, or its words when it has no code."""
    quantity = child(node, "valueQuantity")
    value = quantity.get("value") if quantity else node.get("valueInteger")
    unit = text(quantity, "code", 40) or text(quantity, "unit", 40)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None, unit
    return Decimal(value), unit
