"""Files of clinics: what fits is taken letter by letter, the rest is named by its line, never quoted."""

import time
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from outcomes import instruments
from outcomes.rules.instrument import Confidence
from outcomes.rules.instrument_file import LARGEST_BYTES, FileError, FileKind, read_instrument_file
from outcomes.rules.scoring import score
from outcomes.rules.words import Direction
from tests.factories.instrument_files import EXAMPLES, as_file, garden, wording

TITLES = {one.key: one.title for one in instruments.ALL}
LICENSED = [one for one in instruments.ALL if one.is_licensed and not one.is_part]
GARDEN = (EXAMPLES / "garden_scale.yaml").read_text()
PSEQ2 = (EXAMPLES / "pseq2_wording.yaml").read_text()


def read(content):
    content = content.encode() if isinstance(content, str) else content
    return read_instrument_file(content, find=instruments.get, titles=TITLES)


def refusal(content) -> FileError:
    with pytest.raises(FileError) as refused:
        read(content)
    return refused.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# --- the files of docs/ ------------------------------------------------------------------------


def test_the_example_of_an_own_instrument_is_one():
    file = read(GARDEN)
    one = file.instrument
    assert (file.kind, file.language, one.key, one.version) == (
        FileKind.INSTRUMENT,
        "en",
        "garden_scale",
        "1",
    )
    assert one.direction == Direction.HIGHER_IS_BETTER
    assert (one.important.points, one.important.confidence) == (Decimal(3), Confidence.DERIVED)
    assert one.is_offered_to_patients
    assert [item.stem for item in one.items] == [one.items[0].stem] * 4
    assert one.items[2].text == "Lift a full can: about 5 kg"
    assert score(one, {"water": 3, "weed": 2, "lift": 1, "sit": 3}).band.words == "in bloom"
    prorated = score(one, {"water": 3, "weed": 2, "lift": 1})
    assert (prorated.value, prorated.flag, prorated.band.words) == (8, "prorated 3/4", "growing")


def test_the_example_of_a_wording_fits_its_form_and_is_nobodys_text():
    file = read(PSEQ2)
    assert file.kind == FileKind.WORDING
    assert file.instrument.items[0].scale.low_words == "Words of the lowest answer"
    assert file.licence_ref.startswith("Permission of the author")


# --- wordings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("one", LICENSED, ids=lambda one: f"{one.key}-{one.version}")
def test_every_licensed_form_takes_a_wording_and_scores_as_before(one):
    form = read(as_file(wording(one.key, version=one.version))).instrument
    assert form.is_offered_to_patients
    assert not one.is_offered_to_patients
    assert [item.key for item in form.items] == [item.key for item in one.items]
    assert form.licence_ref == "Test licence 7"
    for edge in ("low", "high"):
        answers = {item.key: getattr(item.scale, edge) for item in one.items}
        assert score(form, answers) == score(one, answers)


def test_odi_has_six_statements_in_each_section():
    form = read(as_file(wording("odi"))).instrument
    assert all(len(item.scale.words) == 6 for item in form.items)
    short = wording("odi")
    del short["items"][3]["answers"][5]
    text = as_file(short).decode()
    refused = refusal(text)
    assert refused.sentence == "The answers run from 0 to 4; of “walking” they are 0 to 5."
    assert refused.line == line_of(text, "Answer 0 of question 4")


def test_a_row_that_runs_the_other_way_keeps_its_printed_numbers():
    """PROMIS sleep disturbance (clinical.md 3.4): 5 is printed first, and stays 5."""
    form = read(as_file(wording("promis_sd_4a", reverse=("r1", "r2")))).instrument
    turned, plain = form.items[0].scale, form.items[2].scale
    assert turned.in_order == (5, 4, 3, 2, 1)
    assert plain.in_order == (1, 2, 3, 4, 5)
    assert [turned.word(value) for value in turned.in_order][0] == "Answer 5 of question 1"
    assert turned.legend.startswith("5 = answer 5 of question 1, 4 =")
    best, worst = ({item.key: n for item in form.items} for n in (1, 5))
    assert score(form, best).value == Decimal("32.0")
    assert score(form, worst).value == Decimal("73.3")


def test_the_text_is_taken_letter_by_letter():
    given_text = "  “Odd”  – 50 % <b>, No: yes # 1"
    data = wording("isi")
    data["items"][0]["text"] = given_text.strip()
    data["items"][0]["answers"][0] = "No"
    item = read(as_file(data)).instrument.items[0]
    assert item.text == given_text.strip()
    assert item.scale.word(0) == "No"


def changed(key, change):
    data = wording(key)
    change(data)
    return as_file(data).decode()


def set_(path, value):
    def change(data):
        *way, last = path
        for step in way:
            data = data[step]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("key", "change", "line", "sentence"),
    [
        ("odi", set_(["version"], "2.0"), "version:", "We do not know the questionnaire “odi 2.0”."),
        ("odi", set_(["instrument"], "sf36"), "instrument:", "We do not know the questionnaire “sf36 2.1a”."),
        ("odi", set_(["language"], "de"), "language:", "English"),
        ("odi", lambda data: data.pop("licence"), "kind:", "“licence” is missing."),
        ("odi", set_(["licence"], ""), "licence:", "some text is needed"),
        ("odi", lambda data: data.pop("copyright"), "kind:", "“copyright” is missing."),
        ("odi", set_(["items", 1, "item"], "pain"), "- item: pain\n  text: Made-up question 2", "once"),
        (
            "odi",
            lambda data: data["items"].insert(1, data["items"].pop(2)),
            "- item: lifting",
            "Item 2 of ODI is “care”.",
        ),
        ("odi", lambda data: data["items"].pop(), "- item: pain", "missing here: travelling"),
        ("odi", set_(["items", 4, "item"], "mood"), "- item: mood", "has no such item"),
        ("odi", set_(["items", 4, "text"], ""), "text: ''", "some text is needed"),
        ("odi", set_(["items", 4, "note"], "x"), "note: x", "This name is not known here."),
        ("odi", set_(["score"], "sum"), "score: sum", "This name is not known here."),
        ("odi", set_(["items", 4, "answers"], {0: "a", 5: "b"}), "5: b", "2 answers are here"),
        ("odi", set_(["items", 4, "answers"], {0: "a", "x": "b"}), "x: b", "a whole number"),
        ("odi", set_(["items", 4, "answers"], {}), "answers: {}", "one answer only"),
        ("odi", set_(["items", 4, "answers"], ["a", "b"]), "- a", "a table"),
        ("pseq10", set_(["items", 4, "answers"], {0: "a", 3: "c", 6: "b"}), "0: a", "3 answers are here"),
        ("tsk11", set_(["items", 0, "answers"], {0: "a", 1: "b", 2: "c", 3: "d"}), "0: a", "1 to 4"),
    ],
)
def test_a_wrong_wording_names_its_line(key, change, line, sentence):
    text = changed(key, change)
    refused = refusal(text)
    assert sentence in refused.sentence
    assert abs(refused.line - line_of(text, line)) <= 1


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("peg", "The wording of PEG is here already."),
        ("phq9", "The wording of PHQ-9 is here already."),
        ("pcs_rumination", "a part of a longer form"),
        ("psfs", "the person's own words"),
    ],
)
def test_some_forms_take_no_wording(key, sentence):
    assert sentence in refusal(as_file(wording(key))).sentence


def test_no_refusal_quotes_what_the_file_says():
    """A licensed text must not get into a terminal's log by way of an error."""
    secret = "Licensed words of somebody"
    for broken in (
        f"a: {secret}: b",
        f'a: "{secret}',
        f"{secret}",
        f"- [{secret}",
        f"a: *{secret}",
        f"a: {secret} # b",
    ):
        assert "icensed" not in str(refusal(broken))
    for path in (["items", 0, "item"], ["language"], ["kind"], ["items", 0, "answers"], [secret]):
        assert "icensed" not in str(refusal(as_file(_with(path, secret))))


def _with(path, value):
    data = wording("odi")
    set_(path, value)(data)
    return data


# --- own instruments ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("key: garden_scale", "key: peg", "key: peg", "“peg” is one of the house's own instruments."),
        ("key: garden_scale", "key: Garden", "key: Garden", "A key is a small letter"),
        ("title: Garden scale", "title: phq-9", "title:", "is called so"),
        ("lowest: 0", "lowest: 1", "range:", "Its items reach 0 to 12, its scores 1 to 12."),
        ("highest: 12", "highest: 0", "range:", "Its lowest score is not below its highest."),
        ("  - key: weed", "  - key: water", "- key: water\n    label: Weed", "Two items are called “water”."),
        ("least: 3", "least: 5", "missing:", "Its missing rule (5 to 4) does not fit 4 items."),
        ("least: 3", "least: 2.5", "least: 2.5", "a whole number"),
        ("up_to: 8", "up_to: 3", "up_to: 3\n    words: growing", "Its bands do not rise."),
        ("up_to: 12", "up_to: 10", "up_to: 10", "Its bands end at 10, its scores at 12."),
        ("up_to: 12", "below: 12", "below: 12", "Its highest score has no band."),
        ("up_to: 3", "up_to: x", "up_to: x", "Here a number is needed"),
        ("    points: 3\n", "    points: 13\n", "matters:", "larger than its range"),
        ("    points: 3\n", "", "matters:", "is not a number above 0"),
        ("  matters:", "  important:", "important:", "This name is not known here."),
        ("method: sum", "method: guess", "method:", "“method” is one of: sum, mean"),
        ("method: sum", "method: t score", "method:", "Its table has 0 rows for raw sums 0 to 12."),
        ("method: sum", "method: mean", "range:", "The scales of its items are not 0 to 12."),
        ("direction: higher is better", "direction: up", "direction:", "is one of: higher is better"),
        ("source: Made up for this example, 2026\n", "", "kind:", "“source” is missing."),
        ("recall: past week", "loinc_score: 91147-8\nrecall: past week", "loinc_score", "not a LOINC code"),
        (
            "    label: Sit\n",
            "    label: Sit\n    alarm: {at_least: 4, sign: self_harm}\n",
            "alarm",
            "names no answer",
        ),
        (
            "    label: Sit\n",
            "    label: Sit\n    alarm: {at_least: 1, sign: mood}\n",
            "alarm",
            "“sign” is one of",
        ),
    ],
)
def test_a_wrong_instrument_names_its_line(old, new, line, sentence):
    text = GARDEN.replace(old, new, 1)
    assert text != GARDEN
    refused = refusal(text)
    assert sentence in refused.sentence
    assert abs(refused.line - line_of(text, line)) <= 1


def test_a_form_that_alarms_is_for_staff_because_nobody_watches_at_night():
    data = garden()
    data["items"][0]["alarm"] = {"at_least": 1, "sign": "self_harm"}
    one = read(as_file(data)).instrument
    assert one.can_alarm
    assert not one.is_offered_to_patients


def test_a_t_table_and_ends_only_and_a_needed_item():
    data = garden()
    data |= {
        "method": "t score",
        "t_table": [20 + n for n in range(21)],
        "bands": [{"up_to": 40, "words": "x"}],
    }
    data["range"] = {"lowest": 20, "highest": 40}
    data["missing"] = {"least": 1, "needed": ["b"], "rounds_up": "yes"}
    data["items"] = [
        {"key": key, "label": key, "text": key, "answers": {0: "none", 10: "all"}} for key in ("a", "b")
    ]
    one = read(as_file(data)).instrument
    assert one.items[0].scale.words == ()
    assert score(one, {"a": 3}).value is None
    assert score(one, {"b": 3}).value == 26


# --- what hostile and broken files do ----------------------------------------------------------

BOMB = "a: &a [x]\n" + "".join(f"{n}: &b{n} [*a, *a]\n" for n in range(30))


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (b"", 1, "The file is empty."),
        (b"# only a remark\n", 1, "The file is empty."),
        (b"words", 1, "The file is a table"),
        (b"- a\n", 1, "The file is a table"),
        (b"kind: poem\n", 1, "“kind” is one of: wording, instrument."),
        (b"kind: wording\nkind: wording\n", 2, "stands here twice"),
        (BOMB.encode(), 1, "Anchors and aliases"),
        (b"kind: wording\na: *b\n", 2, "Anchors and aliases"),
        (b"kind: !!python/object/apply:os.system [ls]\n", 1, "Tags (!) are not taken"),
        (b"kind: wording\nx: " + b"[" * 5000, 2, "nested too deep"),
        (b"kind: wording\nx: " + b"{a: " * 5000, 2, "nested too deep"),
        (b"kind: wording\nx: [" + b"y, " * 80_000 + b"]", 2, "more in this file than any"),
        (b"kind: wording\n" + b"".join(b"k%d: v\n" % n for n in range(9000)), 2500, "more in this file"),
        (b"kind: wording\n? [a]\n: b\n", 2, "A name is plain text."),
        (b"kind: wording\na: b: c\n", 2, "This is not YAML"),
        (b"kind: wording\nlanguage: \xff\xfe\n", 2, "not UTF-8"),
        (b"kind: wording\nlanguage: \x00\n", 2, "a character that no text file has"),
        (b"kind: wording\n---\nkind: wording\n", 2, "This is not YAML"),
        (b"kind: wording\nlanguage: en # English\n", 2, "What follows # is not read."),
        (b"x" * (LARGEST_BYTES + 1), 1, "larger than 256 KB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not UTF-8"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused_at_once(content, line, sentence):
    began = time.monotonic()
    refused = refusal(content)
    assert sentence in refused.sentence
    assert refused.line == line
    assert time.monotonic() - began < 5


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault():
    content = b"\xef\xbb\xbf" + GARDEN.replace("\n", "\r\n").encode()
    assert read(content).instrument == read(GARDEN).instrument


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_or_a_refusal_with_a_line(content):
    assert refusal(content).line >= 1


@given(st.data())
def test_any_damage_is_a_file_or_a_refusal(data):
    lines = GARDEN.splitlines()
    cut = data.draw(st.integers(0, len(lines) - 1))
    lines[cut] = data.draw(st.sampled_from(["", "  - x", lines[cut][:-2], lines[cut] + ": y", "\t", "- - -"]))
    try:
        line = read("\n".join(lines)) and 1
    except FileError as refused:
        line = refused.line
    assert 1 <= line <= len(lines) + 1


def test_what_is_read_is_what_yaml_itself_reads():
    def as_text(value):
        if isinstance(value, dict):
            return {str(key): as_text(one) for key, one in value.items()}
        return [as_text(one) for one in value] if isinstance(value, list) else str(value)

    assert read(GARDEN).data == as_text(yaml.safe_load(GARDEN))
