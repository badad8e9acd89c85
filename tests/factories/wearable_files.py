"""Files of wearables through the door that pages and the command use."""

import io
from datetime import datetime

from outcomes.models import WearableFile
from outcomes.services import wearables
from people.access import Actor
from people.models import Patient

from .people import NOON
from .wearables import PHONE, WATCH, apple_xml, apple_zip, sleep, steps

PLAIN = b"day,steps,slept_minutes\n2026-11-01,5200,420\n2026-11-02,4800,\n"
UNKNOWN_TABLE = b"Date;Walked;Rest\n2026-11-01;5200;7.5\n2026-11-02;4800;6\n"


def watch_and_phone() -> bytes:
    """Two days that watch and phone both counted, with a night between them, and a nap."""
    return apple_zip(
        apple_xml(
            [
                steps("2026-11-01 10:00", "2026-11-01 10:30", 3000),
                steps("2026-11-01 10:00", "2026-11-01 10:30", 2900, PHONE),
                sleep("2026-11-01 23:00", "2026-11-02 06:30"),
                sleep("2026-11-02 14:00", "2026-11-02 14:40"),
                steps("2026-11-02 09:00", "2026-11-02 09:30", 2000, WATCH),
            ]
        )
    )


def received(
    patient: Patient,
    content: bytes,
    filename: str = "export.zip",
    *,
    by: Actor | None = None,
    at: datetime = NOON,
) -> wearables.Received:
    return wearables.receive_file(
        patient=patient,
        filename=filename,
        content=io.BytesIO(content),
        by=by or Actor.system(patient.clinic_id),
        at=at,
    )


def imported(
    patient: Patient,
    content: bytes,
    filename: str = "export.zip",
    *,
    by: Actor | None = None,
    at: datetime = NOON,
) -> WearableFile:
    """A file after one turn of the sweep."""
    received(patient, content, filename, by=by, at=at)
    claimed = wearables.claim_waiting(at=at)
    return wearables.import_file(file=claimed, at=at)
