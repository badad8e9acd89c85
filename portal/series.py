"""The person's own numbers over time, in their own words, function before pain (S79)."""

from outcomes import instruments
from outcomes.rules.pattern import Series
from outcomes.rules.wins import Aim
from outcomes.selectors import FunctionAndPain

#: What a questionnaire is about, for somebody who does not know its short name. Only these have a line on the
#: patient's page: what screens for a risk or an illness is talked about, not drawn.
PLAIN_TITLES = {
    "psfs": "Things that I picked",
    "odi": "Daily life with my back",
    "rmdq": "What my back keeps me from",
    "peg": "Pain and what it stops",
    "nrs": "Pain",
}


def own_series(told: FunctionAndPain) -> list[dict]:
    """What the person can do, then their questionnaires: whatever has at least one value."""
    scores = (one for one in told.scores if one.key in PLAIN_TITLES)
    return [*map(_measured, told.aims), *map(_scored, scores)]


def _measured(aim: Aim) -> dict:
    return {
        "title": aim.title,
        "unit": aim.unit,
        "points": [(point.on, point.value) for point in aim.points],
        "direction": aim.direction,
        "goal": aim.target,
    }


def _scored(one: Series) -> dict:
    instrument = instruments.get(one.key)
    return {
        "title": PLAIN_TITLES[one.key],
        "unit": one.unit,
        "points": [(point.on, point.value) for point in one.points],
        "direction": instrument.direction,
        "top": instrument.high,
    }
