"""Two maps compared: what was gained and lost, and whether the pain is on both sides now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.body_change import compare, spread
from intake.rules.body_regions import REGIONS

NUMBER_OF = {region.name: number for number, region in REGIONS.items()}
LEFT = [NUMBER_OF[f"Left {name}"] for name in ("buttock", "outer thigh", "calf", "sole", "low back")]
RIGHT = [NUMBER_OF[f"Right {name}"] for name in ("buttock", "outer thigh", "calf")]
MIDDLE = NUMBER_OF["Spine, low back"]
MAPS = st.sets(st.sampled_from(sorted(REGIONS)), max_size=12)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (LEFT[:1], [*LEFT[:4], *RIGHT], "+6 areas, now both sides"),
        (LEFT[:1], LEFT[:2], "+1 area"),
        (LEFT[:4], LEFT[:3], "−1 area"),
        (LEFT[:3], [*LEFT[:2], LEFT[3], LEFT[4]], "+2 and −1 areas"),
        ([*LEFT, *RIGHT], LEFT[:2], "−6 areas, now one side only"),
        (LEFT[:2], [*LEFT[:2], MIDDLE], "+1 area, now in the middle too"),
        (LEFT[:2], LEFT[:2], "the same 2 areas"),
        (LEFT[:1], RIGHT[:1], "+1 and −1 areas"),
        ([], LEFT[:2], "+2 areas"),
        (LEFT[:2], [], "−2 areas"),
        ([], [], "no area in either"),
    ],
)
def test_the_sentence(old, new, sentence):
    assert compare(old, new).sentence == sentence


@given(MAPS, MAPS)
def test_every_region_is_gained_lost_or_kept(old, new):
    change = compare(old, new)
    assert change.gained | change.kept == new
    assert change.lost | change.kept == old
    assert not change.gained & change.lost
    back = compare(new, old)
    assert (back.gained, back.lost) == (change.lost, change.gained)


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        ([], ""),
        (LEFT, "one"),
        (RIGHT, "one"),
        ([MIDDLE], "middle"),
        ([MIDDLE, *LEFT], "middle"),
        ([*LEFT, *RIGHT], "both"),
        ([*LEFT, *RIGHT, MIDDLE], "both"),
    ],
)
def test_spread(regions, words):
    assert spread(regions) == words
