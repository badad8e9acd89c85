"""What patients read about danger signs: grade 6, and none of the words that hurt."""

import pytest

from outcomes.rules.red_flag_data import FLAGS
from plans.rules.plain import banned_words_in
from tests.harness.reading import grade

TO_DO = [flag.patient_to_do.format(emergency="911", crisis="988") for flag in FLAGS]


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.key)
def test_a_sixth_grader_can_answer_it(flag):
    assert grade(flag.patient_question).is_plain


@pytest.mark.parametrize("text", TO_DO)
def test_a_sixth_grader_knows_what_to_do(text):
    assert grade(text).flesch_kincaid <= 6


def test_all_of_it_together_is_plain():
    assert grade(" ".join(TO_DO)).is_plain
    assert banned_words_in(" ".join([*TO_DO, *(flag.patient_question for flag in FLAGS)])) == ()
