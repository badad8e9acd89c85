"""Which FHIR version a packet is written in: by what it says, and by shapes that only other versions have."""

from collections.abc import Callable

from .fields import Json
from .shapes import PacketError

#: 4.0 is R4; 4.1 and 4.3 are R4B, which differs nowhere in what is read here.
_READ = ("4.0", "4.1", "4.3")
_NAMES = {"0": "DSTU1", "1": "DSTU2", "3": "STU3", "5": "R5", "6": "R6"}
_PROFILE_MARKS = {
    "/DSTU2/": "DSTU2",
    "fhir/1.0/": "DSTU2",
    "/STU3/": "STU3",
    "fhir/3.0/": "STU3",
    "/R5/": "R5",
    "fhir/5.0/": "R5",
    "|5.0": "R5",
}

_OLDER_TYPES = {
    "MedicationOrder": "DSTU2",
    "DiagnosticOrder": "DSTU2",
    "DeviceUseRequest": "DSTU2",
    "ReferralRequest": "STU3",
    "ProcedureRequest": "STU3",
    "BodySite": "STU3",
}


def _plain_status(resource: Json) -> bool:
    return isinstance(resource.get("clinicalStatus"), str)


#: (types, what only that version has, its name, how the shape is described)
_SHAPES: tuple[tuple[tuple[str, ...], Callable[[Json], bool], str, str], ...] = (
    (("Condition", "AllergyIntolerance"), _plain_status, "DSTU2 or STU3", "a status in plain text"),
    (("Condition",), lambda r: "patient" in r and "subject" not in r, "DSTU2", "a patient without a subject"),
    (
        ("ImagingStudy",),
        lambda r: "patient" in r and "subject" not in r,
        "STU3",
        "a patient without a subject",
    ),
    (("MedicationRequest", "Procedure", "Condition"), lambda r: "context" in r, "STU3", "a context"),
    (("Procedure",), lambda r: "notDone" in r or "notPerformed" in r, "STU3", "a “not done” mark"),
    (
        ("MedicationRequest",),
        lambda r: isinstance(r.get("medication"), dict),
        "R5",
        "its way to name medicines",
    ),
    (("Procedure",), lambda r: any(k.startswith("occurrence") for k in r), "R5", "an occurrence"),
)


def refuse_other_versions(resource: Json) -> None:
    """Refuse a resource (or the bundle itself) that is written in another version than R4."""
    kind = str(resource.get("resourceType", ""))
    said = _said(resource)
    if said:
        raise _refusal(said, "it says so itself")
    if kind in _OLDER_TYPES:
        raise _refusal(_OLDER_TYPES[kind], f"it holds a {kind}")
    for kinds, has, name, words in _SHAPES:
        if kind in kinds and has(resource):
            raise _refusal(name, f"a {kind} has {words}")


def _said(resource: Json) -> str:
    version = resource.get("fhirVersion")
    if isinstance(version, str) and not version.startswith(_READ):
        return _NAMES.get(version.split(".")[0], version[:20])
    meta = resource.get("meta")
    profiles = meta.get("profile", []) if isinstance(meta, dict) else []
    for profile in profiles if isinstance(profiles, list) else [profiles]:
        for mark, name in _PROFILE_MARKS.items():
            if mark in str(profile) and str(profile).startswith("http://hl7.org/fhir/"):
                return name
    return ""


def _refusal(name: str, why: str) -> PacketError:
    return PacketError(
        "wrong_version",
        f"The packet is written in FHIR {name} ({why}). Ask the sender for an export in FHIR R4.",
    )


def bundle_facts(members: Json) -> Json:
    """A bundle without its entries, shaped as a resource."""
    return {key: value for key, value in members.items() if key in ("resourceType", "fhirVersion", "meta")}
