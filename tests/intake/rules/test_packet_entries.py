"""Entries of a packet: which are taken, which are left and why; dates, doses and scores. No database."""

from datetime import date

import pytest

from intake.rules.packet import Packet, Reason, read_packet
from intake.rules.words import Precision
from tests.factories.intake_referrals import (
    allergy,
    bundle,
    concept,
    condition,
    imaging,
    medicine,
    person,
    procedure,
    score,
)

TODAY = date(2026, 11, 22)
MARK = "<img src=x onerror=alert(1)>"


def read(content: bytes) -> Packet:
    return read_packet(content, filename="packet.json", today=TODAY)


# --- Entries that are left ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (condition(onsetDateTime="2027-01-01"), Reason.FUTURE),
        (condition(abatementDateTime="2031-01-01"), Reason.FUTURE),
        (condition(onsetDateTime="1983-03-11"), Reason.BEFORE_BIRTH),
        (condition(onsetDateTime="1982"), Reason.BEFORE_BIRTH),
        (condition(onsetDateTime="2023-02-30"), Reason.IMPOSSIBLE_DATE),
        (condition(onsetDateTime="last spring"), Reason.IMPOSSIBLE_DATE),
        (condition(onsetDateTime=7), Reason.IMPOSSIBLE_DATE),
        (condition(onsetDateTime="2020", abatementDateTime="2019"), Reason.ENDS_BEFORE_START),
        (condition(code={}), Reason.NO_CODE),
        (condition(code="G89.29"), Reason.NO_CODE),
        (condition(subject={"reference": "Patient/quin"}), Reason.SOMEBODY_ELSE),
        (condition(subject={}), Reason.SOMEBODY_ELSE),
        (condition(verificationStatus=concept("x", "entered-in-error")), Reason.ENTERED_IN_ERROR),
        (condition(verificationStatus=concept("x", "refuted")), Reason.RULED_OUT),
        (procedure(status="not-done"), Reason.NOT_DONE),
        (procedure(status="entered-in-error"), Reason.ENTERED_IN_ERROR),
        (procedure(performedPeriod={"start": "2030"}), Reason.FUTURE),
        (medicine(doNotPerform=True), Reason.DO_NOT_GIVE),
        (medicine(medicationCodeableConcept={}), Reason.NO_CODE),
        (medicine(authoredOn="2026-13-01"), Reason.IMPOSSIBLE_DATE),
        (allergy(code=concept("No known allergy", "716186003")), Reason.NO_KNOWN_ALLERGY),
        (allergy(patient={"reference": "Patient/quin"}), Reason.SOMEBODY_ELSE),
        (imaging(status="cancelled"), Reason.NOT_DONE),
        (imaging(series=[]), Reason.NO_CODE),
        (score(value=10.5), Reason.OUT_OF_RANGE),
        (score(value=-1), Reason.OUT_OF_RANGE),
        (score(unit="mg"), Reason.UNKNOWN_UNIT),
        (score(valueQuantity={}), Reason.NO_NUMBER),
        (score(value="6"), Reason.NO_NUMBER),
        (score(value=True), Reason.NO_NUMBER),
        (score(effectiveDateTime="2025-06"), Reason.NO_DAY),
        (score(effectiveDateTime=None), Reason.NO_DAY),
        (score(effectiveDateTime="2030-01-01"), Reason.FUTURE),
        (score(status="entered-in-error"), Reason.ENTERED_IN_ERROR),
        (score(status="preliminary"), Reason.NOT_FINAL),
        (score(loinc="8302-2"), Reason.NOT_A_PAIN_SCORE),
        (score(code={}), Reason.NO_CODE),
        (score(loinc="97909-6", value=101, unit="%"), Reason.OUT_OF_RANGE),
        ({"resourceType": "Claim", "id": "x"}, Reason.NOT_A_KIND_WE_TAKE),
        ({"id": "nothing"}, Reason.NO_RESOURCE),
        ({}, Reason.NO_RESOURCE),
        (person(), Reason.TWICE),
    ],
)
def test_an_entry_that_cannot_be_true_is_left_with_its_reason(resource, reason):
    packet = read(bundle(resource, condition("ok")))
    assert [one.reason for one in packet.left] == [reason]
    assert sum(packet.taken.values()) == 2


def test_the_same_entry_twice_is_taken_once():
    packet = read(bundle(condition(), condition()))
    assert [one.reason for one in packet.left] == [Reason.TWICE]


def test_the_date_that_is_wrong_is_named():
    (left,) = read(bundle(condition(onsetDateTime="2031-05-06"))).left
    assert left.what == "Low back pain (2031-05-06)"


# --- Dates, doses, words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "on", "precision", "words"),
    [
        ({"onsetDateTime": "2019-05-04T23:59:00-11:00"}, date(2019, 5, 4), Precision.DAY, ""),
        ({"onsetDateTime": "2019-05"}, date(2019, 5, 1), Precision.MONTH, ""),
        ({"onsetDateTime": "2019"}, date(2019, 1, 1), Precision.YEAR, ""),
        ({"onsetDateTime": "1983"}, date(1983, 1, 1), Precision.YEAR, ""),
        ({"onsetPeriod": {"start": "2018-02"}}, date(2018, 2, 1), Precision.MONTH, ""),
        ({"onsetAge": {"value": 34, "code": "a"}}, date(2017, 1, 1), Precision.ABOUT, "at age 34"),
        ({"onsetString": "winter 2023"}, None, Precision.UNKNOWN, "winter 2023"),
        ({"recordedDate": "2020-02-02"}, date(2020, 2, 2), Precision.DAY, "the day it was recorded"),
        ({}, None, Precision.UNKNOWN, ""),
    ],
)
def test_dates_are_kept_as_exactly_as_they_are_known(changes, on, precision, words):
    resource = {key: value for key, value in condition().items() if key != "onsetDateTime"}
    (row,) = read(bundle(resource | changes)).conditions
    assert (row.starts.on, row.starts.precision, row.starts.words) == (on, precision, words)


QUANTITY = {"doseQuantity": {"value": 30, "unit": "mg"}}
TWICE_DAILY = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}
EVERY_6_HOURS = {"repeat": {"period": 6, "periodUnit": "h"}}
HALF_TO_MORE = {"doseRange": {"low": {"value": 0.5}, "high": {"value": 1.5, "unit": "tablet"}}}


@pytest.mark.parametrize(
    ("instructions", "words"),
    [
        (None, ""),
        ([], ""),
        ([{"asNeededBoolean": True}], ""),
        ([{"timing": TWICE_DAILY}], ""),
        ([{"text": "One at night"}], "One at night"),
        ([{"doseAndRate": [QUANTITY]}], "30 mg"),
        ([{"doseAndRate": [{"doseQuantity": {"value": 1}}]}], "1 (unit not stated)"),
        ([{"doseAndRate": [QUANTITY], "timing": TWICE_DAILY}], "30 mg, 2 times every day"),
        (
            [{"doseAndRate": [QUANTITY], "timing": EVERY_6_HOURS, "asNeededBoolean": True}],
            "30 mg, every 6 hours, as needed",
        ),
        ([{"doseAndRate": [HALF_TO_MORE]}], "0.5 to 1.5 tablet"),
        ([{"text": "10 mg"}, {"text": "then 20 mg"}], "10 mg; then 20 mg"),
    ],
)
def test_a_dose_is_what_was_stated_and_nothing_more(instructions, words):
    (row,) = read(bundle(medicine(dosageInstruction=instructions))).medications
    assert row.dose == words


def test_a_medicine_may_stand_elsewhere_in_the_packet():
    apart = {"resourceType": "Medication", "id": "med", "code": concept("Pregabalin 75 MG")}
    asks = medicine(medicationCodeableConcept=None, medicationReference={"reference": "Medication/med"})
    packet = read(bundle(asks, apart))
    assert packet.medications[0].code.title == "Pregabalin 75 MG"
    assert [one.reason for one in packet.left] == [Reason.PART_OF_ANOTHER]


def test_a_medicine_may_stand_inside_its_request():
    inside = [{"resourceType": "Medication", "id": "1", "code": concept("Pregabalin 75 MG")}]
    asks = medicine(contained=inside, medicationCodeableConcept=None, medicationReference={"reference": "#1"})
    assert read(bundle(asks)).medications[0].code.title == "Pregabalin 75 MG"


def test_imaging_says_how_and_where():
    (row,) = read(bundle(imaging())).imaging
    assert (row.code.title, row.detail) == ("Magnetic resonance, Spine", "")
    (named,) = read(bundle(imaging(description="MRI lumbar spine"))).imaging
    assert (named.code.title, named.detail) == ("MRI lumbar spine", "Magnetic resonance, Spine")


def test_html_stays_text_and_long_words_end_in_an_ellipsis():
    packet = read(bundle(condition(words=MARK), condition("c2", words="x" * 400)))
    titles = [row.code.title for row in packet.conditions]
    assert titles == [MARK, "x" * 299 + "…"]


# --- Scores ------------------------------------------------------------------------------------

ITEMS = ("75893-8", "91145-3", "91146-1")


def component(loinc: str, value) -> dict:
    return {"code": concept("x", loinc, "http://loinc.org"), "valueInteger": value}


def panel(*parts: dict) -> dict:
    return score("panel", "91148-7", valueQuantity=None, component=list(parts))


@pytest.mark.parametrize(
    ("resources", "scores", "taken"),
    [
        ([score(value=0.4326541506814574)], [("nrs", "0.4327")], 1),
        ([score(value=0)], [("nrs", "0.0000")], 1),
        ([score(loinc="91147-9", value=4.67)], [("peg", "4.6700")], 1),
        ([score(loinc="97909-6", value=32, unit="%")], [("odi", "32.0000")], 1),
        ([panel(*[component(i, v) for i, v in zip(ITEMS, (4, 5, 5), strict=True)])], [("peg", "4.6667")], 1),
        ([panel(component("91147-9", 7))], [("peg", "7.0000")], 1),
        ([panel(component(ITEMS[0], 7), component(ITEMS[2], 6))], [], 0),
        ([panel()], [], 0),
        ([score(i, i, v) for i, v in zip(ITEMS, (6, 7, 8), strict=True)], [("peg", "7.0000")], 3),
        ([score(i, i, 7) for i in ITEMS[:2]], [], 0),
        ([score(i, i, 7) for i in ITEMS] + [score("s", "91147-9", 7)], [("peg", "7.0000")], 1),
    ],
)
def test_pain_scores(resources, scores, taken):
    packet = read(bundle(*resources))
    assert [(one.instrument, str(one.value)) for one in packet.scores] == scores
    assert packet.taken["Observation"] == taken
    assert sum(one.count for one in packet.left if one.kind == "Observation") == len(resources) - taken
