"""What in a life decides which care is doable: its words, how long it holds, and which steps it concerns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.life import BarrierFacts, BarrierKind, RemedyState, Severity, standing_on

K = BarrierKind
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("barrier", "words"),
    [
        (BarrierFacts(K.TRANSPORT, "two buses"), "two buses"),
        (BarrierFacts(K.TRANSPORT), "getting there"),
        (BarrierFacts(K.INSURER, left=8, until_on=date(2026, 12, 31)), "8 visits left until 31 Dec 2026"),
        (BarrierFacts(K.INSURER, "PT", left=1), "PT 1 visit left"),
        (BarrierFacts(K.INSURER, "PT", left=0), "PT 0 visits left"),
        (BarrierFacts(K.INSURER, "PT"), "PT"),
    ],
)
def test_it_is_said_in_the_persons_words(barrier, words):
    assert barrier.short == words


def test_it_holds_until_the_day_on_which_somebody_ended_it():
    ended = BarrierFacts(K.CARE, "toddler", ended_on=TODAY)
    assert not ended.holds_on(TODAY)
    assert ended.holds_on(date(2026, 11, 25))
    assert BarrierFacts(K.CARE, "toddler").holds_on(date(2030, 1, 1))


def test_what_stops_care_comes_first_and_what_ended_is_gone():
    slow = BarrierFacts(K.MONEY, "copay", Severity.SLOWS)
    stop = BarrierFacts(K.HOUSING, "no address", Severity.BLOCKS)
    over = BarrierFacts(K.CARE, "toddler", ended_on=date(2026, 1, 1))
    assert standing_on(TODAY, [slow, over, stop]) == [stop, slow]


@pytest.mark.parametrize("words", [BarrierKind, Severity, RemedyState])
def test_everything_has_words_of_its_own(words):
    labels = [one.label for one in words]
    assert len(set(labels)) == len(labels)
    assert all(label and label[0].isupper() for label in labels)


@given(st.lists(st.builds(BarrierFacts, st.sampled_from(K), severity=st.sampled_from(["", *Severity]))))
def test_nothing_that_stands_is_lost(barriers):
    assert sorted(map(str, standing_on(TODAY, barriers))) == sorted(map(str, barriers))
