"""Data points of Open mHealth and of IEEE 1752.1: steps and sleep, each with its header and its time frame.

Source: the schemas omh:step-count, omh:sleep-duration, omh:sleep-episode, omh:physical-activity, and
ieee:physical-activity, ieee:sleep-episode, ieee:total-sleep-time, ieee:time-in-bed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from . import cells
from .contract import DateOrder, SourceDay, WearableKind
from .fitbit_json import number
from .gathered import Gathered
from .json_stream import Item
from .moments import DAY, day_of, read_iso
from .sleeps import Sleep
from .sources import Source, source_of

_SECONDS = {"sec": 1, "s": 1, "min": 60, "h": 3600, "hr": 3600, "d": DAY, "ms": 0.001}
_NAMESPACES = {"omh", "ieee"}
_STEPS = {"step-count", "physical-activity"}
_SLEEP = {"sleep-duration", "sleep-episode", "total-sleep-time", "time-in-bed"}
_MOST_SOURCES = 500


@dataclass(frozen=True)
class Frame:
    """When: either a day, or from and to in UTC seconds with the clock's offset at the end."""

    day: date | None = None
    start: int = 0
    end: int = 0
    offset: int = 0


def is_data_point(item: Item) -> bool:
    header = item.get("header")
    schema = header.get("schema_id") if isinstance(header, dict) else None
    return isinstance(schema, dict) and schema.get("namespace") in _NAMESPACES and "body" in item


def read_data_point(line: int, item: Item, gathered: Gathered) -> None:
    """One point, or with IEEE a series of bodies under one header. Other schemas are passed over."""
    gathered.is_of(WearableKind.OPEN_MHEALTH)
    header, body = item["header"], item["body"]
    schema = header["schema_id"].get("name")
    source = _source(header)
    for part in body if isinstance(body, list) else [body]:
        if not isinstance(part, dict) or schema not in _STEPS | _SLEEP:
            continue
        gathered.records += 1
        try:
            (_read_steps if schema in _STEPS else _read_sleep)(line, source, part, gathered)
        except KeyError as missing:
            raise ValueError(f"A record has no {missing.args[0]}.") from None


def _source(header: Item) -> Source:
    provenance = header.get("acquisition_provenance")
    name = provenance.get("source_name") if isinstance(provenance, dict) else None
    return source_of(str(name or "Open mHealth")[:200])


def _read_steps(line: int, source: Source, body: Item, gathered: Gathered) -> None:
    told = body.get("step_count", body.get("base_movement_quantity"))
    if told is None:
        return
    if isinstance(told, dict):
        if told.get("unit", "steps") != "steps":
            return
        told = told["value"]
    steps, frame = number(told, "steps"), _frame(body["effective_time_frame"], gathered)
    if frame.day:
        gathered.records -= 1
        gathered.add_day(line, source, SourceDay(frame.day, source.name, steps=steps))
    else:
        start = frame.start + gathered.clock.offset(frame.start)
        gathered.steps.add(source, start, frame.end - frame.start, steps)


def _read_sleep(line: int, source: Source, body: Item, gathered: Gathered) -> None:
    slept = _length(body.get("total_sleep_time", body.get("sleep_duration")))
    in_bed = _length(body.get("time_in_bed"))
    if slept is None and in_bed is None:
        raise ValueError("A sleep without its length.")
    awakenings = body.get("number_of_awakenings")
    woken = None if awakenings is None else number(awakenings, "awakenings")
    frame = _frame(body["effective_time_frame"], gathered)
    if frame.day:
        gathered.records -= 1
        told = SourceDay(frame.day, source.name, None, _minutes(slept), _minutes(in_bed), woken)
        gathered.add_day(line, source, told)
        return
    if (slept or 0) > frame.end - frame.start:
        raise ValueError("A sleep that is longer than the time in which it was slept.")
    # Whether the frame is the time in bed, the schemas leave open: what is not told is not known.
    gathered.sleeps.add_sleep(Sleep(source, frame.start, frame.end, frame.offset, slept, in_bed, woken))


def _frame(told: object, gathered: Gathered) -> Frame:
    if not isinstance(told, dict):
        raise ValueError("A record without its time.")
    interval = told.get("time_interval", told)
    if not isinstance(interval, dict):
        raise ValueError("A record without its time.")
    if "date" in interval:
        return Frame(day=cells.day(str(interval["date"]), DateOrder.YEAR_FIRST))
    if "date_time" in interval:
        return _between(interval["date_time"], interval["date_time"], gathered)
    if "start_date_time" in interval and "end_date_time" in interval:
        return _between(interval["start_date_time"], interval["end_date_time"], gathered)
    return _with_duration(interval, gathered)


def _with_duration(interval: Item, gathered: Gathered) -> Frame:
    seconds = _length(interval["duration"])
    known = interval.get("start_date_time", interval.get("end_date_time"))
    moment, offset = gathered.clock.both(_moment(known))
    if seconds is None:
        raise ValueError("A record without its length.")
    if "start_date_time" in interval:
        return Frame(start=moment, end=moment + seconds, offset=offset)
    return Frame(start=moment - seconds, end=moment, offset=offset)


def _between(start: object, end: object, gathered: Gathered) -> Frame:
    """A whole day, midnight to midnight, is a day and no stretch of it."""
    first, from_offset = gathered.clock.both(_moment(start))
    last, offset = gathered.clock.both(_moment(end))
    if (first + from_offset) % DAY == 0 and last + offset - first - from_offset in (DAY, DAY - 1):
        return Frame(day=day_of(first + from_offset))
    return Frame(start=first, end=last, offset=offset)


def _moment(text: object) -> datetime:
    return read_iso(text)


def _length(told: object) -> int | None:
    """Seconds of a value with its unit."""
    if told is None:
        return None
    if not isinstance(told, dict) or told.get("unit") not in _SECONDS:
        raise ValueError("A length without a unit that we know.")
    value = told.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError("A length that is no number.")
    return round(value * _SECONDS[told["unit"]])


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // 60
