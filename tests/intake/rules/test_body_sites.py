"""From a body map to the sites and regions of the 2016 fibromyalgia criteria (clinical.md 3.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.body_regions import REGIONS
from intake.rules.body_sites import SITES_IN_ALL, acr_regions_of, site_words, sites_of

NUMBER_OF = {region.name: number for number, region in REGIONS.items()}


def marked(*names):
    return {NUMBER_OF[name] for name in names}


SHOULDERS = ("Left front of the shoulder", "Right top and back of the shoulder")
LEGS = ("Left outer thigh", "Right back of the thigh")
HIPS = ("Left buttock", "Right outer hip")
EXAMPLES = {
    # Shoulders, neck, low back, hips, upper legs: 8 sites in all five regions.
    "met": (
        marked(*SHOULDERS, "Left back of the neck", "Spine, low back", *HIPS, *LEGS),
        8,
        {"left upper", "right upper", "left lower", "right lower", "axial"},
    ),
    # Nine sites in the trunk and the legs are three regions.
    "trunk and legs": (
        marked(
            *(*HIPS, *LEGS, "Left calf", "Right shin"),
            *("Right front of the neck", "Left low back", "Left ribs behind"),
        ),
        9,
        {"left lower", "right lower", "axial"},
    ),
    "five sites in four regions": (
        marked(*SHOULDERS, "Left buttock", "Right calf", "Left inside of the forearm"),
        5,
        {"left upper", "right upper", "left lower", "right lower"},
    ),
    # The jaw is a site, but not one that makes the left upper region count.
    "jaw alone": (marked("Left cheek and jaw"), 1, set()),
    "chest and belly": (marked("Breastbone", "Left chest", "Right lower belly"), 2, set()),
    "no site": (marked("Left forehead and temple", "Genital area", "Right groin"), 0, set()),
    "nothing": (set(), 0, set()),
}  # fmt: skip


@pytest.mark.parametrize(("regions", "index", "counted"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_examples(regions, index, counted):
    sites = sites_of(regions)
    assert len(sites) == index
    assert acr_regions_of(sites) == counted


def test_two_regions_of_one_site_count_once():
    both = marked("Left outer hip", "Left buttock")
    assert sites_of(both) == {"hip_left"}


def test_the_whole_body_is_19_sites_and_5_regions():
    sites = sites_of(REGIONS)
    assert len(sites) == SITES_IN_ALL
    assert len(acr_regions_of(sites)) == 5


@given(st.sets(st.sampled_from(sorted(REGIONS)), max_size=12), st.sampled_from(sorted(REGIONS)))
def test_one_more_region_never_takes_a_site_away(regions, one_more):
    before, after = sites_of(regions), sites_of(regions | {one_more})
    assert before <= after
    assert len(after) <= len(before) + 1
    assert acr_regions_of(before) <= acr_regions_of(after)


def test_sites_are_said_as_people_say_them():
    assert site_words("upper_arm_left") == "left upper arm"
    assert site_words("lower_back") == "lower back"
