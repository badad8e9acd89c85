"""Reading a packet: what is taken, what is left and why, what is refused as a whole. No database."""

import gzip
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.rules.packet import Limits, Packet, PacketError, read_packet
from tests.factories.intake_referrals import (
    HER,
    allergy,
    bundle,
    concept,
    condition,
    everything,
    imaging,
    medicine,
    ndjson,
    number,
    packed,
    person,
    procedure,
    score,
)

TODAY = date(2026, 11, 22)
MARK = "<img src=x onerror=alert(1)>"


def read(content: bytes, *, limits: Limits | None = None) -> Packet:
    return read_packet(content, filename="packet.json", today=TODAY, limits=limits)


# --- The whole packet --------------------------------------------------------------------------


WRAPPINGS = [bundle, ndjson, lambda *r: packed(bundle(*r)), lambda *r: packed(ndjson(*r))]
KINDS_TAKEN = {
    "Patient",
    "Condition",
    "Procedure",
    "MedicationRequest",
    "AllergyIntolerance",
    "ImagingStudy",
    "Observation",
}


@pytest.mark.parametrize("pack", WRAPPINGS)
def test_one_of_each_kind_is_taken_in_every_wrapping(pack):
    packet = read(pack(*everything()))
    assert packet.taken == dict.fromkeys(KINDS_TAKEN, 1)
    assert packet.left == ()


def test_the_person():
    who = read(
        bundle(
            patient=person(
                name=[
                    {"use": "maiden", "family": "Obi", "given": ["Pia"]},
                    {"use": "official", "family": "Okafor", "given": ["Pia", "Ada"]},
                    {"use": "nickname", "given": ["Pi"]},
                ],
                telecom=[
                    {"system": "phone", "value": "555-1", "use": "work"},
                    {"system": "phone", "value": "555-2", "use": "mobile"},
                    {"system": "email", "value": "old@x.example", "use": "old"},
                    {"system": "email", "value": "pia@home.example"},
                ],
                address=[{"line": ["1 Elm St"], "city": "Troy", "state": "NY", "postalCode": "12180"}],
            )
        )
    ).person
    assert (who.given_name, who.family_name, who.preferred_name) == ("Pia Ada", "Okafor", "Pi")
    assert (who.email, who.phone, who.address) == ("pia@home.example", "555-2", "1 Elm St, Troy, NY, 12180")
    assert (who.birth_date, who.sex, who.is_dead) == (date(1983, 3, 12), "female", False)


@pytest.mark.parametrize(
    ("identifier", "kept"),
    [
        (number("MR", "1"), True),
        (number("PI", "1"), True),
        (number("SS", "999-12-3456"), False),
        (number("PPN", "X1"), False),
        (number("DL", "S1"), False),
        (number("MR", "1", "http://hl7.org/fhir/sid/us-ssn"), False),
        (number("MR", "999-12-3456"), False),
        ({"system": "http://x", "value": "untyped"}, False),
        (number("MR", "1") | {"use": "old"}, False),
        (number("MR", ""), False),
    ],
)
def test_of_all_identifiers_only_record_numbers_are_kept(identifier, kept):
    packet = read(bundle(patient=person(identifier=[identifier])))
    assert bool(packet.person.record_numbers) is kept


@pytest.mark.parametrize(
    ("given", "family"),
    [("Wei", "王"), ("Σοφία", "Παπαδοπούλου"), ("مريم", "الأحمد"), ("Zoë 👩‍🦽", "O’Brien-Ǽ"), (MARK, MARK)],
)
def test_names_in_any_script_stay_as_they_are(given, family):
    who = read(bundle(patient=person(name=[{"family": family, "given": [given]}]))).person
    assert (who.given_name, who.family_name) == (given, family)


def test_control_characters_and_broken_halves_of_letters_are_dropped():
    who = read(bundle(patient=person(name=[{"family": "O\u0000ka\ud800for\n", "given": ["Pia"]}]))).person
    assert who.family_name == "O ka for"


BAD = [
    ("not_json", b"dear colleague"),
    ("not_json", b'{"resourceType": "Bundle", "entry": [}'),
    ("not_json", bundle()[:-30]),
    ("not_json", b'{"resourceType": "Bundle", "total": NaN, "entry": []}'),
    ("not_json", b"[" + bundle() + b"]"),
    ("not_json", b"PK\x03\x04....."),
    ("not_json", b"%PDF-1.7 ..."),
    ("not_json", b"\xef\xbb\xbf <Bundle xmlns='http://hl7.org/fhir'/>"),
    ("not_fhir", b'{"hello": "world"}'),
    ("not_fhir", b"{}"),
    ("empty", b"  \n"),
    ("empty", b'{"resourceType": "Bundle", "entry": []}'),
    ("truncated", packed(bundle(*everything()))[:-20]),
    ("damaged", packed(bundle(*everything()))[:-8] + bytes(8)),
    ("nul", bundle().decode().encode("utf-16")[2:]),
    ("nul", bundle() + b"\0"),
    ("not_text", bundle().replace(b"Okafor", "Müller".encode("latin-1"))),
    ("no_patient", bundle(condition(), patient={})),
    ("two_patients", bundle(person(id="quin"))),
    ("two_patients", ndjson(person(id="quin"))),
    ("no_birth_date", bundle(patient=person(birthDate=None))),
    ("no_birth_date", bundle(patient=person(birthDate="1983"))),
    ("impossible_birth_date", bundle(patient=person(birthDate="1983-02-30"))),
    ("impossible_birth_date", bundle(patient=person(birthDate="2030-01-01"))),
    ("impossible_birth_date", bundle(patient=person(birthDate="1700-01-01"))),
    ("impossible_death", bundle(patient=person(deceasedDateTime="2031-01-01"))),
    ("impossible_death", bundle(patient=person(deceasedDateTime="1980-01-01"))),
    ("impossible_death", bundle(patient=person(deceasedDateTime="yesterday"))),
    ("no_name", bundle(patient=person(name=[]))),
    ("too_deep", b'{"resourceType": "Bundle", "entry": [' + b"[" * 100_000),
    ("wrong_version", bundle(condition(clinicalStatus="active"))),
    ("wrong_version", bundle({"resourceType": "MedicationOrder", "id": "m"})),
    ("wrong_version", bundle({"resourceType": "Condition", "patient": HER, "code": concept("x")})),
    ("wrong_version", bundle(procedure(notDone=False))),
    ("wrong_version", bundle(medicine(context={"reference": "Encounter/1"}))),
    ("wrong_version", bundle(medicine(medication={"concept": concept("Duloxetine")}))),
    ("wrong_version", bundle(fhirVersion="5.0.0")),
    ("wrong_version", bundle(meta={"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/Bundle"]})),
    ("wrong_version", bundle({"resourceType": "CapabilityStatement", "fhirVersion": "3.0.2"})),
]


@pytest.mark.parametrize(("code", "content"), BAD, ids=[f"{n}-{code}" for n, (code, _) in enumerate(BAD)])
def test_bad_input_gets_one_clear_sentence(code, content):
    with pytest.raises(PacketError) as refused:
        read(content)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert len(refused.value.sentence) < 200


def test_r4_and_r4b_are_read():
    for version in ("4.0.0", "4.0.1", "4.3.0"):
        assert read(bundle(fhirVersion=version)).entries == 1


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(packed=100), "too_large"),
        (Limits(unpacked=2000), "bomb"),
        (Limits(entries=3), "too_many"),
        (Limits(one_entry=100), "entry_too_large"),
    ],
)
def test_what_is_too_large_is_refused(limits, code):
    content = packed(bundle(*everything(), condition("c9", text={"div": "x" * 600_000})))
    with pytest.raises(PacketError) as refused:
        read(content, limits=limits)
    assert refused.value.code == code


def test_members_of_the_bundle_may_come_in_any_order():
    entries = json.loads(bundle(*everything()))["entry"]
    late = json.dumps({"entry": entries, "link": [{"relation": "self"}], "resourceType": "Bundle"}, indent=2)
    assert read(late.encode()).entries == 7


def test_the_patient_may_come_last():
    entries = json.loads(bundle(*everything()))["entry"]
    content = json.dumps({"resourceType": "Bundle", "entry": entries[::-1]}).encode()
    assert sum(read(content).taken.values()) == 7


def test_progress_is_told_to_the_end():
    content, heard = packed(bundle(*everything())), []
    read_packet(content, filename="x", today=TODAY, heard=heard.append)
    assert heard[-1] == len(content)


# --- Whatever comes ----------------------------------------------------------------------------

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
junk = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ITEMS = ("75893-8", "91145-3", "91146-1")
KINDS = [condition, procedure, medicine, allergy, imaging, score]


@st.composite
def resources(draw):
    """Real entries with any of their fields replaced by anything."""
    made = draw(st.sampled_from(KINDS))(draw(st.text("abc", min_size=1, max_size=2)))
    fields = draw(st.lists(st.sampled_from(sorted(made)), max_size=3, unique=True))
    return made | {field: draw(junk) for field in fields}


@settings(max_examples=150)
@given(st.lists(resources(), max_size=8))
def test_taken_and_left_are_always_all(entries):
    packet = read_or_refuse(bundle(*entries))
    if packet:
        counted = sum(packet.taken.values()) + sum(one.count for one in packet.left)
        assert counted == packet.entries == len(entries) + 1


def read_or_refuse(content: bytes) -> Packet | None:
    """A replaced field may make the shape of another FHIR version; that refusal is an answer too."""
    try:
        return read(content)
    except PacketError as refused:
        if refused.code == "wrong_version":
            return None
        raise


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_sentence(content):
    with pytest.raises(PacketError):
        read(content)


@settings(max_examples=100)
@given(junk)
def test_any_json_ends_in_a_sentence(value):
    with pytest.raises(PacketError):
        read(json.dumps({"entry": value, "resourceType": "Bundle"}).encode())


@settings(max_examples=60)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_a_peg_stays_between_its_lowest_and_its_highest_answer(p, e, g):
    answers = [score(i, i, v) for i, v in zip(ITEMS, (p, e, g), strict=True)]
    (one,) = read(bundle(*answers)).scores
    assert min(p, e, g) <= one.value <= max(p, e, g)
    assert abs(one.value - Decimal(p + e + g) / 3) < Decimal("0.0001")


def test_several_gzip_members_are_one_file():
    content = bundle(*everything())
    assert read(gzip.compress(content[:100]) + gzip.compress(content[100:])).entries == 7
