"""The ledger's rules: classes by words, sentences, counts, relief windows, and what is worth trying again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.attempts import (
    GLYPHS,
    Attempt,
    counted_sentence,
    counts,
    relief_window,
    sentence,
    share_of,
    tail,
)
from intake.rules.retry import Again, retry_verdict
from intake.rules.treatments import CLASSES, OTHER, SOURCE, recognised, recognised_all
from intake.rules.words import AccessReason, Ended


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("PT, 8 visits", "physical_therapy"),
        ("Physical therapy", "physical_therapy"),
        ("chiropractor", "manual_therapy"),
        ("Water class", "exercise"),
        ("CBT with Dr Lund", "psychological"),
        ("ILESI L5-S1", "epidural_steroid"),
        ("Interlaminar ESI", "epidural_steroid"),
        ("2 medial branch blocks", "facet_block"),
        ("facet RFA", "radiofrequency"),
        ("SI joint injection", "si_joint_injection"),
        ("Trigger points", "trigger_point"),
        ("cortisone in the knee", "joint_injection"),
        ("stellate ganglion block", "nerve_block"),
        ("SCS trial", "nerve_stimulation"),
        ("L4-5 fusion", "surgery"),
        ("Naproxen", "nsaid"),
        ("Tylenol", "paracetamol"),
        ("Gabapentin 900 mg", "gabapentinoid"),
        ("Amitriptyline 10 mg", "snri_tca"),
        ("tramadol", "opioid"),
        ("flexeril", "muscle_relaxant"),
        ("diclofenac gel", "topical"),
        ("LDN", "other_medicine"),
        ("acupuncture", "acupuncture"),
        ("TENS unit", "tens"),
        ("Back brace", "device"),
        ("melatonin", "sleep"),
    ],
)
def test_a_class_is_recognised_by_its_words(text, key):
    assert recognised(text).key == key


@pytest.mark.parametrize(
    "text", ["", "rest", "pts", "a script", "react", "it hurt at work", "PT and massage", "tensed up"]
)
def test_what_names_none_or_several_is_not_guessed_at(text):
    assert recognised(text) is None


def test_of_several_every_one_is_told():
    assert [one.key for one in recognised_all("PT and massage")] == ["physical_therapy", "manual_therapy"]


@pytest.mark.parametrize("one", CLASSES.values(), ids=lambda one: one.key)
def test_every_class_is_found_by_its_own_examples(one):
    for example in filter(None, one.examples.split(", ")):
        assert one.key in [found.key for found in recognised_all(example)], example


def test_no_word_belongs_to_two_classes_and_the_list_names_its_source():
    words = [word for one in CLASSES.values() for word in one.words]
    assert len(words) == len(set(words))
    assert "2026" in SOURCE


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    for found in recognised_all(text):
        assert found.words in text


# --- sentences -----------------------------------------------------------------------------------

ESI = Attempt(what="ILESI", region_level="L5-S1", when_words="Mar 2024", helped_for="2 days only")


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (
            Attempt(**(vars(ESI) | {"ended": Ended.WORE_OFF})),
            "ILESI, L5-S1, Mar 2024: 2 days only; wore off",
        ),
        (
            Attempt(**(vars(ESI) | {"relief_percent": 0, "ended": Ended.NO_BENEFIT})),
            "ILESI, L5-S1, Mar 2024: 2 days only, 0 percent relief; did not help",
        ),
        (
            Attempt(what="PT", ended=Ended.ACCESS, access_reason=AccessReason.SCHEDULE),
            "PT, could not get it (times or travel)",
        ),
        (
            Attempt(what="Gabapentin", dose="900 mg", harms="foggy", ended=Ended.SIDE_EFFECT),
            "Gabapentin, 900 mg, harm: foggy; side effect",
        ),
        (
            Attempt(what="RFA", helped_with="chores", not_helped_with="yard"),
            "RFA, helped with chores, not with yard",
        ),
        (Attempt(what="Rest"), "Rest"),
        (Attempt(when_words="2019"), "Not named, 2019"),
        (
            Attempt(what="PT", ended=Ended.NO_BENEFIT, access_reason=AccessReason.COST),
            "PT, did not help",
        ),
    ],
)
def test_a_row_reads_like_a_sentence(attempt, words):
    assert sentence(attempt) == words


def test_did_nothing_and_could_not_be_had_differ_everywhere():
    nothing, barred = Attempt(what="PT", ended=Ended.NO_BENEFIT), Attempt(what="PT", ended=Ended.ACCESS)
    assert nothing.glyph != barred.glyph
    assert tail(nothing) != tail(barred)
    assert counts([nothing, barred]) == {Ended.NO_BENEFIT: 1, Ended.ACCESS: 1}
    assert counted_sentence([nothing, barred]) == "2 charted: 1 did not help, 1 could not be had."
    assert len(set(GLYPHS.values())) == len(Ended)


def test_what_nobody_said_is_counted_apart():
    assert counted_sentence([Attempt(what="Rest")]) == "1 charted: 1 not said how it ended."
    assert counted_sentence([]) == ""


@given(st.lists(st.sampled_from([None, *Ended])))
def test_every_row_is_counted_once(ends):
    assert sum(counts([Attempt(ended=one) for one in ends]).values()) == len(ends)


def test_a_persons_choice_stands_above_the_words():
    assert Attempt(what="PT").class_words == "looks like: Physical therapy"
    assert Attempt(what="PT", treatment_class="exercise").class_key == "exercise"
    assert Attempt(what="PT", treatment_class=OTHER).class_words == ""
    assert Attempt(what="Rest").class_key == ""


# --- relief windows ------------------------------------------------------------------------------


def window(helped_for, ended=None):
    return relief_window(Attempt(helped_for=helped_for, ended=ended))


def test_two_days_are_a_stub_beside_nine_months():
    short, long = window("2 days only"), window("nine months")
    assert (short.days, round(long.days)) == (2, 274)
    assert 0 < short.percent < long.percent < 100


@pytest.mark.parametrize("helped_for", ["", "no change", "as long as it ran"])
def test_without_a_length_there_is_no_bar_at_all(helped_for):
    assert window(helped_for) is None


def test_what_could_not_be_had_has_no_bar():
    assert window("2 days", Ended.ACCESS) is None


@given(st.floats(0, 10_000), st.floats(0, 10_000))
def test_longer_relief_never_draws_shorter(one, other):
    low, high = sorted((one, other))
    assert 0 <= share_of(low) <= share_of(high) <= 1


# --- worth trying again? -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "code", "reason"),
    [
        (Attempt(what="PT", ended=Ended.ACCESS), Again.OFFER, "says nothing about whether it would help"),
        (
            Attempt(what="PT", ended=Ended.ACCESS, access_reason=AccessReason.COST),
            Again.OFFER,
            "Could not get it (money or cover)",
        ),
        (Attempt(what="PT", ended=Ended.NO_BENEFIT), Again.NO_BENEFIT, ""),
        (
            Attempt(what="PT", dose="2 visits", ended=Ended.NO_BENEFIT, retry_with="8 visits, one to one"),
            Again.DIFFERENTLY,
            "To try: 8 visits, one to one.",
        ),
        (
            Attempt(what="Gabapentin 900 mg", ended=Ended.SIDE_EFFECT, harms="foggy"),
            Again.DIFFERENTLY,
            "Side effect at 900 mg; the usual start is 300 mg a day",
        ),
        (
            Attempt(what="Gabapentin", dose="100 mg", ended=Ended.SIDE_EFFECT, harms="foggy"),
            Again.HARMED,
            "Foggy.",
        ),
        (Attempt(what="Gabapentin", ended=Ended.SIDE_EFFECT), Again.HARMED, ""),
        (Attempt(what="Tramadol 50 mg", ended=Ended.SIDE_EFFECT), Again.HARMED, ""),
        (Attempt(what="RFA", helped_for="9 months", ended=Ended.WORE_OFF), Again.HELPED_ONCE, ""),
        (Attempt(what="Naproxen", ended=Ended.STILL_USING, retry_with="with food"), Again.IN_USE, ""),
        (Attempt(what="Rest"), Again.NOT_SAID, ""),
    ],
)
def test_what_a_past_attempt_says_about_another(attempt, code, reason):
    verdict = retry_verdict(attempt)
    assert verdict.code is code
    assert reason in verdict.reason
    assert code.label in verdict.words


def test_a_dose_that_a_label_starts_with_names_its_source():
    high = retry_verdict(Attempt(what="Duloxetine 60 mg", ended=Ended.SIDE_EFFECT))
    assert "labels" in high.source
    assert "2026" in high.source


@given(
    st.sampled_from([None, *Ended]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.sampled_from(["", "slower"]),
)
def test_only_access_dose_or_staff_make_it_worth_retrying(ended, what, dose, retry_with):
    verdict = retry_verdict(Attempt(what=what, dose=dose, ended=ended, retry_with=retry_with))
    if verdict.code.is_worth_retrying:
        assert ended in (Ended.ACCESS, Ended.SIDE_EFFECT) or retry_with
        assert verdict.reason
