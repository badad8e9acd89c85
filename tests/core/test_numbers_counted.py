"""A number never stands beside the wrong form of its unit."""

from decimal import Decimal

import pytest

from core.templatetags.numbers import counted


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1, "hours", "1 hour"), (2, "hours", "2 hours"), (0, "days", "0 days"), (1, "%", "1 %"), (3, "", "3")],
)
def test_one_of_a_unit_is_singular(value, unit, words):
    assert counted(Decimal(value), unit) == words
