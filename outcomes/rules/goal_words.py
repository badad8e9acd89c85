"""A goal's parts put together for reading, and the hint that a pain score alone is no goal (S28).

The person's own words are kept as they were said and never built from parts.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.words import full_day, plain

#: What a goal looks like when it is only a score.
_SCORE_UNITS = re.compile(
    r"(?:pain )?(?:points?|score|nrs|vas|out of 10|of 10|/ ?10|of 100|/ ?100)", re.IGNORECASE
)
_PAIN = re.compile(r"\b(?:pain|ache|aching|hurt\w*|nrs|vas)\b", re.IGNORECASE)
_SCORED = re.compile(
    r"\b(?:score|level|down|under|below|less|lower|reduce\w*|free|no (?:more )?pain|out of (?:10|ten)|nrs"
    r"|vas)\b"
    r"|\d\s*(?:/|of)\s*10\b",
    re.IGNORECASE,
)
#: A thing that somebody does again: any of these beside the pain makes it a goal of daily life.
_DOING = re.compile(
    r"\b(?:walk|sit|stand|driv|cook|sleep|work|lift|carr|climb|play|garden|danc|swim|bik|cycl|rid|run|clean|bend"
    r"|shop|travel|visit|read|writ|knit|sew|bath|shower|dress|meet)(?:s|e|es|y|ies|t?ing|p?ing|n?ing|m?ing)?\b",
    re.IGNORECASE,
)

PAIN_ONLY = (
    "This goal is a pain score. What would they do again if it were lower? "
    "A goal of daily life shows change sooner; the score can stay beside it."
)


@dataclass(frozen=True)
class GoalParts:
    """What a goal is made of. Empty and None are “not said”."""

    activity: str
    target: Decimal
    unit: str
    frequency: str = ""
    condition: str = ""
    target_on: date | None = None


def goal_sentence(parts: GoalParts) -> str:
    """“Sit through a meeting: 60 minutes, 3 times a week, without a flare, by 3 Mar 2027”."""
    by = f"by {full_day(parts.target_on)}" if parts.target_on else ""
    amount = f"{plain(parts.target)} {parts.unit}"
    facts = ", ".join(filter(None, [amount, parts.frequency, parts.condition, by]))
    return f"{parts.activity}: {facts}" if parts.activity else facts


def pain_only_advice(words: str, activity: str, unit: str) -> str:
    """A sentence when the goal is nothing but a pain score; empty otherwise. Advice, never a refusal."""
    if activity.strip():
        return "" if not _is_score(activity, unit) else PAIN_ONLY
    return PAIN_ONLY if _is_score(words, unit) else ""


def _is_score(words: str, unit: str) -> bool:
    if _DOING.search(words):
        return False
    is_scored = bool(_SCORE_UNITS.fullmatch(unit.strip()) or _SCORED.search(words))
    return is_scored and bool(_PAIN.search(words) or "pain" in unit.lower())
