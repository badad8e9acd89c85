"""A goal: the person's words as they said them; a number, a unit and a frequency only when they are in it."""

import re

from .pieces import AMOUNT, number_of, unit_of
from .said import Becomes, Context, GoalSaid, LineRead

NOT_SAID = "It does not say what the goal is."
NO_WANT = "It speaks about a goal and names none."
_TALK = re.compile(
    r"^(?:met|not met|unmet|reached|of care|reviewed?|discussed|set|same|unchanged|tbd|pending)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:\d+\s*(?:x|times|days|nights)\s*(?:/|a|per)\s*(?:day|wk|week|mo|month)|twice a (?:day|"
    r"week)|once a (?:day|week)|"
    r"(?:every|each) (?:day|morning|evening|night|week|weekend|month)|daily|nightly|weekly)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"^(?:(?:is|are|for|=)\s+)?(?:to\s+)?", re.IGNORECASE)


def read_goal(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`goal walk dog every morning`. Only the prefix makes a goal."""
    if not is_told:
        return None
    said = _LINK.sub("", body).strip(' .“”"')
    if not re.search(r"[^\W\d_]{2,}", said):
        return LineRead(text, Becomes.NOTE, reason=NOT_SAID)
    if _TALK.match(said):
        return LineRead(text, Becomes.NOTE, reason=NO_WANT)
    often = _OFTEN.search(said)
    without = said.replace(often.group(0), " ") if often else said
    amounts = list(AMOUNT.finditer(without))
    one = amounts[0] if len(amounts) == 1 else None
    frequency = often.group(0) if often else ""
    if one is None:
        return LineRead(text, Becomes.GOAL, (GoalSaid(body, said, frequency=frequency),))
    return LineRead(text, Becomes.GOAL, (GoalSaid(body, said, number_of(one), unit_of(one), frequency),))
