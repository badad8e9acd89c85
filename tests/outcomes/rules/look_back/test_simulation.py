"""The study of docs/look-back.md in small: what its intervals hold, how often it cries without cause."""

import pytest

from bench.look_back import report, trials
from bench.look_back.worlds import DAYS, World, live, seeded, truth
from outcomes.rules.look_back import Anchor, Side
from outcomes.rules.rates import wilson

RUNS = 150
WORLDS = [World(0.0, 0.2), World(0.6, 0.2), World(0.2, 0.0, "sleep")]


@pytest.fixture(scope="module", params=WORLDS, ids=str)
def tally(request) -> trials.Tally:
    return trials.run(request.param, RUNS)


#: Four standard errors: a right method fails here once in ten thousand.
Z = 4.0


def test_the_intervals_hold_the_truth_as_often_as_they_say(tally):
    """All anchors together; they are independent in these worlds."""
    held = sum(share.hits for share in tally.held.values())
    asked = sum(share.of for share in tally.held.values())
    assert asked > 10 * RUNS
    low, high = wilson(held, asked, z=Z)
    assert low <= 0.97
    assert high >= 0.93


def test_few_cry_without_cause(tally):
    assert tally.false_alarms.of == RUNS
    assert wilson(tally.false_alarms.hits, RUNS, z=Z).low <= 0.05


def test_an_hour_of_sleep_is_found_far_more_often_than_nothing():
    tally = trials.run(World(0.0, 0.0, "sleep"), 60)
    found, nothing = tally.found[Anchor.DEVICE_SLEPT, Side.AFTER], tally.found[Anchor.MARK, Side.AFTER]
    assert found.percent > 25 > 10 > nothing.percent


def test_the_worlds_are_what_they_say():
    """Over many people: the share of missing days, the likeness of neighbours, and the true means."""
    random, world = seeded("worlds"), World(0.6, 0.2, "sleep")
    pairs, known, sums = [], 0, {Side.AFTER: [], None: []}
    for _ in range(200):
        slept = live(world, random)[Anchor.DEVICE_SLEPT]
        known += len(slept)
        pairs += [
            (slept[a], slept[b]) for a, b in zip(DAYS[:27], DAYS[1:28], strict=True) if {a, b} <= set(slept)
        ]
        sums[Side.AFTER] += [slept[day] for day in DAYS[42:] if day in slept]
        sums[None] += [slept[day] for day in DAYS[:28] if day in slept]
    likeness = sum((a - 6.8) * (b - 6.8) for a, b in pairs) / len(pairs) / 1.2**2
    after, reference = (sum(values) / len(values) for values in sums.values())
    assert known / (200 * len(DAYS)) == pytest.approx(0.8, abs=0.02)
    assert likeness == pytest.approx(0.6, abs=0.08)
    assert after - reference == pytest.approx(truth(world, Anchor.DEVICE_SLEPT, Side.AFTER), abs=0.12)


def test_the_page_is_as_the_study_wrote_it():
    page = report.PAGE.read_text()
    assert page.count(report.BEGIN) == page.count(report.END) == 1
    for title in ("### How often the 95 % interval held the truth, 4,000 look-backs", "### False alarms"):
        assert title in page
