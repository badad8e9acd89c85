"""Rows become items in lanes: relief as windows, nothing merged, what has no date beside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.fuzzy import FuzzyDate, read_date
from intake.rules.reach import Reach
from intake.rules.relief import relief_of
from intake.rules.timeline import Ends, Group, Shape, told
from intake.rules.timeline_rows import (
    EntryFacts,
    MedicineFacts,
    TriedFacts,
    entry_item,
    medicine_item,
    onset_item,
    tried_item,
)
from intake.rules.words import EntryKind, Precision, Teller

TODAY = date(2026, 11, 20)
MARCH = Reach(date(2026, 3, 1), date(2026, 3, 31))


def said(words: str) -> FuzzyDate:
    return read_date(words, today=TODAY)


#: When, helped for, ended; the shape, and the last day on which it may have helped.
LEDGER = [
    ("March", "2 days only", "no_benefit", Shape.STUB, date(2026, 4, 2)),
    ("March", "nine months", "wore_off", Shape.RELIEF, date(2026, 12, 30)),
    ("March", "6 days", "wore_off", Shape.STUB, date(2026, 4, 6)),
    ("March", "a week", "wore_off", Shape.RELIEF, date(2026, 4, 7)),
    ("March", "no change", "no_benefit", Shape.NO_BENEFIT, None),
    ("March", "", "access", Shape.NOT_HAD, None),
    ("March", "6 weeks", "access", Shape.NOT_HAD, None),
    ("March", "", "still_using", Shape.STILL_HELPS, None),
    ("March", "foggy", "side_effect", Shape.NOT_SAID, None),
    ("March", "", "", Shape.NOT_SAID, None),
]


@pytest.mark.parametrize(("when", "helped_for", "ended", "shape", "until"), LEDGER)
def test_a_treatment_is_a_window_of_relief(when, helped_for, ended, shape, until):
    relief = relief_of(when=when, helped_for=helped_for, ended=ended, told_on=TODAY)
    assert (relief.shape, relief.start) == (shape, MARCH)
    assert (relief.end and relief.end.last) == until


def test_relief_without_a_date_is_not_dated():
    assert relief_of(when="a while back", helped_for="2 days", ended="wore_off", told_on=TODAY).start is None


def entry(
    words: str, *, title: str = "Something", kind=EntryKind.STORY, until: str = "", **more
) -> EntryFacts:
    ends = Ends(said(words), said(until) if until else None)
    return EntryFacts(pk=more.pop("pk", "1"), kind=kind, title=title, ends=ends, **more)


def item(*args, **kwargs):
    return entry_item(entry(*args, **kwargs), person="Dan")


@pytest.mark.parametrize(
    ("facts", "who"),
    [
        (entry("2019", told_by=Teller.PATIENT), "Dan wrote"),
        (entry("2019", told_by=Teller.PATIENT, revisions={"title": 1}), "Dan wrote, changed since"),
        (entry("2019", author="Dr Rao"), "Dr Rao"),
        (entry("2019", author="Dr Rao", revisions={"title": 1}), "Dr Rao"),
        (entry("2019", told_by=Teller.PACKET, is_as_sent=True), "from a packet"),
    ],
)
def test_an_entry_says_whose_words_it_is(facts, who):
    shown = entry_item(facts, person="Dan")
    assert shown.who == who
    assert shown.is_quote == (facts.told_by == Teller.PATIENT)


@pytest.mark.parametrize(
    ("facts", "shape", "when"),
    [
        (entry("winter 2023"), Shape.POINT, "winter 2023"),
        (entry("2019", until="2021"), Shape.SPAN, "2019 to 2021"),
        (entry("", until="spring 2024"), Shape.SPAN, "until spring 2024"),
        (entry("2019", kind=EntryKind.CONDITION, clinical_status="active"), Shape.ONGOING, "2019"),
        (entry("2019", kind=EntryKind.CONDITION, clinical_status="resolved"), Shape.POINT, "2019"),
    ],
)
def test_an_entry_lasts_as_long_as_was_said(facts, shape, when):
    shown = entry_item(facts, person="Dan")
    assert (shown.shape, shown.when) == (shape, when)


def test_what_a_packet_sent_cannot_be_moved_and_what_was_told_can():
    assert item("winter 2023", is_as_sent=True).handles == ()
    (one,) = item("about 2019", revisions={"date_words": 3}).handles
    assert (one.field, one.unit.value, one.about, one.revision) == ("date_words", "year", True, 3)
    assert [one.field for one in item("2019", until="2021").handles] == ["date_words", "ends_words"]
    assert item("some time").handles == ()


def test_a_medicine_is_taken_until_somebody_says_that_it_was_stopped():
    def medicine(until: date | None, *, is_taken: bool):
        end = FuzzyDate(until, Precision.DAY, "") if until else None
        ends = Ends(FuzzyDate(date(2025, 1, 1), Precision.MONTH, ""), end)
        return medicine_item(MedicineFacts("1", "Gabapentin", "", ends, is_taken, is_as_sent=True))

    assert (medicine(None, is_taken=True).shape, medicine(None, is_taken=True).when) == (
        Shape.ONGOING,
        "since Jan 2025",
    )
    assert medicine(date(2025, 6, 3), is_taken=False).shape is Shape.SPAN
    assert medicine(date(2025, 6, 3), is_taken=False).when == "Jan 2025 to 3 Jun 2025"
    assert "when is not known" in medicine(None, is_taken=False).note


def test_not_had_and_no_benefit_are_never_said_alike():
    def tried(ended: str, reason: str = ""):
        return tried_item(TriedFacts("1", "PT", "March", "", ended, reason, TODAY), person="Dan")

    assert tried("no_benefit").note == "did not help"
    assert tried("access", "Money or cover").note == "could not get it: money or cover"
    assert tried("no_benefit").shape != tried("access").shape


def test_since_when_a_pain_is_there_begins_its_lane():
    began = onset_item("p", "Left calf", "since last winter", TODAY)
    assert (began.title, began.lane, began.shape) == ("Left calf began", "p", Shape.ONGOING)
    assert onset_item("p", "Left calf", "for ever", TODAY) is None


def test_lanes_are_the_problems_in_their_order_and_then_the_whole_person():
    items = [
        item("2020", pk="1", problem="b"),
        item("2021", pk="2"),
        item("2022", pk="3", problem="a"),
        item("2023", pk="4", problem="gone"),
        item("some day", pk="5", problem="a", position=2),
        item("once", pk="6", position=1),
    ]
    story = told(items, {"a": "Left calf", "b": "Neck"})
    assert [lane.title for lane in story.lanes] == ["Left calf", "Neck", "The whole person"]
    assert [lane.count for lane in story.lanes] == [1, 1, 2]
    assert [one.pk for one in story.undated] == ["6", "5"]


def test_what_is_before_an_anchor_comes_before_it_and_after_comes_after():
    anchor = Ends(said("12 Mar 2024"))
    shown = [
        item("12 Mar 2024", pk="surgery", kind=EntryKind.STORY, title="Surgery"),
        item("after the surgery", pk="after", relation="after", anchor=anchor),
        item("before the surgery", pk="before", relation="before", anchor=anchor),
    ]
    assert [one.pk for one in told(shown, {}).items] == ["before", "surgery", "after"]
    assert all(one.is_dated for one in shown)


WORDS = st.sampled_from(["2019", "mar 24", "winter 2023", "12 Mar 2024", "about 2020", "once", ""])
KINDS = st.sampled_from(EntryKind)


@given(st.lists(st.tuples(WORDS, KINDS, st.sampled_from(["", "a", "gone"])), max_size=40))
def test_nothing_is_left_out_or_merged_and_every_lane_is_in_order(rows):
    items = [item(words, pk=str(n), kind=kind, problem=lane) for n, (words, kind, lane) in enumerate(rows)]
    story = told(items, {"a": "Left calf"})
    in_lanes = [one for lane in story.lanes for _, group in lane.groups for one in group]
    assert sorted(one.pk for one in (*in_lanes, *story.undated)) == sorted(one.pk for one in items)
    for lane in story.lanes:
        for _, group in lane.groups:
            assert [one.first for one in group] == sorted(one.first for one in group)


def test_every_kind_has_a_group_and_a_label():
    assert {item("2019", kind=kind).group for kind in EntryKind} == set(Group) - {Group.MEDICINES, Group.PLAN}
    assert all(kind.label for kind in EntryKind)
