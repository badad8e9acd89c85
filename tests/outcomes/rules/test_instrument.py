"""A wrong definition fails when it is loaded, and says what is wrong."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import DomainError
from outcomes import instruments
from outcomes.rules.instrument import (
    Alarm,
    Band,
    ChangeFigure,
    InstrumentError,
    Licence,
    MissingRule,
    Part,
    Scale,
)

PEG = instruments.get("peg")
ODI = instruments.get("odi")
PAIN = PEG.items[0]
PHQ9 = instruments.get("phq9")
PHQ4 = instruments.get("phq4")
PROMIS = instruments.get("promis_pi_4a")
PROFILE = instruments.get("promis_29")
SHORT_WORDS = replace(PHQ4.items[0], scale=Scale(0, 3, words=("Not at all",)))


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
        (PEG, {"loinc_score": "91147-8"}, "91147-8 is not a LOINC code"),
        (PEG, {"loinc_panel": "unverified"}, "unverified is not a LOINC code"),
        (PEG, {"items": (replace(PAIN, loinc="75893-9"), *PEG.items[1:])}, "75893-9 is not a LOINC code"),
        (PEG, {"high": Decimal(30)}, "the scales of its items are not 0 to 30"),
        (PEG, {"important": None}, "a detectable change but none that matters"),
        (PEG, {"important": ChangeFigure("", Decimal(1))}, "its important change has no source"),
        (PHQ9, {"high": Decimal(24)}, "its bands end at 27, its scores at 24"),
        (PHQ9, {"bands": (), "high": Decimal(24)}, "its items reach 0 to 27, its scores 0 to 24"),
        (PHQ9, {"missing": MissingRule(9, 7, needed=("mood",))}, "“mood”, which is not an item"),
        (PHQ4, {"gate": "event"}, "“event”, which is not an item"),
        (PHQ4, {"items": (SHORT_WORDS, *PHQ4.items[1:])}, "has 4 values and 1 words"),
        (PHQ4, {"parts": (Part(PEG, ("down",)),)}, "its part peg has 3 items and gets 1"),
        (
            PHQ4,
            {"parts": (Part(PHQ4.parts[0].instrument, ("down", "mood")),)},
            "“mood”, which is not an item",
        ),
        (PHQ4, {"parts": (Part(PEG, ("down", "interest", "nervous")),)}, "have different scales"),
        (
            PHQ4,
            {"bands": (*PHQ4.bands[:-1], replace(PHQ4.bands[-1], is_open=True))},
            "its highest score has no band",
        ),
        (PROMIS, {"t_table": PROMIS.t_table[:-1]}, "its table has 16 rows for raw sums 4 to 20"),
        (PROMIS, {"t_table": (PROMIS.t_table[1], *PROMIS.t_table[1:])}, "its table does not rise"),
        (PROMIS, {"t_table": (Decimal(40), *PROMIS.t_table[1:])}, "its table runs from 40 to 75.6"),
        (PROFILE, {"parts": ()}, "a profile without parts has no score at all"),
    ],
)
def test_a_wrong_definition_names_its_fault(definition, changes, fault):
    with pytest.raises(InstrumentError, match=re.escape(fault)) as error:
        replace(definition, **changes)
    assert str(error.value).startswith(f"{definition.key} ")


def test_the_registry_gives_the_newest_or_the_named_version():
    assert instruments.get("odi") is instruments.get("odi", "2.1a")


@pytest.mark.parametrize(("key", "version"), [("sf36", None), ("peg", "0")])
def test_an_unknown_instrument_is_refused(key, version):
    with pytest.raises(DomainError, match="do not know the questionnaire"):
        instruments.get(key, version)


def test_only_an_instrument_with_its_own_words_is_offered_to_patients():
    offered = {one.key for one in instruments.ALL if one.is_offered_to_patients}
    free = {"peg", "nrs", "pgic", "phq2", "phq4", "phq8", "phq9", "gad2", "gad7", "pc_ptsd5"}
    assert offered == free
    assert all(instruments.get(key).licence in (Licence.FREE, Licence.OWN_LABELS) for key in offered)


def test_peg_has_its_wording_and_its_codes():
    assert PEG.loinc_panel == "91148-7"
    assert PEG.loinc_score == "91147-9"
    assert [item.loinc for item in PEG.items] == ["75893-8", "91145-3", "91146-1"]
    assert PAIN.text == "What number best describes your pain on average in the past week?"
    assert PEG.position("activity") == 3


def test_no_wording_of_the_licensed_form_is_in_the_repository():
    assert all(item.text == "" for item in ODI.items)
    assert "all rights reserved" in ODI.licence_words


def test_no_wording_of_any_licensed_form_is_in_the_registry():
    licensed = [one for one in instruments.ALL if one.is_licensed]
    assert {one.key for one in licensed} >= {"ndi", "pcs", "pseq10", "tsk11", "isi", "stop_bang", "csi"}
    for one in licensed:
        assert all(item.text == item.stem == "" for item in one.items)
        assert "your site's own" in one.licence_words.lower()


def test_a_part_is_known_by_its_key_and_never_entered_by_itself():
    parts = {part.instrument.key for one in instruments.ALL for part in one.parts}
    assert parts <= {one.key for one in instruments.ALL}
    offered = {one.key for one in (*instruments.BATTERY, *instruments.OTHERS)}
    hidden = {one.key for one in instruments.ALL if one.is_part}
    assert hidden == {"pcs_rumination", "pcs_magnification", "pcs_helplessness", "promis_intensity"}
    assert offered | hidden == {one.key for one in instruments.ALL}
    assert not offered & hidden


def test_keys_and_versions_fit_their_columns():
    for one in instruments.ALL:
        assert len(one.key) <= 40
        assert len(one.version) <= 20
        assert all(len(item.key) <= 40 for item in one.items)


def test_both_versions_of_a_form_are_known_and_the_newest_is_asked():
    assert instruments.get("promis_pf_4a").version == "2.0"
    assert instruments.get("promis_pf_4a", "1.0").loinc_score == "77866-2"


@pytest.mark.parametrize(
    ("key", "panel", "score"),
    [
        ("phq2", "55757-9", "55758-7"),
        ("phq4", "69724-3", "70272-0"),
        ("phq8", "94329-0", "94328-2"),
        ("phq9", "44249-1", "44261-6"),
        ("gad2", "", ""),
        ("gad7", "69737-5", "70274-6"),
        ("ndi", "82226-2", "82237-9"),
        ("promis_pi_4a", "90971-3", "77865-4"),
        ("promis_sd_4a", "75258-4", "77860-5"),
        ("promis_pf_4a", "", "91721-1"),
    ],
)
def test_a_panel_is_not_its_score(key, panel, score):
    """44249-1 and 69737-5 are panels (clinical.md 13, traps)."""
    one = instruments.get(key)
    assert (one.loinc_panel, one.loinc_score) == (panel, score)


@pytest.mark.parametrize(
    "key",
    ["pcs", "tsk11", "pseq10", "isi", "stop_bang", "csi", "pc_ptsd5", "pgic", "psfs", "rmdq", "ort_oud"],
)
def test_unverified_codes_are_not_shipped(key):
    one = instruments.get(key)
    codes = [one.loinc_panel, one.loinc_score, *(item.loinc for item in one.items)]
    assert not any(codes)
