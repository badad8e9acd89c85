"""Until when a call holds a reason off the list."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.rules.calls import held_until
from followup.rules.words import CallAgain, CallResult, ReasonCode

NOON = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
ZONE = "America/New_York"


def until(result, *, code=ReasonCode.SILENT, again=None):
    return held_until(code, result, again=again, now=NOON, zone=ZONE)


def midnight(day: int) -> datetime:
    return datetime(2026, 11, day, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("result", "again", "moment"),
    [
        (CallResult.SPOKE_WELL, None, midnight(27)),
        (CallResult.NEEDS_CLINICIAN, None, midnight(22)),
        (CallResult.LEFT_MESSAGE, None, midnight(22)),
        (CallResult.WRONG_NUMBER, None, midnight(21)),
        (CallResult.NO_ANSWER, None, midnight(21)),
        (CallResult.NO_ANSWER, CallAgain.LATER_TODAY, NOON + timedelta(hours=3)),
        (CallResult.NO_ANSWER, CallAgain.TOMORROW, midnight(21)),
        (CallResult.NO_ANSWER, CallAgain.IN_3_DAYS, midnight(23)),
    ],
)
def test_a_reason_that_stands_comes_back(result, again, moment):
    assert until(result, again=again) == moment


@pytest.mark.parametrize("code", ReasonCode)
def test_only_a_removal_holds_every_reason_for_good(code):
    assert until(CallResult.REMOVED, code=code) is None
    others = set(CallResult) - {CallResult.REMOVED}
    for_good = {result for result in others if until(result, code=code) is None}
    spoke = {CallResult.SPOKE_WELL, CallResult.NEEDS_CLINICIAN}
    assert for_good == (spoke if code == ReasonCode.UNCERTAIN else set())
