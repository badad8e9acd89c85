"""Files that were made to harm: each is refused with one sentence, in flat memory and little time (S77).

Memory is what Python and expat asked for at their peak, time is that of the processor: both bounds are far
below what a worker may use (200 MB, 30 seconds), so that a slow machine does not fail them.
"""

import io
import json
import stat
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.wearables import Limits, read_wearable_file
from outcomes.rules.wearables.sources import Rank, Source
from outcomes.rules.wearables.steps import Steps
from tests.factories.wearables import (
    apple_xml,
    apple_zip,
    fitbit_sleep,
    fitbit_steps,
    sleep,
    steps,
    zipped,
)

from .reading import read, refused
from .test_garmin import monitoring

MEGABYTE = 1024 * 1024
SECONDS = 15
STEP_COUNT = "HKQuantityTypeIdentifierStepCount"
A_RECORD = steps("2026-01-15 08:00", "2026-01-15 08:10", 500)
HEAD, TAIL = b'<?xml version="1.0"?><HealthData>', b"</HealthData>"


class Endless(io.RawIOBase):
    """A file of any size that exists nowhere: head, then the same piece over and over, then tail."""

    def __init__(self, head: bytes, piece: bytes, times: int, tail: bytes):
        self._parts = (head, piece * max(1, 65_536 // len(piece)), tail)
        self._times = times // max(1, 65_536 // len(piece)) + 1
        self._size = len(head) + len(self._parts[1]) * self._times + len(tail)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset if whence == 0 else self._size + offset
        return self._at

    def readinto(self, buffer) -> int:
        data = self._slice(self._at, min(self._at + len(buffer), self._size))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _slice(self, begin: int, end: int) -> bytes:
        head, block, tail = self._parts
        found = b""
        while begin + len(found) < end:
            at = begin + len(found)
            if at < len(head):
                found += head[at : at + end - begin]
            elif at < self._size - len(tail):
                inside = (at - len(head)) % len(block)
                most = self._size - len(tail) - at
                found += block[inside : inside + min(end - at, most)]
            else:
                found += tail[at - (self._size - len(tail)) :]
        return found[: end - begin]


def endless(head: bytes, piece: bytes, megabytes: int, tail: bytes = b"") -> Callable[[], io.BufferedReader]:
    return lambda: io.BufferedReader(Endless(head, piece, megabytes * MEGABYTE // len(piece), tail))


def with_mode(name: str, mode: int) -> bytes:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return packed(info, b"/etc/passwd")


def packed(info: zipfile.ZipInfo, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    info.compress_type = method
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, content)
    return file.getvalue()


def encrypted() -> bytes:
    content = bytearray(apple_zip(apple_xml([A_RECORD])))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = content.rfind(signature)
        content[begin + at] |= 1
    return bytes(content)


def lying_size(told: int) -> bytes:
    """The directory and the member's own head tell another size than what unpacks."""
    content = bytearray(zipped({"export.xml": apple_xml([A_RECORD] * 5_000)}))
    begin = content.rfind(b"PK\x01\x02")
    content[begin + 24 : begin + 28] = struct.pack("<I", told)
    content[22:26] = struct.pack("<I", told)
    return bytes(content)


def over_each_other() -> bytes:
    """Two entries of the directory for the same bytes, as in a zip bomb that is no nest."""
    one = zipped({"export.xml": bytes(MEGABYTE)})
    begin, end = one.rfind(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    entry, last = one[begin:end], bytearray(one[end:])
    last[8:12] = struct.pack("<HH", 50, 50)
    last[12:16] = struct.pack("<I", len(entry) * 50)
    return one[:begin] + entry * 50 + bytes(last)


def many_members(count: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return file.getvalue()


def lying_count() -> bytes:
    """A directory that is said to be as large as a disk."""
    content = bytearray(zipped({"export.xml": apple_xml([A_RECORD])}))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(content)


ZIPS = {
    "zip_path parent": zipped({"../../etc/cron.d/x": b"x"}),
    "zip_path absolute": zipped({"/etc/passwd": b"x"}),
    "zip_path drive": zipped({"C:\\windows\\x": b"x"}),
    "zip_path backslashes": zipped({"a\\..\\..\\x": b"x"}),
    "zip_path symlink": with_mode("export.xml", stat.S_IFLNK | 0o777),
    "zip_encrypted": encrypted(),
    "zip_members": many_members(10_001),
    "zip_members by its directory": lying_count(),
    "zip_ratio": zipped({"export.xml": bytes(20 * MEGABYTE)}),
    "zip_ratio beside an honest export": zipped(
        {"export.xml": apple_xml([A_RECORD]), "other.bin": bytes(20 * MEGABYTE)}
    ),
    "zip_nested": zipped({"inner.zip": apple_zip(apple_xml([A_RECORD]))}),
    "zip_method": packed(zipfile.ZipInfo("export.xml"), apple_xml([A_RECORD]), zipfile.ZIP_LZMA),
    "zip_incomplete lying smaller": lying_size(1_000),
    "zip_overlap": over_each_other(),
    "zip_incomplete cut": apple_zip(apple_xml([A_RECORD] * 100))[:-30],
    "zip_incomplete no directory": b"PK\x03\x04" + bytes(1000),
    "unknown_zip": zipped({"holiday.jpg": b"\xff\xd8\xff"}),
}

BOMB = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
ENTITIES = {
    "billion laughs": f'<!DOCTYPE HealthData [<!ENTITY a "ha">{BOMB}]><HealthData>&j;</HealthData>',
    "laughs in an attribute": (
        f'<!DOCTYPE HealthData [<!ENTITY a "ha">{BOMB}]><HealthData><Record type="&j;"/></HealthData>'
    ),
    "quadratic blowup": (
        f'<!DOCTYPE HealthData [<!ENTITY a "{"x" * 100_000}">]><HealthData>{"&a;" * 1000}</HealthData>'
    ),
    "external entity": (
        '<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]><HealthData>&x;</HealthData>'
    ),
    "parameter entity": (
        '<!DOCTYPE HealthData [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><HealthData/>'
    ),
}


@pytest.mark.parametrize("name", ZIPS)
def test_zips_that_were_made_to_harm(name):
    why = refused(ZIPS[name])
    assert why is not None
    assert why.code == name.split()[0]
    assert why.message.endswith(".")


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_are_refused(name):
    assert refused(ENTITIES[name].encode()).code == "hostile_xml"


def test_an_entity_that_the_scan_would_miss_is_an_unknown_one():
    hidden = b'<!DOCTYPE HealthData [<!ELEMENT a "]>">]><HealthData>&x;</HealthData>'
    assert refused(hidden).code in ("broken_xml", "incomplete")


def test_an_external_document_type_is_never_fetched():
    xml = apple_xml([A_RECORD], '<!DOCTYPE HealthData SYSTEM "http://127.0.0.1:9/x.dtd">\n')
    assert read(xml).days[0].steps == 500


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_another_encoding_is_refused_or_harmless(encoding):
    content = apple_xml([A_RECORD.replace("Anna’s", "Ännä")]).decode().encode(encoding)
    why = refused(content)
    assert why is None or why.code in ("not_utf8", "broken_xml", "unknown_file", "not_text", "incomplete")
    assert encoding != "latin-1" or why is not None


def test_a_password_of_bytes_and_an_empty_zip_are_told():
    assert refused(zipped({})).code == "unknown_zip"
    assert refused(b"").code == "empty"


LARGE = {
    "hostile_xml tags in each other": endless(HEAD, b"<a>", 200),
    "hostile_xml one tag without an end": endless(HEAD + b'<Record type="', b"x" * 4096, 400),
    "hostile_xml one name without an end": endless(HEAD + b"<", b"x" * 4096, 400),
    "hostile_xml one comment without an end": endless(HEAD + b"<!-- ", b"< x >" * 900, 400),
    "hostile_xml a document type without an end": endless(
        b"<!DOCTYPE HealthData [", b"<!ELEMENT a>" * 99, 400
    ),
    "hostile_xml a prolog without an end": endless(b"<!-- ", b"y" * 4096, 400),
    "large_table one line": endless(b"day,steps\n", b"x" * 4096, 400),
    "large_table one cell": endless(b'day,steps\n2026-01-15,"', b"x" * 4096, 400),
    "broken_table one cell of many lines": endless(b'day,steps\n2026-01-15,"', b"xxxx\n" * 900, 400),
    "large_table rows": endless(b"day,steps\n", b"2026-01-15,5\n", 400),
    "json_item one text": endless(b'[{"a": "', b"x" * 4096, 400),
    "json_record lists in each other": endless(b'[{"a": ', b"[0,", 400),
    "unknown_json records of nothing": endless(b"[{}", b",{}", 400, b"]"),
    "too_many_refused records of nothing": endless(
        HEAD, f'<Record type="{STEP_COUNT}"/>'.encode(), 400, TAIL
    ),
    "too_many_refused the same record": endless(
        b"[{}", b"," + json.dumps({"dateOfSleep": 1}).encode(), 400, b"]"
    ),
    "incomplete only space": endless(b"[", b" " * 4096, 200),
    "large_fit a FIT file": endless(b"\x0e\x20\x54\x08\xf0\xff\xff\xff.FIT\0\0", b"\0" * 4096, 400),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_refused_early_and_in_flat_memory(name):
    why, peak, seconds = measured(LARGE[name])
    assert why is not None
    assert why.code == name.split()[0]
    assert peak < 100 * MEGABYTE
    assert seconds < SECONDS


def test_names_without_number_are_refused():
    names = "".join(f"<a{number}/>" for number in range(200_000))
    assert refused(HEAD + names.encode() + TAIL).code == "hostile_xml"


def test_devices_without_number_are_refused():
    records = (steps("2026-01-15 08:00", "2026-01-15 08:10", 5, f"Watch {number}") for number in range(600))
    assert refused(apple_xml(records)).code == "too_many_sources"


def test_more_steps_than_a_device_can_write_are_refused():
    counted, watch = Steps(), Source(Rank.BODY, "Watch", "Watch")

    def every_second(seconds: int) -> None:
        for number in range(400_000):
            counted.add(watch, 1_700_000_000 + number, seconds, 1)

    every_second(1)
    with pytest.raises(DomainError) as refusal:
        every_second(2)
    assert refusal.value.code == "too_many_records"


def test_an_honest_export_is_read_in_memory_that_does_not_grow_with_it():
    day = "".join(
        steps(f"2026-03-05 {hour:02}:{at:02}", f"2026-03-05 {hour:02}:59", 3)
        for hour in range(24)
        for at in range(50)
    )
    peaks = [measured(endless(HEAD, day.encode(), size, TAIL)) for size in (2, 6)]
    assert all(why is None for why, _, _ in peaks)
    assert peaks[1][1] < peaks[0][1] * 1.5


def test_a_size_that_is_told_too_large_changes_nothing():
    assert (
        read(lying_size(9_999_999)).days == read(zipped({"export.xml": apple_xml([A_RECORD] * 5_000)})).days
    )


def test_the_whole_of_an_archive_is_bounded_and_not_each_member():
    members = {
        f"steps-2026-01-{day:02}.json": fitbit_steps([("2026-01-15 08:00", 5)] * 50) for day in range(1, 9)
    }
    assert refused(zipped(members), limits=Limits(unpacked=5_000)).code == "too_large"
    assert refused(zipped(members)) is None


def test_a_file_that_is_larger_than_any_is_refused_before_it_is_read():
    assert refused(apple_xml([A_RECORD] * 10), limits=Limits(unpacked=1_000)).code == "too_large"
    assert refused(apple_zip(apple_xml([A_RECORD] * 100)), limits=Limits(unpacked=1_500)).code == "too_large"


def test_what_is_wrong_with_other_files_of_an_export_does_not_count():
    members = {
        "Steps.csv": SAMPLES["Steps.csv"],
        "notes.csv": "Schlüssel;Wert\n".encode("latin-1"),
        "people.csv": b"Id,ActivityDate,TotalSteps\n15,4/12/2016,13162\n",
        "settings.json": b"[1, 2, 3",
        "empty.csv": b"",
        "picture.xml": b"<svg/>",
    }
    assert [day.steps for day in read(zipped(members)).days] == [5565, 12]


def test_a_damaged_file_of_steps_is_not_passed_over():
    members = {"Steps.csv": SAMPLES["Steps.csv"], "steps-2026-01-15.json": b'[{"dateTime": "01/15/26'}
    assert refused(zipped(members)).code == "incomplete"


SAMPLES = {
    "export.xml": apple_xml([A_RECORD, sleep("2026-01-14 23:20", "2026-01-15 03:00")]),
    "export.zip": apple_zip(apple_xml([A_RECORD])),
    "steps-2026-01-15.json": fitbit_steps([("2026-01-15 08:00", 50), ("2026-01-15 08:01", 60)]),
    "sleep-2026-01-15.json": json.dumps(
        [fitbit_sleep("2026-01-14T23:00", "2026-01-15T07:00", 440, 480)]
    ).encode(),
    "day.fit": monitoring().content(),
    "Steps.csv": b",Actual,Goal\n07/12/2026,5565,11790\n07/13/2026,12,11790\n",
    "plain.csv": b"day,steps,slept_minutes\n2026-01-15,5000,400\n",
}
changes = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


@given(st.sampled_from(sorted(SAMPLES)), changes)
def test_damaged_bytes_end_in_days_or_in_one_sentence(name, damages):
    content = SAMPLES[name]
    for where, lost, put in damages:
        begin = int(where * len(content))
        content = content[:begin] + put + content[begin + lost :]
    why = refused(content, name)
    assert why is None or why.message.endswith(".")


def measured(opened: Callable[[], io.BufferedReader]) -> tuple[DomainError | None, int, float]:
    tracemalloc.start()
    began = time.process_time()
    why = None
    try:
        read_wearable_file(
            opened(), filename="x", zone="UTC", limits=Limits(), heard=lambda used, total: None
        )
    except DomainError as refusal:
        why = refusal
    seconds, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return why, peak, seconds
