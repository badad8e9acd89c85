"""What patients read about danger signs: grade 6, and none of the words that hurt."""

import pytest

from core.plain_words import banned_words_in
from outcomes.rules.red_flag_further import EVERY
from outcomes.rules.red_flags import judge
from outcomes.rules.words import FlagAnswer
from tests.harness.reading import grade

#: A sign by itself, and as its facts make it: all asked and denied, or all of them there.
SAID = [
    judge(flag, {flag.key_of(fact): answer for fact in flag.facts}).patient_to_do
    for flag in EVERY
    for answer in (FlagAnswer.UNSURE, FlagAnswer.NO, FlagAnswer.YES)
]
TO_DO = sorted({text.format(emergency="911", crisis="988") for text in SAID})


@pytest.mark.parametrize("flag", EVERY, ids=lambda flag: flag.key)
def test_a_sixth_grader_can_answer_it(flag):
    assert grade(flag.patient_question).is_plain


@pytest.mark.parametrize("text", TO_DO)
def test_a_sixth_grader_knows_what_to_do(text):
    assert grade(text).flesch_kincaid <= 6


def test_all_of_it_together_is_plain():
    assert grade(" ".join(TO_DO)).is_plain
    assert banned_words_in(" ".join([*TO_DO, *(flag.patient_question for flag in EVERY)])) == ()
