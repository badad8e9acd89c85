"""The page of a person's body maps: which two are compared, and the counts over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import BodyMap, ClockPattern
from .rules.body_change import MapChange, compare
from .rules.body_regions import names_of
from .rules.body_sites import SITES_IN_ALL, SOURCE, acr_regions_of, site_words, sites_of
from .selectors.body_maps import DatedMap


@dataclass(frozen=True)
class Widespread:
    """The widespread pain index of one map, with the sites that make it."""

    sites: frozenset[str]

    @property
    def sentence(self) -> str:
        regions = len(acr_regions_of(self.sites))
        return f"{len(self.sites)} of {SITES_IN_ALL} sites, in {regions} of 5 regions"

    @property
    def names(self) -> str:
        return ", ".join(sorted(map(site_words, self.sites)))

    @property
    def source(self) -> str:
        return SOURCE


@dataclass(frozen=True)
class Compared:
    """Two maps, the older one first."""

    old: DatedMap
    new: DatedMap

    @property
    def change(self) -> MapChange:
        return compare(self.old.row.regions, self.new.row.regions)

    @property
    def marked(self) -> dict[int, str]:
        """Of the newer one, as its drawing fills them."""
        return {row.region: row.mark.value for row in self.new.row.marks.all()}


@dataclass(frozen=True)
class ErredRow:
    """A map or a clock that was marked entered in error; `kind` is the word in its address."""

    row: BodyMap | ClockPattern
    may_put_back: bool

    @property
    def kind(self) -> str:
        return "body-map" if isinstance(self.row, BodyMap) else "clock"

    @property
    def names(self) -> list[str]:
        return names_of(self.row.regions) if isinstance(self.row, BodyMap) else []


@dataclass(frozen=True)
class MapPage:
    maps: Sequence[DatedMap]
    compared: Compared | None
    clocks: Sequence[ClockPattern]
    erred: Sequence[ErredRow] = ()

    @property
    def latest(self) -> DatedMap | None:
        return self.maps[-1] if self.maps else None

    @property
    def shown(self) -> DatedMap | None:
        return self.compared.new if self.compared else self.latest

    @property
    def shown_marks(self) -> dict[int, str]:
        return {row.region: row.mark.value for row in self.shown.row.marks.all()} if self.shown else {}

    @property
    def was(self) -> frozenset[int]:
        return self.compared.old.row.regions if self.compared else frozenset()

    @property
    def widespread(self) -> Widespread | None:
        return Widespread(sites_of(self.shown.row.regions)) if self.shown else None

    @property
    def newest_first(self) -> list[DatedMap]:
        return list(reversed(self.maps))

    @property
    def widest(self) -> int:
        """The largest number of areas of any map: what the bars are drawn against."""
        return max((one.count for one in self.maps), default=0)


def compared(maps: Sequence[DatedMap], older: str, newer: str) -> Compared | None:
    """The two asked for, in the order of time; else the first and the last. None when there are not two."""
    by_key = {str(one.row.pk): one for one in maps}
    if len(maps) < 2:
        return None
    new = by_key.get(newer, maps[-1])
    others = [one for one in maps if one is not new]
    old = by_key.get(older) if older != newer else None
    pair = [old or others[0], new]
    first, second = sorted(pair, key=list(maps).index)
    return Compared(first, second)
