"""The look-back (S72): each anchor in the days before and after an event, against the days before those.

Each side is held against the reference by itself: a flare that breaks the days after it must not blur what
came before. An anchor with too few days, too little variation or days too alike to judge says so. At most one
look-back in twenty shows a difference that is none, all its anchors together. What was found is worth asking
about; it is never a cause. The simulation that these numbers were set by is docs/look-back.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from . import guard, sentences
from .autoregression import Observed, fit
from .facts import Counted, Event, Finding, LookBack, Numbers, Series, Stretch, Stretches
from .words import ASKED_FIRST, FOUND_IN, Anchor, Answer, Side, Why

#: Written with every saved look-back: which rules gave its numbers.
METHOD = "AR(1) mixture of t, weighted Holm, 1"
#: The level that keeps false alarms at 5 percent of look-backs or below for autocorrelations up to 0.6, with
#: skewed and rounded values too; and how much of it belongs to what is asked first.
GUARD_LEVEL = 0.035
FIRST_SHARE = 0.8
#: Above this likeness of neighbouring days, 56 days hold too few independent ones.
MOST_CORRELATION = 0.75
#: So many days must differ from the commonest value of their own stretch.
FEWEST_OTHER = 5
_LEVEL = 0.95


@dataclass(frozen=True)
class _Known:
    """One anchor's values by stretch, and how many days each could have."""

    reference: list[float]
    sides: dict[Side, list[float]]
    counted: Counted
    counted_sides: dict[Side, Counted]


def look_back(event: Event, series: Mapping[Anchor, Series], numbers: Numbers) -> LookBack:
    """`series`: whatever is known of each anchor; days outside the stretches are not used."""
    stretches = Stretches.around(event.on, numbers)
    told = {anchor: _known(series.get(anchor, {}), stretches) for anchor in Anchor}
    silent = tuple(anchor for anchor, known in told.items() if not _has_any(known))
    findings = [
        _finding(anchor, side, told[anchor], series[anchor], event, numbers)
        for anchor in Anchor
        if anchor not in silent
        for side in Side
    ]
    answered = _guarded(findings)
    worded = tuple(_worded(one, event, numbers) for one in answered)
    return LookBack(event, stretches, worded, silent, METHOD)


def _worded(finding: Finding, event: Event, numbers: Numbers) -> Finding:
    told = sentences.sentence(finding, event, numbers)
    return replace(finding, sentence=told, brief=sentences.brief(finding, numbers))


def _known(series: Series, stretches: Stretches) -> _Known:
    reference = _values(series, stretches.reference)
    sides = {side: _values(series, stretches.side(side)) for side in Side}
    counted = {side: _counted(values, stretches.side(side)) for side, values in sides.items()}
    return _Known(reference, sides, _counted(reference, stretches.reference), counted)


def _values(series: Series, stretch: Stretch) -> list[float]:
    return [value for day, value in series.items() if day in stretch]


def _counted(values: Sequence[float], stretch: Stretch) -> Counted:
    return Counted(len(values), stretch.days, sum(values) / len(values) if values else None)


def _has_any(known: _Known) -> bool:
    return bool(known.reference or any(known.sides.values()))


def _finding(
    anchor: Anchor, side: Side, known: _Known, series: Series, event: Event, numbers: Numbers
) -> Finding:
    why = _why_not(anchor, known, side, event, numbers)
    bare = Finding(
        anchor,
        side,
        known.counted,
        known.counted_sides[side],
        Answer.CANNOT_TELL,
        sentence="",
        asked_first=(side, anchor) in ASKED_FIRST[event.kind],
        why=why,
    )
    return bare if why else _measured(bare, series, Stretches.around(event.on, numbers))


def _why_not(anchor: Anchor, known: _Known, side: Side, event: Event, numbers: Numbers) -> Why | None:
    if FOUND_IN.get(event.kind) == anchor:
        return Why.FOUND_HERE
    window = known.sides[side]
    is_short = len(window) < numbers.least_of(numbers.days)
    if is_short or len(known.reference) < numbers.least_of(numbers.reference_days):
        return Why.TOO_FEW_DAYS
    if _others(known.reference) + _others(window) < FEWEST_OTHER:
        return Why.NO_VARIATION
    return None


def _others(values: Sequence[float]) -> int:
    """How many differ from the commonest of them."""
    return len(values) - Counter(values).most_common(1)[0][1]


def _measured(finding: Finding, series: Series, stretches: Stretches) -> Finding:
    window = stretches.side(finding.side)
    days = [
        Observed(day.toordinal(), day in window, series[day])
        for day in sorted(series)
        if day in window or day in stretches.reference
    ]
    found = fit(days)
    if found.correlation > MOST_CORRELATION:
        return replace(finding, why=Why.TOO_ALIKE)
    reach = found.spread.reach(_LEVEL)
    return replace(
        finding,
        answer=Answer.NO_CLEAR_CHANGE,
        size=found.difference,
        low=found.difference - reach,
        high=found.difference + reach,
        chance=found.spread.beyond(abs(found.difference)),
    )


def _guarded(findings: Sequence[Finding]) -> list[Finding]:
    judged = [one for one in findings if one.chance is not None]
    weights = guard.weights([one.asked_first for one in judged], FIRST_SHARE)
    stands = guard.holm([one.chance or 0.0 for one in judged], weights, GUARD_LEVEL)
    clear = {(one.anchor, one.side) for one, stand in zip(judged, stands, strict=True) if stand}
    return [
        replace(one, answer=_direction(one)) if (one.anchor, one.side) in clear else one for one in findings
    ]


def _direction(finding: Finding) -> Answer:
    return Answer.UP if (finding.size or 0) > 0 else Answer.DOWN
