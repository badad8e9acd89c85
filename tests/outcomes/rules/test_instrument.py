"""A wrong definition fails when it is loaded, and says what is wrong."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import DomainError
from outcomes import instruments
from outcomes.rules.instrument import Alarm, Band, ChangeFigure, InstrumentError, MissingRule, Scale

PEG = instruments.get("peg")
ODI = instruments.get("odi")
PAIN = PEG.items[0]


@pytest.mark.parametrize(
    ("definition", "changes", "fault"),
    [
        (PEG, {"version": ""}, "it has no version"),
        (PEG, {"source": ""}, "it has no source"),
        (PEG, {"low": Decimal(10)}, "lowest score is not below its highest"),
        (PEG, {"items": (), "missing": MissingRule(1, 1)}, "it has no items"),
        (PEG, {"items": (PAIN, PAIN, PAIN)}, "two items are called “pain”"),
        (PEG, {"items": (replace(PAIN, scale=Scale(5, 5)), *PEG.items[1:])}, "scale of “pain”"),
        (PEG, {"items": (replace(PAIN, alarm=Alarm(11, "self_harm")), *PEG.items[1:])}, "alarm of “pain”"),
        (PEG, {"missing": MissingRule(full=4, least=3)}, "missing rule (3 to 4) does not fit 3 items"),
        (PEG, {"missing": MissingRule(full=2, least=3)}, "missing rule (3 to 2)"),
        (PEG, {"missing": MissingRule(full=3, least=0)}, "missing rule (0 to 3)"),
        (PEG, {"important": ChangeFigure("nobody")}, "important change is not a number above 0"),
        (PEG, {"detectable": ChangeFigure("nobody", points=Decimal(0))}, "detectable change"),
        (ODI, {"bands": ODI.bands[::-1]}, "its bands do not rise"),
        (
            ODI,
            {"bands": (*ODI.bands[:-1], Band(Decimal(90), "x", "x"))},
            "bands end at 90, its scores at 100",
        ),
        (ODI, {"items": (replace(ODI.items[0], text="Words"), *ODI.items[1:])}, "licensed form's wording"),
        (
            ODI,
            {"items": (replace(ODI.items[0], scale=Scale(1, 6)), *ODI.items[1:])},
            "percent of the maximum needs scales that start at 0",
        ),
    ],
)
def test_a_wrong_definition_names_its_fault(definition, changes, fault):
    with pytest.raises(InstrumentError, match=re.escape(fault)) as error:
        replace(definition, **changes)
    assert str(error.value).startswith(f"{definition.key} ")


def test_the_registry_gives_the_newest_or_the_named_version():
    assert instruments.get("odi") is instruments.get("odi", "2.1a")


@pytest.mark.parametrize(("key", "version"), [("phq9", None), ("peg", "0")])
def test_an_unknown_instrument_is_refused(key, version):
    with pytest.raises(DomainError, match="do not know the questionnaire"):
        instruments.get(key, version)


def test_only_an_instrument_with_its_own_words_is_offered_to_patients():
    offered = {one.key for one in instruments.ALL if one.is_offered_to_patients}
    assert offered == {"peg", "nrs"}


def test_peg_has_its_wording_and_its_codes():
    assert PEG.loinc_panel == "91148-7"
    assert PEG.loinc_score == "91147-9"
    assert [item.loinc for item in PEG.items] == ["75893-8", "91145-3", "91146-1"]
    assert PAIN.text == "What number best describes your pain on average in the past week?"
    assert PEG.position("activity") == 3


def test_no_wording_of_the_licensed_form_is_in_the_repository():
    assert all(item.text == "" for item in ODI.items)
    assert "all rights reserved" in ODI.licence_words
