"""When the story before a visit is asked for."""

from datetime import timedelta

import pytest

from followup.rules.stories import Letter, letter_due
from tests.factories.people import NOON


@pytest.mark.parametrize(
    ("days_to_go", "first_days_to_go", "letter"),
    [
        (8, None, None),
        (7, None, Letter.FIRST),
        (1, None, Letter.FIRST),
        (0, None, None),
        (-1, None, None),
        (5, 7, None),
        (2, 7, Letter.AGAIN),
        (1, 7, Letter.AGAIN),
        (0, 7, None),
        (1, 2, None),
        (1, 1.5, None),
    ],
)
def test_once_early_and_once_more_but_never_both_at_once(days_to_go, first_days_to_go, letter):
    visit = NOON + timedelta(days=30)
    first_at = None if first_days_to_go is None else visit - timedelta(days=first_days_to_go)
    now = visit - timedelta(days=days_to_go)
    assert letter_due(starts_at=visit, first_at=first_at, now=now, first_days=7, again_days=2) == letter
