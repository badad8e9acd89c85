"""Nine danger signs: complete data, honest verdicts, a clock for each answer (S18, clinical.md 6)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.red_flag_data import FLAGS, VERSION
from outcomes.rules.red_flag_further import EVERY, FURTHER, judged
from outcomes.rules.red_flags import KeptAnswer, Tier, find, judge, standing, tier_of, urgency, verdict
from outcomes.rules.words import FlagAnswer

KEYS = [flag.key for flag in FLAGS]
SELF_HARM = find(FLAGS, "self_harm")


def test_the_nine_that_every_intake_asks():
    assert KEYS == [
        "cauda_equina",
        "weakness",
        "infection",
        "cancer",
        "fracture",
        "vascular",
        "inflammatory",
        "headache_eye",
        "self_harm",
    ]
    assert VERSION


@pytest.mark.parametrize("flag", EVERY, ids=lambda flag: flag.key)
def test_each_sign_is_whole(flag):
    texts = (flag.name, flag.question, flag.patient_question, flag.to_do, flag.patient_to_do, flag.source)
    assert all(texts)
    settled = (flag.settled.to_do, flag.settled.patient_to_do) if flag.settled else ()
    for text in (flag.to_do, flag.patient_to_do, *settled, *(fact.to_do for fact in flag.facts)):
        assert "{" not in text.format(emergency="911", crisis="988")


@pytest.mark.parametrize("flag", [one for one in EVERY if one.tier == Tier.NOW], ids=lambda one: one.key)
def test_an_emergency_names_the_emergency_number_to_the_patient(flag):
    assert "{emergency}" in flag.patient_to_do


@pytest.mark.parametrize(
    ("key", "answer", "due", "is_stat"),
    [
        ("cauda_equina", FlagAnswer.YES, timedelta(minutes=30), True),
        ("weakness", FlagAnswer.YES, timedelta(hours=4), True),
        ("cancer", FlagAnswer.YES, timedelta(days=3), False),
        ("inflammatory", FlagAnswer.YES, timedelta(days=14), False),
        ("cauda_equina", FlagAnswer.UNSURE, timedelta(hours=4), False),
        ("weakness", FlagAnswer.UNSURE, timedelta(days=1), False),
        ("self_harm", FlagAnswer.YES, timedelta(minutes=20), True),
        ("self_harm", FlagAnswer.UNSURE, timedelta(minutes=20), True),
    ],
)
def test_an_answer_starts_its_clock(key, answer, due, is_stat):
    clock = urgency(judge(find(FLAGS, key), {key: answer}), answer, self_harm_minutes=20)
    assert (clock.due_in, clock.is_stat) == (due, is_stat)


@pytest.mark.parametrize(
    ("key", "answer"),
    [("cancer", FlagAnswer.UNSURE), ("inflammatory", FlagAnswer.UNSURE), ("self_harm", FlagAnswer.NO)],
)
def test_some_answers_start_none(key, answer):
    judged_one = judge(find(FLAGS, key), {key: answer})
    assert urgency(judged_one, answer, self_harm_minutes=30) is None


def test_nothing_asked_yet():
    judged = verdict(FLAGS, {})
    assert not judged.is_complete
    assert judged.tier is None
    assert judged.sentence == "Red flags: 0 of 9 asked, 0 yes."


def test_a_yes_and_an_unsure_are_named():
    answers = dict.fromkeys(KEYS, FlagAnswer.NO) | {
        "fracture": FlagAnswer.YES,
        "cauda_equina": FlagAnswer.YES,
        "cancer": FlagAnswer.UNSURE,
    }
    judged = verdict(FLAGS, answers)
    assert judged.is_complete
    assert judged.tier == Tier.NOW
    assert judged.sentence == (
        "Red flags: 9 of 9 asked, 2 yes (cauda equina; fracture), 1 not ruled out (cancer)."
    )


def test_an_unknown_sign_is_refused():
    with pytest.raises(DomainError, match="do not ask about “gout”"):
        find(FLAGS, "gout")


@given(st.dictionaries(st.sampled_from([*KEYS, "retired"]), st.sampled_from(list(FlagAnswer))))
def test_every_sign_is_missing_or_asked(answers):
    judged = verdict(FLAGS, answers)
    assert judged.asked + len(judged.missing) == judged.of == 9
    assert not set(judged.positive) & set(judged.unsure)
    assert all(answers[flag.key] != FlagAnswer.NO for flag in (*judged.positive, *judged.unsure))


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(FlagAnswer))), st.sampled_from(KEYS))
def test_one_more_yes_never_makes_it_less_urgent(answers, key):
    before, after = verdict(FLAGS, answers).tier, verdict(FLAGS, answers | {key: FlagAnswer.YES}).tier
    assert after is not None
    assert before is None or after <= before


NOW, TODAY, SOON, ROUTINE = Tier.NOW, Tier.SAME_DAY, Tier.TWO_WEEKS, Tier.ROUTINE
YES, NO = FlagAnswer.YES, FlagAnswer.NO
HEADACHE_DENIED = {f"headache_eye.{key}": NO for key in ("peak", "sight", "neuro", "risk")}

#: Every line of clinical.md 6: the pattern, how it is kept here, and the tier that the line gives it.
SECTION_6 = [
    ("cauda equina", "cauda_equina", {}, NOW),
    ("cord compression within days", "weakness", {"weakness.cord": YES}, NOW),
    ("cord compression over weeks", "weakness", {"weakness.cord": NO}, TODAY),
    ("band pain with a known cancer", "cancer", {"cancer.cord": YES}, NOW),
    ("haematoma or abscess after a procedure", "after_procedure", {}, NOW),
    ("thunderclap headache", "vascular", {}, NOW),
    ("thunderclap among headaches", "headache_eye", {"headache_eye.peak": YES}, NOW),
    ("headache with signs", "headache_eye", HEADACHE_DENIED | {"headache_eye.neuro": YES}, NOW),
    ("headache in pregnancy", "headache_eye", HEADACHE_DENIED | {"headache_eye.risk": YES}, NOW),
    (
        "giant cell arteritis with sight loss",
        "headache_eye",
        HEADACHE_DENIED | {"headache_eye.sight": YES},
        NOW,
    ),
    ("giant cell arteritis, sight kept", "headache_eye", HEADACHE_DENIED, TODAY),
    ("aortic or vascular", "vascular", {}, NOW),
    ("over-sedation on opioids", "sedation", {}, NOW),
    ("suicidal intent or plan", "self_harm", {"self_harm.plan": YES}, NOW),
    ("torsion, septic joint, compartment, necrotising", "limb", {}, NOW),
    ("foot drop, progressive deficit", "weakness", {}, TODAY),
    ("foot drop with sphincter signs", "weakness", {"weakness.bladder": YES}, NOW),
    ("spinal infection", "infection", {}, TODAY),
    ("spinal infection with sepsis", "infection", {"infection.sepsis": YES}, NOW),
    ("spinal infection with a deficit", "infection", {"infection.deficit": YES}, NOW),
    ("septic joint with fever", "infection", {"infection.joint": YES}, NOW),
    ("cancer", "cancer", {}, SOON),
    ("cancer with a neurological sign", "cancer", {"cancer.neuro": YES}, TODAY),
    ("cancer with high calcium", "cancer", {"cancer.calcium": YES}, TODAY),
    ("fracture", "fracture", {}, TODAY),
    ("fracture after major trauma", "fracture", {"fracture.major": YES}, NOW),
    ("fracture with a deficit", "fracture", {"fracture.neuro": YES}, NOW),
    ("inflammatory spine", "inflammatory", {}, ROUTINE),
    ("CRPS", "crps", {}, SOON),
    ("herpes zoster", "zoster", {}, TODAY),
    ("herpes zoster of the eye", "zoster", {"zoster.eye": YES}, NOW),
    ("DVT", "clot", {}, TODAY),
    ("PE", "clot", {"clot.lung": YES}, NOW),
    ("dose-failed pump", "pump", {}, NOW),
]


@pytest.mark.parametrize(("pattern", "key", "facts", "tier"), SECTION_6, ids=[row[0] for row in SECTION_6])
def test_every_pattern_of_the_dossier_has_its_tier(pattern, key, facts, tier):
    of_sign = judge(find(EVERY, key), facts | {key: YES})
    assert (of_sign.tier, of_sign.is_alarm) == (tier, True)
    if tier == NOW:
        assert "{emergency}" in of_sign.patient_to_do
    assert urgency(of_sign, YES, self_harm_minutes=30).is_stat == (tier in (NOW, TODAY))


def test_every_sign_and_fact_stands_in_the_dossier():
    named = {key for _, key, _, _ in SECTION_6} | {fact for _, _, facts, _ in SECTION_6 for fact in facts}
    ours = {flag.key for flag in EVERY} | {flag.key_of(fact) for flag in EVERY for fact in flag.facts}
    assert ours - named == {"self_harm.means", "self_harm.acted"}  # clinical.md 3.2, item 9
    assert len({*ours}) == len(EVERY) + sum(len(flag.facts) for flag in EVERY)


def test_a_fact_tells_what_to_do_and_why():
    raised = judge(find(EVERY, "weakness"), {"weakness": YES, "weakness.bladder": YES})
    assert raised.is_raised
    assert [fact.key for fact in raised.because] == ["bladder"]
    assert raised.to_do.startswith("Emergency department now")


def test_an_unsure_with_a_grave_fact_counts_as_a_yes():
    said = {"weakness": FlagAnswer.UNSURE, "weakness.bladder": YES}
    of_sign = judge(find(EVERY, "weakness"), said)
    assert of_sign.is_alarm
    assert urgency(of_sign, FlagAnswer.UNSURE, self_harm_minutes=30).due_in == timedelta(minutes=30)


def test_what_nobody_asked_is_never_a_no():
    """One of the four left open, or answered unsure: the headache stays an emergency."""
    flag = find(EVERY, "headache_eye")
    for key in HEADACHE_DENIED:
        rest = {other: answer for other, answer in HEADACHE_DENIED.items() if other != key}
        assert tier_of(flag, rest) == NOW
        assert tier_of(flag, rest | {key: FlagAnswer.UNSURE}) == NOW


FACTS = [flag.key_of(fact) for flag in EVERY for fact in flag.facts]
ANSWERS = st.dictionaries(
    st.sampled_from([*(flag.key for flag in EVERY), *FACTS]), st.sampled_from(list(FlagAnswer))
)


@given(ANSWERS, st.sampled_from(FACTS))
def test_one_more_grave_fact_never_makes_it_less_urgent(answers, fact):
    flag = find(EVERY, fact.partition(".")[0])
    assert tier_of(flag, answers | {fact: YES}) <= tier_of(flag, answers)


@given(ANSWERS)
def test_the_verdict_is_as_urgent_as_its_most_urgent_yes(answers):
    found = judged(answers)
    tiers = [tier_of(flag, answers) for flag in EVERY if answers.get(flag.key) == YES]
    assert found.tier == min(tiers, default=None)
    assert found.of == 9


def test_a_sign_seen_outside_the_nine_is_named_and_not_counted_as_asked():
    found = judged({"sedation": YES})
    assert found.sentence == "Red flags: 0 of 9 asked, 1 yes (opioid over-sedation)."
    assert len(found.missing) == 9
    assert {flag.key for flag in FURTHER}.isdisjoint(KEYS)


def test_a_fact_of_an_earlier_alarm_does_not_count_for_a_new_one():
    here, before = ("intake.intake", "2"), ("portal.flare", "2026-05-01")
    rows = [
        KeptAnswer("weakness", "yes", *here),
        KeptAnswer("weakness.bladder", "yes", *before),
        KeptAnswer("weakness.cord", "no", *here),
        KeptAnswer("clot.lung", "yes", *before),
    ]
    assert standing(rows) == {"weakness": YES, "weakness.cord": NO}
