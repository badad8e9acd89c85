"""Every worked example, band and trap of clinical.md 3 and the instruments of 2.4 and 8."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes import instruments
from outcomes.rules.instrument import Direction
from outcomes.rules.scoring import alarms, band_of, part_scores, score, shown, still_to_ask


def filled(key, *values, version=None):
    one = instruments.get(key, version)
    return one, dict(zip((item.key for item in one.items), values, strict=True))


def scored(key, *values, version=None):
    return score(*filled(key, *values, version=version))


def spread(key, total):
    """All rows answered so that they add up to `total`, filled from the first one."""
    one = instruments.get(key)
    left, values = total - sum(item.scale.low for item in one.items), []
    for item in one.items:
        step = min(left, item.scale.high - item.scale.low)
        values.append(item.scale.low + step)
        left -= step
    assert left == 0
    return scored(key, *values)


BANDS = {
    "phq9": [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately severe"),
        (20, 27, "severe"),
    ],
    "phq8": [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately severe"),
        (20, 24, "severe"),
    ],
    "phq2": [(0, 2, "negative"), (3, 6, "positive")],
    "gad2": [(0, 2, "negative"), (3, 6, "positive")],
    "phq4": [(0, 2, "normal"), (3, 5, "mild"), (6, 8, "moderate"), (9, 12, "severe")],
    "gad7": [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 21, "severe")],
    "ndi": [
        (0, 4, "none"),
        (5, 14, "mild"),
        (15, 24, "moderate"),
        (25, 34, "severe"),
        (35, 50, "complete"),
    ],
    "pcs": [(0, 29, "below the cut of 30"), (30, 52, "clinically relevant")],
    "tsk11": [(11, 22, "minimal"), (23, 28, "low"), (29, 35, "moderate"), (36, 44, "high")],
    "pseq10": [(0, 19, "severe"), (20, 30, "moderate"), (31, 40, "mild"), (41, 60, "minimal")],
    "isi": [(0, 7, "no insomnia"), (8, 14, "subthreshold"), (15, 21, "moderate"), (22, 28, "severe")],
    "stop_bang": [(0, 2, "low"), (3, 4, "intermediate"), (5, 8, "high")],
    "csi": [
        (0, 29, "subclinical"),
        (30, 39, "mild"),
        (40, 49, "moderate"),
        (50, 59, "severe"),
        (60, 100, "extreme"),
    ],
    "ort_oud": [(0, 2, "low risk"), (3, 9, "high risk")],
}


@pytest.mark.parametrize("key", sorted(BANDS))
def test_every_sum_has_its_band(key):
    for low, high, words in BANDS[key]:
        for total in range(low, high + 1):
            result = spread(key, total)
            assert (result.value, result.band.words) == (total, words)


@pytest.mark.parametrize(
    ("answers", "value", "band", "flag"),
    [
        ((1, 2, 2, 3, 1, 1, 2, 0, 0), 12, "moderate", ""),
        ((0, 0, 0, 1, 0, 0, 0, 0, 1), 2, "minimal", "item 9 positive"),
        ((2, 2, None, 2, 2, 1, 2, 1, 0), 14, "moderate", "prorated 8/9"),
        ((3, 2, None, 2, 2, None, 2, 1, 1), 17, "moderately severe", "prorated 7/9; item 9 positive"),
    ],
)
def test_phq9(answers, value, band, flag):
    result = scored("phq9", *answers)
    assert (result.value, result.band.words, result.flag) == (value, band, flag)


def test_three_blanks_are_no_phq9():
    result = scored("phq9", None, None, 1, 1, None, 1, 1, 1, 0)
    assert (result.value, result.band) == (None, None)


def test_item_9_is_never_estimated():
    result = scored("phq9", 1, 2, 2, 3, 1, 1, 2, 0, None)
    assert result.value is None
    assert result.explanation == "No score: item 9 is empty, and it is never estimated."


@pytest.mark.parametrize(("answer", "raised"), [(None, []), (0, []), (1, ["self_harm"]), (3, ["self_harm"])])
def test_item_9_alarms_whatever_the_total_and_however_incomplete(answer, raised):
    assert alarms(instruments.get("phq9"), {"self_harm": answer}) == raised


def test_only_the_phq9_alarms_and_the_phq8_takes_its_place():
    assert [one.key for one in instruments.ALL if any(item.alarm for item in one.items)] == ["phq9"]
    phq9, phq8 = instruments.get("phq9"), instruments.get("phq8")
    assert phq9.unwatched is phq8
    assert phq8.items == phq9.items[:8]


def test_the_first_two_items_of_the_example_are_a_positive_phq2():
    assert scored("phq2", 1, 2).band.words == "positive"


@pytest.mark.parametrize(
    ("answers", "anxiety", "depression", "total", "flag"),
    [
        ((2, 2, 0, 1), 4, 1, 5, "ask GAD-7"),
        ((0, 1, 1, 2), 1, 3, 4, "ask PHQ-9"),
        ((3, 3, 3, 3), 6, 6, 12, "ask PHQ-9 and GAD-7"),
        ((1, 1, 1, 1), 2, 2, 4, ""),
    ],
)
def test_phq4_has_two_halves(answers, anxiety, depression, total, flag):
    one, given_answers = filled("phq4", *answers)
    result = score(one, given_answers)
    halves = {part.key: half.value for part, half in part_scores(one, given_answers)}
    assert (result.value, result.flag) == (total, flag)
    assert halves == {"gad2": anxiety, "phq2": depression}


@pytest.mark.parametrize(
    ("answers", "value", "flag"),
    [
        ((2, 2, 2, 2, 2, None, None), 14, "prorated 5/7"),
        ((2, 2, 2, 2, None, None, None), None, ""),
        ((2, 2, 2, 2, 2, 3, 2), 15, ""),
    ],
)
def test_gad7_stands_two_blanks(answers, value, flag):
    result = scored("gad7", *answers)
    assert (result.value, result.flag) == (value, flag)


@pytest.mark.parametrize("key", ["phq2", "phq4", "gad2", "isi", "pcs", "tsk11", "pseq10", "csi", "stop_bang"])
def test_some_need_every_answer(key):
    one = instruments.get(key)
    answers = {item.key: item.scale.low for item in one.items}
    assert score(one, answers).value == one.low
    assert score(one, {**answers, one.items[0].key: None}).value is None


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ((0, None, None, None, None, None), 0),
        ((0, 1, 1, 1, 1, 1), 0),
        ((1, 1, 1, 0, 1, 1), 4),
        ((1, 0, 0, 0, 0, 0), 0),
        ((1, 1, None, 1, 1, 1), None),
        ((None, 1, 1, 1, 1, 1), None),
    ],
)
def test_pc_ptsd5_asks_for_the_event_first(answers, value):
    assert scored("pc_ptsd5", *answers).value == value


def test_without_an_event_nothing_more_is_asked():
    one = instruments.get("pc_ptsd5")
    assert [item.key for item in still_to_ask(one, {})][0] == "event"
    assert still_to_ask(one, {"event": 0}) == []
    assert len(still_to_ask(one, {"event": 1})) == 5
    assert len(still_to_ask(one, {"event": None, "numb": 1})) == 4


@pytest.mark.parametrize(("value", "words"), [(3, "below the cut of 4"), (4, "positive")])
def test_four_is_positive_for_trauma(value, words):
    assert band_of(instruments.get("pc_ptsd5"), Decimal(value)).words == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "much better"), (2, "much better"), (3, "a little better"), (4, "no change"), (5, "worse")],
)
def test_pgic_runs_from_better_to_worse(value, words):
    assert scored("pgic", value).band.words == words


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ((3, 4, 5, None, None), "4.0"),
        ((3, 4, None, None, None), "–"),
        ((0, 0, 0, 0, 1), "0.2"),
        ((10, 9, 10, 9, None), "9.5"),
    ],
)
def test_psfs_is_the_mean_of_three_to_five(answers, text):
    assert shown(scored("psfs", *answers).value) == text
    assert instruments.get("psfs").direction == Direction.HIGHER_IS_BETTER


def test_an_empty_row_of_the_rmdq_is_a_no_but_an_empty_form_is_nothing():
    one = instruments.get("rmdq")
    assert score(one, {"s3": 1, "s9": 1, "s12": None}).value == 2
    assert score(one, {"s1": 0}).value == 0
    assert score(one, {}).value is None
    assert score(one, {"s1": None}).value is None


def test_ort_oud_of_the_worked_example_is_high():
    """A woman of 38, own alcohol, depression: three factors (the ORT of 2005 would say moderate)."""
    result = scored("ort_oud", 0, 0, 0, 1, 0, 0, 1, 0, 1)
    assert (result.value, result.band.words) == (3, "high risk")


def test_subscales_of_the_pcs():
    """Rows 8 to 11 ruminate, 6, 7 and 13 magnify, 1 to 5 and 12 are helpless."""
    one, answers = filled("pcs", 1, 1, 1, 1, 1, 2, 2, 4, 4, 4, 4, 1, 2)
    parts = {part.key: (result.value, part.high) for part, result in part_scores(one, answers)}
    assert parts == {
        "pcs_rumination": (16, 16),
        "pcs_magnification": (6, 12),
        "pcs_helplessness": (6, 24),
    }
    assert score(one, answers).value == 28


def test_no_row_of_the_tsk11_is_reversed():
    one = instruments.get("tsk11")
    lowest = {item.key: 1 for item in one.items}
    for item in one.items:
        assert score(one, {**lowest, item.key: 4}).value == 14


def test_the_short_forms_of_the_pseq_take_their_rows():
    assert [item.key for item in instruments.get("pseq4").items] == ["r4", "r6", "r8", "r9"]
    assert [item.key for item in instruments.get("pseq2").items] == ["r5", "r9"]
    assert instruments.get("pseq2").direction == Direction.HIGHER_IS_BETTER


@pytest.mark.parametrize(
    ("sections", "value", "flag"), [(10, 20, ""), (9, 20, "prorated 9/10"), (8, None, "")]
)
def test_an_ndi_may_leave_out_one_section(sections, value, flag):
    one = instruments.get("ndi")
    result = score(one, {item.key: 2 for item in one.items[:sections]})
    assert (result.value, result.flag) == (value, flag)


@pytest.mark.parametrize(
    ("answers", "value", "flag"),
    [
        ((1, 1, 0, 0, 0, 0, 0, 1), 3, "high by the STOP rule"),
        ((1, 1, 0, 0, 1, 0, 0, 0), 3, "high by the STOP rule"),
        ((1, 0, 1, 0, 0, 0, 1, 0), 3, "high by the STOP rule"),
        ((1, 1, 0, 0, 0, 1, 0, 0), 3, ""),
        ((1, 0, 0, 0, 1, 1, 0, 1), 4, ""),
        ((1, 1, 1, 1, 1, 0, 0, 0), 5, ""),
    ],
)
def test_stop_bang_has_a_second_way_to_high(answers, value, flag):
    result = scored("stop_bang", *answers)
    assert (result.value, result.flag) == (value, flag)


@given(st.data())
def test_a_part_scores_like_the_instrument_that_it_is(data):
    one = instruments.get(data.draw(st.sampled_from(["phq4", "pcs", "promis_29"])))
    answers = {
        item.key: data.draw(st.none() | st.integers(item.scale.low, item.scale.high)) for item in one.items
    }
    for part, (short, result) in zip(one.parts, part_scores(one, answers), strict=True):
        own = {item.key: answers[key] for key, item in zip(part.items, part.instrument.items, strict=True)}
        assert score(short, own) == result
