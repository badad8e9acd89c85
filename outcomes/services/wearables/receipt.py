"""Taking a file in: kept in pieces beside its row until the sweep has read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ...models import WearableChunk, WearableFile
from ...rules.words import WearableState
from ..guards import ensure_may_write, take_turns

#: Bytes of one piece: what a web process holds of a file at one time.
PIECE = 1024 * 1024
ENDED = (WearableState.UNDONE, WearableState.REFUSED)


@dataclass(frozen=True)
class Received:
    """The file's row, and whether it was here already."""

    file: WearableFile
    is_new: bool


def too_large_sentence() -> str:
    most = settings.WEARABLE_MAX_BYTES / 1024**2
    return f"This is larger than {most:.0f} MB. Send the export as the zip file that the phone made."


@transaction.atomic
def receive_file(*, patient: Patient, filename: str, content: BinaryIO, by: Actor, at: datetime) -> Received:
    """Keep a file for the sweep to read. The same bytes again give the same row and change nothing.

    A file that was refused or undone may come again. `content` is read once, piece by piece.
    """
    ensure_may_write(by, patient)
    file = WearableFile(
        clinic_id=patient.clinic_id,
        patient=patient,
        filename=_name(filename),
        size=0,
        sha256="",
        state=WearableState.REFUSED,
        received_at=at,
        received_by_id=by.user_id,
    )
    file.save()
    file.size, file.sha256 = _keep_pieces(file, content)
    take_turns(patient)  # Only now: a check-in of this person must not wait for half a gigabyte.
    known = _live_twin(file)
    if known:
        file.delete()
        return Received(known, is_new=False)
    file.state = WearableState.WAITING
    file.save(update_fields=["size", "sha256", "state"])
    audit.record("wearable_received", by=by, subject=file, at=at)
    return Received(file, is_new=True)


def _name(filename: str) -> str:
    """Without folders and without characters that no name has."""
    name = PurePath(filename.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[:200] or "file"


def _keep_pieces(file: WearableFile, content: BinaryIO) -> tuple[int, str]:
    size, digest = 0, sha256()
    for number, piece in enumerate(_pieces(content)):
        size += len(piece)
        if size > settings.WEARABLE_MAX_BYTES:
            raise DomainError("too_large", too_large_sentence(), "file")
        digest.update(piece)
        WearableChunk.objects.create(file=file, number=number, content=piece)
    if not size:
        raise DomainError("empty", "This file is empty.", "file")
    return size, digest.hexdigest()


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece


def _live_twin(file: WearableFile) -> WearableFile | None:
    twins = WearableFile.objects.filter(patient_id=file.patient_id, sha256=file.sha256)
    return twins.exclude(state__in=ENDED).first()
