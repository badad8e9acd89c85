"""Provokers and easers: what makes it worse, better, or nothing at all; how much of it; how soon (S05)."""

import re

from ..words import Effect
from .lexicon import ACTIVITY, COURSE, TREATMENT
from .pieces import ENDS_WITH_DATE, STARTS_WITH_DATE, named_problem, plain, segments, without_speaker
from .said import Becomes, Context, LineRead, ProvokerSaid

NOT_SAID = "It does not say what makes it worse or better."
A_COURSE = "It tells how things went over time, not what makes the pain worse or better."
A_TREATMENT = "It names a treatment: read it as tried if it was one."

_LINK = r"(?:\s*:\s*|\s+(?:with|w/|when|by|on|in(?! the (?:am|pm|morning|evening))|during|from|if)\s+|\s+)"
_STARTS: tuple[tuple[Effect, re.Pattern[str]], ...] = tuple(
    (effect, re.compile(rf"^(?:{typed}){_LINK}(?=\S)", re.IGNORECASE))
    for effect, typed in (
        (
            Effect.NONE,
            r"(?:no change|not worse|not better|unaffected|same)(?= (?:with|w/|when|by|on|in|during))",
        ),
        (Effect.WORSE, r"(?:worse|wrose|worst|aggravated|aggravating|provoked|triggered|exacerbated|flares)"),
        (Effect.BETTER, r"(?:better|beter|eased|eases|relieved|relieving|improves|improved|alleviated)"),
    )
)
#: Words that only tell of a provoker when a link follows: "improved" alone is a course.
_NEEDS_LINK = re.compile(
    r"^(?:worst|aggravated|provoked|triggered|exacerbated|flares|eased|relieved|improves|improved|alleviated)"
    r"(?!\s*:|\s+(?:with|w/|when|by|on|during|from)\s)",
    re.IGNORECASE,
)
_PAINLESS = re.compile(
    r"^(?P<what>.{2,80}?),?\s+but\s+(?:is\s+)?(?:painless|not painful|no pain|pain[- ]free|without pain)$",
    re.IGNORECASE,
)
#: A new effect inside the line: "worse sitting 20 better leaning on cart".
_TURN = re.compile(
    r"(?:\s*[,;]\s*|\s+(?:and|but)\s+|\s+)(?=(?:worse|better|eased|relieved|aggravated|"
    r"improves|no change)\s+(?!than\b))(?<!get )(?<!gets )(?<!no )(?<!not )",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:>|<|~|about |more than |over |up to |at least )?\s*\d{1,3}(?:\.\d)?(?:\s*(?:-|to)\s*\d{1,3})?\+?"
)
_MEASURE = (
    r"(?:minutes?|mins?|hours?|hrs?|h|blocks?|blks?|miles?|mi|flights?|meters?|m|steps|"
    r"lbs?|pounds?|kgs?|reps|')"
)
#: "sitting 20 min", "sitting for > 20", "after 20 min of sitting".
_DOSE_AFTER = re.compile(
    rf"^(?P<what>.*?\D)\s*(?:for\s+|x\s+|past\s+|after\s+)?(?P<dose>{_NUMBER}\s*{_MEASURE}?)$", re.IGNORECASE
)
_DOSE_BEFORE = re.compile(
    rf"^(?:after\s+)?(?P<dose>{_NUMBER}\s*{_MEASURE})\s+(?:of\s+|in\s+|on\s+)?(?:the\s+)?(?P<what>\D.*)$",
    re.IGNORECASE,
)
_DELAY = (
    r"(?:(?:the\s+)?(?:next|following|same)\s+(?:day|morning|night|am)|that (?:night|evening)|"
    r"(?:the )?day after|right away|immediately|"
    rf"at once|within\s+{_NUMBER}\s*(?:minutes?|mins?|hours?|hrs?|h|days?)|{_NUMBER}\s*(?:minutes?|"
    rf"mins?|hours?|hrs?|h|days?)\s+later)"
)
_DELAY_ALONE = re.compile(rf"^{_DELAY}$", re.IGNORECASE)
_DELAY_AFTER = re.compile(rf"^(?P<what>.+?)[\s,]+(?P<delay>{_DELAY})$", re.IGNORECASE)
_DELAY_BEFORE = re.compile(
    rf"^(?P<delay>{_DELAY}|{_NUMBER}\s*(?:hours?|hrs?|days?))\s+after\s+(?P<what>\D.*)$", re.IGNORECASE
)


def read_provokers(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`worse sitting 20, better leaning on cart`; `clicks but painless` is an effect of none."""
    problem, said = named_problem(body, context.problems)
    said = without_speaker(said)
    if found := _PAINLESS.match(said.rstrip(" .")):
        return LineRead(
            text, Becomes.PROVOKER, (ProvokerSaid(said, Effect.NONE, found["what"], problem=problem),)
        )
    if _effect(said, is_told=is_told) is None:
        return LineRead(text, Becomes.NOTE, reason=NOT_SAID) if is_told else None
    parts: list[ProvokerSaid] = []
    rest: list[str] = []
    for turn in _TURN.split(said):
        fault = _turn(turn, problem, parts, rest, is_told=is_told)
        if fault:
            return LineRead(text, Becomes.NOTE, reason=fault)
    if not parts:
        return LineRead(text, Becomes.NOTE, reason=NOT_SAID)
    return LineRead(text, Becomes.PROVOKER, tuple(parts), rest=", ".join(rest))


def _effect(said: str, *, is_told: bool) -> tuple[Effect, str] | None:
    if not is_told and _NEEDS_LINK.match(said):
        return None
    for effect, starts in _STARTS:
        if found := starts.match(said):
            return effect, said[found.end() :]
    return None


def _turn(turn: str, problem: str, parts: list[ProvokerSaid], rest: list[str], *, is_told: bool) -> str:
    """One effect with its list. Returns why nothing of the line may be charted, else an empty text."""
    found = _effect(turn, is_told=is_told)
    if found is None:
        rest.append(turn)
        return ""
    effect, listed = found
    is_plain = bool(re.match(r"^\w+\s*:", turn))
    for place, piece in enumerate(segments(listed)):
        if place == 0 and not is_plain and (fault := _fault(piece)):
            return fault
        if place and _DELAY_ALONE.match(piece):
            parts[-1] = _later(parts[-1], piece)
        elif place == 0 or (ACTIVITY.match(piece) and not _tells_a_course(piece)):
            parts.append(_provoker(effect, piece, problem))
        else:
            rest.append(piece)
    return ""


def _fault(piece: str) -> str:
    if _tells_a_course(piece):
        return A_COURSE
    return A_TREATMENT if TREATMENT.search(piece) else ""


def _tells_a_course(piece: str) -> bool:
    return bool(COURSE.match(piece) or STARTS_WITH_DATE.match(piece) or ENDS_WITH_DATE.search(f" {piece}"))


def _later(part: ProvokerSaid, delay: str) -> ProvokerSaid:
    return ProvokerSaid(
        f"{part.said}, {delay}", part.effect, part.what, part.dose, part.delay or delay, part.problem
    )


def _provoker(effect: Effect, piece: str, problem: str) -> ProvokerSaid:
    what, dose, delay = plain(piece), "", ""
    if found := _DELAY_BEFORE.match(what) or _DELAY_AFTER.match(what):
        what, delay = found["what"], found["delay"]
    if found := _DOSE_BEFORE.match(what) or _DOSE_AFTER.match(what):
        what, dose = found["what"].strip(" ,"), found["dose"].strip()
    what = re.sub(r"^(?:with|w/|when|after)\s+(?=\S)", "", what, flags=re.IGNORECASE)
    return ProvokerSaid(piece, effect, what, dose, delay, problem)
