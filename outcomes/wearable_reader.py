"""The process that reads one file of a wearable, apart from the worker (docs/adr/0017).

`python -m outcomes.wearable_reader FD`: the file is the open descriptor FD, what is asked is one line of JSON
on standard input, and what is heard and found goes out as lines of JSON. It knows no database and no secret,
may write no file, and the kernel ends it when it grows or costs too much.
"""

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from time import process_time
from typing import Any, BinaryIO

from core.errors import DomainError
from outcomes.rules.wearables import (
    NEEDS_COLUMNS,
    ColumnChoice,
    DateOrder,
    Limits,
    SleepUnit,
    WearableDays,
    read_wearable_file,
    sniff_table,
)

MEGABYTE = 1024 * 1024
#: What the process may grow by from where it starts.
MOST_GROWTH = 190 * MEGABYTE
#: Processor seconds that any file may cost; beyond them it must have been heard of.
GRACE_SECONDS = 8
#: Bytes of the file as it lies there, for one more second: a fifth of the pace of an export that is packed
#: 60 to 1, the tightest honest one that was seen.
BYTES_A_SECOND = MEGABYTE // 4


def main() -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # A worker that died takes its reader along.
    asked = json.loads(sys.stdin.readline())
    _confine()
    with open(int(sys.argv[1]), "rb") as file:
        try:
            _say({"found": _found(file, asked), "cost": _cost()})
        except DomainError as refused:
            table = _table(file, refused)
            _say({"refused": [refused.code, refused.message], "table": table, "cost": _cost()})
        except MemoryError:
            why = "There is more in this file than we can read at once."
            _say({"refused": ["too_large_inside", why], "cost": _cost()})


def _confine() -> None:
    """Memory by the address space, time by the processor's clock: a busy machine stops nobody's file."""
    with open("/proc/self/statm") as numbers:
        grown = int(numbers.read().split()[0]) * resource.getpagesize()
    _limit(resource.RLIMIT_AS, grown + MOST_GROWTH)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _allow_seconds(GRACE_SECONDS)


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _allow_seconds(seconds: int) -> None:
    """Only the soft limit, so that it can move on while the file is heard of."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _heard(done: int, total: int) -> None:
    _allow_seconds(GRACE_SECONDS + done // BYTES_A_SECOND)
    _say({"heard": done * 100 // max(total, 1)})


def _found(file: BinaryIO, asked: dict[str, Any]) -> dict[str, Any]:
    found = read_wearable_file(
        file,
        filename=asked["filename"],
        zone=asked["zone"],
        limits=Limits(unpacked=asked["unpacked"]),
        columns=_columns(asked["columns"]),
        heard=_heard,
    )
    return _as_json(found)


def _columns(chosen: dict[str, Any] | None) -> ColumnChoice | None:
    if chosen is None:
        return None
    kinds = {"sleep_unit": SleepUnit(chosen["sleep_unit"]), "date_order": DateOrder(chosen["date_order"])}
    return ColumnChoice(**{**chosen, **kinds})


def _as_json(found: WearableDays) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "days": [
            [
                day.day.isoformat(),
                day.steps,
                day.slept_minutes,
                day.in_bed_minutes,
                day.steps_source,
                day.sleep_source,
            ]
            for day in found.days
        ],
        "records": found.records,
        "overlaps": found.overlaps,
        "naps": found.naps,
        "duplicates": found.duplicates,
        "refused": [[one.line, one.why] for one in found.refused],
        "refused_total": found.refused_total,
    }


def _table(file: BinaryIO, refused: DomainError) -> dict[str, Any] | None:
    """The head of a table whose columns somebody must name."""
    if refused.code != NEEDS_COLUMNS:
        return None
    file.seek(0)
    return asdict(sniff_table(file))


def _cost() -> dict[str, float]:
    """Seconds of the processor, and the most memory that was held, in bytes."""
    with open("/proc/self/status") as lines:
        peak = next(line for line in lines if line.startswith("VmHWM"))
    return {"seconds": process_time(), "bytes": int(peak.split()[1]) * 1024}


def _say(what: dict[str, Any]) -> None:
    os.write(sys.stdout.fileno(), json.dumps(_printable(what)).encode() + b"\n")


def _printable(said: Any) -> Any:
    """Names and cells are the file's own words: whatever no database and no page can hold is left out."""
    match said:
        case str():
            return "".join(letter for letter in said if letter.isprintable())
        case dict():
            return {name: _printable(value) for name, value in said.items()}
        case list() | tuple():
            return [_printable(value) for value in said]
        case _:
            return said


if __name__ == "__main__":
    main()
