"""Two body maps: areas gained, lost and kept, and whether the pain crossed to the other side (S03)."""

from collections.abc import Collection
from dataclasses import dataclass

from .body_regions import REGIONS, BodySide, names_of


def areas(count: int) -> str:
    return f"{count} area" if count == 1 else f"{count} areas"


@dataclass(frozen=True)
class MapChange:
    """From an older map to a newer one, as numbers of regions."""

    old: frozenset[int]
    new: frozenset[int]

    @property
    def gained(self) -> frozenset[int]:
        return self.new - self.old

    @property
    def lost(self) -> frozenset[int]:
        return self.old - self.new

    @property
    def kept(self) -> frozenset[int]:
        return self.old & self.new

    @property
    def gained_names(self) -> list[str]:
        return names_of(self.gained)

    @property
    def lost_names(self) -> list[str]:
        return names_of(self.lost)

    @property
    def kept_names(self) -> list[str]:
        return names_of(self.kept)

    @property
    def count_words(self) -> str:
        """+6 areas; −2 areas; +3 and −1 areas; the same 7 areas."""
        plus, minus = len(self.gained), len(self.lost)
        if plus and minus:
            return f"+{plus} and −{minus} areas"
        if plus or minus:
            return f"+{areas(plus)}" if plus else f"−{areas(minus)}"
        return f"the same {areas(len(self.new))}" if self.new else "no area in either"

    @property
    def spread_words(self) -> str:
        """What is new about the sides: nothing where they are as before."""
        before, after = spread(self.old), spread(self.new)
        if before == after or not before or not after:
            return ""
        return {
            "both": "now both sides",
            "middle": "now in the middle too",
            "one": "now one side only",
        }[after]

    @property
    def sentence(self) -> str:
        """“+6 areas, now both sides”."""
        return ", ".join(filter(None, [self.count_words, self.spread_words]))


def compare(old: Collection[int], new: Collection[int]) -> MapChange:
    return MapChange(frozenset(old), frozenset(new))


def spread(regions: Collection[int]) -> str:
    """`both` sides, `middle` (one side or none, and the middle), `one` side, or empty for an empty map.

    A pain that reaches over the middle line is on both sides, or on one side and the middle.
    """
    sides = {REGIONS[number].side for number in regions}
    if {BodySide.LEFT, BodySide.RIGHT} <= sides:
        return "both"
    if BodySide.MIDDLE in sides:
        return "middle"
    return "one" if sides else ""
