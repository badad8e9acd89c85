"""What kind of pain: every rule of clinical.md 7, and that missing data never excludes anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.mechanism import (
    BY_KEY,
    Answer,
    Grade,
    Mechanism,
    typical_of,
    verdict,
    why_unfit,
)

NEURO, NOCI, PLASTIC = Mechanism.NEUROPATHIC, Mechanism.NOCICEPTIVE, Mechanism.NOCIPLASTIC
NEUROPATHIC = ("lesion", "distribution", "sensory_signs", "confirmed")
FIRST = ("three_months", "spread", "unexplained")
NO_NERVE = {"lesion": "no"}


def said(yes="", no=""):
    """Criteria in words: what is named neither way is not known."""
    return dict.fromkeys(yes.split(), Answer.YES) | dict.fromkeys(no.split(), Answer.NO)


@pytest.mark.parametrize(
    ("yes", "no", "grade"),
    [
        ("", "", Grade.INSUFFICIENT),
        ("lesion", "", Grade.INSUFFICIENT),
        ("distribution", "", Grade.INSUFFICIENT),
        ("lesion", "distribution", Grade.NOT_MET),
        ("distribution", "lesion", Grade.NOT_MET),
        ("", "lesion", Grade.NOT_MET),
        ("lesion distribution", "", Grade.POSSIBLE),
        ("lesion distribution", "sensory_signs", Grade.POSSIBLE),
        ("lesion distribution", "sensory_signs confirmed", Grade.POSSIBLE),
        ("lesion distribution sensory_signs", "", Grade.PROBABLE),
        ("lesion distribution sensory_signs", "confirmed", Grade.PROBABLE),
        ("lesion distribution sensory_signs confirmed", "", Grade.DEFINITE),
        # A confirming test without a sensory exam: no more than possible can be said.
        ("lesion distribution confirmed", "", Grade.POSSIBLE),
        ("lesion distribution confirmed", "sensory_signs", Grade.POSSIBLE),
        ("sensory_signs confirmed", "", Grade.INSUFFICIENT),
        ("distribution sensory_signs confirmed", "", Grade.INSUFFICIENT),
    ],
)
def test_the_neupsig_grade(yes, no, grade):
    assert verdict(said(yes, no)).of(NEURO).grade == grade


@pytest.mark.parametrize(
    ("yes", "no", "grade"),
    [
        ("", "", Grade.INSUFFICIENT),
        ("three_months spread unexplained", "", Grade.INSUFFICIENT),
        ("three_months spread unexplained evoked", "", Grade.POSSIBLE),
        ("three_months spread unexplained evoked hypersensitive", "", Grade.POSSIBLE),
        ("three_months spread unexplained evoked company", "hypersensitive", Grade.POSSIBLE),
        ("three_months spread unexplained evoked", "hypersensitive company", Grade.POSSIBLE),
        ("three_months spread unexplained evoked hypersensitive company", "", Grade.PROBABLE),
        # 1, 2 and 3 without the exam of 4 are not even possible; nor are they excluded.
        ("three_months spread unexplained hypersensitive company", "", Grade.INSUFFICIENT),
        ("three_months spread unexplained hypersensitive company", "evoked", Grade.NOT_MET),
        ("spread unexplained evoked hypersensitive company", "three_months", Grade.NOT_MET),
        ("three_months unexplained evoked hypersensitive company", "spread", Grade.NOT_MET),
        ("three_months spread evoked hypersensitive company", "unexplained", Grade.NOT_MET),
        ("three_months spread evoked hypersensitive company", "", Grade.INSUFFICIENT),
        ("hypersensitive company evoked", "", Grade.INSUFFICIENT),
    ],
)
def test_the_nociplastic_grade(yes, no, grade):
    assert verdict(said(yes, no)).of(PLASTIC).grade == grade


@pytest.mark.parametrize(
    ("yes", "no", "grade", "kind"),
    [
        ("tissue mechanical", "lesion spread", Grade.MET, NOCI),
        ("tissue mechanical", "distribution three_months", Grade.MET, NOCI),
        ("tissue mechanical", "lesion", Grade.INSUFFICIENT, None),
        ("tissue mechanical", "spread", Grade.INSUFFICIENT, None),
        ("tissue mechanical", "", Grade.INSUFFICIENT, None),
        ("tissue", "lesion spread", Grade.INSUFFICIENT, None),
        ("tissue", "mechanical lesion spread", Grade.NOT_MET, None),
        ("tissue mechanical lesion distribution", "spread", Grade.NOT_MET, Mechanism.MIXED),
        # The first criterion of nociplastic holds, the exam is empty: neither of them can be named.
        ("tissue mechanical three_months spread unexplained", "lesion", Grade.NOT_MET, None),
    ],
)
def test_nociceptive_needs_the_other_two_known_to_be_absent(yes, no, grade, kind):
    judged = verdict(said(yes, no))
    assert (judged.of(NOCI).grade, judged.kind) == (grade, kind)


@pytest.mark.parametrize(
    ("yes", "no", "dominant", "sentence"),
    [
        ("", "", "", "Not settled: insufficient data."),
        (
            "",
            "lesion tissue spread",
            "",
            "By these answers, the criteria of none of the three are met.",
        ),
        (
            "lesion distribution sensory_signs",
            "tissue spread",
            "",
            "Neuropathic, probable.",
        ),
        (
            "lesion distribution",
            "",
            "",
            "Neuropathic, possible. Not known yet: nociplastic.",
        ),
        ("tissue mechanical", "lesion spread", "", "Nociceptive, criteria met."),
        (
            "tissue mechanical lesion distribution",
            "spread",
            "",
            "Mixed, neuropathic and nociceptive: which leads is not said yet.",
        ),
        (
            "tissue mechanical lesion distribution",
            "spread",
            "neuropathic",
            "Mixed, neuropathic and nociceptive: mostly neuropathic.",
        ),
        (
            "lesion distribution three_months spread unexplained evoked",
            "tissue",
            "nociplastic",
            "Mixed, neuropathic and nociplastic: mostly nociplastic.",
        ),
    ],
)
def test_the_sentence(yes, no, dominant, sentence):
    assert verdict(said(yes, no)).sentence(dominant) == sentence


def test_they_are_evaluated_in_the_order_of_the_rule():
    assert [one.mechanism for one in verdict({}).graded] == [NEURO, NOCI, PLASTIC]


def test_an_empty_exam_says_so_beside_the_grade():
    graded = verdict(said("lesion distribution")).of(NEURO)
    assert graded.words == "Neuropathic: possible. The exam is empty here, so more cannot be said."
    assert [one.key for one in graded.met] == ["lesion", "distribution"]
    assert [one.key for one in graded.unknown] == ["sensory_signs", "confirmed"]
    examined = verdict(said("lesion distribution", "sensory_signs")).of(NEURO)
    assert examined.words == "Neuropathic: possible."
    assert [one.key for one in examined.not_met] == ["sensory_signs"]


@pytest.mark.parametrize(
    ("yes", "no", "dominant", "fault"),
    [
        ("lesion distribution", "tissue spread", "neuropathic", "Only a mixed pain has a dominant part."),
        ("lesion distribution", "", "", ""),
        ("tissue mechanical lesion distribution", "spread", "nociceptive", ""),
        ("tissue mechanical lesion distribution", "spread", "", ""),
        (
            "tissue mechanical lesion distribution",
            "spread",
            "nociplastic",
            "It is mixed of neuropathic and nociceptive: one of these leads.",
        ),
    ],
)
def test_a_dominant_is_one_of_the_mixed(yes, no, dominant, fault):
    assert why_unfit(verdict(said(yes, no)), dominant) == fault


def test_the_typical_conditions_are_a_hint():
    charted = ["Fibromyalgia", "CRPS type I, left hand", "Irritable bowel syndrome", "Knee osteoarthritis"]
    assert typical_of(charted) == tuple(charted[:3])


@pytest.mark.parametrize(
    ("title", "is_typical"),
    [
        ("CRPS", True),
        ("CRPS 1", True),
        ("CRPS 2019, left hand", True),
        ("Complex regional pain syndrome type I of right lower limb", True),
        ("Complex regional pain syndrome of right lower limb", True),
        ("CRPS type II", False),
        ("CRPS type 2, left hand", False),
        ("CRPS, left hand, type II", False),
        ("CRPS II", False),
        ("crps-2 of the foot", False),
        ("Type II CRPS", False),
        ("Complex regional pain syndrome (CRPS) type II", False),
        ("Complex regional pain syndrome II of left upper limb", False),
        ("Causalgia of right upper limb", False),
        ("Causalgia (complex regional pain syndrome)", False),
        ("Fibromyalgia and CRPS type II", True),
        ("Type 2 diabetes, fibromyalgia", True),
        ("Type 2 diabetes mellitus; CRPS type I", True),
    ],
)
def test_type_two_of_crps_follows_a_lesion_of_a_nerve(title, is_typical):
    assert bool(typical_of([title])) == is_typical


def test_no_screening_tool_is_a_criterion():
    """The CSI, DN4 and painDETECT raise a suspicion; none of them is asked for by the criteria."""
    assert not {key for key in BY_KEY if any(tool in key for tool in ("csi", "dn4", "detect", "score"))}


@given(
    st.fixed_dictionaries({key: st.sampled_from(Answer) for key in BY_KEY}),
    st.sampled_from(sorted(BY_KEY)),
)
def test_knowing_less_never_claims_more_and_never_excludes(answers, forgotten):
    before, after = verdict(answers), verdict(answers | {forgotten: Answer.UNKNOWN})
    for was, now in zip(before.graded, after.graded, strict=True):
        assert now.grade.strength <= was.grade.strength
        assert now.grade != Grade.NOT_MET or was.grade == Grade.NOT_MET
    assert set(after.supported) <= set(before.supported)
    if after.kind == NOCI:
        assert before.kind == NOCI


@given(
    st.fixed_dictionaries({}, optional={key: st.sampled_from([Answer.YES, Answer.UNKNOWN]) for key in BY_KEY})
)
def test_nothing_is_ruled_out_without_a_no(answers):
    """Nociceptive alone is the exception: a yes to the others is what speaks against it."""
    judged = verdict(answers)
    assert judged.of(NEURO).grade != Grade.NOT_MET
    assert judged.of(PLASTIC).grade != Grade.NOT_MET
    assert all(one.not_met == () for one in judged.graded)


@given(st.sets(st.sampled_from(sorted(set(BY_KEY) - {"sensory_signs", "evoked"}))))
def test_without_a_sensory_exam_at_most_possible(known):
    judged = verdict(dict.fromkeys(known, Answer.YES))
    assert judged.of(NEURO).grade.strength <= Grade.POSSIBLE.strength
    assert judged.of(PLASTIC).grade.strength == 0
