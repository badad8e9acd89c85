"""P5: an Apple Health export into days, beside parsing the same XML and doing nothing with it.

`python -m bench.apple 300` writes 300 MB, measures, and deletes them; `make bench` does it with 1 GB, or with
as many megabytes as BENCH_APPLE_MB says. Seconds are those of the processor, as a file is read too few times
for a median to forget a busy moment.
"""

import os
import pyexpat
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

from defusedxml.ElementTree import iterparse

from bench.clock import Timed
from outcomes.rules.wearables import Limits, WearableDays, read_wearable_file
from tests.factories.wearables import write_apple

ROUNDS = 3
CHUNK = 128 * 1024


def measure(megabytes: int) -> Iterator[tuple[str, Timed]]:
    """Days against two bare parses; each is done in turn with the others."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.xml"
        with export.open("w", encoding="utf-8") as file:
            write_apple(file, megabytes=megabytes)
        works = (days, defused, expat)
        rounds = [[seconds(work, export) for work in works] for _ in range(ROUNDS)]
        read, *floors = (median(times) for times in zip(*rounds, strict=True))
        yield "defusedxml", Timed(read, floors[0])
        yield "expat", Timed(read, floors[1])
        yield "memory", Timed(peak_of_a_child(export), 1)


def seconds(work: Callable[[Path], object], export: Path) -> float:
    began = process_time()
    work(export)
    return process_time() - began


def days(export: Path) -> WearableDays:
    with export.open("rb") as file:
        return read_wearable_file(
            file, filename=export.name, zone="Europe/Berlin", limits=Limits(), heard=lambda used, total: None
        )


def defused(export: Path) -> int:
    """The streaming parse that a careful programmer writes first."""
    count, root = 0, None
    for event, element in iterparse(str(export), events=("start", "end")):
        root = element if root is None else root
        if event == "end" and element.tag == "Record":
            count += 1
            root.clear()
    return count


def expat(export: Path) -> int:
    """The parser itself, which calls a function for each tag that only counts."""
    count = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler = started
    with export.open("rb") as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return count


def peak_of_a_child(export: Path) -> float:
    """Megabytes that a process has taken at most, which reads the export and does nothing else."""
    told = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "bench.apple", str(export)], check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def main(argument: str) -> None:
    if not argument.isdigit():
        days(Path(argument))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    for floor, timed in measure(int(argument)):
        if floor == "memory":
            print(f"peak of a process that reads it: {timed.work:.0f} MB")
        else:
            print(f"days : {floor} {timed.ratio:.2f}  ({timed.work:.2f} s : {timed.floor:.2f} s)")


def megabytes() -> int:
    return int(os.environ.get("BENCH_APPLE_MB", "1024"))


if __name__ == "__main__":
    main(sys.argv[1])
