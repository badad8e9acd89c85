"""A block is an answer: percent, hours, and both thresholds in one sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import plain
from plans.rules.blocks import (
    BlockCode,
    BlockThresholds,
    Relief,
    block_verdict,
    positive_blocks_for_ablation,
)

SHIPPED = BlockThresholds(percent=Decimal(50), payer_percent=Decimal(80), hours=Decimal(1))
DAY = date(2026, 7, 8)


def relief(percent, hours="9", on=DAY):
    return Relief(Decimal(percent), Decimal(hours), on)


@pytest.mark.parametrize(
    ("percent", "hours", "code", "meets_payer"),
    [
        ("70", "9", BlockCode.POSITIVE, False),
        ("80", "4", BlockCode.POSITIVE, True),
        ("51", "1", BlockCode.POSITIVE, False),
        ("50", "9", BlockCode.NEGATIVE, False),  # more than 50, not 50 itself (S44)
        ("20", "1", BlockCode.NEGATIVE, False),
        ("90", "0.5", BlockCode.TOO_SHORT, False),
        ("0", "0", BlockCode.NEGATIVE, False),
    ],
)
def test_a_block_is_read_against_both_thresholds(percent, hours, code, meets_payer):
    verdict = block_verdict(relief(percent, hours), SHIPPED)
    assert (verdict.code, verdict.meets_payer) == (code, meets_payer)
    assert f"{percent}% for {hours} h" in verdict.sentence
    assert "50%" in verdict.sentence
    assert "80%" in verdict.sentence


def test_the_sentence_reads():
    assert block_verdict(relief("70"), SHIPPED).sentence == (
        "70% for 9 h: more than 50% relief, so it counts as positive. The payer's line of 80% is not met."
    )


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1), st.decimals(0, 24, places=1))
def test_more_relief_is_never_less_positive(one, other, hours):
    low, high = sorted([one, other])
    if block_verdict(Relief(low, hours, DAY), SHIPPED).is_positive:
        assert block_verdict(Relief(high, hours, DAY), SHIPPED).is_positive


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        ([], 0),
        ([("70", 0)], 1),
        ([("70", 0), ("85", 14)], 2),
        ([("70", 0), ("85", 13)], 1),  # at least 14 days apart
        ([("70", 0), ("20", 14)], 1),
        ([("20", 0), ("70", 7), ("70", 21)], 2),
        ([("70", 0), ("70", 7), ("70", 14)], 2),
    ],
)
def test_positive_blocks_count_two_weeks_apart(blocks, count):
    reliefs = [relief(percent, on=DAY + timedelta(days=days)) for percent, days in blocks]
    assert positive_blocks_for_ablation(reversed(reliefs), SHIPPED) == count


@pytest.mark.parametrize(
    ("value", "text"), [("50.000", "50"), ("1.50", "1.5"), ("100", "100"), ("0.0", "0"), ("1E+2", "100")]
)
def test_numbers_carry_no_trailing_zeros(value, text):
    assert plain(Decimal(value)) == text
