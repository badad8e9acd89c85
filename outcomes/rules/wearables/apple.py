"""The export of Apple Health (HealthKit): steps and sleep out of export.xml.

Each record carries the wall clock's time and its offset; its day is the day on that clock. Apple writes every
offset by the zone of the phone at the export, so days of a journey are cut at home's midnight.
Source: Apple's HealthKit documentation of HKQuantityTypeIdentifierStepCount and HKCategoryValueSleepAnalysis.
"""

from core.errors import DomainError

from .contract import WearableKind
from .gathered import Gathered
from .moments import AppleTimes
from .sleeps import Stage
from .sources import Source, source_of
from .streams import Stream
from .xml_stream import Tags

ROOT = "HealthData"
STEPS = "HKQuantityTypeIdentifierStepCount"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
_STAGES = {
    "HKCategoryValueSleepAnalysisInBed": Stage.IN_BED,
    "HKCategoryValueSleepAnalysisAsleep": Stage.ASLEEP,
    "HKCategoryValueSleepAnalysisAsleepUnspecified": Stage.ASLEEP,
    "HKCategoryValueSleepAnalysisAsleepCore": Stage.ASLEEP,
    "HKCategoryValueSleepAnalysisAsleepDeep": Stage.ASLEEP,
    "HKCategoryValueSleepAnalysisAsleepREM": Stage.ASLEEP,
    "HKCategoryValueSleepAnalysisAwake": Stage.AWAKE,
}
_MOST_SOURCES = 500


def is_apple(head: bytes) -> bool:
    return b"<HealthData" in head


def read_apple(stream: Stream, gathered: Gathered) -> None:
    _Export(gathered).read(stream)
    gathered.is_of(WearableKind.APPLE_HEALTH)


class _Export:
    def __init__(self, gathered: Gathered):
        self._gathered = gathered
        self._times = AppleTimes()
        self._sources: dict[tuple[str, bool, bool], Source] = {}
        self._tags = Tags(root=ROOT, wanted=(STEPS, SLEEP), found=self._record)

    def read(self, stream: Stream) -> None:
        self._tags.read(stream)

    def _record(self, name: str, record: dict[str, str]) -> None:
        kind = record.get("type")
        if name != "Record" or kind not in (STEPS, SLEEP):
            return
        self._gathered.records += 1
        try:
            if kind == STEPS:
                self._steps(record)
            else:
                self._sleep(record)
        except KeyError as missing:
            self._gathered.refuse(self._tags.line, f"A record has no {missing.args[0]}.")
        except ValueError as wrong:
            self._gathered.refuse(self._tags.line, str(wrong)[:200])

    def _steps(self, record: dict[str, str]) -> None:
        start, from_offset = self._times.read(record["startDate"])
        end, to_offset = self._times.read(record["endDate"])
        seconds = end - start + from_offset - to_offset
        self._gathered.steps.add(self._source(record), start, seconds, _count(record["value"]))

    def _sleep(self, record: dict[str, str]) -> None:
        stage = _STAGES.get(record["value"])
        if stage is None:
            raise ValueError("A stage of sleep that we do not know.")
        start, from_offset = self._times.read(record["startDate"])
        end, to_offset = self._times.read(record["endDate"])
        source = self._source(record)
        self._gathered.sleeps.add_stage(source, start - from_offset, end - to_offset, to_offset, stage)

    def _source(self, record: dict[str, str]) -> Source:
        """`device` differs in every export and record by an address, so only what it is called counts."""
        name, device = record["sourceName"], record.get("device", "")
        key = (name, "name:Apple Watch" in device, "name:iPhone" in device)
        source = self._sources.get(key)
        if source is None:
            if len(self._sources) >= _MOST_SOURCES:
                raise DomainError("too_many_sources", f"This file names more than {_MOST_SOURCES} devices.")
            source = self._sources[key] = source_of(*_described(*key))
        return source


def _described(name: str, is_watch: bool, is_phone: bool) -> tuple[str, str]:
    return name, "Apple Watch" if is_watch else "iPhone" if is_phone else ""


def _count(text: str) -> int:
    """Most counts are whole; some apps write 57.5."""
    if text.isdigit():
        return int(text[:9])
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        raise ValueError(f"“{text[:20]}” is not a number of steps.") from None
