"""The tallies as the tables of docs/look-back.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from outcomes.rules.look_back import Anchor, Side, Why

from .trials import Tally
from .worlds import MAKERS, World, truth

PAGE = Path(__file__).parents[2] / "docs" / "look-back.md"
BEGIN, END = "<!-- tables: written by python -m bench.look_back -->\n", "<!-- end of the tables -->\n"

CORRELATIONS = (0.0, 0.2, 0.4, 0.6)
MISSING = (0.0, 0.2, 0.4)
#: The issue's grid, then what lies beyond it.
GRID = [(correlation, missing) for correlation in CORRELATIONS for missing in MISSING]
EXTRA = [
    *(World(correlation, 0.0) for correlation in (0.8, 0.9)),
    *(World(correlation, missing, shared=0.5) for correlation in (0.0, 0.6) for missing in (0.0, 0.4)),
    *(World(correlation, 0.3, bursts=True) for correlation in (0.0, 0.6)),
]
KINDS: dict[Anchor, str] = {
    Anchor.MOVED: "minutes",
    Anchor.SLEPT: "hours, in halves",
    Anchor.MARK: "day marks",
    Anchor.STEPS: "steps",
    Anchor.DEVICE_SLEPT: "hours, exact",
    Anchor.GOAL: "goal ticks",
}

Tallies = Mapping[World, Tally]


def worlds() -> list[World]:
    happens = ("nothing", "sleep", "movement")
    return [*(World(*cell, happens=one) for one in happens for cell in GRID), *EXTRA]


def runs_in(world: World, runs: int) -> int:
    """Where nothing happens every look-back of the grid counts; the other worlds need a quarter."""
    return runs if world in [World(*cell) for cell in GRID] else max(1, runs // 4)


def write(tallies: Tallies, runs: int) -> None:
    """Between the two marks of the page; the words around them are written by hand."""
    before, rest = PAGE.read_text().split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n" + tables(tallies, runs) + "\n" + END + after)


def tables(tallies: Tallies, runs: int) -> str:
    fewer = f"{max(1, runs // 4):,}"
    told = [
        (f"How often the 95 % interval held the truth, {runs:,} look-backs a cell, percent", coverage),
        ("How often it said “cannot tell”, percent", refusals),
        ("False alarms: look-backs with any, percent", false_alarms),
        (f"How often a true difference was found, percent of {fewer} look-backs a cell", power),
        (
            f"How often the interval held a true difference, {fewer} look-backs a cell, percent",
            true_differences,
        ),
        (f"Beyond the grid, {fewer} look-backs a world", beyond),
    ]
    return "\n".join(f"### {title}\n\n{table(tallies)}" for title, table in told)


def coverage(tallies: Tallies) -> str:
    return _by_cell(tallies, "nothing", {words: _held(anchor) for anchor, words in KINDS.items()})


def refusals(tallies: Tallies) -> str:
    whys = {
        Why.TOO_FEW_DAYS: "too few days",
        Why.NO_VARIATION: "no variation",
        Why.TOO_ALIKE: "days too alike",
    }
    columns = {words: _refused(anchor) for anchor, words in KINDS.items()}
    return _by_cell(tallies, "nothing", {**columns, **{words: _because(why) for why, words in whys.items()}})


def false_alarms(tallies: Tallies) -> str:
    return _by_cell(tallies, "nothing", {"after a flare": lambda tally: _number(tally.false_alarms.percent)})


def power(tallies: Tallies) -> str:
    slept, moved = (Anchor.SLEPT, Side.AFTER), (Anchor.MOVED, Side.BEFORE)
    steps, device = (Anchor.STEPS, Side.BEFORE), (Anchor.DEVICE_SLEPT, Side.AFTER)
    head = ["Likeness", "Missing", "sleep −1 h, told", "by the device", "movement −30 %, minutes", "steps"]
    rows = []
    for cell in GRID:
        sleep, movement = tallies[World(*cell, "sleep")], tallies[World(*cell, "movement")]
        found = [sleep.found[slept], sleep.found[device], movement.found[moved], movement.found[steps]]
        rows.append([*_cell(cell), *(f"{one.percent:.0f}" for one in found)])
    return _table(head, rows)


def true_differences(tallies: Tallies) -> str:
    head = ["Likeness", "Missing", "sleep −1 h, told", "by the device", "movement −30 %, minutes", "steps"]
    rows = []
    for cell in GRID:
        told = [tallies[World(*cell, happens)] for happens in ("sleep", "movement")]
        held = [
            _number(tally.held[anchor, side].percent)
            for tally in told
            for anchor in (Anchor.SLEPT, Anchor.DEVICE_SLEPT, Anchor.MOVED, Anchor.STEPS)
            for side in Side
            if truth(tally.world, anchor, side)
        ]
        rows.append([*_cell(cell), *held])
    return _table(head, rows)


def beyond(tallies: Tallies) -> str:
    head = ["World", "Least held", "Most held", "Cannot tell", "False alarms"]
    return _table(head, [row(tallies[world]) for world in EXTRA])


def row(tally: Tally) -> list[str]:
    """The world in words, the range of its intervals, what was not told, false alarms."""
    world = tally.world
    words = f"likeness {world.correlation:g}, {100 * world.missing:.0f} % missing"
    words += " a week at a time" if world.bursts else ""
    words += ", anchors alike by half" if world.shared else ""
    words += f", {world.happens}" if world.happens != "nothing" else ""
    held = [share.percent for share in tally.held.values()]
    refused = [100 - share.percent for share in tally.answered.values()]
    mean = sum(refused) / len(refused)
    return [words, *map(_number, (min(held), max(held), mean, tally.false_alarms.percent))]


def _by_cell(tallies: Tallies, happens: str, columns: Mapping[str, Callable[[Tally], str]]) -> str:
    rows = [
        [*_cell(cell), *(column(tallies[World(*cell, happens)]) for column in columns.values())]
        for cell in GRID
    ]
    return _table(["Likeness", "Missing", *columns], rows)


def _cell(cell: tuple[float, float]) -> list[str]:
    return [f"{cell[0]:g}", f"{100 * cell[1]:.0f} %"]


def _held(anchor: Anchor) -> Callable[[Tally], str]:
    """Both sides of the event together."""

    def percent(tally: Tally) -> str:
        sides = [tally.held[anchor, side] for side in Side]
        return _number(100 * sum(one.hits for one in sides) / sum(one.of for one in sides))

    return percent


def _refused(anchor: Anchor) -> Callable[[Tally], str]:
    return lambda tally: _number(sum(100 - tally.answered[anchor, side].percent for side in Side) / len(Side))


def _because(why: Why) -> Callable[[Tally], str]:
    """Of all comparisons of the world."""
    asked = 2 * len(MAKERS)
    return lambda tally: _number(100 * tally.reasons[why] / (asked * tally.false_alarms.of))


def _number(value: float) -> str:
    return f"{value:.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
