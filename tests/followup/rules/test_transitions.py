"""The moves of a reminder, as a table."""

import pytest

from core.errors import DomainError
from followup.rules.transitions import NEXT, ensure_can_move
from followup.rules.words import ReminderState as S

ALLOWED = {
    (S.SCHEDULED, S.CLAIMED),
    (S.SCHEDULED, S.CANCELLED),
    (S.CLAIMED, S.SENDING),
    (S.CLAIMED, S.SCHEDULED),
    (S.CLAIMED, S.CANCELLED),
    (S.SENDING, S.SENT),
    (S.SENDING, S.SCHEDULED),
    (S.SENDING, S.CANCELLED),
    (S.SENDING, S.UNCERTAIN),
    (S.UNCERTAIN, S.SENT),
    (S.UNCERTAIN, S.SCHEDULED),
    (S.CANCELLED, S.SCHEDULED),
}


@pytest.mark.parametrize("now", S)
@pytest.mark.parametrize("to", S)
def test_only_these_moves_exist(now, to):
    if (now, to) in ALLOWED:
        ensure_can_move(now, to)
    else:
        with pytest.raises(DomainError):
            ensure_can_move(now, to)


def test_every_state_has_its_line():
    assert set(NEXT) == set(S)


def test_what_was_sent_stays_sent():
    assert NEXT[S.SENT] == set()


def test_what_lapsed_while_sending_is_claimed_by_nobody():
    assert S.CLAIMED not in NEXT[S.SENDING] | NEXT[S.UNCERTAIN]
