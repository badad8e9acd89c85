"""Garmin's FIT files: days of monitoring, nights, and activities. Other makers write the same files.

- monitoring: steps since midnight of the wall clock, for each kind of activity; the largest of a day counts.
- sleep_level: each opens a stage that lasts until the next; the sleep's own stop event ends the last one.
- session: the steps of a walk or run. They are in the monitoring too, so they stand behind it.
Numbers of messages and fields are those of Garmin's FIT profile. `monitoring_info` tells the wall clock;
without it the patient's zone does.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import fitdecode
from fitdecode.exceptions import FitEOFError, FitError

from core.errors import DomainError

from .contract import WearableKind
from .gathered import Gathered
from .moments import HOUR, day_of
from .sleeps import Stage
from .sources import Rank, Source
from .streams import Stream

_FILE_ID, _SESSION, _EVENT, _MONITORING, _MONITORING_INFO, _SLEEP_LEVEL = 0, 18, 21, 55, 103, 275
_WANTED = {_FILE_ID, _SESSION, _EVENT, _MONITORING, _MONITORING_INFO, _SLEEP_LEVEL}
_TIMESTAMP = 253
_ACTIVITY, _MONITORING_A, _MONITORING_DAILY, _MONITORING_B, _SLEEP = 4, 15, 28, 32, 49
_READ_TYPES = {_ACTIVITY, _MONITORING_A, _MONITORING_DAILY, _MONITORING_B, _SLEEP}
_STEPPING = {1, 6}
_STEPPING_SPORTS = {1, 11, 17}
_STAGES = {1: Stage.AWAKE, 2: Stage.ASLEEP, 3: Stage.ASLEEP, 4: Stage.ASLEEP}
_SLEEP_EVENT, _STOPS = 74, {1, 4}
_GARMIN = 1
#: FIT counts from 31 December 1989, UTC.
_EPOCH = 631_065_600
_LONGEST_OFFSET = 15 * HOUR
_MOST_LEVELS = 20_000
#: What a decoder meets in bytes that only claim to be FIT.
_BROKEN = (
    FitError,
    struct.error,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
)

Fields = dict[int, object]


def is_fit(head: bytes) -> bool:
    return head[8:12] == b".FIT"


def read_fit(stream: Stream, gathered: Gathered) -> None:
    """A whole file or nothing of it: what it says is kept until its checksum was right."""
    data = stream.read(gathered.limits.fit_member + 1)
    if len(data) > gathered.limits.fit_member:
        raise DomainError("large_fit", "This FIT file is larger than any watch writes.")
    file = _File(gathered)
    try:
        for number, fields in _messages(data):
            if not file.take(number, fields):
                break
    except FitEOFError as cut:
        raise DomainError("incomplete", "This FIT file is incomplete: it ends too early.") from cut
    except _BROKEN as broken:
        raise DomainError(
            "broken_fit", "This FIT file is damaged. Please copy it from the watch again."
        ) from broken
    gathered.is_of(WearableKind.GARMIN_FIT)
    file.keep()


def _messages(data: bytes) -> Iterator[tuple[int, Fields]]:
    """Numbers as they lie in the file: no names, no units."""
    with fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    ) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.global_mesg_num in _WANTED:
                yield frame.global_mesg_num, {one.def_num: one.raw_value for one in frame.fields}


class _File:
    """What one file says, until it is known to be whole."""

    def __init__(self, gathered: Gathered):
        self._gathered = gathered
        self._source = Source(Rank.BODY, "Garmin", "Garmin")
        self._at = 0
        self._offset: int | None = None
        self._records = 0
        self._monitored: dict[tuple[date, int], int] = defaultdict(int)
        self._levels: list[tuple[int, int]] = []
        self._stops: list[int] = []
        self._walks: list[tuple[int, int, int]] = []
        self._take = {
            _SESSION: self._session,
            _EVENT: self._event,
            _MONITORING: self._monitoring,
            _MONITORING_INFO: self._info,
            _SLEEP_LEVEL: self._level,
        }

    def take(self, number: int, fields: Fields) -> bool:
        """False for a file of a kind that holds no days, as settings and routes."""
        if number == _FILE_ID:
            if fields.get(1) != _GARMIN:
                self._source = Source(Rank.BODY, "FIT device", "FIT device")
            return fields.get(0) in _READ_TYPES
        self._records += 1
        stamp = fields.get(_TIMESTAMP)
        if isinstance(stamp, int):
            self._at = stamp + _EPOCH
        self._take[number](fields)
        return True

    def keep(self) -> None:
        gathered = self._gathered
        gathered.records += self._records
        for (day, kind), steps in self._monitored.items():
            gathered.count_up(self._source, day, kind, steps)
        behind = Source(Rank.OTHER, self._source.name, f"{self._source.key} activities")
        try:
            for start, seconds, steps in self._walks:
                gathered.steps.add(behind, start + self._clock(start), seconds, steps)
            self._keep_sleep()
        except ValueError as wrong:
            gathered.refuse(0, str(wrong))

    def _keep_sleep(self) -> None:
        levels = sorted(set(self._levels))
        stops = [stop for stop in self._stops if levels and stop > levels[-1][0]]
        ends = [at for at, _ in levels[1:]] + [min(stops, default=levels[-1][0] if levels else 0)]
        for (start, level), end in zip(levels, ends, strict=False):
            stage = _STAGES.get(level)
            if stage is not None and end - start <= 12 * HOUR:
                self._gathered.sleeps.add_stage(self._source, start, end, self._clock(end), stage)

    def _clock(self, utc: int) -> int:
        return self._gathered.clock.offset(utc) if self._offset is None else self._offset

    def _info(self, fields: Fields) -> None:
        local = fields.get(0)
        if isinstance(local, int) and abs(local + _EPOCH - self._at) <= _LONGEST_OFFSET:
            self._offset = local + _EPOCH - self._at

    def _monitoring(self, fields: Fields) -> None:
        short = fields.get(26)
        if isinstance(short, int):
            self._at += (short - (self._at - _EPOCH & 0xFFFF)) & 0xFFFF
        kind, steps = fields.get(5), fields.get(3)
        if kind in _STEPPING and isinstance(kind, int) and isinstance(steps, int):
            # The record of midnight closes the day that is over.
            key = day_of(self._at + self._clock(self._at) - 1), kind
            self._monitored[key] = max(self._monitored[key], steps)

    def _level(self, fields: Fields) -> None:
        level = fields.get(0)
        if isinstance(level, int) and len(self._levels) < _MOST_LEVELS:
            self._levels.append((self._at, level))

    def _event(self, fields: Fields) -> None:
        if fields.get(0) == _SLEEP_EVENT and fields.get(1) in _STOPS:
            self._stops.append(self._at)

    def _session(self, fields: Fields) -> None:
        """A stride is two steps."""
        start, millis, strides = fields.get(2), fields.get(7), fields.get(10)
        if fields.get(5) in _STEPPING_SPORTS and all(
            isinstance(one, int) for one in (start, millis, strides)
        ):
            self._walks.append((int(str(start)) + _EPOCH, int(str(millis)) // 1000, int(str(strides)) * 2))
