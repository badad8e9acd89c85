"""Reading a packet from end to end."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from .entries import READERS, NotTakenError, read_entry, title_of
from .fields import Json, child, code_of, names_of, text
from .person import read_person
from .pieces import Shape, pieces
from .scores import read_observation
from .settle import settle
from .shapes import Code, Left, Limits, Packet, PacketError, PacketPatient, Read, Reason
from .unpack import Heard, text_chunks
from .versions import bundle_facts, refuse_other_versions


def _nobody(used: int) -> None:
    """Nobody wants to hear how far the reading is."""


def read_packet(
    content: bytes, *, filename: str, today: date, limits: Limits | None = None, heard: Heard = _nobody
) -> Packet:
    """Read one person's packet. Raises PacketError, with one sentence, when it is refused as a whole.

    `today` is the clinic's date; `heard` is told how many bytes were used, for a progress bar.
    """
    limits = limits or Limits()
    gathered = _Gathered(filename, today, limits)
    try:
        for resource, full_url in _resources(content, limits, heard):
            gathered.add(resource, full_url)
    except RecursionError:
        raise PacketError("too_deep", "The file is nested too deeply to be a referral packet.") from None
    return gathered.settled()


def _resources(content: bytes, limits: Limits, heard: Heard) -> Iterator[tuple[Json, str]]:
    """(resource, full URL) of every entry; a resource that stands alone (NDJSON) has no full URL."""
    members: Json = {}
    for piece in pieces(text_chunks(content, limits=limits, heard=heard), limits=limits):
        if piece.shape is Shape.ENTRY:
            entry = piece.value if isinstance(piece.value, dict) else {}
            yield child(entry, "resource"), text(entry, "fullUrl", 1000)
        elif piece.shape is Shape.MEMBER:
            members[piece.key] = piece.value
        elif piece.shape is Shape.END:
            yield from _standing_alone(members)
            members = {}


def _standing_alone(members: Json) -> Iterator[tuple[Json, str]]:
    if members.get("resourceType") == "Bundle":
        refuse_other_versions(bundle_facts(members))
    elif isinstance(members.get("resourceType"), str):
        yield members, ""
    else:
        raise PacketError(
            "not_fhir", "The file is JSON, but not a FHIR packet: it does not say what it holds."
        )


class _Gathered:
    """What was read so far. Whom it is about may come last, so the judging waits for the end."""

    def __init__(self, filename: str, today: date, limits: Limits):
        self._filename = filename
        self._today = today
        self._most = limits.entries
        self._entries = 0
        self._person: tuple[Json, PacketPatient] | None = None
        self._read: list[Read] = []
        self._left: Counter[tuple[str, Reason, str]] = Counter()
        self._medicines: dict[str, Code] = {}

    def add(self, resource: Json, full_url: str) -> None:
        self._entries += 1
        if self._entries > self._most:
            raise PacketError("too_many", f"The packet holds more than {self._most:,} entries.")
        kind = text(resource, "resourceType", 60)
        if not kind:
            self._leave("Unknown", Reason.NO_RESOURCE)
            return
        refuse_other_versions(resource)
        if kind == "Patient":
            self._add_person(resource, full_url)
            return
        self._add_entry(kind, resource, full_url)

    def _add_entry(self, kind: str, resource: Json, full_url: str) -> None:
        try:
            if kind == "Observation":
                self._read.append(read_observation(resource, full_url))
            elif kind in READERS:
                self._read.append(read_entry(resource, full_url))
            else:
                self._leave_other(kind, resource, full_url)
        except NotTakenError as refused:
            self._leave(kind, refused.reason, refused.what)

    def _leave_other(self, kind: str, resource: Json, full_url: str) -> None:
        code = code_of(child(resource, "code")) if kind == "Medication" else None
        if code is None:
            self._leave(kind, Reason.NOT_A_KIND_WE_TAKE)
            return
        self._medicines.update(dict.fromkeys(names_of(resource, full_url), code))
        self._leave(kind, Reason.PART_OF_ANOTHER, title_of(resource))

    def _add_person(self, resource: Json, full_url: str) -> None:
        if self._person is None:
            self._person = (resource, read_person(resource, full_url, today=self._today))
        elif self._person[0] == resource:
            self._leave("Patient", Reason.TWICE)
        else:
            raise PacketError(
                "two_patients", "The packet holds two patients. Send one packet for each person."
            )

    def _leave(self, kind: str, reason: Reason, what: str = "") -> None:
        self._left[kind, reason, what] += 1

    def settled(self) -> Packet:
        if self._entries == 0:
            raise PacketError("empty", f"“{self._filename}” holds no entries.")
        if self._person is None:
            raise PacketError("no_patient", "The packet does not say whom it is about: it holds no patient.")
        left = [Left(*what, count=count) for what, count in self._left.items()]
        return settle(self._person[1], self._read, left, self._medicines, self._today, self._entries)
