"""What we noticed, in the patient's words (S78, S79): wins, more room in life, a level that holds.

Only what is better or holds is told here. What went the other way is talked about, not put on a phone.
"""

from collections.abc import Iterator
from datetime import timedelta

from core.words import day, tenths, two_days
from outcomes.rules.order import FUNCTION
from outcomes.rules.pattern import Pattern, PatternVerdict, Told
from outcomes.rules.wins import Win, WinKind
from outcomes.selectors import Noticed

from .series import PLAIN_TITLES

_PATTERNS = {
    Pattern.LIFE_WIDER: "You do more now, with about the same pain.",
    Pattern.PAIN_ONLY: "Your pain is less. What you do is about the same.",
    Pattern.BOTH: "You do more now, and your pain is less.",
}


def noticed_lines(noticed: Noticed) -> list[str]:
    """One or two short sentences each; empty when there is nothing good to tell."""
    return [
        *_pattern_lines(noticed.pattern),
        *(_WINS[win.kind](win) for win in noticed.wins),
        *_landing_lines(noticed),
    ]


def _pattern_lines(pattern: PatternVerdict | None) -> Iterator[str]:
    if pattern is not None:
        better = [one for one in pattern.function if one.verdict.code.tone == "better"]
        told = " ".join(_numbers(one) for one in better if one.key not in FUNCTION or one.key in PLAIN_TITLES)
        yield f"{_PATTERNS[pattern.code]} {told}".strip()


def _numbers(one: Told) -> str:
    first, last = one.verdict.baseline, one.verdict.latest
    if first is None or last is None:
        return ""
    began, now = two_days(first.on, last.on)
    title = PLAIN_TITLES.get(one.key, one.title)
    return f"{title}: {tenths(first.value)} on {began}, {tenths(last.value)} {one.unit} on {now}."


def _landing_lines(noticed: Noticed) -> Iterator[str]:
    for one in noticed.landings:
        level = f"{tenths(one.plateau.level)} {one.unit}"
        yield f"{one.title}: steady at about {level} for {one.plateau.weeks} weeks."


def _goal(win: Win) -> str:
    return f"You got to your goal on {day(win.on)}. {win.title}: {tenths(win.value)} {win.unit}."


def _best(win: Win) -> str:
    now = f"{win.title}: {tenths(win.value)} {win.unit} or better, two times in a row."
    return f"{now} Your best was {tenths(win.before)}."


def _nights(win: Win) -> str:
    days = f"{day(win.on - timedelta(days=1))} and {day(win.on)}"
    return f"Two good nights in a row: {days}. You slept {tenths(win.value)} hours or more."


def _days(win: Win) -> str:
    return f"{win.value} good days in this last week. In the week before it was {win.before}."


_WINS = {
    WinKind.GOAL_REACHED: _goal,
    WinKind.NEW_BEST: _best,
    WinKind.GOOD_NIGHTS: _nights,
    WinKind.GOOD_DAYS: _days,
}
