"""What answers say beside their number: criteria met, a second rule, a half that is positive.

A finding is a few words (at most 40 characters) kept with the score; empty when there is nothing to say.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from .instrument_parts import Finding

Given = Mapping[str, int]

#: The five regions of the 2016 criteria with the sites that count for them. Jaws, chest and abdomen count in
#: the widespread pain index but not here (Wolfe 2016, Semin Arthritis Rheum 46:319; clinical.md 3.3).
ACR_REGIONS: Mapping[str, tuple[str, ...]] = {
    "left upper": ("shoulder_left", "upper_arm_left", "lower_arm_left"),
    "right upper": ("shoulder_right", "upper_arm_right", "lower_arm_right"),
    "left lower": ("hip_left", "upper_leg_left", "lower_leg_left"),
    "right lower": ("hip_right", "upper_leg_right", "lower_leg_right"),
    "axial": ("neck", "upper_back", "lower_back"),
}
ACR_UNCOUNTED = ("jaw_left", "jaw_right", "chest", "abdomen")
ACR_SITES = (*(site for sites in ACR_REGIONS.values() for site in sites), *ACR_UNCOUNTED)
ACR_SYMPTOMS = ("fatigue", "unrefreshed", "cognitive", "headaches", "abdominal", "low_mood")

_WHOLE_HALF = 3


def widespread_index(given: Given) -> int:
    """WPI, 0 to 19: one for each painful site."""
    return sum(given.get(site, 0) for site in ACR_SITES)


def symptom_severity(given: Given) -> int:
    """SSS, 0 to 12."""
    return sum(given.get(symptom, 0) for symptom in ACR_SYMPTOMS)


def painful_regions(given: Given) -> tuple[str, ...]:
    return tuple(name for name, sites in ACR_REGIONS.items() if any(given.get(site) for site in sites))


def meets_acr_2016(given: Given) -> bool:
    """WPI and SSS high enough, four of five regions, three months. No other diagnosis excludes it."""
    index, severity = widespread_index(given), symptom_severity(given)
    is_enough = (index >= 7 and severity >= 5) or (4 <= index <= 6 and severity >= 9)
    return is_enough and len(painful_regions(given)) >= 4 and given.get("three_months") == 1


def _acr_2016(given: Given, value: Decimal) -> str:
    return "criteria met" if meets_acr_2016(given) else "criteria not met"


def _stop_rule(given: Given, value: Decimal) -> str:
    """High also with two STOP answers and one of man, BMI over 35 or a wide neck (clinical.md 3.1)."""
    stop = sum(given.get(key, 0) for key in ("snore", "tired", "observed", "pressure"))
    is_high = stop >= 2 and any(given.get(key) for key in ("male", "bmi", "neck"))
    return "high by the STOP rule" if is_high and value < 5 else ""


def _screener_halves(given: Given, value: Decimal) -> str:
    """PHQ-4: a half of three or more asks for the whole form."""
    mood = given["interest"] + given["down"] >= _WHOLE_HALF
    worry = given["nervous"] + given["control"] >= _WHOLE_HALF
    forms = [name for name, is_high in (("PHQ-9", mood), ("GAD-7", worry)) if is_high]
    return f"ask {' and '.join(forms)}" if forms else ""


def _self_harm_item(given: Given, value: Decimal) -> str:
    return "item 9 positive" if given.get("self_harm", 0) >= 1 else ""


_FINDINGS: Mapping[Finding, Callable[[Given, Decimal], str]] = {
    Finding.ACR_2016: _acr_2016,
    Finding.STOP_RULE: _stop_rule,
    Finding.SCREENER_HALVES: _screener_halves,
    Finding.SELF_HARM_ITEM: _self_harm_item,
}


def finding_words(finding: Finding | None, given: Given, value: Decimal) -> str:
    return _FINDINGS[finding](given, value) if finding else ""
