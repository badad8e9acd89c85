"""Examinations: answers, words, clusters, groups."""

from datetime import date
from decimal import Decimal

import pytest

from intake.rules.exam import Found, evoked, group_states, result_of, sensory, si_clusters
from intake.rules.exam_tests import BY_KEY, EVOKED, SI_CLUSTER, TESTS, of_group
from intake.rules.exam_words import AnswerKind, ExamGroup, ExamResult

POS, NEG, NOT_DONE = ExamResult.POSITIVE, ExamResult.NEGATIVE, ExamResult.NOT_DONE


def found(key, answer, side="left", **more):
    test = BY_KEY[key]
    choice = test.kind.choice(answer) if answer else None
    result = result_of(test.kind, answer)
    return Found(test, side, answer, result, choice.reproduces if choice else None, **more)


@pytest.mark.parametrize(
    ("kind", "answer", "other", "result"),
    [
        ("sign", "negative", "", NEG),
        ("sign", "positive", "", POS),
        ("sign", "not_done", "", NOT_DONE),
        ("sign", "", "positive", ExamResult.NOT_SAID),
        ("provokes", "own_pain", "", POS),
        ("provokes", "other_pain", "", POS),
        ("moves", "free", "", NEG),
        ("moves", "stiff", "", POS),
        ("feels", "normal", "", NEG),
        ("feels", "more", "", POS),
        ("feels", "absent", "", POS),
        ("power", "5", "4", NEG),
        ("power", "4", "5", POS),
        ("power", "0", "", POS),
        ("reflex", "2", "1", NEG),
        ("reflex", "1", "2", POS),
        ("reflex", "1", "1", NEG),
        ("reflex", "3", "3", NEG),
        ("reflex", "3", "", POS),
        ("reflex", "0", "0", POS),
        ("reflex", "4", "4", POS),
    ],
)
def test_what_an_answer_comes_to(kind, answer, other, result):
    assert result_of(AnswerKind(kind), answer, other) == result


def test_an_answer_to_another_kind_of_test_is_an_error():
    with pytest.raises(KeyError):
        result_of(AnswerKind.SIGN, "5")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (found("slr", "own_pain", value=Decimal(40)), "Straight leg raise, left: their pain at 40°"),
        (found("slr", "", value=Decimal(40)), "Straight leg raise, left: 40°"),
        (found("slr", ""), "Straight leg raise, left: not said"),
        (found("power-l5", "4", "right"), "Power, big toe up (L5), right: 4 of 5, MRC"),
        (found("power-l5", "not_done"), "Power, big toe up (L5), left: not done"),
        (found("reflex-s1", "0"), "Reflex, ankle (S1), left: 0 of 4"),
        (found("touch-l5", "less"), "Light touch, top of foot (L5), left: less"),
        (found("squat", "own_pain", "middle"), "Squat: their pain"),
    ],
)
def test_a_finding_in_words(one, words):
    assert one.words == words


def test_a_finding_with_its_day():
    assert found("tinel", "own_pain", on=date(2026, 11, 3)).words_with_day.endswith("their pain (3 Nov 2026)")


@pytest.mark.parametrize(
    ("answers", "words", "is_met"),
    [
        (
            "own_pain own_pain own_pain",
            "Sacroiliac tests, left: 3 positive of 3 done; three make the joint likelier.",
            True,
        ),
        ("own_pain own_pain negative", "Sacroiliac tests, left: 2 positive of 3 done; 2 not done.", False),
        ("negative negative negative", "Sacroiliac tests, left: 0 positive of 3 done.", False),
        ("own_pain own_pain not_done", "Sacroiliac tests, left: 2 positive of 2 done; 3 not done.", False),
    ],
)
def test_the_sacroiliac_cluster_counts_what_was_done(answers, words, is_met):
    done = [found(key, answer) for key, answer in zip(SI_CLUSTER, answers.split(), strict=False)]
    cluster = si_clusters(done)[0]
    assert (cluster.words, cluster.is_met) == (words, is_met)


def test_faber_is_not_of_the_cluster_and_sides_count_apart():
    done = [found("faber", "own_pain"), *(found(key, "own_pain", "right") for key in SI_CLUSTER[:2])]
    assert [(one.side, one.positive) for one in si_clusters(done)] == [("right", 2)]
    assert si_clusters([]) == []


def test_a_group_counts_sides_and_what_was_not_asked_is_not_counted():
    some = [
        found("slr", "own_pain"),
        found("slr", "negative", "right"),
        found("slump", "not_done"),
        found("slr", ""),
    ]
    back = next(one for one in group_states(some) if one.group == ExamGroup.BACK)
    assert (back.recorded, back.of, len(back.positive)) == (3, 12, 1)
    assert back.words == "3 of 12, 1 found"
    assert all(one.words == "not examined" for one in group_states([]))


def test_signs_that_are_sensory_and_signs_that_are_evoked():
    some = [
        found("slr", "own_pain"),
        found("touch-l5", "less"),
        found("touch-l4", "normal"),
        found("pin-l5", "not_done"),
        found("dynamic-allodynia", "positive"),
        found("temporal-summation", "positive"),
    ]
    assert [one.test.key for one in sensory(some)] == ["touch-l5", "touch-l4"]
    assert [one.test.key for one in evoked(some)] == ["dynamic-allodynia"]


def test_the_catalogue_is_whole():
    assert len({test.key for test in TESTS}) == len(TESTS)
    assert set(SI_CLUSTER) | set(EVOKED) <= set(BY_KEY)
    assert all(of_group(group) for group in ExamGroup)
    assert all(test.source and test.label and test.sides for test in TESTS)
    assert all(kind.normal.result == NEG for kind in AnswerKind)
    assert all(len(choice.key) <= 12 for kind in AnswerKind for choice in kind.choices)
    assert all(test.speaks_for.label for test in TESTS)
