"""A clinic's own instrument from plain values, judged by the same rules as ours (`instrument_faults`)."""

from typing import Any

from ..instrument import Instrument
from ..instrument_parts import (
    Alarm,
    Band,
    ChangeFigure,
    Confidence,
    InstrumentError,
    Item,
    Licence,
    Method,
    MissingRule,
    Scale,
)
from ..red_flag_data import FLAGS
from ..words import Direction
from .answers import scale_from
from .lines import Path, Plain
from .shape import Misfit, Shape, key_of

NAMES = (
    "kind",
    "key",
    "version",
    "title",
    "language",
    "recall",
    "source",
    "licence",
    "direction",
    "method",
    "range",
    "unit",
    "missing",
    "stem",
    "answers",
    "items",
    "bands",
    "change",
    "percent_floor",
    "t_table",
    "loinc_panel",
    "loinc_score",
    "entry_note",
    "caution",
)
MOST_ITEMS = 60
_MOST_BANDS = 12
_LONGEST_TEXT = 1000
_YES_NO = {"yes": True, "no": False}
_DIRECTIONS = {one.label.lower(): one for one in Direction}
_METHODS = {
    one.replace("_", " "): one for one in (Method.SUM, Method.MEAN, Method.PERCENT_OF_MAXIMUM, Method.T_SCORE)
}
_CONFIDENCES = {str(one): one for one in Confidence}
_SIGNS = {flag.key: flag.key for flag in FLAGS}

#: Where in the file the attributes of an instrument stand that are not called the same there.
_PLACES: dict[str | int, Path] = {
    "low": ("range",),
    "licence_words": ("licence",),
    "important": ("change", "matters"),
    "detectable": ("change", "noise"),
}


def instrument_from(data: Plain) -> Instrument:
    """Raises Misfit, with the path to what is wrong."""
    file = Shape(data, (), NAMES)
    given = _parts(file)
    try:
        return Instrument(**given)
    except InstrumentError as error:
        path = _path_of(error.place)
        sentence = error.sentence[0].upper() + error.sentence[1:]
        raise Misfit(path if path[0] in file else file.at("method"), f"{sentence}.") from None


def _path_of(place: Path) -> Path:
    """Where an attribute of an instrument stands in the file."""
    head, *rest = place
    within = ("answers" if part == "scale" else part for part in rest)
    return (*_PLACES.get(head, (head,)), *within)


def _parts(file: Shape) -> dict[str, Any]:
    ends = Shape(file.plain("range"), file.at("range"), ("lowest", "highest"))
    items = _items(file)
    texts = {
        name: file.text(name, longest=longest)
        for name, longest in (("version", 20), ("title", 60), ("recall", 60), ("source", 200))
    }
    return {
        **texts,
        "key": file.key("key"),
        "licence": Licence.OWN_LABELS,
        "licence_words": file.text("licence", longest=500),
        "direction": file.choice("direction", _DIRECTIONS),
        "method": file.choice("method", _METHODS),
        "low": ends.number("lowest"),
        "high": ends.number("highest"),
        "unit": file.text("unit", longest=20),
        "items": items,
        "missing": _missing(file, len(items)),
        "bands": _bands(file),
        **_change(file),
        **_further(file),
    }


def _further(file: Shape) -> dict[str, Any]:
    """What may be left out."""
    given: dict[str, Any] = {
        name: file.text(name, longest=longest, default="")
        for name, longest in (("loinc_panel", 12), ("loinc_score", 12), ("entry_note", 300), ("caution", 300))
    }
    if "percent_floor" in file:
        given["percent_floor"] = file.number("percent_floor")
    if "t_table" in file:
        rows = file.rows("t_table", most=500)
        given["t_table"] = tuple(Shape({"T": one}, path, ("T",)).number("T") for one, path in rows)
    return given


def _items(file: Shape) -> tuple[Item, ...]:
    stem = file.text("stem", longest=_LONGEST_TEXT, default="")
    shared = scale_from(file.plain("answers"), file.at("answers")) if "answers" in file else None
    rows = file.rows("items", most=MOST_ITEMS)
    return tuple(_item(one, path, stem, shared) for one, path in rows)


def _item(data: Plain, path: Path, stem: str, shared: Scale | None) -> Item:
    row = Shape(data, path, ("key", "label", "text", "stem", "answers", "alarm"))
    scale = scale_from(row.plain("answers"), row.at("answers")) if "answers" in row else shared
    if scale is None:
        raise Misfit(path, "It has no answers, and there are none for all items.")
    return Item(
        key=row.key("key"),
        label=row.text("label", longest=60),
        text=row.text("text", longest=_LONGEST_TEXT),
        scale=scale,
        alarm=_alarm(row),
        stem=row.text("stem", longest=_LONGEST_TEXT, default=stem),
    )


def _alarm(row: Shape) -> Alarm | None:
    if "alarm" not in row:
        return None
    alarm = Shape(row.plain("alarm"), row.at("alarm"), ("at_least", "sign"))
    return Alarm(alarm.whole("at_least"), alarm.choice("sign", _SIGNS))


def _missing(file: Shape, of: int) -> MissingRule:
    rule = Shape(file.plain("missing"), file.at("missing"), ("least", "full", "needed", "rounds_up"))
    needed = rule.rows("needed", most=of) if "needed" in rule else ()
    return MissingRule(
        full=rule.whole("full") if "full" in rule else of,
        least=rule.whole("least"),
        needed=tuple(key_of(one, path) for one, path in needed),
        rounds_up=rule.choice("rounds_up", _YES_NO, default=False),
    )


def _bands(file: Shape) -> tuple[Band, ...]:
    if "bands" not in file:
        return ()
    return tuple(_band(one, path) for one, path in file.rows("bands", most=_MOST_BANDS))


def _band(data: Plain, path: Path) -> Band:
    row = Shape(data, path, ("up_to", "below", "words"))
    if ("up_to" in row) == ("below" in row):
        raise Misfit(path, "A band ends “up_to” a number that belongs to it, or “below” one that does not.")
    end, words = ("up_to" if "up_to" in row else "below"), row.text("words", longest=40)
    return Band(row.number(end), words.replace(" ", "_"), words, is_open=end == "below")


def _change(file: Shape) -> dict[str, ChangeFigure]:
    if "change" not in file:
        return {}
    change = Shape(file.plain("change"), file.at("change"), ("matters", "noise"))
    names = (("important", "matters"), ("detectable", "noise"))
    return {attribute: _figure(change, name) for attribute, name in names if name in change}


def _figure(change: Shape, name: str) -> ChangeFigure:
    row = Shape(change.plain(name), change.at(name), ("points", "percent", "source", "known"))
    return ChangeFigure(
        row.text("source", longest=200),
        row.number("points") if "points" in row else None,
        row.number("percent") if "percent" in row else None,
        row.choice("known", _CONFIDENCES, default=Confidence.KNOWN),
    )
