"""Facts that rules rely on: dated, with a unit, or not known. Missing is never no."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.health_facts import CATALOGUE, NO_ALLERGIES, HealthFacts, Known, Stated, newest

DAY = date(2026, 3, 4)
UNIT = "mL/min/1.73 m²"


def facts(*stated):
    return HealthFacts(newest(stated))


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_nobody_said_is_not_known(key):
    nothing = facts()
    assert nothing.says(key) is None
    assert nothing.number(key) is None
    assert nothing.get(key) is None


def test_a_no_is_an_answer_and_possibly_reads_as_yes():
    assert facts(Stated("pregnant", DAY, Known.NO)).says("pregnant") is False
    assert facts(Stated("pregnant", DAY, Known.POSSIBLY)).says("pregnant") is True


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        (Stated("egfr", DAY, number=Decimal("45.00"), unit=UNIT), Decimal(45)),
        (Stated("egfr", None, number=Decimal(45), unit=UNIT), None),
        (Stated("egfr", DAY, number=Decimal(45)), None),
        (Stated("egfr", DAY), None),
    ],
)
def test_a_number_without_its_day_or_its_unit_is_no_number(stated, number):
    assert facts(stated).number("egfr") == number


def test_the_latest_true_day_counts_and_of_one_day_the_last_said():
    old = Stated("egfr", date(2025, 1, 1), number=Decimal(60), unit=UNIT)
    new = Stated("egfr", DAY, number=Decimal(45), unit=UNIT)
    assert facts(new, old).number("egfr") == 45
    assert facts(Stated("liver", DAY, Known.NO), Stated("liver", DAY, Known.YES)).says("liver") is True


def test_it_is_told_with_unit_and_day():
    assert Stated("egfr", DAY, number=Decimal("45.00"), unit=UNIT).in_words == f"45 {UNIT}, 4 Mar 2026"
    said = Stated("alcohol", DAY, Known.YES, words="two beers at weekends")
    assert said.in_words == "Yes, two beers at weekends, 4 Mar 2026"


def test_no_known_allergies_is_known_only_when_somebody_said_so():
    assert facts().says(NO_ALLERGIES) is None
    assert facts(Stated(NO_ALLERGIES, DAY, Known.YES)).says(NO_ALLERGIES) is True


def test_a_rule_that_asks_for_what_is_not_in_the_catalogue_is_told_at_once():
    with pytest.raises(KeyError):
        facts().says("kidneys")


@given(st.lists(st.builds(Stated, st.sampled_from([*CATALOGUE]), st.none() | st.dates())))
def test_the_newest_is_never_older_than_another_of_its_key(stated):
    found = newest(stated)
    for one in stated:
        assert (found[one.key].true_on or date.min) >= (one.true_on or date.min)
