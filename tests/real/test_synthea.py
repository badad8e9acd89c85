"""The 28 packets of Synthea (Apache License 2.0), read where they stand: what was taken and left, pinned."""

import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse

from chart.selectors.timeline import story_in_time
from followup.models import Reminder
from intake.models import Allergy, Medication, Referral, ReferralDocument, TimelineEntry
from intake.rules.packet import Packet, read_packet
from intake.rules.timeline import Group, Told
from intake.rules.words import ReferralState
from intake.services import referrals
from outcomes.models import Score
from people.access import Actor
from people.models import Clinic, Patient, PatientIdentifier, Task
from tests.factories.people import NOON, CareTeamMemberFactory, ClinicFactory, UserFactory

SYNTHEA = Path(os.environ["REAL_DATA"]) / "synthea"
TODAY = date(2026, 11, 22)

#: A file; how many were taken of the kinds of TAKEN; how many were left of the kinds of LEFT; the person.
PINS = """
Adan_Portillo          13   21   11    0    2   10 |   86   36   25   25    5   11    3    0    2    2 | alive
Barrett_Douglas        15   25   11    0    5   12 |  226   86   75   75   19   11   13    8    3    3 | dead
Barry_Wolf              8    9    5    0    2   10 |  192   31   26   26   18   11    4    5    2    2 | dead
Carlton_Ledner          8   69   11    1    1   12 |  269  139  128  128   20   11    5    0    2    2 | dead
Cary_OHara              9    9    4    0    0   14 |   81   57   53   53    5   12    2    0    2    2 | alive
Chadwick_Von           18   27   33    0    4   20 |  452  113   80   80   36   12    6    3    4    4 | dead
Clorinda_Wilkinson     20   17   53    0    9   10 |  431  126   73   73   40   10    9    8    2    2 | dead
Danae_Kshlerin         15   10    5    0    0   13 |  244   61   56   56   24   13    3    5    2    2 | alive
Dirk_Kuhlman           18   10    7    0    0   11 |  255   29   22   22   23   10    2    5    2    2 | alive
Eliseo_Cummings        12    6    4    0    0   12 |  129  121  117  117    4    7    5    5    1    1 | alive
Elvina_Lemke           12   10    9    1    1   12 |  179   37   28   28   15   12    7    5    2    2 | alive
Francine_Veum          17  117   26    0    0   27 |   71  110   84   84    6    5    6    5    1    1 | alive
Gilbert_Wunsch         11   70  102    0    0   10 |  197  180   78   78   16   10    4    5    1    1 | dead
Gilberto_Orosco         7    9    2    0    0    9 |  168   26   24   24   15   11    4    5    2    2 | dead
Hallie_Hoeger          13   21   55    0    2   10 |  287  126   71   71   25   10    6    0    1    1 | alive
Harland_DuBuque         8   36   38    0    0   44 |  131  106   68   68    6   11    2    0    2    2 | dead
Ima_Reinger             7   53   14    7    0    5 |   43   48   34   34    2    7    3    0    3    3 | alive
Jarred_Stracke         15   21    7    0    0   14 |  204   58   51   51   18   11    2    5    2    2 | dead
Jessi_Parisian         15   87    8    0    0    4 |   68   46   38   38    6    5    4    5    2    2 | alive
Loma_Johns              7   17    6    0    5   10 |  131   27   21   21   10   11    4    3    1    1 | dead
Mafalda_Turcotte       13    7    6    0    0    7 |   99   25   19   19    8   12    4    5    1    1 | alive
Miguel_Garibay          9   22    5    0    9   10 |  232   95   90   90   14   12    5    6    1    1 | dead
Natalia_Ruelas          5   51    8    0    0    6 |   45   36   28   28    3    8    1    0    2    2 | alive
Oswaldo_Mante          11    9   24    0    0   15 |  294  116   92   92   25   12    3    0    3    3 | alive
Parker_Casper          15   18   17    0    5   10 |  258   41   24   24   26   13    5    8    1    1 | dead
Quintin_Parker          7    3    0    0    0    9 |  114   59   59   59   10    9    2    5    1    1 | alive
Roberto_Graham          9   28   10    0    5   12 |  164   40   30   30   12   11    6    3    1    1 | dead
Werner_Funk             9   22   23    0    2   30 |  203   66   43   43   17   11    5    5    2    2 | dead
"""
TAKEN = ("Condition", "Procedure", "MedicationRequest", "AllergyIntolerance", "ImagingStudy", "Observation")
LEFT = (
    "Observation",
    "Claim",
    "Encounter",
    "ExplanationOfBenefit",
    "DiagnosticReport",
    "Immunization",
    "CarePlan",
    "Goal",
    "Organization",
    "Practitioner",
)


def pinned() -> list[tuple[str, list[int], list[int], bool]]:
    lines = [line.split("|") for line in PINS.strip().splitlines()]
    return [
        (
            taken.split()[0],
            [int(n) for n in taken.split()[1:]],
            [int(n) for n in left.split()],
            end == " dead",
        )
        for taken, left, end in lines
    ]


def file_of(name: str) -> Path:
    return next(SYNTHEA.glob(f"{name}_*.json.gz"))


def read(name: str) -> Packet:
    file = file_of(name)
    return read_packet(file.read_bytes(), filename=file.name, today=TODAY)


def test_every_file_is_pinned():
    assert len(list(SYNTHEA.glob("*.json.gz"))) == len(pinned()) == 28


@pytest.mark.parametrize(("name", "taken", "left", "is_dead"), pinned())
def test_what_is_taken_and_what_is_left(name, taken, left, is_dead):
    packet = read(name)
    assert [packet.taken[kind] for kind in TAKEN] == taken
    assert [sum(one.count for one in packet.left if one.kind == kind) for kind in LEFT] == left
    assert sum(taken) + 1 + sum(left) == packet.entries
    assert packet.person.is_dead == is_dead


@pytest.mark.parametrize("name", [name for name, *_ in pinned()])
def test_taken_and_left_are_all_entries_of_the_file(name):
    raw = json.loads(gzip.decompress(file_of(name).read_bytes()))
    packet = read(name)
    assert sum(packet.taken.values()) + sum(one.count for one in packet.left) == len(raw["entry"])


def test_a_dose_is_stated_where_the_sender_stated_one():
    medications = [row for name, *_ in pinned() for row in read(name).medications]
    assert (len(medications), sum(not row.dose for row in medications)) == (504, 335)


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker) -> Iterator[Clinic]:
    """All packets, imported as by the command: once, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        clinic = ClinicFactory()
        for file in sorted(SYNTHEA.glob("*.json.gz")):
            receive(clinic, file.read_bytes())
        sweep()
        yield clinic
        transaction.set_rollback(True)


@pytest.fixture
def everyone(imported: Clinic, db: None) -> Clinic:
    return imported


def receive(clinic, content: bytes, *, at=NOON):
    return referrals.receive_packet(
        clinic=clinic, filename="packet.json.gz", content=content, by=Actor.system(clinic.pk), at=at
    )


def sweep(*, at=NOON) -> None:
    while claimed := referrals.claim_waiting(at=at):
        referrals.import_packet(referral=claimed, at=at)


def row_counts() -> dict[str, int]:
    tables = (Patient, PatientIdentifier, TimelineEntry, Medication, Allergy, Score, Task, ReferralDocument)
    return {table.__name__: table.objects.count() for table in tables}


def test_all_are_imported_and_the_dead_are_left_in_peace(everyone):
    assert Referral.objects.filter(state=ReferralState.DONE).count() == 28
    dead = Patient.objects.filter(closed_reason="died")
    assert (dead.count(), dead.filter(died_on=None).count()) == (14, 0)
    assert Task.objects.filter(patient__in=dead).count() == 0
    assert Task.objects.filter(reason_code="no_email").count() == 14
    assert Reminder.objects.count() == 0
    assert row_counts() == {
        "Patient": 28,
        "PatientIdentifier": 28,
        "TimelineEntry": 326 + 804 + 52,
        "Medication": 504,
        "Allergy": 9,
        "Score": 368,
        "Task": 28,  # No e-mail and no lead, for each of the living.
        "ReferralDocument": 28,
    }


def test_the_same_packets_again_change_nothing(everyone):
    before = row_counts()
    for file in SYNTHEA.glob("*.json.gz"):
        assert receive(everyone, file.read_bytes()).is_new is False
    sweep()
    assert row_counts() == before


def test_the_same_people_in_other_bytes_double_nothing(everyone):
    """A newer packet of the same person: matched by record number, every entry known already."""
    before = row_counts()
    for file in SYNTHEA.glob("*.json.gz"):
        receive(everyone, gzip.decompress(file.read_bytes()) + b"\n", at=NOON + timedelta(days=1))
    sweep(at=NOON + timedelta(days=1))
    assert row_counts() == before | {"ReferralDocument": 56}
    newer = Referral.objects.filter(received_at__gt=NOON)
    assert [(row.report["new"], row.report["changed"]) for row in newer] == [(0, 0)] * 28


def test_no_social_security_passport_or_licence_number_is_kept(everyone):
    for name, *_ in pinned():
        raw = json.loads(gzip.decompress(file_of(name).read_bytes()))
        forbidden = [
            one["value"]
            for one in raw["entry"][0]["resource"]["identifier"]
            if one.get("type", {}).get("coding", [{}])[0].get("code") in ("SS", "DL", "PPN")
        ]
        assert len(forbidden) == 3
        document = ReferralDocument.objects.get(referral__report__person__family_name=family_of(raw))
        text = zlib.decompress(bytes(document.content), 31).decode()
        assert [one for one in forbidden if one in text] == []


def family_of(raw: dict) -> str:
    return raw["entry"][0]["resource"]["name"][0]["family"]


def test_every_packet_opens_as_a_story_in_time(everyone, as_, django_assert_num_queries):
    """One import for all of it: each item once and in order, each onset on its day, the largest as pages."""
    zone = ZoneInfo(everyone.time_zone)
    for name, taken, *_ in pinned():
        raw = json.loads(gzip.decompress(file_of(name).read_bytes()))
        patient = patient_of(raw)
        with django_assert_num_queries(7):
            story = story_in_time(patient, zone=zone).told
        one_item_an_entry(story, dict(zip(TAKEN, taken, strict=True)))
        onsets = [item.first.isoformat() for item in story.items if item.group is Group.CONDITIONS]
        assert onsets == sorted(onsets_of(raw)), name
    reader = UserFactory(clinic=everyone, role="physician")
    for name in LARGEST:
        patient = patient_of(json.loads(gzip.decompress(file_of(name).read_bytes())))
        CareTeamMemberFactory(patient=patient, user=reader)
        address = reverse("chart:timeline", args=[patient.pk])
        assert as_(reader).get(f"{address}?range=all").text.count('<li class="row ') <= 40, name
        assert as_(reader).get(f"{address}?view=list").text.count("<tr><td>") == 100


#: By their conditions, procedures and medicines: 183, 160 and 110.
LARGEST = ("Gilbert_Wunsch", "Francine_Veum", "Jessi_Parisian")


def one_item_an_entry(story: Told, taken: dict[str, int]) -> None:
    """None merged, none left out, none without a date, the earliest first."""
    counted = Counter(item.group for item in story.items)
    groups = {
        "Condition": Group.CONDITIONS,
        "Procedure": Group.PROCEDURES,
        "MedicationRequest": Group.MEDICINES,
        "ImagingStudy": Group.IMAGING,
    }
    assert {kind: counted[group] for kind, group in groups.items()} == {kind: taken[kind] for kind in groups}
    assert len({item.key for item in story.items}) == len(story.items) == sum(counted.values())
    firsts = [item.first for item in story.items]
    assert firsts == sorted(firsts)
    assert story.undated == ()
    assert sum(lane.count for lane in story.lanes) == len(story.items)


def onsets_of(raw: dict) -> list[str]:
    resources = (one["resource"] for one in raw["entry"])
    return [one["onsetDateTime"][:10] for one in resources if one["resourceType"] == "Condition"]


def patient_of(raw: dict) -> Patient:
    name = raw["entry"][0]["resource"]["name"][0]
    return Patient.objects.get(family_name=name["family"], given_name=" ".join(name["given"]))
