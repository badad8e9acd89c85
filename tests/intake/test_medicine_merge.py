"""What packets bring to a list of medicines, decided line by line; with the real packets too."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.errors import DomainError
from intake.models import Medication, MedicineMerge
from intake.rules.merging import MergeChoice, MergeKind
from intake.selectors.medicines import medicine_list
from intake.services import merging
from tests.factories.intake_referrals import bundle, concept, imported, medicine, number, person
from tests.factories.people import NOON, CareTeamMemberFactory

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def drug(key, words, code, dose="", **changes):
    stated = {"dosageInstruction": [{"text": dose}]} if dose else {}
    return medicine(key, medicationCodeableConcept=concept(words, code=code), **stated | changes)


def packet(clinic, *rows, at=NOON, sender="http://sender.example/mrn"):
    """Of the same person, whoever sends it: the first sender's number comes along."""
    numbers = [number("MR", "S-77"), number("MR", "S-77", sender)]
    return imported(clinic, bundle(*rows, patient=person(identifier=numbers)), at=at)


@pytest.fixture
def patient(maple, dr_amara):
    first = packet(
        maple, drug("m1", "Metformin 500 MG", "860975", "twice a day"), drug("m2", "Naproxen", "7258")
    )
    CareTeamMemberFactory(patient=first.patient, user=dr_amara, is_lead=True)
    return first.patient


@pytest.fixture
def decide(dr_amara, actor_of):
    def decided(title, choice, patient):
        [one] = [one for one in medicine_list(patient.pk).brought if one.line.title == title]
        row = Medication.objects.get(pk=one.line.key)
        return merging.decide_merge(medication=row, choice=choice, by=actor_of(dr_amara), at=LATER)

    return decided


def second(maple, *rows):
    return packet(maple, *rows, at=LATER, sender="http://other.example/mrn")


def waiting(patient):
    return [(one.kind, one.line.title) for one in medicine_list(patient.pk).brought]


def on_list(patient):
    return sorted(line.listed.title for line in medicine_list(patient.pk).prescribed)


def test_a_first_packet_asks_nothing(patient):
    assert waiting(patient) == []


def test_a_second_sender_is_held_against_the_list(patient, maple):
    second(
        maple,
        drug("x1", "Metformin hydrochloride 1000 MG Oral Tablet", "861004", "twice a day"),
        drug("x2", "Naproxen", "7258"),
        drug("x3", "Duloxetine 30 MG", "596926"),
        drug("x4", "Lisinopril", "29046", status="stopped"),
    )
    assert waiting(patient) == [
        (MergeKind.NEW, "Duloxetine 30 MG"),
        (MergeKind.CHANGED, "Metformin hydrochloride 1000 MG Oral Tablet"),
        (MergeKind.SAME, "Naproxen"),
    ]


NEWER = "Metformin 1000 MG"


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (MergeChoice.KEEP, ["Metformin 500 MG"]),
        (MergeChoice.TAKE_OVER, [NEWER]),
        (MergeChoice.BOTH, [NEWER, "Metformin 500 MG"]),
        (MergeChoice.ENDED, []),
    ],
)
def test_one_line_is_decided_and_can_be_undone(patient, maple, decide, actor_of, dr_amara, choice, left):
    second(maple, drug("x1", NEWER, "861004", "twice a day"))
    merge = decide(NEWER, choice, patient)
    assert on_list(patient) == sorted([*left, "Naproxen"])
    assert waiting(patient) == []
    for _ in range(2):
        merging.undo_merge(merge=merge, by=actor_of(dr_amara), at=LATER)
    assert on_list(patient) == sorted([NEWER, "Metformin 500 MG", "Naproxen"])
    assert waiting(patient) == [(MergeKind.CHANGED, NEWER)]


@pytest.mark.parametrize(
    ("choice", "dose"), [(MergeChoice.KEEP, "twice a day"), (MergeChoice.TAKE_OVER, "once a day")]
)
def test_what_a_sender_changed_in_its_own_line_is_asked(patient, maple, decide, choice, dose):
    packet(maple, drug("m1", "Metformin 500 MG", "860975", "once a day"), at=LATER)
    assert waiting(patient) == [(MergeKind.CHANGED, "Metformin 500 MG")]
    decide("Metformin 500 MG", choice, patient)
    assert Medication.objects.get(title="Metformin 500 MG").dose == dose
    assert waiting(patient) == []


def test_a_medicine_that_its_sender_ended_does_not_leave_in_silence(patient, maple, decide):
    packet(maple, drug("m2", "Naproxen", "7258", status="stopped"), at=LATER)
    assert waiting(patient) == [(MergeKind.ENDED_THERE, "Naproxen")]
    decide("Naproxen", MergeChoice.KEEP, patient)
    assert on_list(patient) == ["Metformin 500 MG", "Naproxen"]


def test_a_line_is_decided_once(patient, maple, decide, actor_of, dr_amara):
    second(maple, drug("x1", NEWER, "861004"))
    merge = decide(NEWER, MergeChoice.BOTH, patient)
    with pytest.raises(DomainError, match="no such decision"):
        merging.decide_merge(
            medication=merge.medication, choice=MergeChoice.ENDED, by=actor_of(dr_amara), at=LATER
        )
    assert MedicineMerge.objects.count() == 1


def test_the_page_asks_and_answers_in_place(patient, maple, as_, dr_amara):
    second(maple, drug("x1", NEWER, "861004", "twice a day"))
    row, client = Medication.objects.get(title=NEWER), as_(dr_amara)
    address = reverse("intake:medicine-merge", args=[row.pk])
    answer = client.post(address, {"choice": "take_over"}, headers={"HX-Request": "true"})
    assert "Undo" in answer.text
    assert "Metformin 500 MG" not in answer.text
    assert client.post(address, {"choice": "nonsense"}).status_code == 422
    assert client.post(address, {"choice": "keep"}).status_code == 422


def test_a_new_one_may_be_ended_at_once(patient, maple, decide):
    second(maple, drug("x3", "Duloxetine 30 MG", "596926"))
    decide("Duloxetine 30 MG", MergeChoice.ENDED, patient)
    assert on_list(patient) == ["Metformin 500 MG", "Naproxen"]
