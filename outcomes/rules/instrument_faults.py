"""What can be wrong with a definition: one sentence each, and the place; loading stops at the first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .instrument_parts import ChangeFigure, Item, Method

if TYPE_CHECKING:
    from .instrument import Instrument

_NEEDED_WORDS = ("key", "version", "title", "recall", "source", "licence_words")

#: Attribute, then number or attribute within it: ("items", 2, "scale").
Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """`place` is where in the definition, so that a reader of files can name the line."""

    sentence: str
    place: Place


def faults(instrument: Instrument) -> Iterator[Fault]:
    yield from _identity_faults(instrument)
    yield from _item_faults(instrument)
    yield from _rule_faults(instrument)
    yield from _code_faults(instrument)
    yield from _missing_faults(instrument)
    yield from _band_faults(instrument)
    yield from _change_faults(instrument)
    yield from _part_faults(instrument)
    yield from _range_faults(instrument)


def _identity_faults(instrument: Instrument) -> Iterator[Fault]:
    for name in _NEEDED_WORDS:
        if not getattr(instrument, name):
            yield Fault(f"it has no {name}", (name,))
    if instrument.low >= instrument.high:
        yield Fault("its lowest score is not below its highest", ("low",))
    if instrument.is_licensed and not instrument.licence_ref:
        for n, item in enumerate(instrument.items):
            if item.text or item.stem:
                yield Fault("a licensed form's wording is in the definition", ("items", n, "text"))


def _item_faults(instrument: Instrument) -> Iterator[Fault]:
    keys = [item.key for item in instrument.items]
    if not keys:
        yield Fault("it has no items", ("items",))
    for n, key in enumerate(keys):
        if key in keys[:n]:
            yield Fault(f"two items are called “{key}”", ("items", n, "key"))
    for n, item in enumerate(instrument.items):
        for sentence, place in _faults_of_item(item):
            yield Fault(sentence, ("items", n, place))
        if instrument.method == Method.PERCENT_OF_MAXIMUM and item.scale.low != 0:
            yield Fault("percent of the maximum needs scales that start at 0", ("items", n, "scale"))


def _faults_of_item(item: Item) -> Iterator[tuple[str, str]]:
    scale = item.scale
    if scale.low >= scale.high:
        yield f"the scale of “{item.key}” runs from {scale.low} to {scale.high}", "scale"
    if scale.words and len(scale.words) != len(scale.values):
        yield (
            f"the scale of “{item.key}” has {len(scale.values)} values and {len(scale.words)} words",
            "scale",
        )
    if scale.printed and sorted(scale.printed) != list(scale.values):
        yield f"the printed order of “{item.key}” is not that of its values", "scale"
    if item.alarm and item.alarm.at_least not in scale:
        yield f"the alarm of “{item.key}” names no answer of its scale", "alarm"


def _rule_faults(instrument: Instrument) -> Iterator[Fault]:
    keys = {item.key for item in instrument.items}
    for key in sorted({*instrument.missing.needed, *instrument.missing.ticks} - keys):
        yield Fault(f"its rules name “{key}”, which is not an item", ("missing",))
    if instrument.gate and instrument.gate not in keys:
        yield Fault(f"its rules name “{instrument.gate}”, which is not an item", ("gate",))


def _code_faults(instrument: Instrument) -> Iterator[Fault]:
    codes: list[tuple[str, Place]] = [
        (instrument.loinc_panel, ("loinc_panel",)),
        (instrument.loinc_score, ("loinc_score",)),
        *((item.loinc, ("items", n, "loinc")) for n, item in enumerate(instrument.items)),
    ]
    for code, place in codes:
        if code and not _is_loinc(code):
            yield Fault(f"{code} is not a LOINC code: its check digit is wrong", place)


def _is_loinc(code: str) -> bool:
    """LOINC codes end in a mod-10 (Luhn) check digit after the hyphen."""
    number, hyphen, check = code.partition("-")
    if not (hyphen and number.isdecimal() and check.isdecimal() and len(check) == 1):
        return False
    doubled = [int(digit) * (2 if n % 2 == 0 else 1) for n, digit in enumerate(reversed(number))]
    return (sum(sum(divmod(digit, 10)) for digit in doubled) + int(check)) % 10 == 0


def _missing_faults(instrument: Instrument) -> Iterator[Fault]:
    rule = instrument.missing
    if not 1 <= rule.least <= rule.full <= len(instrument.items):
        yield Fault(
            f"its missing rule ({rule.least} to {rule.full}) does not fit {len(instrument.items)} items",
            ("missing",),
        )


def _band_faults(instrument: Instrument) -> Iterator[Fault]:
    ends = [band.up_to for band in instrument.bands]
    last = len(ends) - 1
    if ends != sorted(set(ends)):
        n = next(n for n in range(1, len(ends)) if ends[n] <= ends[n - 1])
        yield Fault("its bands do not rise", ("bands", n))
    elif ends and ends[0] < instrument.low:
        yield Fault(f"its first band ends at {ends[0]}, its scores begin at {instrument.low}", ("bands", 0))
    elif ends and ends[-1] != instrument.high:
        yield Fault(f"its bands end at {ends[-1]}, its scores at {instrument.high}", ("bands", last))
    elif ends and instrument.bands[-1].is_open:
        yield Fault("its highest score has no band", ("bands", last))


def _change_faults(instrument: Instrument) -> Iterator[Fault]:
    figures = (("important", instrument.important), ("detectable", instrument.detectable))
    for name, figure in figures:
        if figure and (not _sizes(figure) or min(_sizes(figure)) <= 0):
            yield Fault(f"its {name} change is not a number above 0", (name,))
        elif figure and figure.points and figure.points > instrument.high - instrument.low:
            yield Fault(f"its {name} change is larger than its range", (name,))
        if figure and not figure.source:
            yield Fault(f"its {name} change has no source", (name,))
    if instrument.detectable and not instrument.important:
        yield Fault("it has a detectable change but none that matters", ("detectable",))


def _sizes(figure: ChangeFigure) -> list[Decimal]:
    return [size for size in (figure.points, figure.percent) if size is not None]


def _part_faults(instrument: Instrument) -> Iterator[Fault]:
    if instrument.method == Method.PROFILE and not instrument.parts:
        yield Fault("a profile without parts has no score at all", ("parts",))
    for n, part in enumerate(instrument.parts):
        if len(part.items) != len(part.instrument.items):
            count = len(part.instrument.items)
            yield Fault(
                f"its part {part.instrument.key} has {count} items and gets {len(part.items)}", ("parts", n)
            )
        for key, theirs in zip(part.items, part.instrument.items, strict=False):
            ours = instrument.item(key)
            if ours is None:
                yield Fault(
                    f"its part {part.instrument.key} names “{key}”, which is not an item", ("parts", n)
                )
            elif (ours.scale.low, ours.scale.high) != (theirs.scale.low, theirs.scale.high):
                yield Fault(
                    f"“{key}” and “{theirs.key}” of {part.instrument.key} have different scales", ("parts", n)
                )


def _range_faults(instrument: Instrument) -> Iterator[Fault]:
    """The range that the items can reach is the range that is stated."""
    scored = [item.scale for item in instrument.items if item.is_scored]
    reach = (sum(scale.low for scale in scored), sum(scale.high for scale in scored))
    stated = (instrument.low, instrument.high)
    words = f"{instrument.low} to {instrument.high}"
    if instrument.method == Method.SUM and _decimals(*reach) != stated:
        yield Fault(f"its items reach {reach[0]} to {reach[1]}, its scores {words}", ("low",))
    if instrument.method == Method.MEAN and {_decimals(one.low, one.high) for one in scored} != {stated}:
        yield Fault(f"the scales of its items are not {words}", ("low",))
    if instrument.method == Method.PERCENT_OF_MAXIMUM and stated != _decimals(0, 100):
        yield Fault(f"a percentage runs from 0 to 100, not {words}", ("low",))
    if instrument.method == Method.T_SCORE:
        yield from _table_faults(instrument, reach)


def _decimals(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


def _table_faults(instrument: Instrument, reach: tuple[int, int]) -> Iterator[Fault]:
    table = instrument.t_table
    if len(table) != reach[1] - reach[0] + 1:
        rows = f"its table has {len(table)} rows for raw sums {reach[0]} to {reach[1]}"
        yield Fault(rows, ("t_table",))
    elif list(table) != sorted(set(table)):
        yield Fault("its table does not rise", ("t_table",))
    elif (table[0], table[-1]) != (instrument.low, instrument.high):
        yield Fault(f"its table runs from {table[0]} to {table[-1]}", ("t_table",))
