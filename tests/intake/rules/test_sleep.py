"""Sleep is always asked: what follows from the answers, beside which medicines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.sleep import OPIOIDS, QUESTIONS, SEDATIVES, SleepAnswer, SleepFacts, advice

Y, N, U = SleepAnswer.YES, SleepAnswer.NO, SleepAnswer.UNSURE


def steps(**known):
    return [one.step.value for one in advice(SleepFacts(**{"answers": {}} | known))]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, []),
        ({"answers": {"snoring": N, "insomnia": N, "restless_legs": N, "night_pain": Y}}, []),
        ({"answers": {"snoring": Y}}, ["stop_bang"]),
        ({"answers": {"snoring": U}}, ["stop_bang"]),
        ({"stop_bang": Decimal(5)}, ["study"]),
        ({"stop_bang": Decimal(4)}, []),
        ({"stop_bang": Decimal(3), "answers": {"snoring": Y}}, ["study"]),
        ({"stop_bang": Decimal(2), "answers": {"snoring": Y}}, []),
        ({"has_apnoea": True}, ["cpap"]),
        ({"has_apnoea": True, "uses_cpap": False}, ["cpap"]),
        ({"has_apnoea": True, "uses_cpap": True}, []),
        ({"has_apnoea": False, "answers": {"snoring": N}}, []),
        ({"stop_bang": Decimal(6), "medicines": ["Oxycodone 5 mg"]}, ["opioid", "study"]),
        ({"has_apnoea": True, "uses_cpap": True, "medicines": ["MORPHINE ER"]}, ["opioid"]),
        ({"answers": {"snoring": Y}, "medicines": ["tramadol 50 mg"]}, ["stop_bang", "opioid"]),
        ({"answers": {"snoring": N}, "medicines": ["tramadol 50 mg"]}, []),
        ({"stop_bang": Decimal(6), "medicines": ["zolpidem 10 mg"]}, ["study"]),
        ({"answers": {"insomnia": Y, "restless_legs": Y}}, ["insomnia", "legs"]),
    ],
)
def test_what_follows(known, expected):
    assert steps(**known) == expected


def test_an_opioid_with_a_sedative_beside_apnoea_risk_names_both_and_is_urgent():
    found = advice(SleepFacts({}, ["Gabapentin 300 mg", "Hydrocodone 5 mg"], stop_bang=Decimal(5)))[0]
    assert found.is_urgent
    assert "Opioid with a sedative beside sleep apnoea risk" in found.sentence
    assert "Hydrocodone 5 mg, Gabapentin 300 mg" in found.sentence
    assert "naloxone" in found.task


@given(st.sets(st.sampled_from([*OPIOIDS, *SEDATIVES])), st.none() | st.decimals(0, 8, places=0))
def test_nothing_follows_from_questions_that_nobody_asked(medicines, stop_bang):
    """Without an answer only a score that somebody took may speak."""
    facts = SleepFacts(dict.fromkeys(QUESTIONS, ""), sorted(medicines), stop_bang)
    assert bool(advice(facts)) == (stop_bang is not None and stop_bang >= 5)
