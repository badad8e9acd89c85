"""A step of a draft says what was tried of its class, and what could never be had (S13)."""

import pytest

from tests.factories.intake import TreatmentTriedFactory
from tests.factories.plans import drafted

from .pages import text, url


@pytest.fixture
def page(amara_at, pia_record, dr_amara):
    """The builder's page, with the ledger as given."""

    def shown(name="builder", **said):
        plan = drafted(pia_record, dr_amara)
        TreatmentTriedFactory(intake__patient=pia_record, **said)
        return text(amara_at.get(url(name, plan)))

    return shown


def test_an_attempt_of_the_same_class_stands_beside_its_step(page):
    shown = page(what="ILESI", when_words="Mar 2024", helped_for="2 days only", ended="wore_off")
    assert "Tried before:" in shown
    assert "ILESI, Mar 2024: 2 days only; wore off." in shown
    assert "looks like: Epidural steroid injection" in shown


@pytest.mark.parametrize("name", ["builder", "builder-live"])
def test_what_could_not_be_had_is_offered_again(page, name):
    shown = page(name, what="PT", ended="access", access_reason="schedule")
    assert "Never got it:" in shown
    assert "Never had a fair try: offer it again." in shown


def test_a_kind_that_somebody_chose_is_told_as_it_is(page):
    shown = page(what="Shots in the back", treatment_class="epidural_steroid", ended="no_benefit")
    assert "Shots in the back, did not help." in shown
    assert "looks like" not in shown


def test_another_class_is_not_shown(page):
    assert "Tried before:" not in page(what="Back brace", ended="no_benefit")
