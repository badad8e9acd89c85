"""What can be wrong with a definition. Each fault is one sentence; loading stops at the first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from .instrument_parts import ChangeFigure, Item, Method

if TYPE_CHECKING:
    from .instrument import Instrument

_NEEDED_WORDS = ("key", "version", "title", "recall", "source", "licence_words")


def faults(instrument: Instrument) -> Iterator[str]:
    yield from _identity_faults(instrument)
    yield from _item_faults(instrument)
    yield from _code_faults(instrument)
    yield from _missing_faults(instrument)
    yield from _band_faults(instrument)
    yield from _change_faults(instrument)
    yield from _part_faults(instrument)
    yield from _range_faults(instrument)


def _identity_faults(instrument: Instrument) -> Iterator[str]:
    for name in _NEEDED_WORDS:
        if not getattr(instrument, name):
            yield f"it has no {name}"
    if instrument.low >= instrument.high:
        yield "its lowest score is not below its highest"
    if instrument.is_licensed and any(item.text or item.stem for item in instrument.items):
        yield "a licensed form's wording is in the definition"


def _item_faults(instrument: Instrument) -> Iterator[str]:
    keys = [item.key for item in instrument.items]
    if not keys:
        yield "it has no items"
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"two items are called “{key}”"
    for item in instrument.items:
        yield from _faults_of_item(item)
    if instrument.method == Method.PERCENT_OF_MAXIMUM and {i.scale.low for i in instrument.items} != {0}:
        yield "percent of the maximum needs scales that start at 0"
    named = {*instrument.missing.needed, *instrument.missing.ticks, *filter(None, [instrument.gate])}
    for key in sorted(named - set(keys)):
        yield f"its rules name “{key}”, which is not an item"


def _faults_of_item(item: Item) -> Iterator[str]:
    scale = item.scale
    if scale.low >= scale.high:
        yield f"the scale of “{item.key}” runs from {scale.low} to {scale.high}"
    if scale.words and len(scale.words) != len(scale.values):
        yield f"the scale of “{item.key}” has {len(scale.values)} values and {len(scale.words)} words"
    if item.alarm and item.alarm.at_least not in scale:
        yield f"the alarm of “{item.key}” names no answer of its scale"


def _code_faults(instrument: Instrument) -> Iterator[str]:
    codes = [instrument.loinc_panel, instrument.loinc_score, *(item.loinc for item in instrument.items)]
    for code in filter(None, codes):
        if not _is_loinc(code):
            yield f"{code} is not a LOINC code: its check digit is wrong"


def _is_loinc(code: str) -> bool:
    """LOINC codes end in a mod-10 (Luhn) check digit after the hyphen."""
    number, hyphen, check = code.partition("-")
    if not (hyphen and number.isdecimal() and check.isdecimal() and len(check) == 1):
        return False
    doubled = [int(digit) * (2 if n % 2 == 0 else 1) for n, digit in enumerate(reversed(number))]
    return (sum(sum(divmod(digit, 10)) for digit in doubled) + int(check)) % 10 == 0


def _missing_faults(instrument: Instrument) -> Iterator[str]:
    rule = instrument.missing
    if not 1 <= rule.least <= rule.full <= len(instrument.items):
        yield f"its missing rule ({rule.least} to {rule.full}) does not fit {len(instrument.items)} items"


def _band_faults(instrument: Instrument) -> Iterator[str]:
    ends = [band.up_to for band in instrument.bands]
    if ends != sorted(set(ends)):
        yield "its bands do not rise"
    elif ends and ends[-1] != instrument.high:
        yield f"its bands end at {ends[-1]}, its scores at {instrument.high}"
    elif ends and instrument.bands[-1].is_open:
        yield "its highest score has no band"


def _change_faults(instrument: Instrument) -> Iterator[str]:
    figures = (("important", instrument.important), ("detectable", instrument.detectable))
    for name, figure in figures:
        if figure and (not _sizes(figure) or min(_sizes(figure)) <= 0):
            yield f"its {name} change is not a number above 0"
        if figure and not figure.source:
            yield f"its {name} change has no source"
    if instrument.detectable and not instrument.important:
        yield "it has a detectable change but none that matters"


def _sizes(figure: ChangeFigure) -> list[Decimal]:
    return [size for size in (figure.points, figure.percent) if size is not None]


def _part_faults(instrument: Instrument) -> Iterator[str]:
    if instrument.method == Method.PROFILE and not instrument.parts:
        yield "a profile without parts has no score at all"
    for part in instrument.parts:
        if len(part.items) != len(part.instrument.items):
            count = len(part.instrument.items)
            yield f"its part {part.instrument.key} has {count} items and gets {len(part.items)}"
        for key, theirs in zip(part.items, part.instrument.items, strict=False):
            ours = instrument.item(key)
            if ours is None:
                yield f"its part {part.instrument.key} names “{key}”, which is not an item"
            elif (ours.scale.low, ours.scale.high) != (theirs.scale.low, theirs.scale.high):
                yield f"“{key}” and “{theirs.key}” of {part.instrument.key} have different scales"


def _range_faults(instrument: Instrument) -> Iterator[str]:
    """The range that the items can reach is the range that is stated."""
    scored = [item.scale for item in instrument.items if item.is_scored]
    reach = (sum(scale.low for scale in scored), sum(scale.high for scale in scored))
    stated = (int(instrument.low), int(instrument.high))
    if instrument.method == Method.SUM and reach != stated:
        yield f"its items reach {reach[0]} to {reach[1]}, its scores {instrument.low} to {instrument.high}"
    if instrument.method == Method.MEAN:
        ends = {(scale.low, scale.high) for scale in scored}
        if ends != {stated}:
            yield f"the scales of its items are not {instrument.low} to {instrument.high}"
    if instrument.method == Method.T_SCORE:
        yield from _table_faults(instrument, reach)


def _table_faults(instrument: Instrument, reach: tuple[int, int]) -> Iterator[str]:
    table = instrument.t_table
    if len(table) != reach[1] - reach[0] + 1:
        yield f"its table has {len(table)} rows for raw sums {reach[0]} to {reach[1]}"
    elif list(table) != sorted(set(table)):
        yield "its table does not rise"
    elif (table[0], table[-1]) != (instrument.low, instrument.high):
        yield f"its table runs from {table[0]} to {table[-1]}"
