"""PROMIS: T tables, versions, band edges, missing rows and the profile (clinical.md 3.4)."""

from decimal import Decimal

import pytest

from outcomes import instruments
from outcomes.rules.scoring import all_scores, band_of, score, shown


def scored(key, *values, version=None):
    one = instruments.get(key, version)
    return score(one, dict(zip((item.key for item in one.items), values, strict=True)))


@pytest.mark.parametrize(
    ("key", "answers", "text", "band"),
    [
        ("promis_pi_4a", (3, 3, 4, 2), "61.2", "moderate"),
        ("promis_sd_4a", (4, 4, 3, 3), "57.9", "mild"),
        ("promis_pf_4a", (2, 2, 3, 3), "34.4", "moderate"),
        ("promis_sd_4a", (1, 1, 1, 1), "32.0", "normal"),
        ("promis_sd_4a", (5, 5, 5, 5), "73.3", "severe"),
        ("promis_pi_4a", (5, 5, 5, 5), "75.6", "severe"),
        ("promis_pf_4a", (1, 1, 1, 1), "22.5", "severe"),
        ("promis_pf_4a", (5, 5, 5, 5), "57.0", "normal"),
        ("promis_social_4a", (1, 1, 1, 1), "27.5", "severe"),
        ("promis_social_4a", (5, 5, 5, 5), "64.2", "normal"),
        ("promis_anxiety_4a", (3, 3, 3, 3), "63.4", "moderate"),
        ("promis_depression_4a", (2, 2, 2, 2), "55.7", "mild"),
        ("promis_fatigue_4a", (5, 5, 5, 4), "71.6", "severe"),
    ],
)
def test_promis_tables(key, answers, text, band):
    """Printed numbers are kept as they are: best in every row is a raw 4, worst a raw 20."""
    result = scored(key, *answers)
    assert (shown(result.value), result.band.words) == (text, band)


@pytest.mark.parametrize(("version", "lowest", "highest"), [("1.0", "22.9", "56.9"), ("2.0", "22.5", "57.0")])
def test_each_version_of_physical_function_has_its_table(version, lowest, highest):
    assert shown(scored("promis_pf_4a", 1, 1, 1, 1, version=version).value) == lowest
    assert shown(scored("promis_pf_4a", 5, 5, 5, 5, version=version).value) == highest


@pytest.mark.parametrize(
    ("answers", "text", "flag"),
    [
        ((3, 3, 4, None), "63.8", "prorated 3/4"),
        ((3, 3, None, None), "61.2", "prorated 2/4"),
        ((5, None, None, None), "–", ""),
    ],
)
def test_half_of_a_promis_form_is_rounded_up_and_flagged(answers, text, flag):
    """3 + 3 + 4 of three rows: 10 x 4 / 3 = 13.3, up to 14."""
    result = scored("promis_pi_4a", *answers)
    assert (shown(result.value), result.flag) == (text, flag)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("promis_pi_4a", "54.9", "normal"),
        ("promis_pi_4a", "55", "mild"),
        ("promis_pi_4a", "59.95", "mild"),
        ("promis_pi_4a", "60", "moderate"),
        ("promis_pi_4a", "70", "severe"),
        ("promis_pf_4a", "29.9", "severe"),
        ("promis_pf_4a", "30", "moderate"),
        ("promis_pf_4a", "39.9", "moderate"),
        ("promis_pf_4a", "40", "mild"),
        ("promis_pf_4a", "45", "mild"),
        ("promis_pf_4a", "45.1", "normal"),
    ],
)
def test_the_edges_of_promis_bands(key, value, words):
    assert band_of(instruments.get(key), Decimal(value)).words == words


def test_promis_29_is_seven_domains_and_an_intensity_and_has_no_total():
    one = instruments.get("promis_29")
    answers = {item.key: 3 for item in one.items}
    result = score(one, answers)
    assert (len(one.items), result.value) == (29, None)
    assert "no total" in result.explanation
    kept = {part.key: (part.version, shown(got.value)) for part, got in all_scores(one, answers)}
    assert len(kept) == 8
    assert kept["promis_pf_4a"] == ("2.0", "36.7")
    assert kept["promis_pi_4a"] == ("1.0", "61.2")
    assert kept["promis_intensity"] == ("2.1", "3.0")


def test_a_domain_that_was_left_out_leaves_no_score():
    one = instruments.get("promis_29")
    answers = {f"sleep_{row}": 3 for row in range(1, 5)}
    assert [part.key for part, _ in all_scores(one, answers)] == ["promis_sd_4a"]
