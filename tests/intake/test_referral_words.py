"""Words of a packet's report: kinds, dates as exactly as they are known, what stands first."""

from datetime import date

import pytest

from intake.models import Referral
from intake.presenters import PacketReport, kind_words
from intake.rules.packet import Reason
from intake.rules.words import ReferralState
from intake.templatetags.intake_tags import as_exactly

DAY = date(2019, 5, 4)


@pytest.mark.parametrize(
    ("on", "precision", "words"),
    [
        (DAY, "day", "4 May 2019"),
        (DAY, "month", "May 2019"),
        (DAY, "year", "2019"),
        (DAY, "about", "about 2019"),
        (None, "day", "date not stated"),
        (None, "unknown", "date not stated"),
    ],
)
def test_a_date_says_no_more_than_is_known(on, precision, words):
    assert as_exactly(on, precision) == words


@pytest.mark.parametrize(
    ("kind", "taken", "words"),
    [
        ("Observation", True, "Pain scores"),
        ("Observation", False, "Observations"),
        ("MedicationRequest", True, "Medicines"),
        ("ExplanationOfBenefit", False, "Explanations of benefit"),
        ("Claim", False, "Claims"),
        ("SupplyDelivery", False, "Supply deliveries"),
    ],
)
def test_a_kind_in_words(kind, taken, words):
    assert kind_words(kind, taken=taken) == words


def report(*, names: bool, **facts) -> PacketReport:
    return PacketReport(Referral(state=ReferralState.DONE, report=facts), names=names)


LEFT = [
    ["Claim", Reason.NOT_A_KIND_WE_TAKE, "", 900],
    ["Condition", Reason.FUTURE, "Sciatica (2031-01-01)", 1],
    ["Condition", Reason.FUTURE, "Migraine (2032-01-01)", 1],
]


def test_what_was_refused_stands_before_what_is_never_taken():
    assert [row.reason for row in report(names=True, left=LEFT).left] == [
        Reason.FUTURE,
        Reason.FUTURE,
        Reason.NOT_A_KIND_WE_TAKE,
    ]


def test_without_the_right_to_names_equal_reasons_are_one_line():
    rows = report(names=False, left=LEFT).left
    assert [(row.kind, row.what, row.count) for row in rows] == [("Conditions", "", 2), ("Claims", "", 900)]


NEW = {"new": 3, "changed": 0, "same": 0, "closed": False}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"taken": {"Patient": 1}, "left": [], **NEW},
            "1 entry taken, 0 left in the packet. New in the chart: 3.",
        ),
        (
            {
                "taken": {"Condition": 1200},
                "left": LEFT,
                "new": 3,
                "changed": 2,
                "same": 1195,
                "closed": True,
            },
            "1,200 entries taken, 902 left in the packet. New in the chart: 3; brought up to date: 2;"
            " here already: 1,195. The person has died, so the record is closed.",
        ),
    ],
)
def test_the_sentence_of_a_finished_import(facts, sentence):
    assert report(names=False, **facts).sentence == sentence
