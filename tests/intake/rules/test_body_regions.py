"""The 74 regions of the body map: their numbers, names and sides, and that a finger can hit them."""

from itertools import permutations
from statistics import median

import pytest

from intake.rules import body_drawing
from intake.rules.body_regions import REGIONS, ZONES, BodySide, View, names_of, regions_of
from outcomes.rules.findings import ACR_SITES
from tests.intake.rules.polygons import apart, area, inscribed, inside, interior_points, to_edge

#: A phone shows one side 288 px wide, and a zone at twice that.
PX_PER_UNIT_ZOOMED = 2 * 288 / body_drawing.VIEW_BOX[2]

BY_VIEW = {view: [region for region in REGIONS.values() if region.view == view] for view in View}


def twin_of(region):
    return next(
        (
            other
            for other in BY_VIEW[region.view]
            if other.shape == region.shape and other.side != region.side
        ),
        None,
    )


def silhouette(view):
    """The outline of the whole figure."""
    is_front = view == View.FRONT
    lines = body_drawing.FRONT_LINES if is_front else body_drawing.BACK_LINES
    last = "crotch" if is_front else "cleft"
    walk = (("head", "crown", "jaw"), ("arm", "jaw", "armpit"), ("body", "armpit", last))
    return body_drawing.doubled([bezier for piece in walk for bezier in body_drawing._along(lines, piece)])


def test_there_are_36_in_front_and_38_behind_numbered_without_a_gap():
    assert [region.number for region in BY_VIEW[View.FRONT]] == list(range(101, 137))
    assert [region.number for region in BY_VIEW[View.BACK]] == list(range(201, 239))


def test_each_has_a_name_of_its_own_that_says_its_side():
    names = [region.name for region in REGIONS.values()]
    assert len(set(names)) == 74
    assert {"Left buttock", "Left outer thigh"} <= set(names)
    for region in REGIONS.values():
        said = {side for side in ("right", "left") if side in region.name.lower().split()}
        assert said == ({region.side} if region.side != BodySide.MIDDLE else set())


def test_the_persons_left_is_at_the_readers_right_in_front_and_at_the_left_behind():
    for region in REGIONS.values():
        side = region.centre[0] - body_drawing.MIDDLE
        expected = {"left": 1, "right": -1, "middle": 0}[region.side] * (1 if region.view == "front" else -1)
        assert (side > 0) - (side < 0) == expected, region


def test_the_two_sides_are_mirrors_and_the_middle_is_its_own():
    for region in REGIONS.values():
        other = twin_of(region) or region
        assert (other is region) == (region.side == BodySide.MIDDLE)
        for x, y in region.polygon:
            assert to_edge((200 - x, y), other.polygon) < 0.01, region


@pytest.mark.parametrize("view", View)
def test_no_two_regions_overlap(view):
    """A point well inside one region is inside no other."""
    inner = {region: interior_points(region.polygon) for region in BY_VIEW[view]}
    for one, other in permutations(BY_VIEW[view], 2):
        if not apart(one.polygon, other.polygon):
            assert not any(inside(point, other.polygon) for point in inner[one]), (one.name, other.name)


@pytest.mark.parametrize("view", View)
def test_together_they_cover_the_figure(view):
    """Their areas add up to that of the outline: nothing is counted twice, and there is no hole."""
    outline = body_drawing.polygon(silhouette(view))
    assert sum(area(region.polygon) for region in BY_VIEW[view]) == pytest.approx(area(outline), rel=1e-3)


def test_a_finger_hits_every_region_on_a_phone():
    """The largest circle inside each; a mirrored region is as wide as its twin, and counts again."""
    drawn = [region for region in REGIONS.values() if not region.is_mirrored]
    widths = {region: inscribed(region.polygon) * PX_PER_UNIT_ZOOMED for region in drawn}
    assert min(widths.values()) >= 24, min(widths, key=widths.get)
    twice = [width for region, width in widths.items() for _ in range(2 if twin_of(region) else 1)]
    assert len(twice) == len(REGIONS)
    assert median(twice) > 44


def test_letters_stand_inside_their_region():
    for region in REGIONS.values():
        assert inside(region.centre, region.polygon), region.name


def test_every_site_of_the_criteria_has_a_region_on_its_own_side():
    sites = {region.site for region in REGIONS.values()} - {""}
    assert sites == set(ACR_SITES)
    for region in REGIONS.values():
        for side in ("left", "right"):
            if region.site.endswith(f"_{side}"):
                assert region.side == side


def test_every_region_lies_in_one_of_nine_zones_small_enough_to_show_at_twice_the_size():
    assert sorted(r.number for zone in ZONES for r in regions_of(zone)) == sorted(REGIONS)
    assert 8 <= len(ZONES) <= 12
    _, _, width, height = body_drawing.VIEW_BOX
    for zone in ZONES:
        for view in View:
            points = [p for r in regions_of(zone) if r.view == view for p in r.polygon]
            xs, ys = zip(*points, strict=True)
            assert max(xs) - min(xs) <= width / 2, (zone, view)
            assert max(ys) - min(ys) <= height / 2, (zone, view)


def test_names_come_head_to_foot():
    assert names_of({228, 101, 134}) == [REGIONS[101].name, REGIONS[134].name, REGIONS[228].name]
