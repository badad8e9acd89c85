"""What the chart says to a criterion is proposed with its source, never answered."""

from datetime import date
from decimal import Decimal

import pytest

from intake.rules.exam import Found, result_of
from intake.rules.exam_tests import BY_KEY
from intake.rules.fuzzy import read_date
from intake.rules.imaging import Relevance, Scan
from intake.rules.mechanism import BY_KEY as CRITERIA
from intake.rules.mechanism import Answer
from intake.rules.proposals import ProblemFacts, proposals
from intake.rules.timeline import reach_of_date

TODAY = date(2026, 11, 26)
DAY = date(2026, 11, 3)


def sign(key, answer, side="left", value=None):
    test = BY_KEY[key]
    reproduces = test.kind.choice(answer).reproduces
    return Found(test, side, answer, result_of(test.kind, answer), reproduces, value, DAY)


def told(words):
    return reach_of_date(read_date(words, today=TODAY))


ROOT = Scan("1", "Protrusion on the S1 root", Relevance.RELEVANT, "L5-S1", study="MRI", on=DAY)
HIP = Scan("2", "Labral tear", Relevance.RELEVANT)
BULGE = Scan("3", "Bulge on the root", Relevance.INCIDENTAL)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        (
            {"conditions": ["Diabetic polyneuropathy", "Asthma"]},
            [("lesion", "yes", "Charted: Diabetic")],
        ),
        ({"conditions": ["Asthma"]}, []),
        ({"travels": "travels from the left buttock"}, [("distribution", "yes", "Map: travels from")]),
        (
            {"exam": [sign("touch-l5", "less")]},
            [("sensory_signs", "yes", "Light touch, top of foot (L5), left")],
        ),
        (
            {"exam": [sign("touch-l5", "normal"), sign("pin-l5", "normal")]},
            [("sensory_signs", "no", "Exam: 2 looked for, none found")],
        ),
        ({"exam": [sign("touch-l5", "not_done")]}, []),
        (
            {"exam": [sign("touch-l5", "normal"), sign("touch-l4", "more")]},
            [("sensory_signs", "yes", "inner shin (L4)")],
        ),
        (
            {"exam": [sign("cold-allodynia", "positive")]},
            [("evoked", "yes", "Cold hurts, left: positive")],
        ),
        ({"exam": [sign("cold-allodynia", "negative")]}, [("evoked", "no", "1 looked for")]),
        ({"exam": [sign("temporal-summation", "positive")]}, []),
        (
            {"exam": [sign("slr", "own_pain", value=Decimal(40))]},
            [
                (
                    "tissue",
                    "yes",
                    "Exam, their own pain: Straight leg raise, left: their pain at 40° (3 Nov 2026)",
                )
            ],
        ),
        ({"exam": [sign("slr", "other_pain")]}, []),
        (
            {"scans": [ROOT]},
            [("confirmed", "yes", "S1 root, L5-S1 (MRI, 3 Nov 2026)"), ("tissue", "yes", "Scan")],
        ),
        ({"scans": [HIP]}, [("tissue", "yes", "Scan, marked relevant: Labral tear")]),
        ({"scans": [BULGE]}, []),
        ({"worse": ["sitting 20 min"]}, []),
        (
            {"worse": ["sitting 20 min"], "better": ["walking"]},
            [("mechanical", "yes", "worse with sitting 20 min; better with walking")],
        ),
        ({"since": told("27 Aug 2026")}, [("three_months", "yes", "since 27 Aug 2026")]),
        ({"since": told("28 Aug 2026")}, [("three_months", "no", "since 28 Aug 2026")]),
        ({"since": told("2025")}, [("three_months", "yes", "since 31 Dec 2025 at the latest")]),
        ({"since": told("2026")}, []),
        ({"since": told("Jul 2026")}, [("three_months", "yes", "since 31 Jul 2026")]),
        ({"since": told("Aug 2026")}, []),
        ({"since": told("Sep 2026")}, [("three_months", "no", "since 1 Sep 2026 at the earliest")]),
        ({"since": told("spring 2026")}, [("three_months", "yes", "since 31 May 2026")]),
        ({"since": told("summer 2026")}, []),
        ({"since": told("about 2025")}, []),
        ({"since": told("about 27 Aug 2026")}, []),
        ({"since": told("3 years ago")}, [("three_months", "yes", "at the latest")]),
        ({"since": told("2 weeks ago")}, [("three_months", "no", "at the earliest")]),
        ({"since": told("for a long time")}, []),
        ({"regions": frozenset({"axial"}), "map_words": "Map of 3 Nov"}, []),
        (
            {"regions": frozenset({"axial", "left lower"}), "map_words": "Map of 3 Nov"},
            [("spread", "yes", "Map of 3 Nov: 2 of 5 regions")],
        ),
        ({"touch_hurts": "touch hurts at the left foot"}, [("hypersensitive", "yes", "Map: touch hurts")]),
        ({"worse": ["bed sheets on the foot"]}, [("hypersensitive", "yes", "worse with bed sheets")]),
        ({"company": ["ISI 19 of 28 on 3 Nov 2026"]}, [("company", "yes", "ISI 19 of 28")]),
    ],
)
def test_what_is_proposed(facts, expected):
    found = proposals(ProblemFacts(today=TODAY, **facts))
    assert [(one.criterion, str(one.answer)) for one in found] == [
        (key, answer) for key, answer, _ in expected
    ]
    for one, (_, _, words) in zip(found, expected, strict=True):
        assert words in one.because


def test_every_proposal_is_to_a_criterion_and_never_unknown():
    whole = ProblemFacts(
        today=TODAY,
        since=told("2020"),
        exam=[sign("touch-l5", "less"), sign("slr", "own_pain"), sign("heat-allodynia", "positive")],
        scans=[ROOT],
        conditions=["Shingles"],
        regions=frozenset({"axial", "left lower"}),
        travels="from the buttock",
        touch_hurts="foot",
        worse=["cold"],
        better=["rest"],
        company=["PSQI"],
    )
    found = proposals(whole)
    assert {one.criterion for one in found} == set(CRITERIA) - {"unexplained"}
    assert all(one.answer != Answer.UNKNOWN and one.because for one in found)
