"""The drawing of a body map, for staff pages and for the patient's own.

    {% load body_map_tags %}
    <form ...>{% map_brush problems marked %} {% body_map marked whose="your" %}</form>

`marked` holds the marked regions: numbers, or a mapping from each number to the value of its checkbox
(`ab...`, see `intake.rules.body_marks`). The boxes are named `r101` to `r238`; an unmarked one has the value
`on`. Link `css/pages/body_map.css`; load `js/body-map.js` as a module: without it the list does everything.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django import template

from intake.models import PainProblem
from intake.rules import body_drawing
from intake.rules.body import Depth, Quality
from intake.rules.body_regions import REGIONS, ZONES, BodySide, Region, View, regions_of

register = template.Library()

VIEW_BOX = " ".join(map(str, body_drawing.VIEW_BOX))
Marked = Mapping[int, str] | Collection[int]


@dataclass(frozen=True)
class DrawnRegion:
    """A region with what was marked there; `letters` say how it feels, `was` that an older map had it."""

    region: Region
    is_marked: bool
    value: str
    was: bool = False

    @property
    def letters(self) -> str:
        return self.value.split(".")[0].upper() if "." in self.value else ""

    @property
    def fill(self) -> str:
        """The pattern of the first quality."""
        return f"url(#feels-{self.letters[0].lower()})" if self.letters else "url(#feels)"

    @property
    def path(self) -> str:
        """As drawn: a mirrored region has the path of its twin, in a group that is turned around."""
        if not self.region.is_mirrored:
            return self.region.path
        return body_drawing.path(body_drawing.half_of(self.region.view, self.region.shape))


@dataclass(frozen=True)
class Figure:
    """The body from one side. `turned` is the mirrored half, `straight` the drawn one and the middle."""

    view: View
    drawn: list[DrawnRegion]

    @property
    def turned(self) -> list[DrawnRegion]:
        return [each for each in self.drawn if each.region.is_mirrored]

    @property
    def straight(self) -> list[DrawnRegion]:
        return [each for each in self.drawn if not each.region.is_mirrored]

    @property
    def marked(self) -> list[DrawnRegion]:
        return [each for each in self.drawn if each.is_marked]

    @property
    def sides(self) -> tuple[BodySide, BodySide]:
        """The person's side at the reader's left, then at the reader's right."""
        if self.view == View.FRONT:
            return BodySide.RIGHT, BodySide.LEFT
        return BodySide.LEFT, BodySide.RIGHT


@dataclass(frozen=True)
class Zone:
    key: str
    title: str
    drawn: list[DrawnRegion]

    @property
    def count(self) -> int:
        return sum(each.is_marked for each in self.drawn)


@register.inclusion_tag("intake/body/brush.html")
def map_brush(problems: Iterable[PainProblem] = (), marked: Marked = ()) -> dict[str, object]:
    """What is chosen once and then painted: it stands in the form of the map, before it."""
    return {
        "problems": list(problems),
        "origins": [REGIONS[number] for number in marked],
        "qualities": list(Quality),
        "depths": list(Depth),
    }


@register.inclusion_tag("intake/body/map.html")
def body_map(marked: Marked, *, whose: str = "their") -> dict[str, object]:
    """Drawing and list of one map, to be marked. `whose`: “your” where the person reads it."""
    drawn = _drawn(marked)
    zones = [Zone(key, title, [drawn[r.number] for r in regions_of(key)]) for key, title in ZONES.items()]
    return _figures(drawn, whose) | {"zones": zones}


@register.inclusion_tag("intake/body/figures.html")
def body_figures(marked: Marked, was: Collection[int] = (), *, whose: str = "their") -> dict[str, object]:
    """The drawing alone, to be read; regions of an older map, `was`, have a thick outline."""
    return _figures(_drawn(marked, was), whose)


def _drawn(marked: Marked, was: Collection[int] = ()) -> dict[int, DrawnRegion]:
    values = marked if isinstance(marked, Mapping) else dict.fromkeys(marked or (), "on")
    return {
        number: DrawnRegion(region, number in values, values.get(number, "on"), number in was)
        for number, region in REGIONS.items()
    }


def _figures(drawn: Mapping[int, DrawnRegion], whose: str) -> dict[str, object]:
    figures = [Figure(view, [each for each in drawn.values() if each.region.view == view]) for view in View]
    return {
        "figures": figures,
        "whose": whose,
        "view_box": VIEW_BOX,
        "mirror": f"matrix(-1 0 0 1 {2 * body_drawing.MIDDLE:.0f} 0)",
        "qualities": list(Quality),
    }
