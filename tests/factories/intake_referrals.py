"""Referral packets, made with as little as a test needs."""

import gzip
import json
from datetime import datetime
from typing import Any

from intake.models import Referral
from intake.services import referrals
from people.access import Actor
from people.models import Clinic

from .people import NOON

Resource = dict[str, Any]
HER = {"reference": "urn:uuid:pia"}


def number(code: str, value: str, system: str = "http://sender.example/mrn") -> Resource:
    return {"type": {"coding": [{"code": code}]}, "system": system, "value": value}


def person(**changes: Any) -> Resource:
    return {
        "resourceType": "Patient",
        "id": "pia",
        "identifier": [number("MR", "S-77")],
        "name": [{"use": "official", "family": "Okafor", "given": ["Pia"]}],
        "gender": "female",
        "birthDate": "1983-03-12",
        **changes,
    }


def concept(words: str, code: str = "1", system: str = "http://snomed.info/sct") -> Resource:
    return {"coding": [{"system": system, "code": code, "display": words}], "text": words}


def condition(key: str = "c1", words: str = "Low back pain", **changes: Any) -> Resource:
    return {
        "resourceType": "Condition",
        "id": key,
        "subject": HER,
        "code": concept(words, code=f"code-of-{key}"),
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "onsetDateTime": "2019-05-04T10:00:00Z",
        **changes,
    }


def procedure(key: str = "p1", **changes: Any) -> Resource:
    return {
        "resourceType": "Procedure",
        "id": key,
        "subject": HER,
        "status": "completed",
        "code": concept("Epidural injection"),
        "performedPeriod": {"start": "2020-02-03", "end": "2020-02-03"},
        **changes,
    }


def medicine(key: str = "m1", **changes: Any) -> Resource:
    return {
        "resourceType": "MedicationRequest",
        "id": key,
        "subject": HER,
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": concept("Duloxetine 30 MG"),
        "authoredOn": "2024-01-05",
        **changes,
    }


def allergy(key: str = "a1", **changes: Any) -> Resource:
    return {
        "resourceType": "AllergyIntolerance",
        "id": key,
        "patient": HER,
        "code": concept("Sulfa"),
        "criticality": "high",
        "recordedDate": "2001-01-01",
        **changes,
    }


def imaging(key: str = "i1", **changes: Any) -> Resource:
    return {
        "resourceType": "ImagingStudy",
        "id": key,
        "subject": HER,
        "status": "available",
        "started": "2021-09-09",
        "series": [
            {"modality": {"code": "MR", "display": "Magnetic resonance"}, "bodySite": {"display": "Spine"}}
        ],
        **changes,
    }


def score(
    key: str = "o1", loinc: str = "72514-3", value: Any = 6, unit: str = "{score}", **changes: Any
) -> Resource:
    return {
        "resourceType": "Observation",
        "id": key,
        "subject": HER,
        "status": "final",
        "code": concept("Pain", loinc, "http://loinc.org"),
        "effectiveDateTime": "2025-06-01",
        "valueQuantity": {"value": value, "unit": unit, "code": unit},
        **changes,
    }


def everything() -> list[Resource]:
    """One of each kind that is taken."""
    return [condition(), procedure(), medicine(), allergy(), imaging(), score()]


def bundle(*resources: Resource, patient: Resource | None = None, **changes: Any) -> bytes:
    people = [] if patient == {} else [patient or person()]
    entries = [{"fullUrl": f"urn:uuid:{one.get('id')}", "resource": one} for one in (*people, *resources)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", **changes, "entry": entries}).encode()


def ndjson(*resources: Resource) -> bytes:
    return b"\n".join(json.dumps(one).encode() for one in (person(), *resources))


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def received(
    clinic: Clinic, content: bytes, *, at: datetime = NOON, filename: str = "packet.json"
) -> Referral:
    """A packet that waits for the sweep (or is refused already)."""
    taken_in = referrals.receive_packet(
        clinic=clinic, filename=filename, content=content, by=Actor.system(clinic.pk), at=at
    )
    return taken_in.referral


def imported(clinic: Clinic, content: bytes, *, at: datetime = NOON) -> Referral:
    """A packet after one turn of the sweep."""
    received(clinic, content, at=at)
    claimed = referrals.claim_waiting(at=at)
    return referrals.import_packet(referral=claimed, at=at)
