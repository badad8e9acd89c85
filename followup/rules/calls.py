"""What a call does to the reasons that it was made for (docs/adr/0003): nobody leaves the list for nothing.

A reason is held until a moment, or for good. It is held by itself, not by person: a new reason brings
the person back at once, and a held one brings them back when its time is over and it still stands.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .quiet_hours import moment_of
from .words import CallAgain, CallResult, ReasonCode

LATER_TODAY = timedelta(hours=3)
FOR_GOOD = None

#: Days until somebody is called again whose reason still stands.
DAYS: dict[CallResult, int] = {
    CallResult.SPOKE_WELL: 7,
    CallResult.NEEDS_CLINICIAN: 2,
    CallResult.LEFT_MESSAGE: 2,
    CallResult.WRONG_NUMBER: 1,
    CallResult.NO_ANSWER: 1,
}
_DAYS_AGAIN = {CallAgain.TOMORROW: 1, CallAgain.IN_3_DAYS: 3}

#: Somebody we spoke to has had the message, whether it arrived or not.
_SPOKE = {CallResult.SPOKE_WELL, CallResult.NEEDS_CLINICIAN}


def held_until(
    code: ReasonCode, result: CallResult, *, again: CallAgain | None, now: datetime, zone: str
) -> datetime | None:
    """Until when a call holds a reason off the list; None is for good. `zone` is the clinic's."""
    if result == CallResult.REMOVED:
        return FOR_GOOD
    if code == ReasonCode.UNCERTAIN and result in _SPOKE:
        return FOR_GOOD
    if again == CallAgain.LATER_TODAY:
        return now + LATER_TODAY
    days = DAYS[result] if again is None else _DAYS_AGAIN[again]
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return moment_of(day, time(0), zone)
