"""Change, in words that do not claim more than the numbers hold (clinical.md 1, 2, 8, 9)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes import instruments
from outcomes.rules.change import Change, Noise, Point, compared, instrument_change, measure_change
from outcomes.rules.immpact import fall_words
from outcomes.rules.instrument import ChangeFigure
from outcomes.rules.scoring import kept
from outcomes.rules.words import Direction

PEG = instruments.get("peg")
ODI = instruments.get("odi")
PHQ9 = instruments.get("phq9")
TWENTY = Noise("clinical 8", percent=Decimal(20))
THOUSAND = Noise("clinical 8", points=Decimal(1000))
EARLIER, LATER = date(2026, 10, 1), date(2026, 11, 1)


def points(before, after, version="1"):
    return Point(EARLIER, Decimal(before), version), Point(LATER, Decimal(after), version)


def peg_change(before, after):
    """From sums of three answers, as the database keeps their means."""
    return instrument_change(PEG, *points(kept(Decimal(before) / 3), kept(Decimal(after) / 3)))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (21, 14, Change.PROBABLY_BETTER),  # 7.0 to 4.67: 33.3 percent, below the detectable 3.4 points
        (24, 12, Change.BETTER),  # 8.0 to 4.0: 4 points, 50 percent
        (4, 3, Change.NO_CLEAR_CHANGE),  # 1.33 to 1.0: −25 percent but −0.33 points
        (20, 14, Change.PROBABLY_BETTER),  # exactly 30 percent, though 4.6667 / 6.6667 is not
        (21, 20, Change.NO_CLEAR_CHANGE),
        (12, 15, Change.WORSE),  # 1 point more
        (14, 21, Change.WORSE),
    ],
)
def test_peg_is_judged_by_points_percent_and_noise(before, after, code):
    assert peg_change(before, after).code == code


def test_the_percentage_comes_from_unrounded_values():
    verdict = peg_change(21, 14)
    assert round(verdict.percent, 1) == Decimal("-33.3")
    assert round(verdict.points, 2) == Decimal("-2.33")
    assert "from 7 to 4.7 of 10, 2.3 points or 33.3 percent less" in verdict.sentence


def test_a_baseline_of_zero_shows_points_only():
    verdict = peg_change(0, 6)
    assert verdict.percent is None
    assert verdict.points == 2
    assert "percent" not in verdict.sentence


def test_below_the_floor_no_percentage_is_used():
    """1.67 to 1.0 is 40 percent less, and still only two thirds of a point."""
    verdict = peg_change(5, 3)
    assert verdict.percent is None
    assert verdict.code == Change.NO_CLEAR_CHANGE


def test_where_points_and_percent_disagree_both_are_shown():
    """48 to 36: 12 points pass the 10-point line, 25 percent does not pass the 30-percent line."""
    verdict = instrument_change(ODI, *points(48, 36, "2.1a"))
    assert verdict.code == Change.PROBABLY_BETTER
    assert verdict.points == -12
    assert verdict.percent == -25
    assert verdict.sentence == (
        "Probably better: from 48 to 36 %, 12 percentage points or 25.0 percent less."
        " The lines disagree: it reaches 10 percentage points, not 30 percent of the start."
    )


def test_odi_is_better_when_every_line_is_reached():
    assert instrument_change(ODI, *points(48, 32, "2.1a")).code == Change.BETTER


@pytest.mark.parametrize(
    ("baseline", "latest", "why"),
    [
        (None, None, "There is no value yet."),
        (Point(EARLIER, Decimal(5)), None, "There is no value yet."),
        (None, Point(LATER, Decimal(5)), "There is no earlier value to compare with."),
        (Point(LATER, Decimal(5)), Point(LATER, Decimal(5)), "There is only one value so far."),
        (Point(EARLIER, Decimal(5), "1"), Point(LATER, Decimal(2), "2"), "Version 1 and version 2 are not"),
    ],
)
def test_what_cannot_be_compared_is_said(baseline, latest, why):
    verdict = instrument_change(PEG, baseline, latest)
    assert verdict.code == Change.CANNOT_TELL
    assert verdict.sentence.startswith(why)
    assert verdict.points is None


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (20, 24, Change.NO_CLEAR_CHANGE),  # 20 percent exactly is noise
        (20, 16, Change.NO_CLEAR_CHANGE),
        (20, 25, Change.CLEAR_SHIFT_BETTER),
        (20, 15, Change.CLEAR_SHIFT_WORSE),
        (0, 10, Change.CANNOT_TELL),
    ],
)
def test_minutes_move_by_a_fifth_by_themselves(before, after, code):
    baseline, latest = points(before, after, "")
    verdict = measure_change(
        baseline, latest, direction=Direction.HIGHER_IS_BETTER, unit="minutes", noise=TWENTY
    )
    assert verdict.code == code


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (4000, 4999, Change.NO_CLEAR_CHANGE),
        (4000, 5000, Change.CLEAR_SHIFT_BETTER),
        (4000, 3000, Change.CLEAR_SHIFT_WORSE),
        (0, 1200, Change.CLEAR_SHIFT_BETTER),
    ],
)
def test_a_thousand_steps_are_likely_real(before, after, code):
    baseline, latest = points(before, after, "")
    verdict = measure_change(
        baseline, latest, direction=Direction.HIGHER_IS_BETTER, unit="steps", noise=THOUSAND
    )
    assert verdict.code == code


def test_a_measure_never_claims_more_than_a_shift():
    baseline, latest = points(8, 55, "")
    verdict = measure_change(
        baseline, latest, direction=Direction.HIGHER_IS_BETTER, unit="minutes", noise=TWENTY
    )
    assert verdict.sentence == "Clear shift, better: from 8 to 55 minutes, 587.5 percent more."
    assert (verdict.code.tone, verdict.code.glyph) == ("better", "▲")


def test_each_label_has_its_tone_and_glyph():
    assert {code: (code.tone, code.glyph) for code in Change} == {
        Change.BETTER: ("better", "▲"),
        Change.PROBABLY_BETTER: ("better", "▲"),
        Change.CLEAR_SHIFT_BETTER: ("better", "▲"),
        Change.NO_CLEAR_CHANGE: ("steady", "="),
        Change.CLEAR_SHIFT_WORSE: ("worse", "▼"),
        Change.WORSE: ("worse", "▼"),
        Change.CANNOT_TELL: ("steady", "–"),
    }


@pytest.mark.parametrize(
    ("key", "before", "after", "says"),
    [
        ("peg", 7, "4.67", "It is within the noise of measuring (3.4 points)."),
        ("peg", 5, 6, "It is within the noise of measuring (3.4 points)."),
        ("rmdq", 16, 8, "How much of it is the noise of measuring is not published."),
        ("psfs", 4, "6.1", "It is beyond the noise of measuring (2 points), but not 2.3 points."),
        ("psfs", "6.1", 4, "It is beyond the noise of measuring (2 points), but not 2.3 points."),
        ("odi", 48, 32, "In words: from severe to moderate."),
        ("phq9", 16, 21, "It is within the noise of measuring (6 points). In words: from moderately severe"),
        ("nrs", 8, 4, "As a fall of pain it is substantial."),
        ("nrs", 9, 6, "As a fall of pain it is moderately important."),
        ("nrs", 9, 7, "As a fall of pain it is minimally important."),
        ("promis_intensity", 10, 5, "As a fall of pain it is substantial."),
    ],
)
def test_the_sentence_says_where_the_lines_do_not_agree(key, before, after, says):
    assert says in change_of(key, before, after).sentence


@pytest.mark.parametrize(
    ("key", "before", "after"), [("nrs", 10, 10), ("nrs", 4, 8), ("nrs", 1, 0), ("peg", 8, 4)]
)
def test_only_a_fall_of_pain_intensity_has_the_words_of_immpact(key, before, after):
    assert "As a fall of pain" not in change_of(key, before, after).sentence


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (None, ""),
        (-50, ""),
        ("9.99", ""),
        (10, "minimally important"),
        ("29.99", "minimally important"),
        (30, "moderately important"),
        ("49.99", "moderately important"),
        (50, "substantial"),
        (100, "substantial"),
    ],
)
def test_immpact_has_its_words_at_ten_thirty_and_fifty_percent(percent, words):
    assert fall_words(None if percent is None else Decimal(percent)) == words


def mdc95(error):
    """1.96 * sqrt(2) * SEM (clinical.md 9)."""
    return 1.96 * 2**0.5 * error


@pytest.mark.parametrize(
    ("key", "error"), [("peg", 1.22), ("promis_pi_4a", 1.9), ("promis_sd_4a", 3.5), ("promis_pf_4a", 2.4)]
)
def test_a_derived_noise_follows_from_its_standard_error(key, error):
    assert round(mdc95(error), 1) == float(instruments.get(key).detectable.points)


def test_beyond_the_detectable_change_is_what_jacobson_and_truax_call_reliable():
    """SD 6, r 0.84: SEM 2.40, MDC95 6.65. From 17 to 9 the index is -2.36, beyond -1.96 (clinical.md 9)."""
    error = 6 * (1 - 0.84) ** 0.5
    index = (9 - 17) / (error * 2**0.5)
    assert (round(error, 2), round(mdc95(error), 2), round(index, 2)) == (2.4, 6.65, -2.36)
    figures = {"important": ChangeFigure("x", Decimal(5)), "detectable": ChangeFigure("x", Decimal("6.65"))}
    one = replace(PHQ9, **figures)
    assert instrument_change(one, *points(17, 9, PHQ9.version)).code == Change.BETTER
    for after in range(17):
        is_reliable = abs((after - 17) / (error * 2**0.5)) >= 1.96
        code = instrument_change(one, *points(17, after, PHQ9.version)).code
        assert (code == Change.BETTER) == is_reliable


@pytest.mark.parametrize(
    ("versions", "pair"),
    [
        ("1 1 1", (0, 2)),
        ("1 2 2", (1, 2)),
        ("1 2 1", (0, 2)),
        ("1 1 2", (0, 2)),  # nothing of version 2 to compare with: the verdict says so
        ("1", (0, 0)),
    ],
)
def test_the_first_value_of_the_same_version_is_the_baseline(versions, pair):
    found = [Point(date(2026, 10, 1 + n), Decimal(5), version) for n, version in enumerate(versions.split())]
    assert compared(found) == (found[pair[0]], found[pair[1]])


def test_nothing_has_no_baseline():
    assert compared([]) == (None, None)


@given(st.integers(6, 30), st.integers(0, 30))
def test_kept_thirds_fall_on_the_same_side_of_every_line_as_fractions(before, after):
    baseline, latest = Fraction(before, 3), Fraction(after, 3)
    gain = baseline - latest
    lines = [gain >= 1, gain / baseline >= Fraction(3, 10), gain >= Fraction(34, 10)]
    losses = [-gain >= 1, -gain / baseline >= Fraction(3, 10)]
    code = peg_change(before, after).code
    assert (code == Change.BETTER) == all(lines)
    assert (code == Change.PROBABLY_BETTER) == (any(lines[:2]) and not all(lines))
    assert (code == Change.WORSE) == any(losses)


@given(st.decimals(1, 500, places=2), st.decimals(0, 500, places=2))
def test_turning_the_direction_turns_the_verdict(before, after):
    baseline, latest = points(before, after, "")
    higher, lower = (
        measure_change(baseline, latest, direction=direction, unit="", noise=TWENTY).code
        for direction in (Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER)
    )
    mirror = {"better": "worse", "worse": "better", "steady": "steady"}
    assert lower.tone == mirror[higher.tone]


def change_of(key, before, after):
    one = instruments.get(key)
    return instrument_change(one, *points(before, after, one.version))


@pytest.mark.parametrize(
    ("key", "before", "after", "code"),
    [
        ("phq9", 16, 10, Change.BETTER),
        ("phq9", 16, 11, Change.PROBABLY_BETTER),
        ("phq9", 16, 12, Change.NO_CLEAR_CHANGE),
        ("phq9", 10, 15, Change.WORSE),
        ("gad7", 12, 8, Change.BETTER),
        ("ndi", 20, 15, Change.BETTER),
        ("tsk11", 30, 26, Change.PROBABLY_BETTER),
        ("tsk11", 30, 23, Change.BETTER),
        ("pseq10", 20, 27, Change.PROBABLY_BETTER),
        ("pseq10", 20, 32, Change.BETTER),
        ("pseq10", 32, 20, Change.WORSE),
        ("psfs", 3, 6, Change.BETTER),
        ("rmdq", 16, 8, Change.PROBABLY_BETTER),
        ("isi", 20, 10, Change.PROBABLY_BETTER),
    ],
)
def test_each_instrument_is_judged_by_its_own_figures(key, before, after, code):
    assert change_of(key, before, after).code == code


def test_a_promis_change_inside_the_zone_is_probable():
    """61.2 to 58.5 is 2.7 T: above 2, inside 2 to 3 (clinical.md 3.4). A T has no percentage."""
    verdict = change_of("promis_pi_4a", Decimal("61.2"), Decimal("58.5"))
    assert (verdict.code, verdict.points) == (Change.PROBABLY_BETTER, Decimal("-2.7"))
    assert verdict.percent is None


@pytest.mark.parametrize("key", ["pcs", "csi", "ort_oud", "phq4", "pgic"])
def test_without_a_published_figure_it_cannot_tell(key):
    verdict = change_of(key, 9, 3)
    assert verdict.code == Change.CANNOT_TELL
    assert verdict.sentence.startswith("No figure is published for how much change matters: from 9 to 3")
    assert verdict.source == "No change figure is published for it."
