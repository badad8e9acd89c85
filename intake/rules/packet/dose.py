"""A dose in words, from FHIR Dosage. What the sender did not state is not made up."""

from decimal import Decimal
from typing import Any

from .fields import Json, child, children, text

_MOST = 200
_UNITS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "min": "minute", "a": "year", "s": "second"}


def dose_words(request: Json) -> str:
    """One line for all dosage instructions; empty when no dose is stated, whatever else is."""
    lines = [line for one in children(request, "dosageInstruction") if (line := _line(one))]
    joined = "; ".join(lines)
    return joined if len(joined) <= _MOST else joined[: _MOST - 1] + "…"


def _line(dosage: Json) -> str:
    said = text(dosage, "text", _MOST)
    if said:
        return said
    amount = next((words for one in children(dosage, "doseAndRate") if (words := _amount(one))), "")
    if not amount:
        return ""
    as_needed = (
        "as needed"
        if dosage.get("asNeededBoolean") is True or child(dosage, "asNeededCodeableConcept")
        else ""
    )
    route = text(child(dosage, "route"), "text", 60)
    return ", ".join(part for part in (amount, _timing(child(dosage, "timing")), route, as_needed) if part)


def _amount(dose: Json) -> str:
    quantity, span = child(dose, "doseQuantity"), child(dose, "doseRange")
    if quantity:
        return _quantity(quantity)
    low, high = child(span, "low"), child(span, "high")
    if _number(low.get("value")) and _number(high.get("value")):
        return f"{_number(low.get('value'))} to {_quantity(high)}"
    return ""


def _quantity(quantity: Json) -> str:
    number = _number(quantity.get("value"))
    unit = text(quantity, "unit", 40) or text(quantity, "code", 40)
    return f"{number} {unit or '(unit not stated)'}" if number else ""


def _number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) and value.is_finite() else str(value)


def _timing(timing: Json) -> str:
    """“2 times every 12 hours”, “every 6 hours”, “every day”; a code's words when there is no rhythm."""
    repeat = child(timing, "repeat")
    unit, period = _UNITS.get(str(repeat.get("periodUnit", ""))), _number(repeat.get("period"))
    if not unit or not period:
        return text(child(timing, "code"), "text", 60)
    times = _number(repeat.get("frequency")) or "1"
    rhythm = f"every {unit}" if period == "1" else f"every {period} {unit}s"
    return rhythm if times == "1" else f"{times} times {rhythm}"
