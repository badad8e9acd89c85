"""A table that says who wears which device: id, record number, names and birth date."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from core.errors import DomainError

COLUMNS = ("id", "mrn", "given_name", "family_name", "birth_date")


@dataclass(frozen=True)
class DevicePerson:
    """One wearer. `mrn` may be empty: then a new record gets the clinic's next number."""

    device_id: str
    mrn: str
    given_name: str
    family_name: str
    birth_date: date


def read_device_people(content: bytes) -> list[DevicePerson]:
    """All or nothing: a table with a fault names its first bad line, and nobody is taken."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        lines = list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise DomainError("broken_table", "This is not a table in plain text (CSV, UTF-8).") from None
    if not set(COLUMNS) <= set(reader.fieldnames or []):
        raise DomainError("unknown_table", f"The table needs the columns {', '.join(COLUMNS)}.")
    return [_person(number, cells) for number, cells in enumerate(lines, start=2)]


def _person(line: int, cells: dict[str, str]) -> DevicePerson:
    values = {name: (cells[name] or "").strip() for name in COLUMNS}
    needed = [name for name in COLUMNS if name != "mrn" and not values[name]]
    if needed:
        raise DomainError("incomplete", f"Line {line} has no {', '.join(needed)}.")
    try:
        born = date.fromisoformat(values["birth_date"])
    except ValueError:
        raise DomainError("bad_date", f"Line {line}: a birth date is written like 1983-03-12.") from None
    return DevicePerson(values["id"], values["mrn"], values["given_name"], values["family_name"], born)
