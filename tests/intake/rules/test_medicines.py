"""Medicines: what is in them, what does not agree, what a review holds, what a packet brings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.ingredients import ingredients, split_line, strengths
from intake.rules.medicines import (
    DiscrepancyKind,
    Listed,
    Said,
    changes_since,
    discrepancies,
    doses_differ,
    review_sentence,
    said_words,
    snapshot,
)
from intake.rules.merging import MergeChoice, MergeKind, brought
from intake.rules.words import Taking

AS = Said(Taking.AS_PRESCRIBED)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", ("metformin",)),
        ("Metformin 1000 mg", ("metformin",)),
        ("Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet", ("acetaminophen", "oxycodone")),
        ("Acetaminophen/Hydrocodone", ("acetaminophen", "hydrocodone")),
        ("Diclofenac gel 1 %", ("diclofenac",)),
        ("24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]", ("metoprolol",)),
        ("Carbamazepine[Tegretol]", ("carbamazepine",)),
        ("Vitamin B 12 5 MG/ML Injectable Solution", ("vitamin b 12",)),
        ("Magnesium", ("magnesium",)),
        ("Lasix 40mg", ("lasix",)),
        ("20 mg", ()),
        ("", ()),
    ],
)
def test_the_names_of_what_is_in_it(title, names):
    assert ingredients(title) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Metformin 1,000mg", ("1000mg",)),
        ("24 HR Metformin 500 MG", ("500mg",)),
        ("1 ML DOCEtaxel 20 MG/ML Injection", ("20mg/ml",)),
        ("Carbamazepine", ()),
    ],
)
def test_strengths_are_written_alike(text, found):
    assert strengths(text) == found


@pytest.mark.parametrize(
    ("line", "name", "dose"),
    [
        ("Metformin 1000 mg twice a day", "Metformin", "1000 mg twice a day"),
        ("Vitamin D3, 2000 IU", "Vitamin D3", "2000 IU"),
        ("fish oil 1,000mg daily", "fish oil", "1,000mg daily"),
        ("magnesium at night", "magnesium", "at night"),
        ("  St John's   wort ", "St John's wort", ""),
        ("Vitamin B 12", "Vitamin B 12", ""),
        ("300 mg gabapentin", "300 mg gabapentin", ""),
    ],
)
def test_one_line_is_a_name_and_a_dose(line, name, dose):
    assert split_line(line) == (name, dose)


@given(st.text(max_size=60))
def test_no_word_of_a_line_is_lost(line):
    name, dose = split_line(line)
    assert "".join(f"{name}{dose}".split()).replace(",", "") == "".join(line.split()).replace(",", "")


# --- discrepancies -------------------------------------------------------------------------------

GABA = Listed("g", "Gabapentin 300 MG Oral Capsule", "300 mg three times a day", code="r|310431", said=AS)


def kinds(*lines):
    return [one.kind for one in discrepancies(lines)]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        (replace(GABA, said=None), DiscrepancyKind.NO_STATEMENT, "nobody said yet how it is taken"),
        (
            replace(GABA, said=Said(Taking.NOT_TAKING, reason="made me foggy")),
            DiscrepancyKind.NOT_TAKEN,
            "prescribed (300 mg three times a day), not taken any more: made me foggy.",
        ),
        (
            replace(GABA, said=Said(Taking.AVOIDS, reason="afraid of it")),
            DiscrepancyKind.AVOIDED,
            "avoided: afraid of it.",
        ),
        (
            replace(GABA, said=Said(Taking.DIFFERENTLY, how="half of it")),
            DiscrepancyKind.DIFFERENTLY,
            "taken in another way: half of it.",
        ),
        (replace(GABA, said=Said(Taking.SOMETIMES)), DiscrepancyKind.DIFFERENTLY, "only sometimes."),
        (
            Listed("t", "Turmeric", is_prescribed=False, said=Said(Taking.AS_PRESCRIBED, how="500 mg")),
            DiscrepancyKind.NOT_PRESCRIBED,
            "Turmeric: taken, not prescribed (500 mg).",
        ),
    ],
)
def test_one_line_that_does_not_agree(line, kind, words):
    found = discrepancies([line])
    assert [one.kind for one in found] == [kind]
    assert words in found[0].sentence


@pytest.mark.parametrize(
    "line",
    [GABA, Listed("i", "Ibuprofen", is_prescribed=False, said=Said(Taking.AVOIDS, reason="stomach"))],
)
def test_what_agrees_is_left_alone(line):
    assert kinds(line) == []


TWIN = Listed("h", "gabapentin 600 mg tablet", said=AS)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((GABA, TWIN), [DiscrepancyKind.DUPLICATE]),
        ((GABA, replace(TWIN, title="Neurontin", code="r|310431")), [DiscrepancyKind.DUPLICATE]),
        ((GABA, replace(TWIN, title="Neurontin")), []),
        ((replace(GABA, packet="a"), replace(TWIN, packet="b")), [DiscrepancyKind.TWO_DOSES]),
        (
            (replace(GABA, packet="a"), replace(GABA, key="h", packet="b", dose="")),
            [DiscrepancyKind.DUPLICATE],
        ),
        ((replace(GABA, packet="a"), replace(TWIN, packet="a")), [DiscrepancyKind.DUPLICATE]),
        ((GABA, replace(TWIN, said=Said(Taking.NOT_TAKING))), [DiscrepancyKind.NOT_TAKEN]),
        ((GABA, Listed("m", "Metformin 500 mg", said=AS)), []),
    ],
)
def test_the_same_medicine_twice(lines, found):
    assert kinds(*lines) == found


def test_a_dose_that_is_not_stated_contradicts_nothing():
    assert not doses_differ(Listed("a", "Metformin"), Listed("b", "Metformin 500 mg", "twice a day"))
    assert doses_differ(Listed("a", "Metformin 1000 mg"), Listed("b", "Metformin 500 mg"))
    assert doses_differ(Listed("a", "Metformin", "daily"), Listed("b", "Metformin", "twice a day"))
    assert not doses_differ(Listed("a", "Metformin 500 mg"), Listed("b", "Metformin", "500 MG"))


MEDICINES = st.builds(
    Listed,
    key=st.uuids().map(str),
    title=st.sampled_from(["Metformin 500 mg", "Metformin 1 g", "Gabapentin", "Turmeric", ""]),
    dose=st.sampled_from(["", "daily", "500 mg"]),
    packet=st.sampled_from(["", "a", "b"]),
    arrived=st.sampled_from(["1", "2"]),
    is_prescribed=st.booleans(),
    said=st.none() | st.builds(Said, st.sampled_from(Taking)),
)


@given(st.lists(MEDICINES, max_size=8, unique_by=lambda line: line.key))
def test_every_discrepancy_names_lines_of_the_list_and_open_lines_are_all_told(lines):
    found = discrepancies(lines)
    known = {line.key for line in lines}
    assert all(set(one.keys) <= known and one.sentence for one in found)
    untold = {key for one in found if one.kind is DiscrepancyKind.NO_STATEMENT for key in one.keys}
    assert untold == {line.key for line in lines if line.said is None}


# --- the review ----------------------------------------------------------------------------------


def test_a_review_tells_who_when_and_how_many():
    assert review_sentence("Dr Rao", "12 Nov 2026", 8, 2) == (
        "Reconciled by Dr Rao on 12 Nov 2026: 8 on the list, 2 discrepancies"
    )
    assert review_sentence("Dr Rao", "12 Nov 2026", 0, 0).endswith("0 on the list, no discrepancies")


def test_nobody_takes_as_prescribed_what_was_not_prescribed():
    said = Said(Taking.AS_PRESCRIBED, last_taken="yesterday")
    assert said_words(Listed("t", "Turmeric", is_prescribed=False, said=said)) == (
        "Takes it: last taken yesterday"
    )
    assert said_words(replace(GABA, said=None)) == ""


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        ([GABA], []),
        ([], ["not on the list any more"]),
        ([GABA, Listed("t", "Turmeric", said=AS)], ["Turmeric: new on the list"]),
        ([replace(GABA, dose="600 mg")], ["changed"]),
        ([replace(GABA, said=Said(Taking.NOT_TAKING))], ["not any more"]),
    ],
)
def test_what_became_of_the_list_since_is_told(now, changes):
    found = changes_since(snapshot([GABA]), snapshot(now))
    assert len(found) == len(changes)
    assert all(words in one for words, one in zip(changes, found, strict=True))


@given(st.lists(MEDICINES, max_size=8, unique_by=lambda line: line.key))
def test_the_same_list_has_not_changed(lines):
    assert changes_since(snapshot(lines), snapshot(lines)) == []


# --- what a packet brings ------------------------------------------------------------------------

OLD = Listed("old", "Metformin 500 mg", "twice a day", packet="a", arrived="1")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (replace(OLD, key="new", packet="b", arrived="2"), MergeKind.SAME),
        (replace(OLD, key="new", packet="b", arrived="2", dose=""), MergeKind.SAME),
        (replace(OLD, key="new", packet="b", arrived="2", title="Metformin 1000 mg"), MergeKind.CHANGED),
        (Listed("new", "Duloxetine", packet="b", arrived="2"), MergeKind.NEW),
    ],
)
def test_a_later_packet_is_held_against_the_list(line, kind):
    found = brought([OLD, line])
    assert [(one.line.key, one.kind) for one in found] == [("new", kind)]
    assert (found[0].here is None) == (kind is MergeKind.NEW)


@pytest.mark.parametrize(
    "lines",
    [
        [OLD, replace(OLD, key="other", title="Duloxetine")],
        [OLD, Listed("hand", "Metformin", arrived="2")],
        [OLD, Listed("new", "Duloxetine", packet="b", arrived="2", said=AS)],
        [OLD, Listed("t", "Turmeric", is_prescribed=False, said=AS)],
    ],
    ids=["one packet made the list", "added by hand", "something was said of it", "not prescribed"],
)
def test_nothing_waits(lines):
    assert brought(lines) == []


def test_what_was_decided_waits_no_longer():
    new = replace(OLD, key="new", packet="b", arrived="2")
    assert brought([OLD, new], decided=frozenset({"new"})) == []


def test_both_can_only_be_taken_where_there_are_two():
    two = brought([OLD, replace(OLD, key="new", packet="b", arrived="2")])[0]
    new = brought([OLD, Listed("new", "Duloxetine", packet="b", arrived="2")])[0]
    assert MergeChoice.BOTH in dict(two.choices)
    assert list(dict(new.choices)) == [MergeChoice.TAKE_OVER, MergeChoice.ENDED]


@given(st.lists(MEDICINES, max_size=8, unique_by=lambda line: line.key))
def test_a_line_waits_at_most_once_and_meets_an_earlier_one(lines):
    found = brought(lines)
    keys = [one.line.key for one in found]
    assert len(keys) == len(set(keys))
    assert all(one.here is None or one.here.arrived < one.line.arrived for one in found)
