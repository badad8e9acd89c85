"""One FHIR resource to one entry: conditions, procedures, medicines, allergies, imaging."""

import hashlib
import json
from collections.abc import Callable

from .dates import ImpossibleDateError, optional_date, read_choice, read_date
from .dose import dose_words
from .fields import Json, child, children, code_of, codings, has_code, reference, text
from .shapes import (
    Code,
    Read,
    ReadAllergy,
    ReadCondition,
    ReadImaging,
    ReadMedication,
    ReadProcedure,
    Reason,
    When,
)

_STATUS, _KEY = 20, 200
#: SNOMED CT: no known allergy; drug, food, environmental.
_NO_KNOWN_ALLERGY = ("716186003", "409137002", "429625007", "428607008")


class NotTakenError(Exception):
    """This entry stays in the packet, and why. `what` names it for those who may read the chart."""

    def __init__(self, reason: Reason, what: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.what = what


def source_key(resource: Json, full_url: str) -> str:
    """The sender's id for an entry: stable from one packet to the next, or a digest when it gave none."""
    kind, identity = str(resource.get("resourceType", "")), text(resource, "id", _KEY)
    relative = f"{kind}/{identity}"
    key = full_url if full_url.endswith(relative) else relative if identity else full_url
    if key and len(key) <= _KEY:
        return key
    written = json.dumps(resource, sort_keys=True, default=str)
    return f"{kind}/sha256-{hashlib.sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()}"


def read_entry(resource: Json, full_url: str) -> Read:
    """Raises NotTakenError with the reason when it cannot be charted."""
    reader = READERS[resource["resourceType"]]
    try:
        return reader(resource, source_key(resource, full_url))
    except ImpossibleDateError as impossible:
        raise NotTakenError(Reason.IMPOSSIBLE_DATE, f"{title_of(resource)} ({impossible})") from None


def title_of(resource: Json) -> str:
    """What an entry is, for the list of what was left."""
    concept = child(resource, "code") or child(resource, "medicationCodeableConcept")
    code = code_of(concept)
    return code.title if code else text(resource, "description")


def _code(concept: Json) -> Code:
    code = code_of(concept)
    if code is None:
        raise NotTakenError(Reason.NO_CODE)
    return code


def _refuse(resource: Json, key: str, refused: dict[str, Reason]) -> None:
    """Refuse by a status, given as text or as a CodeableConcept."""
    stated = resource.get(key)
    found = (
        {stated} if isinstance(stated, str) else {text(one, "code") for one in codings(child(resource, key))}
    )
    for status, reason in refused.items():
        if status in found:
            raise NotTakenError(reason, title_of(resource))


_VERIFICATION = {"entered-in-error": Reason.ENTERED_IN_ERROR, "refuted": Reason.RULED_OUT}


def _status_code(resource: Json, key: str) -> str:
    return text(next(iter(codings(child(resource, key))), {}), "code", _STATUS)


def read_condition(resource: Json, key: str) -> ReadCondition:
    _refuse(resource, "verificationStatus", _VERIFICATION)
    starts = read_choice(resource, "onset")
    if starts.on is None and starts.age is None:
        starts = _recorded(resource, starts)
    ends = read_choice(resource, "abatement", end=True)
    if ends.on is None:
        ends = read_choice(resource, "abatement")
    return ReadCondition(
        kind="Condition",
        key=key,
        about=reference(resource, "subject"),
        code=_code(child(resource, "code")),
        starts=starts,
        ends=ends,
        status=_status_code(resource, "clinicalStatus"),
    )


def _recorded(resource: Json, starts: When) -> When:
    """Without an onset, the day it was recorded stands in, and says so."""
    recorded = optional_date(resource, "recordedDate")
    if recorded.on is None:
        return starts
    return When(recorded.on, recorded.precision, starts.words or "the day it was recorded")


def read_procedure(resource: Json, key: str) -> ReadProcedure:
    _refuse(resource, "status", {"entered-in-error": Reason.ENTERED_IN_ERROR, "not-done": Reason.NOT_DONE})
    return ReadProcedure(
        kind="Procedure",
        key=key,
        about=reference(resource, "subject"),
        code=_code(child(resource, "code")),
        starts=read_choice(resource, "performed"),
        ends=read_choice(resource, "performed", end=True),
        status=text(resource, "status", _STATUS),
    )


def read_medication(resource: Json, key: str) -> ReadMedication:
    _refuse(resource, "status", {"entered-in-error": Reason.ENTERED_IN_ERROR})
    if resource.get("doNotPerform") is True:
        raise NotTakenError(Reason.DO_NOT_GIVE, title_of(resource))
    code, elsewhere = _medicine(resource)
    return ReadMedication(
        kind="MedicationRequest",
        key=key,
        about=reference(resource, "subject"),
        code=code,
        dose=dose_words(resource),
        status=text(resource, "status", _STATUS) or "unknown",
        starts=optional_date(resource, "authoredOn"),
        reference=elsewhere,
    )


def _medicine(resource: Json) -> tuple[Code, str]:
    """The medicine, or the reference under which it stands elsewhere in the packet."""
    elsewhere = reference(resource, "medicationReference")
    if elsewhere.startswith("#"):
        inside = [one for one in children(resource, "contained") if f"#{one.get('id')}" == elsewhere]
        return _code(child(inside[0], "code") if inside else {}), ""
    if elsewhere:
        return Code(text(child(resource, "medicationReference"), "display")), elsewhere
    return _code(child(resource, "medicationCodeableConcept")), ""


def read_allergy(resource: Json, key: str) -> ReadAllergy:
    _refuse(resource, "verificationStatus", _VERIFICATION)
    concept = child(resource, "code")
    if any(has_code(concept, code) for code in _NO_KNOWN_ALLERGY):
        raise NotTakenError(Reason.NO_KNOWN_ALLERGY, title_of(resource))
    recorded = optional_date(resource, "recordedDate")
    return ReadAllergy(
        kind="AllergyIntolerance",
        key=key,
        about=reference(resource, "patient"),
        code=_code(concept),
        criticality=text(resource, "criticality", _STATUS),
        reaction=_reaction(resource),
        recorded=recorded if recorded.on else read_choice(resource, "onset"),
    )


def _reaction(resource: Json) -> str:
    found = [
        code.title
        for one in children(resource, "reaction")
        for m in children(one, "manifestation")
        if (code := code_of(m))
    ]
    status = _status_code(resource, "clinicalStatus")
    words = [
        *dict.fromkeys(found),
        *([f"{status} at the sender"] if status in ("inactive", "resolved") else []),
    ]
    return text({"all": ", ".join(words)}, "all", 200)


def read_imaging(resource: Json, key: str) -> ReadImaging:
    _refuse(resource, "status", {"entered-in-error": Reason.ENTERED_IN_ERROR, "cancelled": Reason.NOT_DONE})
    procedures = [code for one in children(resource, "procedureCode") if (code := code_of(one))]
    taken = _imaging_words(resource)
    title = text(resource, "description") or (procedures[0].title if procedures else "") or taken
    if not title:
        raise NotTakenError(Reason.NO_CODE)
    code = Code(title, procedures[0].system, procedures[0].code) if procedures else Code(title)
    started = resource.get("started")
    return ReadImaging(
        kind="ImagingStudy",
        key=key,
        about=reference(resource, "subject"),
        code=code,
        starts=read_date(started) if started is not None else When(),
        detail="" if taken == title else taken,
    )


def _imaging_words(resource: Json) -> str:
    """“Digital Radiography, Ankle”: how and where, from the series."""
    series = children(resource, "series")
    how = [text(child(one, "modality"), "display") or text(child(one, "modality"), "code") for one in series]
    how += [text(one, "display") or text(one, "code") for one in children(resource, "modality")]
    where = [text(child(one, "bodySite"), "display") for one in series]
    return text({"all": ", ".join(dict.fromkeys(part for part in how + where if part))}, "all", 300)


READERS: dict[str, Callable[[Json, str], Read]] = {
    "Condition": read_condition,
    "Procedure": read_procedure,
    "MedicationRequest": read_medication,
    "AllergyIntolerance": read_allergy,
    "ImagingStudy": read_imaging,
}
