"""`python -m bench.look_back` runs the whole study and writes its tables into docs/look-back.md.

It says each world as it is done. `--runs 100` is a first look; `--print` leaves the page alone.
"""

import argparse
import os
import sys

from tqdm import tqdm

from . import report, trials


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m bench.look_back", description=__doc__)
    given.add_argument("--runs", type=int, default=4000, help="look-backs in each world of the grid")
    given.add_argument("--processes", type=int, default=os.cpu_count())
    given.add_argument("--print", action="store_true", help="print the tables, write nothing")
    asked = given.parse_args()
    worlds = report.worlds()
    runs = [report.runs_in(world, asked.runs) for world in worlds]
    tallies = trials.run_all(worlds, runs, asked.processes)
    done = {}
    for tally in tqdm(tallies, total=len(worlds)):
        done[tally.world] = tally
        tqdm.write(" | ".join(report.row(tally)), file=sys.stderr)
    if asked.print:
        print(report.tables(done, asked.runs))
    else:
        report.write(done, asked.runs)


if __name__ == "__main__":
    main()
