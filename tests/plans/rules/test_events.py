"""What has a date, in the words of a look-back."""

from datetime import date, timedelta

import pytest

from outcomes.rules.look_back import EventKind, Stretch
from plans.rules.events import Charted, Source, beside, chosen_day, events_of

TODAY = date(2026, 11, 20)


def charted(
    source: Source, title: str = "", note: str = "", *, ago: int = 10, until: int | None = None, id="1"
):
    ended = None if until is None else TODAY - timedelta(days=until)
    return Charted(source, id, TODAY - timedelta(days=ago), ended, title, note)


CASES = [
    (
        charted(Source.FLARE, note="mild", until=5),
        EventKind.FLARE,
        "a flare began",
        "Flare, mild until 15 Nov 2026",
    ),
    (charted(Source.FLARE), EventKind.FLARE, "a flare began", "Flare"),
    (
        charted(Source.MEDICINE, "Duloxetine", "30 mg"),
        EventKind.MEDICINE_STARTED,
        "Duloxetine started",
        "Duloxetine started, 30 mg",
    ),
    (
        charted(Source.STEP, "Medial branch block", "procedure"),
        EventKind.PROCEDURE,
        "medial branch block",
        "Medial branch block",
    ),
    (
        charted(Source.STEP, "MRI-guided block", "procedure"),
        EventKind.PROCEDURE,
        "MRI-guided block",
        "MRI-guided block",
    ),
    (
        charted(Source.STEP, "Graded walking", "therapy"),
        EventKind.STEP,
        "“Graded walking” began",
        "Graded walking",
    ),
    (
        charted(Source.STEP, "Duloxetine", "medicine"),
        EventKind.MEDICINE_STARTED,
        "“Duloxetine” began",
        "Duloxetine",
    ),
    (
        charted(Source.ENTRY, "Spine injection", "procedure"),
        EventKind.PROCEDURE,
        "spine injection",
        "Spine injection",
    ),
    (charted(Source.ENTRY, "Long drive", "story"), EventKind.HAPPENED, "“Long drive”", "Long drive"),
]


@pytest.mark.parametrize(("row", "kind", "words", "label"), CASES)
def test_each_is_said_in_its_way(row, kind, words, label):
    (found,) = events_of([row], [], today=TODAY)
    assert (found.event.kind, found.event.words, found.label) == (kind, words, label)
    assert found.on == row.on


def test_a_medicine_is_started_changed_and_stopped():
    rows = [
        charted(Source.MEDICINE, "Duloxetine 30 MG Oral Capsule", "one a day", ago=60, until=30, id="1"),
        charted(Source.MEDICINE, "Duloxetine 60 MG Oral Capsule", "one at night", ago=30, id="2"),
        charted(Source.MEDICINE, "Gabapentin", "300 mg", ago=20, id="3"),
    ]
    told = [(one.key, one.event.kind) for one in events_of(rows, [], today=TODAY)]
    assert told == [
        ("medicine-3", EventKind.MEDICINE_STARTED),
        ("medicine-2", EventKind.MEDICINE_CHANGED),
        ("stopped-1", EventKind.MEDICINE_STOPPED),
        ("medicine-1", EventKind.MEDICINE_STARTED),
    ]


def test_the_same_dose_again_is_no_change():
    rows = [charted(Source.MEDICINE, "Duloxetine", "30 mg", ago=ago, id=str(ago)) for ago in (60, 30)]
    assert {one.event.kind for one in events_of(rows, [], today=TODAY)} == {EventKind.MEDICINE_STARTED}


def test_newest_first_with_hard_weeks_and_without_what_is_to_come():
    rows = [charted(Source.ENTRY, "Long drive", "story", ago=3), charted(Source.FLARE, ago=-2)]
    found = events_of(rows, [TODAY - timedelta(days=8)], today=TODAY)
    assert [one.key for one in found] == ["entry-1", "week-2026-11-12"]
    assert found[1].label == "Hard week, until 18 Nov 2026"


def test_the_same_event_charted_twice_is_said_once():
    rows = [
        charted(Source.STEP, "Nerve block", "procedure"),
        charted(Source.ENTRY, "Nerve block", "procedure"),
    ]
    assert len(events_of(rows, [], today=TODAY)) == 1


def test_beside_are_the_others_inside_the_days_oldest_first():
    rows = [charted(Source.ENTRY, f"Drive {ago}", "story", ago=ago, id=str(ago)) for ago in (70, 50, 12, 10)]
    events = events_of(rows, [], today=TODAY)
    chosen = next(one for one in events if one.key == "entry-10")
    whole = Stretch(chosen.on - timedelta(days=42), chosen.on + timedelta(days=13))
    assert [one.key for one in beside(events, chosen, whole)] == ["entry-50", "entry-12"]


def test_a_chosen_day_has_only_its_date():
    found = chosen_day(date(2026, 3, 1))
    assert (found.key, found.event.words, found.event.kind) == (
        "day-2026-03-01",
        "1 Mar 2026",
        EventKind.CHOSEN_DAY,
    )
