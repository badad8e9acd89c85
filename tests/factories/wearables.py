"""Files as wearables write them, small ones for tests and large ones for the bench."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import TextIO
from zoneinfo import ZoneInfo

WATCH, PHONE = "Anna’s Apple Watch", "Anna’s iPhone"
_DEVICE = "&lt;&lt;HKDevice: 0x{:x}&gt;, name:{}, manufacturer:Apple Inc., model:{}, hardware:{}&gt;"
_MODELS = {WATCH: ("Apple Watch", "Watch", "Watch6,1"), PHONE: ("iPhone", "iPhone", "iPhone14,5")}
DOCTYPE = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
]>
"""
#: As iOS 16 wrote it: an element inside of a list of attributes, and a list that never ends.
DOCTYPE_OF_IOS_16 = """<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST HeartRateVariabilityMetadataList
<!ELEMENT InstantaneousBeatsPerMinute EMPTY>
<!ATTLIST VisionPrescription
  type             CDATA #REQUIRED
  dateIssued       CDATA
]>
"""
ASLEEP, CORE, DEEP, REM, IN_BED, AWAKE = (
    f"HKCategoryValueSleepAnalysis{name}"
    for name in ("AsleepUnspecified", "AsleepCore", "AsleepDeep", "AsleepREM", "InBed", "Awake")
)


def at(text: str, offset: str = "+0100") -> str:
    """“2026-11-20 10:00” as Apple writes it."""
    return f"{text}:00 {offset}" if len(text) == 16 else f"{text} {offset}"


def steps(start: str, end: str, count: object, source: str = WATCH, offset: str = "+0100") -> str:
    return _record("HKQuantityTypeIdentifierStepCount", at(start, offset), at(end, offset), count, source)


def sleep(start: str, end: str, stage: str = ASLEEP, source: str = WATCH, offset: str = "+0100") -> str:
    return _record("HKCategoryTypeIdentifierSleepAnalysis", at(start, offset), at(end, offset), stage, source)


def _record(kind: str, start: str, end: str, value: object, source: str) -> str:
    device = _DEVICE.format(0x1234, *_MODELS[source]) if source in _MODELS else ""
    return (
        f' <Record type="{kind}" sourceName="{escape(source)}" sourceVersion="9.1" device="{device}"'
        f' creationDate="{end}" startDate="{start}" endDate="{end}" value="{value}"/>\n'
    )


def apple_xml(records: Iterable[str], doctype: str = DOCTYPE) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + doctype + '<HealthData locale="de_DE">\n'
    return (head + "".join(records) + "</HealthData>\n").encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def apple_zip(xml: bytes, name: str = "apple_health_export/export.xml") -> bytes:
    document = b'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>'
    return zipped({"apple_health_export/export_cda.xml": document, name: xml})


def write_apple(file: TextIO, *, megabytes: int, seed: int = 1) -> None:
    """An export in the proportions of a real one: of ten records three are steps, the others heart rates.

    Watch and phone count beside each other; nights have stages.
    """
    dice = random.Random(seed)
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + DOCTYPE + '<HealthData locale="de_DE">\n')
    day = date(2010, 1, 1)
    while file.tell() < megabytes * 1024 * 1024:
        file.writelines(_day(day, dice))
        day += timedelta(days=1)
    file.write("</HealthData>\n")


def _day(day: date, dice: random.Random) -> Iterator[str]:
    for minute in range(0, 1440, 4):
        start = f"{day} {minute // 60:02}:{minute % 60:02}:{dice.randrange(60):02}"
        end = f"{day} {minute // 60:02}:{minute % 60 + 3:02}:{dice.randrange(60):02}"
        if 7 * 60 <= minute < 22 * 60:
            yield steps(start, end, dice.randrange(120))
            if minute % 8 == 0:
                yield steps(start, end, dice.randrange(120), PHONE)
        else:
            yield sleep(start, end, dice.choice((CORE, CORE, DEEP, REM, AWAKE)))
        for _ in range(3):
            yield _heart_rate(start, 50 + dice.randrange(80), dice)


def _heart_rate(moment: str, beats: int, dice: random.Random) -> str:
    device = _DEVICE.format(dice.getrandbits(32), *_MODELS[WATCH])
    return (
        f' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="{WATCH}" sourceVersion="9.1"'
        f' device="{device}" unit="count/min" creationDate="{moment} +0100" startDate="{moment} +0100"'
        f' endDate="{moment} +0100" value="{beats}">\n'
        f'  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{beats % 3}"/>\n </Record>\n'
    )


def fitbit_steps(minutes: Iterable[tuple[str, int]]) -> bytes:
    """Minutes in UTC, as “2026-01-15 08:00”."""
    records = (
        {"dateTime": datetime.fromisoformat(minute).strftime("%m/%d/%y %H:%M:%S"), "value": str(count)}
        for minute, count in minutes
    )
    return json.dumps(list(records), indent=1).encode()


def fitbit_sleep(
    start: str, end: str, asleep: int, in_bed: int, *, main: bool = True, wakes: int = 3
) -> dict:
    """A log of the stages kind, on the wall clock."""
    return {
        "logId": 26_000_000_001,
        "dateOfSleep": end[:10],
        "startTime": start + ":00.000",
        "endTime": end + ":00.000",
        "duration": in_bed * 60_000,
        "minutesAsleep": asleep,
        "minutesAwake": in_bed - asleep,
        "timeInBed": in_bed,
        "type": "stages",
        "levels": {"summary": {"wake": {"count": wakes, "minutes": in_bed - asleep}}, "data": []},
        "mainSleep": main,
    }


def data_point(schema: str, body: dict, *, namespace: str = "omh", source: str = "Withings Sleep") -> dict:
    return {
        "header": {
            "id": "123e4567-e89b-12d3-a456-426614174000",
            "creation_date_time": "2026-01-16T07:25:00Z",
            "schema_id": {"namespace": namespace, "name": schema, "version": "1.0"},
            "acquisition_provenance": {"source_name": source, "modality": "sensed"},
        },
        "body": body,
    }


def interval(start: str, end: str) -> dict:
    return {"time_interval": {"start_date_time": start, "end_date_time": end}}


#: FIT's types by their number, size and struct format.
_ENUM, _UINT8, _UINT16, _UINT32 = (0x00, 1, "B"), (0x02, 1, "B"), (0x84, 2, "H"), (0x86, 4, "I")
_FIT_EPOCH = 631_065_600
_CRC = (0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
        0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)  # fmt: skip


class FitFile:
    """Writes what a watch writes: definitions, messages, header and checksum."""

    def __init__(self, kind: int = 32, manufacturer: int = 1, zone: str = "Europe/Berlin"):
        self._zone = ZoneInfo(zone)
        self._body = b""
        self.add(0, [(0, _ENUM, kind), (1, _UINT16, manufacturer)])

    def add(self, number: int, fields: list[tuple[int, tuple[int, int, str], int]]) -> None:
        definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
        definition += b"".join(bytes((field, size, kind)) for field, (kind, size, _), _ in fields)
        values = b"".join(struct.pack("<" + form, value) for _, (_, _, form), value in fields)
        self._body += definition + b"\x00" + values

    def stamp(self, local: str) -> int:
        return int(self._moment(local).timestamp()) - _FIT_EPOCH

    def info(self, local: str) -> None:
        """What a monitoring file begins with: UTC and the wall clock beside it."""
        there = int(self._moment(local).replace(tzinfo=UTC).timestamp()) - _FIT_EPOCH
        self.add(103, [(253, _UINT32, self.stamp(local)), (0, _UINT32, there)])

    def monitoring(self, local: str, count: int, activity: int = 6) -> None:
        self.add(55, [(253, _UINT32, self.stamp(local)), (5, _ENUM, activity), (3, _UINT32, count)])

    def monitoring_16(self, local: str, count: int, activity: int = 6) -> None:
        """With the short stamp that most records have."""
        short = self.stamp(local) & 0xFFFF
        self.add(55, [(26, _UINT16, short), (5, _ENUM, activity), (3, _UINT32, count)])

    def level(self, local: str, level: int) -> None:
        self.add(275, [(253, _UINT32, self.stamp(local)), (0, _ENUM, level)])

    def stop_sleep(self, local: str) -> None:
        self.add(21, [(253, _UINT32, self.stamp(local)), (0, _ENUM, 74), (1, _ENUM, 1)])

    def session(self, local: str, seconds: int, strides: int, sport: int = 11) -> None:
        self.add(
            18,
            [
                (253, _UINT32, self.stamp(local) + seconds),
                (2, _UINT32, self.stamp(local)),
                (5, _ENUM, sport),
                (7, _UINT32, seconds * 1000),
                (10, _UINT32, strides),
            ],
        )

    def content(self) -> bytes:
        head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(self._body), b".FIT")
        whole = head + struct.pack("<H", _crc(head)) + self._body
        return whole + struct.pack("<H", _crc(whole))

    def _moment(self, local: str) -> datetime:
        return datetime.fromisoformat(local).replace(tzinfo=self._zone)


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _CRC[crc & 0xF] ^ _CRC[nibble]
    return crc
