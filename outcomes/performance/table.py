"""The performance tests as tables for people to read: docs/performance-tests.md is checked against them."""

from collections.abc import Iterator, Sequence

from core.words import plain
from outcomes.rules.performance import ChangeLine, LineKind, Norms, PerformanceTest

from . import ALL, NORMS

COLUMNS = (
    "Key",
    "Name",
    "Version",
    "Protocol",
    "Unit",
    "Range",
    "Side",
    "Change that matters",
    "Noise of measuring",
    "Norms",
    "Source",
)
_NORM_COLUMNS = ("Test", "Age", "Below average, men", "Below average, women", "Source", "Read on")
_NO_FIGURE = "not published"


def rows() -> Iterator[str]:
    """The lines of a Markdown table, one for each protocol of each test."""
    yield from _head(COLUMNS)
    for one in ALL:
        yield _line(_cells(one))


def norm_rows() -> Iterator[str]:
    """The lines of a Markdown table, one for each age of each test that has norms."""
    yield from _head(_NORM_COLUMNS)
    for key, norms in NORMS.items():
        yield from _norms(key, norms)


def _head(columns: Sequence[str]) -> Iterator[str]:
    yield _line(columns)
    yield _line(["---"] * len(columns))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(one: PerformanceTest) -> list[str]:
    return [
        f"`{one.key}`",
        one.title,
        one.version,
        " ".join(one.protocol),
        one.unit,
        f"{plain(one.least)} to {plain(one.most)}",
        ", ".join(one.sides) or "–",
        _figures(one, LineKind.IMPORTANT),
        "the clinic's percentage (20 at first)" if one.noise_percent else _figures(one, LineKind.DETECTABLE),
        "by age and sex, below" if one.key in NORMS else "–",
        one.source,
    ]


def _figures(one: PerformanceTest, kind: LineKind) -> str:
    return "; ".join(_figure(one, line) for line in one.lines if line.kind == kind) or _NO_FIGURE


def _figure(one: PerformanceTest, line: ChangeLine) -> str:
    """Size, for whom it was found, where it stands, how it is known."""
    return f"{plain(line.size)} {one.unit}, {line.about} ({line.source}), {line.confidence}"


def _norms(key: str, norms: Norms) -> Iterator[str]:
    for row in norms.rows:
        ages, below = f"{row.first} to {row.last}", (str(row.below_men), str(row.below_women))
        yield _line([f"`{key}`", ages, *below, norms.source, norms.read_on.isoformat()])
