"""Whom a packet is about."""

import re
from datetime import date

from ..words import Precision
from .dates import ImpossibleDateError, read_date
from .fields import Json, child, children, codings, names_of, text
from .redaction import is_never_stored
from .shapes import PacketError, PacketPatient, RecordNumber

_NAME, _PHONE, _ADDRESS, _EMAIL = 80, 40, 200, 254
_SYSTEM, _VALUE = 200, 120
_SEXES = {"female", "male", "other"}
_RECORD_NUMBER_TYPES = {"MR", "PI"}
_AN_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+")
_NAME_ORDER = ("official", "usual", "")
_TELECOM_ORDER = ("mobile", "home", "", "work", "temp")
_OLDEST_YEARS = 130


def read_person(resource: Json, full_url: str, *, today: date) -> PacketPatient:
    name = _best(children(resource, "name"), _NAME_ORDER)
    given, family = _given(name), text(name, "family", _NAME)
    if not given and not family:
        family = text(name, "text", _NAME)
    if not given and not family:
        raise PacketError("no_name", "The packet does not say what the person is called.")
    birth_date = _birth_date(resource, today)
    is_dead, died_on = _death(resource, birth_date, today)
    return PacketPatient(
        given_name=given,
        family_name=family,
        preferred_name=_given(_best(children(resource, "name"), ("nickname",))),
        birth_date=birth_date,
        sex=_sex(resource),
        is_dead=is_dead,
        died_on=died_on,
        email=_email(resource),
        phone=text(_telecom(resource, "phone"), "value", _PHONE),
        address=_address(resource),
        record_numbers=_record_numbers(resource),
        references=names_of(resource, full_url),
    )


def _sex(resource: Json) -> str:
    stated = text(resource, "gender", 10)
    return stated if stated in _SEXES else "unknown"


def _best(rows: list[Json], order: tuple[str, ...]) -> Json:
    """The first row of the most wanted use; uses that are not in `order` (old, maiden) are never taken."""
    found = [row for row in rows if row.get("use", "") in order]
    return min(found, key=lambda row: order.index(row.get("use", "")), default={})


def _given(name: Json) -> str:
    given = name.get("given")
    parts = [part for part in given if isinstance(part, str)] if isinstance(given, list) else []
    return text({"given": " ".join(parts)}, "given", _NAME)


def _birth_date(resource: Json, today: date) -> date:
    if resource.get("birthDate") is None:
        raise PacketError("no_birth_date", "The packet does not say when the person was born.")
    try:
        when = read_date(resource["birthDate"])
    except ImpossibleDateError as impossible:
        raise PacketError("impossible_birth_date", f"The birth date {impossible} does not exist.") from None
    if when.on is None or when.precision != Precision.DAY:
        raise PacketError("no_birth_date", "The packet gives no full birth date, only a year or a month.")
    if when.on > today:
        raise PacketError("impossible_birth_date", "The birth date is in the future.")
    if today.year - when.on.year > _OLDEST_YEARS:
        raise PacketError("impossible_birth_date", f"The birth date is more than {_OLDEST_YEARS} years ago.")
    return when.on


def _death(resource: Json, birth_date: date, today: date) -> tuple[bool, date | None]:
    """Whether the person died, and the day if it is known to the day."""
    if resource.get("deceasedDateTime") is None:
        return resource.get("deceasedBoolean") is True, None
    try:
        when = read_date(resource["deceasedDateTime"])
    except ImpossibleDateError as impossible:
        raise PacketError("impossible_death", f"The date of death {impossible} does not exist.") from None
    if when.on and when.on > today:
        raise PacketError("impossible_death", "The date of death is in the future.")
    if when.latest and when.latest < birth_date:
        raise PacketError("impossible_death", "The date of death is before the birth date.")
    return True, when.on if when.precision == Precision.DAY else None


def _telecom(resource: Json, system: str) -> Json:
    return _best(
        [one for one in children(resource, "telecom") if one.get("system") == system], _TELECOM_ORDER
    )


def _email(resource: Json) -> str:
    address = text(_telecom(resource, "email"), "value", _EMAIL)
    return address if _AN_EMAIL.fullmatch(address) else ""


def _address(resource: Json) -> str:
    found = _best(children(resource, "address"), ("home", "", "temp", "work"))
    if text(found, "text", _ADDRESS):
        return text(found, "text", _ADDRESS)
    lines = found.get("line")
    parts = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
    parts += [text(found, key) for key in ("city", "state", "postalCode", "country")]
    return text({"all": ", ".join(part for part in parts if part)}, "all", _ADDRESS)


def _record_numbers(resource: Json) -> tuple[RecordNumber, ...]:
    """Medical record numbers with their system. All other identifiers are dropped here."""
    kept = (one for one in children(resource, "identifier") if _is_record_number(one))
    numbers = (RecordNumber(text(one, "system", _SYSTEM), text(one, "value", _VALUE)) for one in kept)
    return tuple(dict.fromkeys(number for number in numbers if number.value))


def _is_record_number(identifier: Json) -> bool:
    codes = {str(one.get("code")) for one in codings(child(identifier, "type"))}
    is_old = identifier.get("use") == "old"
    return bool(codes & _RECORD_NUMBER_TYPES) and not is_old and not is_never_stored(identifier)
