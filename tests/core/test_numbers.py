"""How numbers are written."""

from decimal import Decimal

import pytest

from core.words import plain


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("14"), "14"),
        (Decimal("14.000"), "14"),
        (Decimal("0.50"), "0.5"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (0, "0"),
        (4.67, "4.67"),
        (None, ""),
    ],
)
def test_numbers_are_plain_and_a_missing_one_is_not_zero(value, words):
    assert plain(value) == words
