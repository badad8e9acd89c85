"""Nine danger signs: complete data, honest verdicts, a clock for each answer (S18, clinical.md 6)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.red_flag_data import FLAGS, VERSION
from outcomes.rules.red_flags import Tier, find, urgency, verdict
from outcomes.rules.words import FlagAnswer

KEYS = [flag.key for flag in FLAGS]
SELF_HARM = find(FLAGS, "self_harm")


def test_the_nine_that_every_intake_asks():
    assert KEYS == [
        "cauda_equina",
        "weakness",
        "infection",
        "cancer",
        "fracture",
        "vascular",
        "inflammatory",
        "headache_eye",
        "self_harm",
    ]
    assert VERSION


@pytest.mark.parametrize("flag", FLAGS, ids=KEYS)
def test_each_sign_is_whole(flag):
    texts = (flag.name, flag.question, flag.patient_question, flag.to_do, flag.patient_to_do, flag.source)
    assert all(texts)
    for text in (flag.to_do, flag.patient_to_do):
        assert "{" not in text.format(emergency="911", crisis="988")


@pytest.mark.parametrize("flag", [one for one in FLAGS if one.tier == Tier.NOW], ids=lambda one: one.key)
def test_an_emergency_names_the_emergency_number_to_the_patient(flag):
    assert "{emergency}" in flag.patient_to_do


@pytest.mark.parametrize(
    ("key", "answer", "due", "is_stat"),
    [
        ("cauda_equina", FlagAnswer.YES, timedelta(minutes=30), True),
        ("weakness", FlagAnswer.YES, timedelta(hours=4), True),
        ("cancer", FlagAnswer.YES, timedelta(days=3), False),
        ("inflammatory", FlagAnswer.YES, timedelta(days=14), False),
        ("cauda_equina", FlagAnswer.UNSURE, timedelta(hours=4), False),
        ("weakness", FlagAnswer.UNSURE, timedelta(days=1), False),
        ("self_harm", FlagAnswer.YES, timedelta(minutes=20), True),
        ("self_harm", FlagAnswer.UNSURE, timedelta(minutes=20), True),
    ],
)
def test_an_answer_starts_its_clock(key, answer, due, is_stat):
    clock = urgency(find(FLAGS, key), answer, self_harm_minutes=20)
    assert (clock.due_in, clock.is_stat) == (due, is_stat)


@pytest.mark.parametrize(
    ("key", "answer"),
    [("cancer", FlagAnswer.UNSURE), ("inflammatory", FlagAnswer.UNSURE), ("self_harm", FlagAnswer.NO)],
)
def test_some_answers_start_none(key, answer):
    assert urgency(find(FLAGS, key), answer, self_harm_minutes=30) is None


def test_nothing_asked_yet():
    judged = verdict(FLAGS, {})
    assert not judged.is_complete
    assert judged.tier is None
    assert judged.sentence == "Red flags: 0 of 9 asked, 0 yes."


def test_a_yes_and_an_unsure_are_named():
    answers = dict.fromkeys(KEYS, FlagAnswer.NO) | {
        "fracture": FlagAnswer.YES,
        "cauda_equina": FlagAnswer.YES,
        "cancer": FlagAnswer.UNSURE,
    }
    judged = verdict(FLAGS, answers)
    assert judged.is_complete
    assert judged.tier == Tier.NOW
    assert judged.sentence == (
        "Red flags: 9 of 9 asked, 2 yes (cauda equina; fracture), 1 not ruled out (cancer)."
    )


def test_an_unknown_sign_is_refused():
    with pytest.raises(DomainError, match="do not ask about “gout”"):
        find(FLAGS, "gout")


@given(st.dictionaries(st.sampled_from([*KEYS, "retired"]), st.sampled_from(list(FlagAnswer))))
def test_every_sign_is_missing_or_asked(answers):
    judged = verdict(FLAGS, answers)
    assert judged.asked + len(judged.missing) == judged.of == 9
    assert not set(judged.positive) & set(judged.unsure)
    assert all(answers[flag.key] != FlagAnswer.NO for flag in (*judged.positive, *judged.unsure))


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(FlagAnswer))), st.sampled_from(KEYS))
def test_one_more_yes_never_makes_it_less_urgent(answers, key):
    before, after = verdict(FLAGS, answers).tier, verdict(FLAGS, answers | {key: FlagAnswer.YES}).tier
    assert after is not None
    assert before is None or after <= before
