"""Reading bytes as a file, as the tests of every format do."""

import io

from core.errors import DomainError
from outcomes.rules.wearables import ColumnChoice, Limits, SettledDay, WearableDays, read_wearable_file

BERLIN = "Europe/Berlin"


def read(
    content: bytes,
    name: str = "file",
    *,
    zone: str = BERLIN,
    columns: ColumnChoice | None = None,
    limits: Limits | None = None,
) -> WearableDays:
    return read_wearable_file(
        io.BytesIO(content),
        filename=name,
        zone=zone,
        limits=limits or Limits(),
        columns=columns,
        heard=lambda used, total: None,
    )


def days(content: bytes, name: str = "file", **options) -> dict[str, SettledDay]:
    return {day.day.isoformat(): day for day in read(content, name, **options).days}


def steps_of(content: bytes, name: str = "file", **options) -> dict[str, int | None]:
    return {day: settled.steps for day, settled in days(content, name, **options).items()}


def refused(content: bytes, name: str = "file", **options) -> DomainError | None:
    """Why the whole file is refused; None if it is not."""
    try:
        read(content, name, **options)
    except DomainError as why:
        return why
    return None
