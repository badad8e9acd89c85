"""Reading grades: held against textstat, which the clinic does not run."""

import pytest

from core.reading import flesch_kincaid
from tests.harness.reading import grade

PLAIN = "Your left leg nerve is sore and sends pain down to your foot. We think it will settle. Sit, then go."
HARD = "Considerable inflammation of several neighboring structures necessitates additional investigation."


@pytest.mark.parametrize("text", [PLAIN, HARD, "Walk a bit. " * 10, f"{PLAIN} {HARD}"])
def test_it_agrees_with_textstat(text):
    twice = f"{text} {text}"
    assert flesch_kincaid(twice) == pytest.approx(grade(twice).flesch_kincaid, abs=0.5)


def test_plain_and_hard_words_are_far_apart():
    assert flesch_kincaid(PLAIN) < 4
    assert flesch_kincaid(f"{HARD} {HARD}") > 20


def test_a_word_that_no_dictionary_knows_is_counted_by_its_vowels():
    known = "We walk to the sea and back again on most days. "
    assert flesch_kincaid(known + "Spondyloarthropathy.") > flesch_kincaid(known + "Walks.")


@pytest.mark.parametrize("text", ["", "Rest.", "Sit for ten minutes, then stand."])
def test_too_few_words_have_no_grade(text):
    assert flesch_kincaid(text) is None
