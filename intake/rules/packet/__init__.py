"""A referral packet, from bytes to dated entries: pure, streaming, and bounded in memory.

FHIR R4 only (a Bundle as JSON, gzipped or not, or NDJSON). Steps, one file each: `unpack` bytes to text,
`pieces` text to entries, `versions` refuses other FHIR versions, `entries` and `scores` read one entry,
`person` reads whom it is about, `settle` judges what was read. `redaction` blanks what is never stored.
"""

from .reading import read_packet
from .redaction import Redacted, redact_packet
from .shapes import (
    Code,
    Left,
    Limits,
    Packet,
    PacketError,
    PacketPatient,
    ReadAllergy,
    ReadCondition,
    ReadImaging,
    ReadMedication,
    ReadProcedure,
    ReadScore,
    Reason,
    RecordNumber,
    When,
)

__all__ = [
    "Code",
    "Left",
    "Limits",
    "Packet",
    "PacketError",
    "PacketPatient",
    "ReadAllergy",
    "ReadCondition",
    "ReadImaging",
    "ReadMedication",
    "ReadProcedure",
    "ReadScore",
    "Reason",
    "RecordNumber",
    "Redacted",
    "When",
    "read_packet",
    "redact_packet",
]
