"""What a posted map says: the values of its boxes, the brush, and the same in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.body import Depth, Quality
from intake.rules.body_marks import Mark, map_values, map_words, read_mark, read_marks
from intake.rules.body_regions import REGIONS

NUMBERS = st.sampled_from(sorted(REGIONS))
MARKS = st.builds(
    Mark,
    region=NUMBERS,
    qualities=st.sets(st.sampled_from(Quality)).map(lambda chosen: tuple(q for q in Quality if q in chosen)),
    depth=st.none() | st.sampled_from(Depth),
    problem=st.sampled_from(["", "0a1b2c3d"]),
    travels_from=st.none() | NUMBERS,
).filter(lambda mark: mark.travels_from != mark.region)


@given(MARKS)
def test_a_mark_survives_the_way_through_its_box(mark):
    assert read_mark(mark.region, mark.value, {"0a1b2c3d"}) == mark


@given(st.text(max_size=40))
def test_no_value_is_ever_refused(text):
    assert read_mark(101, text).region == 101


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("...", Mark(224)),
        ("", Mark(224)),
        ("ba", Mark(224, (Quality.ACHE, Quality.BURN))),
        ("AB.D", Mark(224, (Quality.ACHE, Quality.BURN), Depth.DEEP)),
        ("xyz.q.nobody.999", Mark(224)),
        ("...224", Mark(224)),
        ("s...214", Mark(224, (Quality.SHOOT,), travels_from=214)),
    ],
)
def test_what_cannot_be_read_is_left_out(value, mark):
    assert read_mark(224, value) == mark


def test_a_ticked_box_takes_what_the_brush_says():
    posted = {"r101": "on", "r224": "n...", "brush-a": "on", "brush-t": "on", "brush-depth": "s", "x": "y"}
    assert read_marks(posted) == [
        Mark(101, (Quality.ACHE, Quality.TOUCH), Depth.SKIN),
        Mark(224, (Quality.NUMB,)),
    ]


def test_two_versions_are_compared_by_their_values():
    marks = [Mark(101), Mark(224, (Quality.ACHE,))]
    assert map_values(marks) == {"r101": "...", "r224": "a..."}
    assert map_values(marks, "winter 2023")["when"] == "winter 2023"
    assert map_values([]) == {}


def test_a_mark_in_words():
    low_back = next(number for number, region in REGIONS.items() if region.name == "Left low back")
    buttock = next(number for number, region in REGIONS.items() if region.name == "Left buttock")
    mark = Mark(buttock, (Quality.ACHE, Quality.TOUCH), Depth.DEEP, travels_from=low_back)
    assert map_words([mark], "May 2024") == [
        "May 2024",
        "Left buttock (ache, touch hurts, deep, travels from left low back)",
    ]


def test_each_quality_has_a_letter_of_its_own():
    assert len({quality.letter for quality in Quality}) == len(Quality)
