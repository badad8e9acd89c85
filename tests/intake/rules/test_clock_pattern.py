"""The clock of a pain in words, and what it may speak for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.body import Quality
from intake.rules.clock_pattern import (
    BANDS,
    INFLAMMATORY,
    NERVE,
    NIGHT,
    UNREMITTING,
    ClockPattern,
    Level,
    hints,
    pattern_values,
    pattern_words,
    read_pattern,
    runs,
    span_words,
)


def at(strong=(), mild=(), none=(), **more):
    """A pattern by the hours at which its bands begin."""
    levels = [None] * BANDS
    for level, hours in ((2, strong), (1, mild), (0, none)):
        for hour in hours:
            levels[hour // 2] = level
    return ClockPattern(tuple(levels), **more)


EXAMPLES = [
    (at(), ""),
    (at(strong=[0, 2]), "Strong midnight to 4 a.m."),
    (at(strong=[22, 0]), "Strong 10 p.m. to 2 a.m."),
    (
        at(strong=[2], mild=[4], is_quiet_otherwise=True),
        "Strong 2 to 4 a.m.; mild 4 to 6 a.m.; none otherwise",
    ),
    (at(mild=[10, 12, 14]), "Mild 10 a.m. to 4 p.m."),
    (at(mild=[6, 20]), "Mild 6 to 8 a.m. and 8 to 10 p.m."),
    (at(strong=range(0, 24, 2)), "Strong at every hour"),
    (at(none=range(0, 24, 2)), "No pain at any hour"),
    (at(is_quiet_otherwise=True), "No pain at any hour"),
    (at(none=[0, 2]), ""),
    (at(strong=[6], stiff_words="45 min"), "Strong 6 to 8 a.m.; stiff 45 min after getting up"),
    (at(stiff_words="an hour"), "Stiff 60 min after getting up"),
    (at(stiff_words="until lunch"), "Stiff until lunch after getting up"),
    (at(stiff_words="0"), "Not stiff after getting up"),
]


@pytest.mark.parametrize(("pattern", "words"), EXAMPLES)
def test_in_words(pattern, words):
    assert pattern_words(pattern) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 2, "midnight to 2 a.m."),
        (2, 6, "2 to 6 a.m."),
        (10, 12, "10 a.m. to noon"),
        (12, 14, "noon to 2 p.m."),
        (22, 0, "10 p.m. to midnight"),
        (22, 4, "10 p.m. to 4 a.m."),
    ],
)
def test_spans_of_the_day(start, end, words):
    assert span_words(start, end) == words


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("", None),
        ("45", 45),
        ("45 min", 45),
        ("half an hour", 30),
        ("2 hours", 120),
        ("long", None),
        ("0", 0),
    ],
)
def test_minutes_of_stiffness(said, minutes):
    assert at(stiff_words=said).stiff_minutes == minutes


@pytest.mark.parametrize(
    ("pattern", "qualities", "found"),
    [
        (at(stiff_words="31"), (), [INFLAMMATORY]),
        (at(stiff_words="30"), (), []),
        (at(stiff_words="long"), (), []),
        (at(strong=[2]), (), [NIGHT]),
        (at(mild=[2]), (Quality.BURN,), []),
        (at(strong=[0]), (Quality.BURN, Quality.ACHE), [NIGHT, NERVE]),
        (at(strong=[12]), (Quality.BURN,), []),
        (at(strong=range(0, 24, 2)), (), [UNREMITTING]),
        (at(strong=[4], stiff_words="1 hour"), (), [INFLAMMATORY, NIGHT]),
        (at(), (Quality.BURN,), []),
    ],
)
def test_what_it_may_speak_for(pattern, qualities, found):
    assert hints(pattern, qualities) == found
    assert all(hint.source for hint in found)


LEVELS = st.lists(st.none() | st.sampled_from([0, 1, 2]), min_size=BANDS, max_size=BANDS).map(tuple)


@given(LEVELS, st.booleans(), st.sampled_from(["", "45 min"]))
def test_a_pattern_survives_the_way_through_its_form(levels, quiet, stiff):
    pattern = ClockPattern(levels, quiet, stiff)
    assert read_pattern(pattern_values(pattern)) == pattern


@given(LEVELS, st.sampled_from(Level))
def test_stretches_cover_exactly_the_hours_of_a_level(levels, level):
    hours = set()
    for start, end in runs(levels, level):
        hours |= {hour % 24 for hour in range(start, end if end > start else end + 24)}
    assert hours == {2 * band + half for band in range(BANDS) for half in (0, 1) if levels[band] == level}


@given(st.dictionaries(st.sampled_from(["b0", "b11", "quiet", "stiff"]), st.text(max_size=80)))
def test_no_form_is_ever_refused(posted):
    assert read_pattern(posted).levels[5] is None
