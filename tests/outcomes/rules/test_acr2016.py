"""The fibromyalgia criteria of 2016: every worked example and trap of clinical.md 3.3."""

import pytest

from outcomes import instruments
from outcomes.rules import findings
from outcomes.rules.scoring import score


def acr(sites, *, fatigue=0, unrefreshed=0, cognitive=0, others=(), months=1):
    answers = dict.fromkeys(findings.ACR_SITES, 0) | dict.fromkeys(sites, 1)
    answers |= {"fatigue": fatigue, "unrefreshed": unrefreshed, "cognitive": cognitive}
    answers |= {key: int(key in others) for key in ("headaches", "abdominal", "low_mood")}
    return answers | {"three_months": months}


BOTH_GIRDLES = ("shoulder_left", "shoulder_right")
WORKED = (
    *BOTH_GIRDLES,
    "neck",
    "lower_back",
    "hip_left",
    "hip_right",
    "upper_leg_left",
    "upper_leg_right",
)
AXIS_AND_LEGS = (
    "neck",
    "upper_back",
    "lower_back",
    "hip_left",
    "upper_leg_left",
    "lower_leg_left",
    "hip_right",
    "upper_leg_right",
    "lower_leg_right",
)
FIVE = (*BOTH_GIRDLES, "hip_left", "hip_right", "upper_leg_left")
SEVERE = {"fatigue": 3, "unrefreshed": 3, "cognitive": 2}


@pytest.mark.parametrize(
    ("answers", "index", "severity", "regions", "is_met"),
    [
        (acr(WORKED, fatigue=2, unrefreshed=2, cognitive=1, others=["headaches"]), 8, 6, 5, True),
        (acr(AXIS_AND_LEGS, **SEVERE), 9, 8, 3, False),
        (acr(FIVE, **SEVERE, others=["low_mood"]), 5, 9, 4, True),
        (acr(WORKED[:-1], fatigue=2, unrefreshed=2), 7, 4, 5, False),
        (acr(FIVE[:3], **SEVERE, others=["low_mood"]), 3, 9, 3, False),
        (acr(("neck", *FIVE[:3]), **SEVERE, others=["low_mood"]), 4, 9, 4, True),
        (acr(FIVE, **SEVERE), 5, 8, 4, False),
        (acr((*WORKED[:-1],), fatigue=2, unrefreshed=2, cognitive=1), 7, 5, 5, True),
        (acr(FIVE, **SEVERE, others=["low_mood"], months=0), 5, 9, 4, False),
        (acr(("jaw_left", "hip_left", "hip_right", "neck", "chest", "abdomen"), **SEVERE), 6, 8, 3, False),
    ],
)
def test_the_criteria_of_2016(answers, index, severity, regions, is_met):
    assert findings.widespread_index(answers) == index
    assert findings.symptom_severity(answers) == severity
    assert len(findings.painful_regions(answers)) == regions
    assert findings.meets_acr_2016(answers) == is_met
    result = score(instruments.get("acr2016"), answers)
    assert (result.value, result.flag) == (index + severity, "criteria met" if is_met else "criteria not met")


def test_a_jaw_alone_does_not_make_its_region_count():
    assert "left upper" not in findings.painful_regions({"jaw_left": 1})
    assert "axial" not in findings.painful_regions({"chest": 1, "abdomen": 1})
    assert findings.widespread_index({"jaw_left": 1, "chest": 1}) == 2


def test_the_criteria_have_nineteen_sites_and_need_every_row():
    one = instruments.get("acr2016")
    assert len(findings.ACR_SITES) == len(set(findings.ACR_SITES)) == 19
    assert {item.key for item in one.items} >= {*findings.ACR_SITES, *findings.ACR_SYMPTOMS}
    assert score(one, {**acr(WORKED), "neck": None}).value is None
