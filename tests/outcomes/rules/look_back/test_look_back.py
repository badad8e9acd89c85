"""What a look-back answers, and what it refuses to."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.look_back.worlds import seeded
from outcomes.rules.look_back import (
    Anchor,
    Answer,
    Event,
    EventKind,
    Finding,
    LookBack,
    Numbers,
    Side,
    Stretches,
    Why,
    digest,
    hard_weeks,
    look_back,
    snapshot,
)

from .days import MEDICINE, NUMBERS, ON, day, judged, noisy


def of(seen: LookBack, anchor: Anchor, side: Side) -> Finding:
    return next(one for one in seen.findings if (one.anchor, one.side) == (anchor, side))


def test_the_stretches_lie_side_by_side_and_the_event_is_the_first_day_after():
    stretches = Stretches.around(ON, NUMBERS)
    assert (stretches.reference.first, stretches.reference.last) == (day(-42), day(-15))
    assert (stretches.before.first, stretches.before.last) == (day(-14), day(-1))
    assert (stretches.after.first, stretches.after.last) == (day(0), day(13))
    assert stretches.whole.days == NUMBERS.span == 56


def test_an_hour_less_sleep_after_a_medicine_is_worth_asking():
    slept = {on: hours for on, hours in noisy(7, 0.7, after=-1.2).items() if on not in (day(3), day(-20))}
    seen = judged({Anchor.SLEPT: slept}, MEDICINE)
    after = of(seen, Anchor.SLEPT, Side.AFTER)
    assert after.answer == Answer.DOWN
    assert (after.window.known, after.reference.known) == (13, 27)
    assert after.low < after.size < after.high < 0
    assert after.sentence == (
        "Sleep was 1.4 h less a night in the 14 days after duloxetine started (5.5 against 6.9; "
        "13 of 14 and 27 of 28 days; 95 % interval −1.9 to −0.9). Worth asking."
    )
    assert of(seen, Anchor.SLEPT, Side.BEFORE).answer == Answer.NO_CLEAR_CHANGE


def test_movement_that_dips_before_a_flare_is_worth_asking():
    seen = judged({Anchor.MOVED: noisy(40, 6, before=-15)})
    assert [(one.side, one.answer) for one in seen.findings] == [
        (Side.BEFORE, Answer.DOWN),
        (Side.AFTER, Answer.NO_CLEAR_CHANGE),
    ]
    assert seen.worth_asking == (seen.findings[0],)


def test_no_clear_change_says_what_is_not_ruled_out():
    after = of(judged({Anchor.SLEPT: noisy(7, 1.5, seed=3)}, MEDICINE), Anchor.SLEPT, Side.AFTER)
    assert after.answer == Answer.NO_CLEAR_CHANGE
    assert "is not ruled out" in after.sentence


def test_no_word_of_cause_is_said():
    seen = judged({Anchor.SLEPT: noisy(7, 0.7, after=-2), Anchor.MARK: noisy(2, 0.3)}, MEDICINE)
    said = " ".join(one.sentence.lower() for one in seen.findings)
    for word in ("because", "caused", "due to", "led to", "effect", "made "):
        assert word not in said


def only(*offsets: range) -> dict:
    days = noisy(7, 1)
    return {day(offset): days[day(offset)] for span in offsets for offset in span}


REFUSED = [
    ("six of fourteen after", only(range(-42, 6)), Side.AFTER, Why.TOO_FEW_DAYS),
    ("thirteen of twenty-eight before those", only(range(-27, 14)), Side.AFTER, Why.TOO_FEW_DAYS),
    ("all days alike", {day(n): 7.0 for n in range(-42, 14)}, Side.AFTER, Why.NO_VARIATION),
    ("alike in each stretch", {day(n): 2.0 + (n >= 0) for n in range(-42, 14)}, Side.AFTER, Why.NO_VARIATION),
    ("a slow drift", {day(n): 0.1 * n for n in range(-42, 14)}, Side.AFTER, Why.TOO_ALIKE),
]


@pytest.mark.parametrize(("name", "series", "side", "why"), REFUSED)
def test_what_cannot_be_told_says_why(name, series, side, why):
    finding = of(judged({Anchor.SLEPT: series}), Anchor.SLEPT, side)
    assert (finding.answer, finding.why) == (Answer.CANNOT_TELL, why), name
    assert (finding.size, finding.low, finding.high, finding.chance) == (None, None, None, None)
    assert "cannot tell" in finding.sentence
    assert f"{finding.window.known} of 14" in finding.sentence


def test_half_of_the_days_are_enough():
    days = only(range(-42, -28), range(-14, -7), range(0, 7))
    assert {one.answer for one in judged({Anchor.SLEPT: days}).findings} != {Answer.CANNOT_TELL}


def test_one_side_may_be_judged_without_the_other():
    seen = judged({Anchor.SLEPT: only(range(-42, 3))})
    assert of(seen, Anchor.SLEPT, Side.BEFORE).size is not None
    assert of(seen, Anchor.SLEPT, Side.AFTER).why == Why.TOO_FEW_DAYS


def test_marks_do_not_judge_the_week_that_they_found():
    week = Event(EventKind.HARD_WEEK, ON, "a hard week began")
    seen = judged({Anchor.MARK: noisy(2, 0.5, after=1), Anchor.MOVED: noisy(40, 6)}, week)
    assert {of(seen, Anchor.MARK, side).why for side in Side} == {Why.FOUND_HERE}
    assert of(seen, Anchor.MOVED, Side.AFTER).size is not None


def test_an_anchor_without_any_day_is_named_and_not_judged():
    seen = judged({Anchor.MOVED: noisy(40, 6), Anchor.STEPS: {}})
    assert {one.anchor for one in seen.findings} == {Anchor.MOVED}
    assert Anchor.STEPS in seen.silent


def test_days_outside_the_stretches_are_not_used():
    days = noisy(7, 1)
    far = {day(-43): 99.0, day(14): 99.0}
    assert judged({Anchor.SLEPT: {**days, **far}}).findings == judged({Anchor.SLEPT: days}).findings


def test_an_event_outside_the_data_cannot_be_told():
    late = Event(EventKind.FLARE, ON + timedelta(days=300), "a flare began")
    seen = look_back(late, {Anchor.SLEPT: noisy(7, 1)}, NUMBERS)
    assert (seen.findings, len(seen.silent)) == ((), len(Anchor))


@pytest.mark.parametrize(("days", "percent", "least"), [(14, 50, 7), (28, 50, 14), (14, 60, 9), (14, 0, 2)])
def test_the_least_number_of_days_is_rounded_up_and_never_below_two(days, percent, least):
    assert Numbers(14, 28, percent).least_of(days) == least


#: Any twenty days or fewer that have no value.
gaps = st.tuples(st.integers(0, 20), st.integers(0, 10_000)).map(
    lambda drawn: seeded(str(drawn)).sample(range(-42, 14), drawn[0])
)


@given(gaps, st.integers(0, 50), st.floats(-500, 500))
def test_the_same_added_to_all_days_changes_no_answer(missing, seed, added):
    days = {
        on: value for on, value in noisy(50, 9, after=-7, seed=seed).items() if on not in map(day, missing)
    }
    plain, raised = (
        judged({Anchor.MOVED: series}).findings
        for series in (days, {on: value + added for on, value in days.items()})
    )
    assert [one.answer for one in plain] == [one.answer for one in raised]
    for one, other in zip(plain, raised, strict=True):
        assert (other.size, other.low, other.high) == pytest.approx((one.size, one.low, one.high), abs=1e-3)


@given(st.integers(0, 50), st.sampled_from([0.01, 0.5, 60.0, 1000.0]))
def test_another_unit_changes_only_the_unit(seed, factor):
    days = noisy(7, 1, before=-1, seed=seed)
    plain = judged({Anchor.SLEPT: days}).findings
    scaled = judged({Anchor.SLEPT: {on: value * factor for on, value in days.items()}}).findings
    for one, other in zip(plain, scaled, strict=True):
        assert other.answer == one.answer
        sizes = (one.size * factor, one.low * factor, one.high * factor)
        assert (other.size, other.low, other.high) == pytest.approx(sizes, rel=1e-4)


@given(gaps)
def test_a_missing_day_is_counted_and_never_filled(missing):
    days = {on: value for on, value in noisy(7, 1).items() if on not in map(day, missing)}
    stretches = Stretches.around(ON, NUMBERS)
    for one in judged({Anchor.SLEPT: days}).findings:
        here = [value for on, value in days.items() if on in stretches.side(one.side)]
        assert (one.window.known, one.window.missing) == (len(here), 14 - len(here))
        assert one.window.mean == (pytest.approx(sum(here) / len(here)) if here else None)


WEEKS = [
    ([], []),
    ([0, 1, 2], []),
    ([0, 1, 2, 3], [0]),
    ([0, 2, 4, 6], [0]),
    ([0, 2, 4, 7], []),
    ([0, 5, 6, 7, 8], [5]),
    ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [0, 7]),
    ([3, 0, 2, 1], [0]),
]


@pytest.mark.parametrize(("hard", "first"), WEEKS)
def test_hard_weeks_begin_on_a_hard_day_and_share_none(hard, first):
    assert hard_weeks([day(n) for n in hard], least=4) == [day(n) for n in first]


def test_a_snapshot_is_plain_and_has_the_same_fingerprint_again():
    seen = judged({Anchor.SLEPT: noisy(7, 0.7, after=-1.2)}, MEDICINE)
    kept = snapshot(seen, [])
    assert digest(kept) == digest(snapshot(judged({Anchor.SLEPT: noisy(7, 0.7, after=-1.2)}, MEDICINE), []))
    assert digest(kept) != digest(snapshot(judged({Anchor.SLEPT: noisy(7, 0.7)}, MEDICINE), []))
    assert kept["findings"][1]["sentence"] == seen.findings[1].sentence
    assert kept["event"] == {"kind": "medicine_started", "on": "2026-06-01", "words": "duloxetine started"}
