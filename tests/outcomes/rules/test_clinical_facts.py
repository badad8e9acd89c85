"""clinical.md 1, 2, 3, 8 and 9 against the program: what has no test of its own elsewhere is here.

Where each worked example, trap and band is tested (files of tests/outcomes/rules unless said otherwise):

| Section | What | Test |
| --- | --- | --- |
| 0 | no text of classes C and D is shipped | test_instrument: no_wording_of_any_licensed_form |
| 1 PEG | means, one decimal, null, all three needed | test_scoring: peg_is_the_mean_of_three |
| 1 PEG | 33.3 % unrounded, -25 % of 1.33, zero baseline | test_change: peg_is_judged_by, baseline_of_zero |
| 1 PEG | no bands; MID 1 point and 30 %; MDC 2.2 to 3.4 | here: figures, derived noise |
| 2 ODI | 32.0, 35.6, 52.5 flagged, below 8 none | test_scoring: odi_is_a_percentage |
| 2 ODI | 20.5 has a home; not the bands of the NDI | test_scoring: every_percentage; here: odi_bands |
| 2 ODI | 48 to 36 passes 10 points and fails 30 % | test_change: where_points_and_percent_disagree |
| 2.4 RMDQ | an empty row is a no; an empty form is nothing | test_instrument_scores: empty_row_of_the_rmdq |
| 3.1 | every band of every instrument, value by value | test_instrument_scores: every_sum_has_its_band |
| 3.1 | PCS subscales, TSK-11 unreversed, PSEQ better up | test_instrument_scores: subscales, reversed, pseq |
| 3.1 | STOP rule, PC-PTSD-5 gate, PGIC turns this way | test_instrument_scores: stop_bang, pc_ptsd5, pgic |
| 3.1 | change figures and floors of each | test_change: each_instrument_is_judged; here: figures |
| 3.2 | 12 moderate, 2 with item 9, 13.5 to 14, blanks | test_instrument_scores: phq9, three_blanks |
| 3.2 | item 9 at the moment it is saved, and at night | tests/portal/test_screeners: TestItemNine |
| 3.2 | GAD-7 of 15 is severe; codes; 69689-8 belongs | test_instrument_scores: bands; here: codes |
| 3.3 | ACR 2016: five worked people, 4 to 6, jaw alone | test_acr2016 |
| 3.4 | every cell of the T tables, SE to MDC | here: t_tables, derived noise |
| 3.4 | 12 to 61.2, 14 to 57.9, 10 to 34.4, -2.7 T | test_promis; test_change: promis_change |
| 3.4 | reverse trap, version trap, missing rows | test_promis; test_instrument_file: other_way |
| 3.5 | ORT 5 moderate beside ORT-OUD 3 high | here: ort |
| 8 | GAS 50.0 to 77.4, 65.4; sleep 80.6, 68.8 | test_gas_and_sleep; test_sleep_nights |
| 8 | over 100 %, no time in bed, midnight, DST | test_sleep_nights |
| 8 | PSFS mean, 2.3 and MDC90 2; NRS 2 points or 30 % | test_instrument_scores: psfs; here: figures |
| 8 | minutes move by 20 %, 1000 steps | test_change: minutes_move, thousand_steps |
| 8 | four valid days of seven | test_weeks; test_shift |
| 8 | 6-minute walk, chair stand: figures, arms are 0 | here: performance; test_performance |
| 8 | STEADI, every age and both sexes; none under 60 | here: steadi; test_performance: norms_of_steadi |
| 9 | SEM 2.40, Sdiff 3.39, MDC95 6.65, RCI -2.36 | here: reliable_change |
| 9 | labels, both lines, same version only | test_change |
| 9 | 18 of 41 and 18 of 60 with their intervals | test_rates |
"""

from decimal import Decimal
from itertools import pairwise

import pytest

from outcomes import instruments, performance
from outcomes.rules.instrument import Licence, Method
from outcomes.rules.performance import LineKind
from outcomes.rules.reliability import smallest_detectable
from outcomes.rules.scoring import band_of, score, shown
from outcomes.rules.words import Direction

SCORED = [one for one in instruments.ALL if one.has_score]


def named(one):
    return f"{one.key}-{one.version}"


# --- 3.4: the table as the page has it, row by row ---------------------------------------------

COLUMNS = (
    ("promis_pi_4a", None),
    ("promis_sd_4a", None),
    ("promis_pf_4a", "2.0"),
    ("promis_pf_4a", "1.0"),
    ("promis_anxiety_4a", None),
    ("promis_depression_4a", None),
    ("promis_fatigue_4a", None),
    ("promis_social_4a", None),
)
ROWS = """
4 41.6 32.0 22.5 22.9 40.3 41.0 33.7 27.5
5 49.6 37.5 26.6 26.9 48.0 49.0 39.7 31.8
6 52.0 41.1 28.9 29.1 51.2 51.8 43.1 34.0
7 53.9 43.8 30.5 30.7 53.7 53.9 46.0 35.7
8 55.6 46.2 31.9 32.1 55.8 55.7 48.6 37.3
9 57.1 48.4 33.2 33.3 57.7 57.3 51.0 38.8
10 58.5 50.5 34.4 34.4 59.5 58.9 53.1 40.5
11 59.9 52.4 35.6 35.6 61.4 60.5 55.1 42.3
12 61.2 54.3 36.7 36.7 63.4 62.2 57.0 44.2
13 62.5 56.1 37.9 37.9 65.3 63.9 58.8 46.2
14 63.8 57.9 39.2 39.1 67.3 65.7 60.7 48.1
15 65.2 59.8 40.5 40.4 69.3 67.5 62.7 50.0
16 66.6 61.7 41.9 41.8 71.2 69.4 64.6 51.9
17 68.0 63.8 43.5 43.4 73.3 71.2 66.7 53.7
18 69.7 66.0 45.5 45.3 75.4 73.3 69.0 55.8
19 71.6 68.8 48.3 48.0 77.9 75.7 71.6 58.3
20 75.6 73.3 57.0 56.9 81.6 79.4 75.8 64.2
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines(), ids=lambda row: f"raw {row.split()[0]}")
def test_t_tables_cell_by_cell(row):
    raw, *cells = row.split()
    values = [int(raw) // 4 + (n < int(raw) % 4) for n in range(4)]
    for (key, version), cell in zip(COLUMNS, cells, strict=True):
        one = instruments.get(key, version)
        answers = dict(zip((item.key for item in one.items), values, strict=True))
        assert shown(score(one, answers).value) == cell


# --- change figures ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "points", "percent", "noise"),
    [
        ("peg", "1", "30", "3.4"),
        ("nrs", "2", "30", "2"),
        ("odi", "10", "30", "10.5"),
        ("rmdq", "5", "30", None),
        ("ndi", "5", None, "5"),
        ("phq9", "5", None, "6"),
        ("phq8", "5", None, "6"),
        ("gad7", "4", None, "4"),
        ("tsk11", "4", None, "7"),
        ("pseq10", "7", None, "11.52"),
        ("isi", "6", None, None),
        ("psfs", "2.3", None, "2"),
        ("promis_pi_4a", "2", None, "5.3"),
        ("promis_sd_4a", "4", None, "9.7"),
        ("promis_pf_4a", "4", None, "6.7"),
    ],
)
def test_figures_are_those_of_the_page(key, points, percent, noise):
    one = instruments.get(key)
    found = (one.important.points, one.important.percent, one.detectable and one.detectable.points)
    assert found == tuple(value and Decimal(value) for value in (points, percent, noise))


@pytest.mark.parametrize(
    "key", ["pcs", "pseq2", "pseq4", "csi", "phq2", "phq4", "gad2", "stop_bang", "ort_oud"]
)
def test_a_figure_that_is_only_believed_or_not_published_is_not_shipped(key):
    assert (instruments.get(key).important, instruments.get(key).detectable) == (None, None)


def test_reliable_change_of_jacobson_and_truax():
    """SD 6, reliability 0.84; 17 to 9 is reliable."""
    error = 6 * (1 - Decimal("0.84")).sqrt()
    assert round(error, 2) == Decimal("2.40")
    assert round(error * Decimal(2).sqrt(), 2) == Decimal("3.39")
    assert round(smallest_detectable(error), 2) == Decimal("6.65")
    index = (9 - 17) / (error * Decimal(2).sqrt())
    assert round(index, 2) == Decimal("-2.36")
    assert (abs(index) >= Decimal("1.96")) == (smallest_detectable(error) <= 17 - 9)


@pytest.mark.parametrize(
    ("error", "points"), [("0.78", "2.2"), ("1.22", "3.4"), ("1.9", "5.3"), ("3.5", "9.7"), ("2.4", "6.7")]
)
def test_derived_noise(error, points):
    assert round(smallest_detectable(Decimal(error)), 1) == Decimal(points)


# --- 8: performance tests ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "important", "noise"),
    [("six-minute-walk", ["62", "75"], ["86.1"]), ("chair-stand", ["2"], ["3"]), ("timed-sit", [], [])],
)
def test_figures_of_performance_tests_are_those_of_the_page(key, important, noise):
    found = {
        kind: [str(line.size) for line in performance.get(key).lines if line.kind == kind]
        for kind in LineKind
    }
    assert found == {LineKind.IMPORTANT: important, LineKind.DETECTABLE: noise}


def test_who_needs_the_arms_stands_up_zero_times():
    assert performance.get("chair-stand").zero_if == "Arms were needed"
    assert performance.get("six-minute-walk").zero_if == ""


STEADI = """
60-64 14 12
65-69 12 11
70-74 12 10
75-79 11 10
80-84 10 9
85-89 8 8
90-94 7 4
"""


def test_steadi_cell_by_cell():
    """Below average is fewer than; the first number is that of men."""
    rows = performance.NORMS["chair-stand"].rows
    told = [f"{row.first}-{row.last} {row.below_men} {row.below_women}" for row in rows]
    assert told == STEADI.split("\n")[1:-1]


# --- bands and codes ---------------------------------------------------------------------------


def test_peg_has_no_validated_bands():
    assert instruments.get("peg").bands == ()


def test_odi_bands_are_of_percent_and_not_those_of_the_ndi():
    """LOINC's text for the ODI's code carries the NDI's bands of a raw sum."""
    odi, ndi = instruments.get("odi"), instruments.get("ndi")
    assert [band.up_to for band in odi.bands] == [20, 40, 60, 80, 100]
    assert [band.up_to for band in ndi.bands] == [4, 14, 24, 34, 50]
    assert band_of(odi, Decimal(14)).words == "minimal"


def test_codes_of_the_phq_and_gad_items():
    phq9 = "44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3 44260-8"
    gad7 = "69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7"
    for key, codes in [("phq9", phq9), ("gad7", gad7)]:
        assert [item.loinc for item in instruments.get(key).items] == codes.split()
    words = ["Not at all", "Several days", "More than half the days", "Nearly every day"]
    assert list(instruments.get("phq9").items[0].scale.words) == words
    assert "71969-0" not in {one.loinc_score for one in instruments.ALL}


def test_severity_is_not_a_diagnosis_and_pain_inflates_it():
    for key in ("phq2", "phq4", "phq8", "phq9", "gad2", "gad7"):
        assert "not a diagnosis" in instruments.get(key).caution
    for key in ("phq8", "phq9"):
        assert "pain and from opioids" in instruments.get(key).caution


def test_pgic_is_guys_and_not_the_one_that_runs_the_other_way():
    pgic = instruments.get("pgic")
    assert (pgic.version, pgic.direction) == ("guy-7", Direction.LOWER_IS_BETTER)
    responders = [value for value in range(1, 8) if band_of(pgic, Decimal(value)).words == "much better"]
    assert responders == [1, 2]


def test_ort_of_2005_is_not_shipped_and_ort_oud_has_a_cut_of_its_own():
    """A woman of 38 with alcohol of her own and depression: ORT 3 + 1 + 1 = 5, moderate; ORT-OUD 3, high.

    A public calculator puts the ORT's bands (3, 7) on the ORT-OUD's sum: 3 would be low.
    """
    assert "ort" not in instruments.KEYS
    weights_of_a_woman = {"own_alcohol": 3, "age": 1, "depression": 1}
    assert sum(weights_of_a_woman.values()) == 5
    one = instruments.get("ort_oud")
    assert len(one.items) == 9
    assert [band.up_to for band in one.bands] == [2, 9]
    answers = {item.key: 0 for item in one.items} | {"own_alcohol": 1, "age": 1, "depression": 1}
    result = score(one, answers)
    assert (result.value, result.band.words) == (3, "high risk")
    assert not any("abuse" in item.label.lower() and "sexual" in item.label.lower() for item in one.items)


def test_what_the_page_says_to_leave_out_is_not_there():
    """SOAPP-R and COMM are not free, the ACE was not made for one patient, the BPI costs."""
    assert not instruments.KEYS & {"soapp_r", "comm", "ace", "bpi", "ort", "phq15"}


# --- what holds for every instrument -----------------------------------------------------------


def full(one, end):
    return {item.key: getattr(item.scale, end) for item in one.items}


def open_gate(one, answers):
    return answers | ({one.gate: 1} if one.gate else {})


@pytest.mark.parametrize("one", SCORED, ids=named)
def test_both_ends_of_the_form_are_both_ends_of_the_score(one):
    lowest, highest = score(one, full(one, "low")).value, score(one, full(one, "high")).value
    assert (lowest, highest) == (one.low, one.high)


@pytest.mark.parametrize("one", SCORED, ids=named)
def test_no_item_runs_against_the_score(one):
    """Every item by itself, from the lowest and from the highest of the others."""
    for end in ("low", "high"):
        rest = open_gate(one, full(one, end))
        for item in one.items:
            if item.key != one.gate:
                values = [score(one, rest | {item.key: value}).value for value in item.scale.values]
                assert all(one.low <= value <= one.high for value in values)
                assert all(less <= more for less, more in pairwise(values))
                assert values[0] < values[-1] or not item.is_scored


@pytest.mark.parametrize("one", SCORED, ids=named)
def test_the_order_of_answers_is_of_no_account(one):
    answers = open_gate(one, full(one, "high"))
    assert score(one, dict(reversed(answers.items()))) == score(one, answers)


@pytest.mark.parametrize("one", SCORED, ids=named)
def test_nothing_is_not_zero(one):
    assert score(one, {}).value is None
    assert score(one, dict.fromkeys(item.key for item in one.items)).value is None
    lowest = open_gate(one, full(one, "low"))
    for item in one.items:
        without = score(one, lowest | {item.key: None})
        left = len(one.items) - 1
        ticks = bool(one.missing.ticks) and item.key in one.missing.ticks
        needed = item.key in one.missing.needed or item.key == one.gate
        assert (without.value is None) == (needed or (left < one.missing.least and not ticks))


@pytest.mark.parametrize("one", instruments.ALL, ids=named)
def test_every_definition_says_where_it_is_from_and_what_may_be_done_with_it(one):
    assert one.source
    assert one.recall
    assert one.licence in Licence
    assert one.method in Method
    for figure in filter(None, (one.important, one.detectable)):
        assert figure.source
        assert figure.confidence
