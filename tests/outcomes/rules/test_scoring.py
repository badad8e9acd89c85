"""Every worked example of clinical.md 1 and 2, and what must hold for any answers to any instrument."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes import instruments
from outcomes.rules.scoring import band_of, kept, score, shown

PEG = instruments.get("peg")
ODI = instruments.get("odi")
NRS = instruments.get("nrs")


def peg(*answers):
    return score(PEG, dict(zip(("pain", "enjoyment", "activity"), answers, strict=True)))


def odi(total: int, answered: int):
    """`answered` sections that add up to `total`, filled from the first one."""
    answers = {}
    for item in ODI.items[:answered]:
        answers[item.key] = min(5, total)
        total -= answers[item.key]
    assert total == 0
    return score(ODI, answers)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ((6, 7, 8), "7.0"),
        ((4, 5, 5), "4.7"),
        ((2, 1, 1), "1.3"),
        ((1, 1, 1), "1.0"),
        ((0, 0, 0), "0.0"),
        ((10, 10, 10), "10.0"),
        ((7, None, 6), "–"),
    ],
)
def test_peg_is_the_mean_of_three_and_nothing_less(answers, text):
    assert shown(peg(*answers).value) == text


def test_peg_keeps_the_unrounded_mean():
    assert peg(4, 5, 5).value == Decimal(14) / 3
    assert kept(peg(4, 5, 5).value) == Decimal("4.6667")


def test_a_missing_peg_says_why_there_is_no_score():
    result = peg(7, None, 6)
    assert (result.value, result.band, result.answered, result.of) == (None, None, 2, 3)
    assert result.explanation == "No score: 2 of 3 answered, all 3 are needed."


@pytest.mark.parametrize(
    ("total", "answered", "text", "flag", "band"),
    [
        (16, 10, "32.0", "", "moderate"),
        (16, 9, "35.6", "", "moderate"),
        (21, 8, "52.5", "prorated 8/10", "severe"),
        (21, 7, "–", "", None),
        (0, 10, "0.0", "", "minimal"),
        (50, 10, "100.0", "", "extreme"),
        (48 // 2, 10, "48.0", "", "severe"),
        (36 // 2, 10, "36.0", "", "moderate"),
    ],
)
def test_odi_is_a_percentage_of_what_was_answered(total, answered, text, flag, band):
    result = odi(total, answered)
    assert shown(result.value) == text
    assert result.flag == flag
    assert (result.band.words if result.band else None) == band


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("20", "minimal"),
        ("20.5", "moderate"),
        ("40", "moderate"),
        ("60", "severe"),
        ("80", "very severe"),
        ("80.1", "extreme"),
        ("100", "extreme"),
    ],
)
def test_every_percentage_has_a_band(value, words):
    assert band_of(ODI, Decimal(value)).words == words


def test_an_odi_explains_its_denominator():
    assert odi(16, 9).explanation == "16 of 45 possible points, 9 of 10 sections answered: 35.6 %."


@pytest.mark.parametrize("value", [-1, 11, 4.5, True, "4"])
def test_a_value_that_the_scale_does_not_have_is_refused(value):
    with pytest.raises(DomainError, match="whole number from 0 to 10") as refused:
        score(PEG, {"pain": value})
    assert refused.value.field == "pain"


def test_an_unknown_item_is_refused():
    with pytest.raises(DomainError, match="no item “mood”"):
        score(PEG, {"mood": 3})


def test_null_is_not_zero():
    assert peg(0, 0, 0).value == 0
    assert peg(None, None, None).value is None


def answers_for(instrument):
    """Any filling-in: each item answered, skipped or left out."""
    values = {
        item.key: st.one_of(st.none(), st.integers(item.scale.low, item.scale.high))
        for item in instrument.items
    }
    return st.fixed_dictionaries({}, optional=values)


any_instrument = st.sampled_from(instruments.ALL)
filled_in = any_instrument.flatmap(lambda one: st.tuples(st.just(one), answers_for(one)))


@given(filled_in)
def test_a_score_stays_within_its_range_or_is_none(case):
    instrument, answers = case
    result = score(instrument, answers)
    enough = result.answered >= instrument.missing.least and instrument.has_score
    if not instrument.gate and not instrument.missing.needed:
        assert (result.value is not None) == enough
    if result.value is not None:
        assert instrument.low <= result.value <= instrument.high


@given(filled_in, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(case, random):
    instrument, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert score(instrument, dict(shuffled)) == score(instrument, answers)


@given(filled_in, st.data())
def test_a_higher_answer_never_lowers_the_score(case, data):
    instrument, answers = case
    raisable = [key for key, value in answers.items() if value is not None]
    before = score(instrument, answers).value
    if before is None or not raisable:
        return
    key = data.draw(st.sampled_from(raisable))
    more = data.draw(st.integers(answers[key], instrument.item(key).scale.high))
    after = score(instrument, {**answers, key: more}).value
    # A yes at the gate asks for answers that a no does not need.
    assert after is None if key == instrument.gate and after is None else after >= before


@given(filled_in)
def test_a_skipped_item_scores_like_one_that_was_not_put(case):
    instrument, answers = case
    without = {key: value for key, value in answers.items() if value is not None}
    assert score(instrument, answers).value == score(instrument, without).value


@given(filled_in)
def test_nothing_answered_is_no_score_and_not_the_lowest(case):
    instrument, answers = case
    assert score(instrument, dict.fromkeys(answers)).value is None


@given(filled_in)
def test_a_finding_fits_where_it_is_kept_and_every_score_has_a_band(case):
    instrument, answers = case
    result = score(instrument, answers)
    assert len(result.flag) <= 40
    if instrument.bands and result.value is not None:
        assert result.band in instrument.bands
