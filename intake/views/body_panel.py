"""What the body map and the clocks of a conversation show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from intake.models import BodyMap, Intake, PainProblem
from intake.rules.body import MapLayer
from intake.rules.body_change import MapChange
from intake.rules.body_marks import WHEN
from intake.rules.body_regions import REGIONS
from intake.rules.cards import CardState
from intake.selectors import body_maps as selectors


@dataclass(frozen=True)
class LayerLink:
    layer: MapLayer
    count: int
    is_here: bool


@dataclass(frozen=True)
class Panel:
    """One layer of the map, as it is marked in a conversation."""

    intake: Intake
    layer: MapLayer
    maps: Sequence[BodyMap]
    problems: Sequence[PainProblem]
    own: BodyMap | None

    @property
    def state(self) -> CardState:
        return selectors.map_state(selectors.map_in(self.maps, self.layer))

    @property
    def marked(self) -> dict[int, str]:
        values = self.state.values
        return {number: values[r.field] for number, r in REGIONS.items() if r.field in values}

    @property
    def when(self) -> str:
        return self.state.values.get(WHEN, "")

    @property
    def asks_when(self) -> bool:
        return self.layer != MapLayer.NOW

    @property
    def layers(self) -> list[LayerLink]:
        found = {one.layer: len(one.regions) for one in self.maps}
        return [LayerLink(layer, found.get(layer, 0), layer == self.layer) for layer in MapLayer]

    @property
    def change(self) -> tuple[BodyMap, MapChange] | None:
        return selectors.change_since_start(self.maps, self.layer)

    @property
    def was(self) -> frozenset[int]:
        """The regions of the start, where this is another layer."""
        return self.change[0].regions if self.change else frozenset()

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each map of the conversation as a name and its areas."""
        return [(name_of(one), "; ".join(row.mark.words for row in one.marks.all())) for one in self.maps]

    @property
    def sources(self) -> list[BodyMap]:
        """What an empty layer can be begun from."""
        if self.marked:
            return []
        here = [one for one in self.maps if one.layer != self.layer and one.regions]
        return [*here, *([self.own] if self.own and self.own.regions else [])]


def name_of(one: BodyMap) -> str:
    return ", ".join(filter(None, [MapLayer(one.layer).label, one.date_words]))


def panel_of(
    intake: Intake, layer: MapLayer, maps: Sequence[BodyMap], problems: Sequence[PainProblem]
) -> Panel:
    return Panel(intake, layer, maps, problems, selectors.own_map(intake))


def layer_asked(request: HttpRequest, intake: Intake, maps: Sequence[BodyMap]) -> MapLayer:
    """The layer of the address, else Now; a signed page never shows an empty body while there is a map."""
    asked = request.GET.get("layer", "")
    layer = MapLayer(asked) if asked in set(MapLayer) else MapLayer.NOW
    if intake.is_signed and maps and not selectors.map_in(maps, layer):
        return MapLayer(maps[0].layer)
    return layer
