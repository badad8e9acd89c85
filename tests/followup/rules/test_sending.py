"""May it go out now, and when is it tried again?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rules.sending import LONGEST_PAUSE, Asked, SendFacts, pause_after, why_not
from followup.rules.words import CancelReason

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
FINE = SendFacts(
    record_open=True, has_email=True, may_email=True, asked=Asked.WAITING, use_by=NOW + timedelta(days=1)
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"record_open": False}, CancelReason.RECORD_CLOSED),
        ({"has_email": False}, CancelReason.NO_EMAIL),
        ({"may_email": False}, CancelReason.NO_CONSENT),
        ({"asked": Asked.ANSWERED}, CancelReason.ANSWERED),
        ({"asked": Asked.TAKEN_BACK}, CancelReason.NOT_ASKED_ANY_MORE),
        ({"use_by": NOW}, CancelReason.TOO_LATE),
        ({"use_by": NOW + timedelta(seconds=1)}, None),
        ({"record_open": False, "may_email": False}, CancelReason.RECORD_CLOSED),
        ({"asked": Asked.ANSWERED, "use_by": NOW}, CancelReason.ANSWERED),
        ({"has_email": False, "may_email": False}, CancelReason.NO_EMAIL),
    ],
)
def test_what_forbids_sending(change, reason):
    assert why_not(replace(FINE, **change), now=NOW) == reason


@given(
    st.builds(
        SendFacts,
        record_open=st.booleans(),
        has_email=st.booleans(),
        may_email=st.booleans(),
        asked=st.sampled_from(Asked),
        use_by=st.sampled_from([NOW, NOW + timedelta(days=1)]),
    )
)
def test_it_is_sent_only_when_nothing_forbids_it(facts):
    assert (why_not(facts, now=NOW) is None) == (facts == FINE)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (500, 60)])
def test_pauses_double_up_to_an_hour(attempts, minutes):
    assert pause_after(attempts) == timedelta(minutes=minutes)


@given(st.integers(1, 30_000))
def test_a_pause_never_shrinks_and_never_passes_the_longest(attempts):
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE
