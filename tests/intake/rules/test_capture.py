"""The capture line: what each line means, what it never guesses, and that no word of it is lost."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.rules.capture import PREFIXES, Becomes, Context, FlagSaid, LineRead, lexicon, read_as, read_line
from intake.rules.capture.line import TOO_LONG
from outcomes.rules.red_flag_data import FLAGS

from .capturing import CONTEXT, came_out
from .lines_of_health import ALLERGIES, TAKEN
from .lines_of_the_day import ABILITIES, GOALS, PROVOKERS
from .lines_of_the_day import FLAGS as SIGNS
from .lines_of_the_story import EVENTS, TREATMENTS
from .lines_that_stay_text import TEXTS

TABLES = {
    Becomes.TIMELINE: EVENTS,
    Becomes.TRIED: TREATMENTS,
    Becomes.PROVOKER: PROVOKERS,
    Becomes.CAN: ABILITIES,
    Becomes.GOAL: GOALS,
    Becomes.FLAG: SIGNS,
    Becomes.ALLERGY: ALLERGIES,
    Becomes.MEDICINE: TAKEN,
    Becomes.NOTE: TEXTS,
}
LINES = [line for rows in TABLES.values() for line, _ in rows]

#: Words that steer the reading and stand in the chip's own words.
STEERING = re.compile(
    r"^(?:tl|timeline|event|tried|tx|failed|tryed|worse|better|wrose|worst|goal|goals|can|flag|rf|note|pt|and|or|"
    r"nor|but|reports|is|to|in|since|on|no|not|change|same|aggravated|by|eased|relieved|improves|with|w/|when|if|"
    r"the|from|during|ago|had|allerg(?:y|ies|ic)|has|an|still|takes|taking|meds|on|&)$",
    re.IGNORECASE,
)
#: Words that the grammar cares about, in any order: what a fuzzer has to try.
PIECES = st.sampled_from(
    [
        "mar",
        "24",
        "2019",
        "2031",
        "winter",
        "in",
        "since",
        "ago",
        "wks",
        "tried",
        "esi",
        "gaba",
        "pt",
        "x8",
        "50%",
        "120%",
        "only",
        "no",
        "relief",
        "worse",
        "better",
        "sitting",
        "20",
        "min",
        "after",
        "at",
        "night",
        "goal",
        "walk",
        "every",
        "morning",
        "sits",
        "walks",
        "8",
        "2",
        "blocks",
        "then",
        "can",
        "can't",
        "foot",
        "drop",
        "saddle",
        "numb",
        "denies",
        "allergic to",
        "allergies:",
        "pcn",
        "hives",
        "takes",
        "300 mg",
        "tid",
        "has",
        "unsure",
        "?",
        ",",
        ";",
        ":",
        "-",
        ".",
        "x",
        "3",
        "wore",
        "off",
        "still",
        "taking",
        "ins",
        "denied",
        "8-10",
        "<5",
        "/",
        "left",
        "hip:",
        "L4-5",
        "may",
        "½",
        "疼痛",
        "🙂",
        "’",
    ]
    + ["\n", "\t", "\x00"]
)
TYPED = st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=80))


@pytest.mark.parametrize("kind", TABLES)
def test_a_line_means_what_the_table_says(kind):
    read = {line: read_line(line, CONTEXT) for line, _ in TABLES[kind]}
    assert {line: came_out(one) for line, one in read.items()} == dict(TABLES[kind])
    assert {one.kind for one in read.values()} == {kind}


def test_there_are_lines_enough_and_none_twice():
    assert len(LINES) == len(set(LINES)) >= 150
    assert all(len(rows) >= 15 for rows in TABLES.values())


def test_every_word_is_in_a_part_or_stays_text():
    for line in LINES:
        read = read_line(line, CONTEXT)
        lost = [word for word in _typed(line) if word not in _kept(read) and not STEERING.match(word)]
        assert lost == [] or not read.parts, line
        assert read.text == line


def _typed(line):
    words = re.findall(r"[^\s,;:()“”\"]+", line.replace("’", "'").lower())
    return [word.strip(".-–—") for word in words]


def _kept(read):
    """All that the parts and the rest say, in one text."""
    parts = read.parts
    whens = [part.when.words for part in parts if hasattr(part, "when")]
    problems = [getattr(part, "problem", "") for part in parts]
    return " ".join([*(f"{part.said} {part.words}" for part in parts), *whens, *problems, read.rest]).lower()


def test_no_number_is_invented():
    """Every number of a part was typed, but for the hour that is 60 minutes."""
    for line in LINES:
        for part in read_line(line, CONTEXT).parts:
            numbers = [getattr(part, name, None) for name in ("relief_percent", "target", "value")]
            for number in filter(None, numbers):
                assert f"{number:g}" in line or re.search(r"\d hrs?\b", line), line


@pytest.mark.parametrize("line", ["on gabapentin 300 mg until 2023", "takes prednisone once in 2019"])
def test_what_was_taken_once_is_not_taken_now(line):
    assert read_line(line, CONTEXT).kind == Becomes.TIMELINE
    assert read_as(line, Becomes.MEDICINE, CONTEXT).parts == ()


def test_every_class_that_is_taken_is_a_class_of_treatments():
    assert set(lexicon.MEDICINES) <= {name for name, _ in lexicon.TREATMENTS}


def test_capitals_and_spaces_do_not_matter():
    for line in LINES:
        one, other = read_line(line, CONTEXT), read_line(f"  {line.upper()}   ", CONTEXT)
        assert [type(part) for part in one.parts] == [type(part) for part in other.parts], line


@given(TYPED, st.sampled_from([None, *Becomes]))
@example("tried " + "esi mar 24 50% x 3 wks " * 20, None)
@example("worse " + "sitting 20 " * 50, None)
@example("in may", Becomes.TIMELINE)
@example("999 yrs ago fell", None)
def test_nothing_that_is_typed_is_refused(line, kind):
    """No error, the line as it was typed, a reason when nothing was made, and the same at every reading."""
    read = _read(line, kind)
    assert read.text == line
    assert bool(read.parts) == (read.kind != Becomes.NOTE)
    assert bool(read.reason) == (not read.parts)
    assert all(read.words)
    assert _read(line, kind) == read
    assert came_out(_read(f" {line} ", kind)) == came_out(read)


@given(TYPED)
def test_a_yes_needs_an_assertion_and_a_no_a_denial(line):
    for part in read_line(line, CONTEXT).parts:
        if isinstance(part, FlagSaid):
            marks = {"yes": r"yes|has|have|\+|pos|endorses|reports", "no": r"no|den|neg|w/o|without|\(-\)"}
            assert part.answer == "unsure" or re.search(marks[part.answer], line, re.IGNORECASE)


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)))
def test_no_date_to_come_and_none_before_birth_is_charted(day):
    """The year of birth itself is possible: a fuzzy date counts by its first day."""
    read = read_line(f"{day:%Y-%m-%d} fell", CONTEXT)
    assert bool(read.parts) == (CONTEXT.born.year <= day.year and day <= CONTEXT.today)
    assert read.parts or "is still to come" in read.reason or "before the person was born" in read.reason


def test_five_thousand_characters_stay_text_with_the_reason():
    for line in ("tried " + "x" * 5000, "word " * 1000, "worse " + "sitting, " * 600):
        read = read_line(line, CONTEXT)
        assert (read.text, read.parts, read.reason) == (line, (), TOO_LONG)


@pytest.mark.parametrize("kind", [one for one in Becomes if one != Becomes.NOTE])
def test_a_button_does_what_its_prefix_does(kind):
    plain = {
        "can": "sit 8 min",
        "flag": "no foot drop",
        "provoker": "sitting 20 min",
        "allergy": "latex",
        "medicine": "gaba 300 tid",
    }
    said = plain.get(kind, "esi mar 24")
    by_prefix = read_line(f"{PREFIXES[kind][0]}: {said}", CONTEXT)
    assert by_prefix.kind == kind
    if kind != Becomes.PROVOKER:
        assert came_out(read_as(said, kind, CONTEXT)) == came_out(by_prefix)


def test_any_line_can_be_read_as_a_note():
    for line in LINES:
        assert read_as(line, Becomes.NOTE, CONTEXT).parts == ()


def test_every_sign_that_is_asked_can_be_answered_by_its_name():
    names = (
        "cauda equina",
        "foot drop",
        "infection",
        "cancer",
        "fracture",
        "vascular or thunderclap",
        "inflammatory spine",
        "new severe headache or eye signs",
        "self-harm",
    )
    reads = [read_line(f"flag {name} no", CONTEXT) for name in names]
    named = {part.flag for read in reads for part in read.parts}
    assert named == {flag.key for flag in FLAGS}


def test_a_problem_without_a_name_is_no_name():
    assert read_line("worse sitting", Context(CONTEXT.today, CONTEXT.born, ("",))).kind == Becomes.PROVOKER


def _read(line: str, kind: Becomes | None) -> LineRead:
    return read_line(line, CONTEXT) if kind is None else read_as(line, kind, CONTEXT)
