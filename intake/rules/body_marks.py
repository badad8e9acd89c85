"""What is marked on a body map, as a form carries it and as people read it.

The value of a region's checkbox says all about its mark: `ab.d.3f9a1c07.212` is ache and burn, deep, of the
problem with that key, travelling from region 212. Each part may be empty. A box that was only ticked says
`on`: it takes what the brush beside the map says (`brush-a` to `brush-t`, `brush-depth`, `brush-problem`,
`brush-from`). What cannot be read is left out; a map never refuses.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .body import Depth, Quality
from .body_regions import REGIONS

TICKED = "on"
_QUALITIES = {quality.letter.lower(): quality for quality in Quality}
_DEPTHS = {depth.value[0]: depth for depth in Depth}
#: What the drawing's boxes carry beside the regions: on which day this was, as said.
WHEN = "when"


@dataclass(frozen=True)
class Mark:
    """One region that hurts. `problem` is the key of a pain problem, or empty."""

    region: int
    qualities: tuple[Quality, ...] = ()
    depth: Depth | None = None
    problem: str = ""
    travels_from: int | None = None

    @property
    def value(self) -> str:
        letters = "".join(quality.letter.lower() for quality in self.qualities)
        depth = self.depth.value[0] if self.depth else ""
        return ".".join([letters, depth, self.problem, str(self.travels_from or "")])

    @property
    def words(self) -> str:
        """Left buttock (ache, burn, deep, from the low back)."""
        details: list[str] = [quality.label.lower() for quality in self.qualities]
        if self.depth:
            details.append(self.depth.words)
        if self.travels_from:
            details.append(f"travels from {REGIONS[self.travels_from].name.lower()}")
        name = REGIONS[self.region].name
        return f"{name} ({', '.join(details)})" if details else name


def read_mark(region: int, value: str, problems: Collection[str] = ()) -> Mark:
    """A mark from the value of its box, without a problem that is none of `problems`, and without a pain that
    travels from where it is."""
    letters, depth, problem, origin = [*value.lower().split("."), "", "", ""][:4]
    travels = int(origin) if origin.isdecimal() else 0
    return Mark(
        region,
        tuple(quality for letter, quality in _QUALITIES.items() if letter in letters),
        _DEPTHS.get(depth),
        problem if problem in problems else "",
        travels if travels in REGIONS and travels != region else None,
    )


def read_marks(posted: Mapping[str, str], problems: Collection[str] = ()) -> list[Mark]:
    """All that a posted map marks, in the order of the regions."""
    values = {number: posted.get(region.field) for number, region in REGIONS.items()}
    return [
        read_mark(number, _brush(posted) if value == TICKED else value, problems)
        for number, value in values.items()
        if value is not None
    ]


def _brush(posted: Mapping[str, str]) -> str:
    letters = "".join(letter for letter in _QUALITIES if f"brush-{letter}" in posted)
    return ".".join([letters, *(posted.get(f"brush-{part}", "") for part in ("depth", "problem", "from"))])


def map_values(marks: Iterable[Mark], when: str = "") -> dict[str, str]:
    """A map as the values of its form: what two versions of it are compared by."""
    values = {REGIONS[mark.region].field: mark.value for mark in marks}
    return values | {WHEN: when} if when else values


def map_words(marks: Collection[Mark], when: str = "") -> list[str]:
    return [*([when] if when else []), *(mark.words for mark in marks)]
