"""From answers to a number. Null is not zero: too few answers give no score, and say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.errors import DomainError

from .instrument import Band, Instrument, Method

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
    given = {key: answer for key, answer in answers.items() if answer is not None}
    answered, of = len(given), len(instrument.items)
    if answered < instrument.missing.least:
        return ScoreResult(None, "", None, _why_none(instrument, answered), answered, of)
    value, explanation = _METHODS[instrument.method](instrument, given)
    flag = f"prorated {answered}/{of}" if answered < instrument.missing.full else ""
    return ScoreResult(value, flag, band_of(instrument, value), explanation, answered, of)


def band_of(instrument: Instrument, value: Decimal) -> Band | None:
    """The first band whose end reaches the value; 20.5 therefore has a home."""
    return next((band for band in instrument.bands if value <= band.up_to), None)


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


def _percent_of_maximum(instrument: Instrument, given: Mapping[str, int]) -> tuple[Decimal, str]:
    total = sum(given.values())
    most = sum(item.scale.high for item in instrument.items if item.key in given)
    value = Decimal(100 * total) / most
    sections = f"{len(given)} of {len(instrument.items)} sections answered"
    return value, f"{total} of {most} possible points, {sections}: {shown(value)} %."


_METHODS = {Method.MEAN: _mean, Method.PERCENT_OF_MAXIMUM: _percent_of_maximum}


def _why_none(instrument: Instrument, answered: int) -> str:
    of, least = len(instrument.items), instrument.missing.least
    needed = f"all {of} are" if least == of else f"at least {least} are"
    return f"No score: {answered} of {of} answered, {needed} needed."
