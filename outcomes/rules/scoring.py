"""From answers to a number. Null is not zero: too few answers give no score, and say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from core.errors import DomainError

from .findings import finding_words
from .instrument import Band, Instrument, Item, Method, Part

#: Item key to answer; None, like an absent key, is “not answered”.
Answers = Mapping[str, int | None]

_KEPT = Decimal("0.0001")
_SHOWN = Decimal("0.1")


@dataclass(frozen=True)
class ScoreResult:
    """A score or the reason why there is none. `value` is not rounded."""

    value: Decimal | None
    flag: str
    band: Band | None
    explanation: str
    answered: int
    of: int


def check_answer(instrument: Instrument, key: str, value: int | None) -> None:
    """Refuse an item that the instrument does not have, and a value that its scale does not have."""
    item = instrument.item(key)
    if item is None:
        raise DomainError("unknown_item", f"{instrument.title} has no item “{key}”.", key)
    if value is not None and value not in item.scale:
        low, high = item.scale.low, item.scale.high
        raise DomainError("out_of_range", f"Give a whole number from {low} to {high}.", key)


def score(instrument: Instrument, answers: Answers) -> ScoreResult:
    """The score of one filling-in. Raises DomainError for an unknown item or a value out of range."""
    for key, answer in answers.items():
        check_answer(instrument, key, answer)
    given = _given(instrument, answers)
    answered, of = len(given), len(instrument.items)
    if _is_closed(instrument, given):
        value, why = instrument.low, "Nothing of the kind has happened: the score is the lowest."
        return ScoreResult(value, "", band_of(instrument, value), why, answered, of)
    why_none = _why_none(instrument, given)
    if why_none:
        return ScoreResult(None, "", None, why_none, answered, of)
    value, explanation = _METHODS[instrument.method](instrument, given)
    prorated = f"prorated {answered}/{of}" if answered < instrument.missing.full else ""
    flags = filter(None, [prorated, finding_words(instrument.finding, given, value)])
    return ScoreResult(value, "; ".join(flags), band_of(instrument, value), explanation, answered, of)


def part_scores(instrument: Instrument, answers: Answers) -> list[tuple[Instrument, ScoreResult]]:
    """The shorter instruments inside this one, each scored by its own rules."""
    parts = instrument.parts
    return [(part.instrument, score(part.instrument, _answers_of(part, answers))) for part in parts]


def all_scores(instrument: Instrument, answers: Answers) -> list[tuple[Instrument, ScoreResult]]:
    """What one filling-in leaves behind: its own score, then those parts of which anything was answered."""
    own = [(instrument, score(instrument, answers))] if instrument.has_score else []
    return own + [(part, result) for part, result in part_scores(instrument, answers) if result.answered]


def alarms(instrument: Instrument, answers: Answers) -> list[str]:
    """The danger signs that these answers say yes to."""
    raised = []
    for item in instrument.items:
        answer = answers.get(item.key)
        if item.alarm and answer is not None and answer >= item.alarm.at_least:
            raised.append(item.alarm.flag)
    return raised


def still_to_ask(instrument: Instrument, answers: Answers) -> list[Item]:
    """Items that were neither answered nor skipped. A no at the gate ends the questions."""
    if _is_closed(instrument, answers):
        return []
    return [item for item in instrument.items if item.key not in answers]


def band_of(instrument: Instrument, value: Decimal) -> Band | None:
    """The first band that holds the value; 20.5 therefore has a home."""
    return next((band for band in instrument.bands if band.holds(value)), None)


def kept(value: Decimal | None) -> Decimal | None:
    """As the database keeps it: four decimals."""
    return None if value is None else value.quantize(_KEPT, ROUND_HALF_UP)


def shown(value: Decimal | None) -> str:
    """As a person reads it: one decimal, rounded half up. Missing is a dash, never zero."""
    return "–" if value is None else str(value.quantize(_SHOWN, ROUND_HALF_UP))


def _mean(instrument: Instrument, given: Mapping[str, int]) -> tuple[Decimal, str]:
    total, count = sum(given.values()), len(given)
    value = Decimal(total) / count
    return value, f"Mean of {count} of {len(instrument.items)} answers: {total} ÷ {count} = {shown(value)}."


def _sum(instrument: Instrument, given: Mapping[str, int]) -> tuple[Decimal, str]:
    """The sum of the scored items; where some are missing, their mean stands in, as a whole number."""
    scored = [item.key for item in instrument.items if item.is_scored]
    found = [given[key] for key in scored if key in given]
    total, count, of = sum(found), len(found), len(scored)
    if count == of:
        return Decimal(total), f"Sum of {of} answers: {total}."
    rounding = ROUND_CEILING if instrument.missing.rounds_up else ROUND_HALF_UP
    value = (Decimal(total * of) / count).quantize(Decimal(1), rounding)
    return value, f"{count} of {of} answers add up to {total}: {total} ÷ {count} × {of} = {value}."


def _t_score(instrument: Instrument, given: Mapping[str, int]) -> tuple[Decimal, str]:
    raw, explanation = _sum(instrument, given)
    lowest = sum(item.scale.low for item in instrument.items)
    value = instrument.t_table[int(raw) - lowest]
    return value, f"{explanation} A raw sum of {raw} is T {shown(value)}."


def _percent_of_maximum(instrument: Instrument, given: Mapping[str, int]) -> tuple[Decimal, str]:
    total = sum(given.values())
    most = sum(item.scale.high for item in instrument.items if item.key in given)
    value = Decimal(100 * total) / most
    sections = f"{len(given)} of {len(instrument.items)} sections answered"
    return value, f"{total} of {most} possible points, {sections}: {shown(value)} %."


_METHODS = {
    Method.MEAN: _mean,
    Method.SUM: _sum,
    Method.PERCENT_OF_MAXIMUM: _percent_of_maximum,
    Method.T_SCORE: _t_score,
}


def _given(instrument: Instrument, answers: Answers) -> dict[str, int]:
    """What was answered. In a list of ticks an empty row is a no, once anything was answered."""
    given = {key: answer for key, answer in answers.items() if answer is not None}
    return {**dict.fromkeys(instrument.missing.ticks, 0), **given} if given else {}


def _is_closed(instrument: Instrument, answers: Answers) -> bool:
    return bool(instrument.gate) and answers.get(instrument.gate) == 0


def _answers_of(part: Part, answers: Answers) -> Answers:
    pairs = zip(part.items, part.instrument.items, strict=True)
    return {item.key: answers.get(key) for key, item in pairs}


def _why_none(instrument: Instrument, given: Mapping[str, int]) -> str:
    """Why these answers give no score; empty when they give one."""
    if not instrument.has_score:
        return f"{instrument.title} has no total; its parts are scored each by itself."
    missing = next((key for key in instrument.missing.needed if key not in given), "")
    if missing:
        return f"No score: item {instrument.position(missing)} is empty, and it is never estimated."
    answered, of, least = len(given), len(instrument.items), instrument.missing.least
    if answered >= least:
        return ""
    needed = f"all {of} are" if least == of else f"at least {least} are"
    return f"No score: {answered} of {of} answered, {needed} needed."
