"""Referral packets of invented people, as the FHIR R4 bundles that another practice would send."""

import json
import uuid
from datetime import date, timedelta

from .story import Coded, Course

_SNOMED = "http://snomed.info/sct"
_RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
_NAMESPACE = uuid.UUID("6f1d2c54-7a54-5c0e-9d1a-5d8f3a3f6b11")
_RECORD_NUMBERS = "https://river-practice.example/mrn"


def packet(course: Course, *, today: date) -> bytes:
    """The bundle for one person; the same day gives the same bytes."""
    writer = _Writer(course, today)
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in writer.resources()]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps(bundle, ensure_ascii=False, sort_keys=True).encode()


class _Writer:
    def __init__(self, course: Course, today: date):
        self.course, self.today = course, today
        self.patient_id = self._id("patient", course.person.mrn)

    def _id(self, *parts: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, "/".join((self.course.person.mrn, *parts))))

    def _on(self, days_ago: int) -> str:
        return (self.today - timedelta(days=days_ago)).isoformat()

    def resources(self) -> list[dict]:
        facts = self.course.packet
        return [
            self._patient(),
            *(self._condition(one) for one in facts.conditions),
            *(self._medicine(one) for one in facts.medicines),
            *(self._procedure(one) for one in facts.procedures),
            *(self._imaging(one) for one in facts.imaging),
            *(self._allergy(one) for one in facts.allergies),
            self._body_weight(facts.vitals_days_ago),
        ]

    def _patient(self) -> dict:
        person = self.course.person
        telecom = [{"system": "phone", "value": person.phone}] if person.phone else []
        telecom += [{"system": "email", "value": person.email}] if person.email else []
        resource = {
            "resourceType": "Patient",
            "id": self.patient_id,
            "identifier": [
                {
                    "type": {"coding": [{"code": "MR"}]},
                    "system": _RECORD_NUMBERS,
                    "value": f"RP-{person.mrn}",
                }
            ],
            "name": [{"use": "official", "family": person.family, "given": [person.given]}],
            "gender": person.sex,
            "birthDate": person.born.isoformat(),
            "telecom": telecom,
        }
        if person.died_days_ago is not None:
            resource["deceasedDateTime"] = self._on(person.died_days_ago)
        return resource

    def _base(self, kind: str, one: Coded, system: str) -> dict:
        return {
            "resourceType": kind,
            "id": self._id(kind, one.title),
            "code": {
                "coding": [{"system": system, "code": one.code, "display": one.title}],
                "text": one.title,
            },
            "subject": {"reference": f"urn:uuid:{self.patient_id}"},
        }

    def _condition(self, one: Coded) -> dict:
        status = "active" if one.ended_days_ago is None else "resolved"
        resource = self._base("Condition", one, _SNOMED) | {
            "clinicalStatus": {"coding": [{"code": status}]},
            "onsetDateTime": self._on(one.days_ago),
        }
        if one.ended_days_ago is not None:
            resource["abatementDateTime"] = self._on(one.ended_days_ago)
        return resource

    def _medicine(self, one: Coded) -> dict:
        resource = self._base("MedicationRequest", one, _RXNORM)
        resource["medicationCodeableConcept"] = resource.pop("code")
        resource |= {
            "status": "active" if one.ended_days_ago is None else "stopped",
            "intent": "order",
            "authoredOn": self._on(one.days_ago),
        }
        if one.dose:
            resource["dosageInstruction"] = [{"text": one.dose}]
        return resource

    def _procedure(self, one: Coded) -> dict:
        return self._base("Procedure", one, _SNOMED) | {
            "status": "completed",
            "performedDateTime": self._on(one.days_ago),
        }

    def _imaging(self, one: Coded) -> dict:
        resource = self._base("ImagingStudy", one, _SNOMED)
        del resource["code"]
        return resource | {
            "status": "available",
            "started": self._on(one.days_ago),
            "description": one.title,
            "series": [{"uid": "1", "modality": {"code": one.code}}],
        }

    def _allergy(self, one: Coded) -> dict:
        resource = self._base("AllergyIntolerance", one, _SNOMED)
        resource["patient"] = resource.pop("subject")
        return resource | {"criticality": "high", "recordedDate": self._on(one.days_ago)}

    def _body_weight(self, days_ago: int) -> dict:
        """One vital sign that an import leaves, so that the report has something to say."""
        return {
            "resourceType": "Observation",
            "id": self._id("Observation", "weight"),
            "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}]},
            "subject": {"reference": f"urn:uuid:{self.patient_id}"},
            "effectiveDateTime": self._on(days_ago),
            "valueQuantity": {"value": 82, "unit": "kg"},
        }
