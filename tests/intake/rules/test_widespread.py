"""The widespread pattern: six reasons, each with its data; three make a flag; nothing known is not a no."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.exam import Found, result_of
from intake.rules.exam_tests import BY_KEY
from intake.rules.imaging import Relevance, Scan
from intake.rules.mechanism import Answer
from intake.rules.widespread import PatternFacts, Relieved, Scored, pattern

DAY = date(2026, 11, 3)
ALL_FIVE = frozenset({"left upper", "right upper", "left lower", "right lower", "axial"})
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def sign(key, answer, side="left"):
    test = BY_KEY[key]
    return Found(test, side, answer, result_of(test.kind, answer), on=DAY)


def scored(name, value, *, is_high, unit="of 27"):
    return Scored(name, Decimal(value), unit, DAY, is_high)


def scan(relevance, key="1"):
    return Scan(key, "Disc bulge", relevance, "L4-5")


CLEAN = [sign(f"power-{level}", "5") for level in ("l2", "l3", "l4", "l5", "s1")]
SEVERE = [scored("ODI", 48, is_high=True, unit="%")]
MOOD, SLEEP = scored("PHQ-9", 14, is_high=True), scored("ISI", 19, is_high=True, unit="of 28")
CALM, RESTED = scored("GAD-7", 3, is_high=False), scored("ISI", 5, is_high=False, unit="of 28")
HOPEFUL = scored("PCS", 9, is_high=False)
TWO_DRIVERS = {"mood": MOOD, "sleep": SLEEP}
FAILED = [
    Relieved("Gabapentin", "medicine", did_nothing=True),
    Relieved("Epidural", "injection", percent=70, days=2, is_procedure=True),
]
UNTOLD = Relieved("Facet block", "block", is_procedure=True)
WHOLE = PatternFacts(
    regions_now=ALL_FIVE,
    regions_start=frozenset({"axial"}),
    sites_now=9,
    map_on=DAY,
    function=SEVERE,
    exam=[*CLEAN, sign("dynamic-allodynia", "positive")],
    scans=[scan(Relevance.INCIDENTAL)],
    treatments=FAILED,
    drivers=TWO_DRIVERS,
)
NOTHING = PatternFacts()


def holds(key, needed=3, **facts):
    found = pattern(replace(NOTHING, **facts), needed=needed)
    return next(one for one in found.reasons if one.key == key)


@pytest.mark.parametrize(
    ("key", "facts", "answer"),
    [
        ("spread", {}, UNKNOWN),
        ("spread", {"regions_now": ALL_FIVE - {"axial"}}, YES),
        ("spread", {"regions_now": frozenset({"axial", "left lower", "left upper"})}, UNKNOWN),
        ("spread", {"regions_now": frozenset({"axial"})}, NO),
        (
            "spread",
            {"regions_now": frozenset({"axial", "left lower"}), "regions_start": frozenset()},
            UNKNOWN,
        ),
        (
            "spread",
            {"regions_now": ALL_FIVE - {"axial", "left upper"}, "regions_start": frozenset({"left lower"})},
            YES,
        ),
        (
            "spread",
            {"regions_now": frozenset({"axial", "left lower"}), "regions_start": frozenset({"axial"})},
            NO,
        ),
        ("spread", {"regions_now": frozenset()}, NO),
        ("function", {}, UNKNOWN),
        ("function", {"function": SEVERE}, UNKNOWN),
        ("function", {"exam": CLEAN}, UNKNOWN),
        ("function", {"function": SEVERE, "exam": CLEAN[:4]}, UNKNOWN),
        ("function", {"function": SEVERE, "exam": CLEAN}, YES),
        ("function", {"function": SEVERE, "exam": [*CLEAN, sign("touch-l5", "less")]}, NO),
        ("function", {"function": [scored("ODI", 30, is_high=False)], "exam": CLEAN}, NO),
        ("function", {"function": SEVERE, "exam": [*CLEAN[:4], sign("power-s1", "not_done")]}, UNKNOWN),
        ("imaging", {}, UNKNOWN),
        ("imaging", {"scans": [scan(Relevance.INCIDENTAL)]}, YES),
        ("imaging", {"scans": [scan(Relevance.INCIDENTAL), scan("", "2")]}, UNKNOWN),
        ("imaging", {"scans": [scan(Relevance.INCIDENTAL), scan(Relevance.NOT_SURE, "2")]}, UNKNOWN),
        ("imaging", {"scans": [scan(Relevance.INCIDENTAL), scan(Relevance.RELEVANT, "2")]}, NO),
        ("relief", {}, UNKNOWN),
        ("relief", {"treatments": FAILED}, YES),
        ("relief", {"treatments": FAILED[:1]}, NO),
        # Twice the same kind of treatment is one reason to doubt that kind, not the strategy.
        ("relief", {"treatments": [FAILED[0], Relieved("Duloxetine", "medicine", percent=20)]}, NO),
        ("relief", {"treatments": [FAILED[0], Relieved("Therapy", "movement", percent=60, days=90)]}, NO),
        ("relief", {"treatments": [FAILED[0], Relieved("Therapy", "movement", percent=49)]}, YES),
        ("relief", {"treatments": [FAILED[0], Relieved("Therapy", "movement", days=13)]}, YES),
        ("relief", {"treatments": [FAILED[0], Relieved("Therapy", "movement", days=14)]}, NO),
        # Had, and nobody told what it did.
        ("relief", {"treatments": [UNTOLD, Relieved("Therapy", "movement")]}, UNKNOWN),
        ("relief", {"treatments": [FAILED[0], UNTOLD]}, UNKNOWN),
        ("relief", {"treatments": [FAILED[0], Relieved("Duloxetine", "medicine")]}, NO),
        ("relief", {"treatments": [Relieved("Therapy", "movement", percent=60), UNTOLD]}, NO),
        ("relief", {"treatments": [*FAILED, UNTOLD]}, YES),
        ("drivers", {}, UNKNOWN),
        ("drivers", {"drivers": TWO_DRIVERS}, YES),
        # One is high, and one that was not asked could be the second.
        ("drivers", {"drivers": {"mood": MOOD}}, UNKNOWN),
        ("drivers", {"drivers": {"mood": MOOD, "sleep": RESTED}}, UNKNOWN),
        ("drivers", {"drivers": {"sleep": RESTED, "worry": CALM}}, UNKNOWN),
        ("drivers", {"drivers": {"sleep": RESTED, "worry": CALM, "catastrophizing": HOPEFUL}}, NO),
        ("drivers", {"drivers": {"mood": MOOD, "sleep": RESTED, "worry": CALM}}, UNKNOWN),
        (
            "drivers",
            {"drivers": {"mood": MOOD, "sleep": RESTED, "worry": CALM, "catastrophizing": HOPEFUL}},
            NO,
        ),
        ("sensitised", {}, UNKNOWN),
        ("sensitised", {"exam": [sign("static-allodynia", "positive")]}, YES),
        ("sensitised", {"exam": [sign("static-allodynia", "negative")]}, NO),
        ("sensitised", {"exam": [sign("static-allodynia", "not_done")]}, UNKNOWN),
        # A bedside sign that is none of the IASP criteria.
        ("sensitised", {"exam": [sign("temporal-summation", "positive")]}, UNKNOWN),
    ],
)
def test_each_reason(key, facts, answer):
    assert holds(key, **facts).holds == answer


@pytest.mark.parametrize(("needed", "is_flagged"), [(3, True), (6, True), (1, True)])
def test_enough_reasons_flag(needed, is_flagged):
    found = pattern(WHOLE, needed=needed)
    assert (len(found.holding), found.is_flagged) == (6, is_flagged)
    assert "programme route" in found.sentence


def test_two_reasons_do_not():
    found = pattern(replace(NOTHING, drivers=TWO_DRIVERS, treatments=FAILED), needed=3)
    assert not found.is_flagged
    assert found.sentence == "2 of 6 reasons hold; 3 would suggest a widespread, sensitised pattern."
    assert len(found.unknown) == 4


def test_every_reason_says_its_data_and_day():
    words = {one.key: one.words for one in pattern(WHOLE, needed=3).reasons}
    assert words["spread"].startswith(
        "Map of 3 Nov 2026: 5 of 5 regions, 9 of 19 sites; gained since the start"
    )
    assert words["function"] == "ODI 48 % on 3 Nov 2026; 0 of 5 nerve signs positive."
    assert words["imaging"] == "All 1 findings marked incidental."
    assert words["relief"] == "Little or brief: Gabapentin, Epidural."
    assert words["drivers"] == "PHQ-9 14 of 27 on 3 Nov 2026; ISI 19 of 28 on 3 Nov 2026."
    assert words["sensitised"].endswith("left: positive (3 Nov 2026).")


@pytest.mark.parametrize(("procedures", "is_stacked"), [(0, False), (1, False), (2, True), (3, True)])
def test_procedures_that_helped_little_stack(procedures, is_stacked):
    tried = [
        Relieved(f"Epidural {n}", "injection", did_nothing=True, is_procedure=True) for n in range(procedures)
    ]
    helped = Relieved("Ablation", "ablation", percent=80, days=300, is_procedure=True)
    found = pattern(replace(NOTHING, treatments=[*tried, helped]), needed=3)
    assert bool(found.stacked) == is_stacked
    assert "Ablation" not in found.stacked


@given(
    st.sampled_from(
        ["regions_now", "regions_start", "sites_now", "function", "exam", "scans", "treatments", "drivers"]
    )
)
def test_knowing_less_never_flags_more_and_never_says_no(field):
    before = {one.key: one.holds for one in pattern(WHOLE, needed=3).reasons}
    after = pattern(replace(WHOLE, **{field: getattr(NOTHING, field)}), needed=3)
    for one in after.reasons:
        assert one.holds in (before[one.key], UNKNOWN)
