"""The 74 numbered regions of the body map: 36 in front (101 to 136), 38 behind (201 to 238) (S03).

Sides are the person's own: in front, their left is at the reader's right; behind, their right is. A region
belongs to at most one of the 19 sites of the 2016 fibromyalgia criteria (`body_sites.py`), and to one zone,
the part of the body that a phone shows at twice the size.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from . import body_drawing as drawing


class View(StrEnum):
    FRONT = "front"
    BACK = "back"


class BodySide(StrEnum):
    """The person's own."""

    RIGHT = "right"
    LEFT = "left"
    MIDDLE = "middle"


#: The parts of the body that a phone shows at twice the size, and that the list is grouped by.
ZONES = {
    "head": "Head and neck",
    "chest": "Chest and upper back",
    "hips": "Belly, low back, hips",
    "right-arm": "Right shoulder and arm",
    "left-arm": "Left shoulder and arm",
    "right-thigh": "Right thigh and knee",
    "left-thigh": "Left thigh and knee",
    "right-foot": "Right lower leg and foot",
    "left-foot": "Left lower leg and foot",
}


@dataclass(frozen=True)
class Region:
    """One numbered part of the skin. `shape` names its outline in the drawing; `site` may be empty."""

    number: int
    view: View
    side: BodySide
    name: str
    site: str
    zone: str
    shape: str

    @property
    def field(self) -> str:
        """The name of its checkbox."""
        return f"r{self.number}"

    @property
    def is_mirrored(self) -> bool:
        """Whether it lies in the half that is not drawn: the person's right in front, their left behind."""
        return self.side == (BodySide.RIGHT if self.view == View.FRONT else BodySide.LEFT)

    @cached_property
    def outline(self) -> tuple[drawing.Bezier, ...]:
        half = drawing.half_of(self.view, self.shape)
        if self.side == BodySide.MIDDLE:
            return drawing.doubled(half)
        return tuple(map(drawing.mirrored, half)) if self.is_mirrored else half

    @cached_property
    def path(self) -> str:
        """The `d` of its SVG path."""
        return drawing.path(self.outline)

    @cached_property
    def polygon(self) -> list[drawing.Point]:
        return drawing.polygon(self.outline)

    @property
    def centre(self) -> drawing.Point:
        """Where its letters stand: the middle of the box around it, which a script finds in the same way."""
        xs, ys = zip(*self.polygon, strict=True)
        return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)


#: Head to foot: the shape, its name in plain words, the site (a stem of a pair), the zone (a stem of a pair).
#: The criteria name no elbow, hand, knee or foot: elbow and hand count with the lower arm, knee and foot with
#: the lower leg, so that they never add a site of their own. Forehead, genital area and groin have none.
_FRONT = (
    ("forehead", "forehead and temple", "", "head"),
    ("jaw", "cheek and jaw", "jaw", "head"),
    ("neck", "front of the neck", "neck", "head"),
    ("shoulder", "front of the shoulder", "shoulder", "arm"),
    ("breastbone", "Breastbone", "chest", "chest"),
    ("chest", "chest", "chest", "chest"),
    ("upper belly", "upper belly", "abdomen", "hips"),
    ("lower belly", "lower belly", "abdomen", "hips"),
    ("genitals", "Genital area", "", "hips"),
    ("groin", "groin", "", "hips"),
    ("upper arm", "front of the upper arm", "upper_arm", "arm"),
    ("elbow", "inside of the elbow", "lower_arm", "arm"),
    ("forearm", "inside of the forearm", "lower_arm", "arm"),
    ("hand", "palm and fingers", "lower_arm", "arm"),
    ("outer thigh", "outer thigh", "upper_leg", "thigh"),
    ("inner thigh", "inner thigh", "upper_leg", "thigh"),
    ("knee", "front of the knee", "lower_leg", "thigh"),
    ("shin", "shin", "lower_leg", "foot"),
    ("foot", "ankle and top of the foot", "lower_leg", "foot"),
)
_BACK = (
    ("head", "back of the head", "", "head"),
    ("neck", "back of the neck", "neck", "head"),
    ("shoulder", "top and back of the shoulder", "shoulder", "arm"),
    ("blade", "shoulder blade", "upper_back", "chest"),
    ("upper spine", "Spine between the shoulder blades", "upper_back", "chest"),
    ("ribs", "ribs behind", "upper_back", "chest"),
    ("middle spine", "Spine, middle of the back", "upper_back", "chest"),
    ("low back", "low back", "lower_back", "hips"),
    ("lower spine", "Spine, low back", "lower_back", "hips"),
    ("tailbone", "Sacrum and tailbone", "lower_back", "hips"),
    ("outer hip", "outer hip", "hip", "hips"),
    ("buttock", "buttock", "hip", "hips"),
    ("upper arm", "back of the upper arm", "upper_arm", "arm"),
    ("elbow", "point of the elbow", "lower_arm", "arm"),
    ("forearm", "back of the forearm", "lower_arm", "arm"),
    ("hand", "back of the hand", "lower_arm", "arm"),
    ("thigh", "back of the thigh", "upper_leg", "thigh"),
    ("knee", "back of the knee", "lower_leg", "thigh"),
    ("calf", "calf", "lower_leg", "foot"),
    ("heel", "heel and Achilles tendon", "lower_leg", "foot"),
    ("sole", "sole", "lower_leg", "foot"),
)
#: What the criteria ask once, not for each side.
_UNPAIRED_SITES = {"", "neck", "chest", "abdomen", "upper_back", "lower_back"}
_UNPAIRED_ZONES = {"head", "chest", "hips"}


def _regions(view: View, first: int, rows: Collection[tuple[str, str, str, str]]) -> list[Region]:
    made: list[Region] = []
    for shape, name, site, zone in rows:
        if name[0].isupper():
            made.append(Region(first + len(made), view, BodySide.MIDDLE, name, site, zone, shape))
            continue
        for side in (BodySide.RIGHT, BodySide.LEFT):
            own_site = site if site in _UNPAIRED_SITES else f"{site}_{side}"
            own_zone = zone if zone in _UNPAIRED_ZONES else f"{side}-{zone}"
            words = f"{side.capitalize()} {name}"
            made.append(Region(first + len(made), view, side, words, own_site, own_zone, shape))
    return made


REGIONS = {
    region.number: region for region in (*_regions(View.FRONT, 101, _FRONT), *_regions(View.BACK, 201, _BACK))
}


def names_of(numbers: Collection[int]) -> list[str]:
    """Their names, head to foot, front before back."""
    return [REGIONS[number].name for number in sorted(numbers)]


def regions_of(zone: str) -> list[Region]:
    return [region for region in REGIONS.values() if region.zone == zone]
