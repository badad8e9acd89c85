"""The registry as a table for people to read: docs/instruments.md is checked against it."""

from collections.abc import Iterator, Sequence

from outcomes.rules.instrument import ChangeFigure, Instrument, Method

from . import ALL, get

COLUMNS = (
    "Key",
    "Name",
    "Version",
    "Items",
    "Range",
    "Direction",
    "About",
    "Answers needed",
    "Bands",
    "Change that matters",
    "Noise of measuring",
    "LOINC score",
    "Source",
    "Licence class",
    "Status",
)


def rows() -> Iterator[str]:
    """The lines of a Markdown table, one for each version of each instrument."""
    yield _line(COLUMNS)
    yield _line(["---"] * len(COLUMNS))
    for one in ALL:
        yield _line(_cells(one))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(one: Instrument) -> list[str]:
    return [
        f"`{one.key}`",
        one.title,
        one.version,
        str(len(one.items)),
        "no total" if one.method == Method.PROFILE else f"{one.low} to {one.high}",
        "by part" if one.method == Method.PROFILE else one.direction.label.lower(),
        one.recall,
        _needed(one),
        "; ".join(f"{'below' if band.is_open else 'to'} {band.up_to} {band.words}" for band in one.bands)
        or "–",
        _figure(one.important),
        _figure(one.detectable),
        one.loinc_score or "–",
        one.source,
        one.licence.value,
        _status(one),
    ]


def _needed(one: Instrument) -> str:
    rule, of = one.missing, len(one.items)
    if rule.ticks:
        return "any; an empty row is a no"
    if one.gate:
        return "all, or a no to the first"
    if one.method == Method.PROFILE:
        return "by part"
    least = "all" if rule.least == of else f"{rule.least} of {of}"
    positions = ", ".join(str(one.position(key)) for key in rule.needed)
    return f"{least}, item {positions} always" if positions else least


def _figure(figure: ChangeFigure | None) -> str:
    return f"{figure.source}, {figure.confidence}" if figure else "not published"


def _status(one: Instrument) -> str:
    if get(one.key) is not one:
        return "older version, read only"
    if one.is_part:
        return "scored as a part of a longer form"
    if one.items_are_own:
        return "staff entry"
    if not one.is_offered_to_patients:
        return "staff entry; by link too, once the clinic loaded its wording"
    unwatched = f"; outside watched hours {one.unwatched.title}" if one.unwatched else ""
    return f"by link and staff entry{unwatched}"
