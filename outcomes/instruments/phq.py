"""PHQ-2, 4, 8, 9 and GAD-2, 7 (clinical.md 3.2): free to reproduce, scored by sums.

Item 9 of the PHQ-9 raises the self-harm sign at the moment it is saved. It is never estimated: a form
in which it is empty has no score. While nobody watches, the PHQ-8 is put in the PHQ-9's place.
"""

from decimal import Decimal
from typing import Any

from outcomes.rules.instrument import (
    Alarm,
    ChangeFigure,
    Confidence,
    Finding,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    Part,
    bands,
    choices,
)
from outcomes.rules.words import Direction

_STEM = "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
_OFTEN = choices("Not at all", "Several days", "More than half the days", "Nearly every day")
_FREE = "Free to reproduce, no permission needed (phqscreeners.com)."
_BODY = "Sleep, tiredness, concentration and slowness also come from pain and from opioids."
_NOT_A_DIAGNOSIS = "A severity, not a diagnosis."


def _item(key: str, label: str, text: str, loinc: str, alarm: Alarm | None = None) -> Item:
    return Item(key, label, text, _OFTEN, loinc, alarm, stem=_STEM)


_INTEREST = _item("interest", "Little interest", "Little interest or pleasure in doing things", "44250-9")
_DOWN = _item("down", "Feeling down", "Feeling down, depressed, or hopeless", "44255-8")
_EIGHT = (
    _INTEREST,
    _DOWN,
    _item("sleep", "Sleep", "Trouble falling or staying asleep, or sleeping too much", "44259-0"),
    _item("tired", "Tiredness", "Feeling tired or having little energy", "44254-1"),
    _item("appetite", "Appetite", "Poor appetite or overeating", "44251-7"),
    _item(
        "failure",
        "Feeling bad about oneself",
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
        "44258-2",
    ),
    _item(
        "concentration",
        "Concentration",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        "44252-5",
    ),
    _item(
        "slow",
        "Slow or restless",
        "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so"
        " fidgety or restless that you have been moving around a lot more than usual",
        "44253-3",
    ),
)
_SELF_HARM = _item(
    "self_harm",
    "Better off dead or self-harm",
    "Thoughts that you would be better off dead or of hurting yourself in some way",
    "44260-8",
    Alarm(1, "self_harm"),
)
_NERVOUS = _item("nervous", "Nervous", "Feeling nervous, anxious or on edge", "69725-0")
_CONTROL = _item("control", "Worry out of control", "Not being able to stop or control worrying", "68509-9")
_SEVEN = (
    _NERVOUS,
    _CONTROL,
    _item("worry", "Worry too much", "Worrying too much about different things", "69733-4"),
    _item("relax", "Trouble relaxing", "Trouble relaxing", "69734-2"),
    _item("restless", "Restless", "Being so restless that it is hard to sit still", "69735-9"),
    _item("irritable", "Irritable", "Becoming easily annoyed or irritable", "69689-8"),
    _item("afraid", "Afraid", "Feeling afraid as if something awful might happen", "69736-7"),
)

_COMMON: dict[str, Any] = {
    "recall": "last 2 weeks",
    "licence": Licence.FREE,
    "licence_words": _FREE,
    "method": Method.SUM,
    "low": Decimal(0),
    "direction": Direction.LOWER_IS_BETTER,
}
_PHQ_CHANGE: dict[str, Any] = {
    "important": ChangeFigure("5 points (Löwe 2004, Med Care); response is a fall of half", Decimal(5)),
    "detectable": ChangeFigure("6 points, reliable change (NHS Talking Therapies)", Decimal(6)),
    "percent_floor": Decimal(5),
}
_PAIR: dict[str, Any] = {"high": Decimal(6), "unit": "of 6", "missing": MissingRule(2, 2)}
_PAIR_BANDS = bands((2, "negative"), (6, "positive"))

PHQ2 = Instrument(
    key="phq2",
    version="1",
    title="PHQ-2",
    source="Kroenke 2003, Med Care 41:1284; 3 and more is positive (Arroll 2010)",
    items=(_INTEREST, _DOWN),
    bands=_PAIR_BANDS,
    loinc_panel="55757-9",
    loinc_score="55758-7",
    caution=_NOT_A_DIAGNOSIS,
    **_COMMON,
    **_PAIR,
)
GAD2 = Instrument(
    key="gad2",
    version="1",
    title="GAD-2",
    source="Kroenke 2007, Ann Intern Med 146:317; 3 and more is positive",
    items=(_NERVOUS, _CONTROL),
    bands=_PAIR_BANDS,
    caution=_NOT_A_DIAGNOSIS,
    **_COMMON,
    **_PAIR,
)
PHQ4 = Instrument(
    key="phq4",
    version="1",
    title="PHQ-4",
    source="Kroenke 2009, Psychosomatics 50:613",
    items=(_NERVOUS, _CONTROL, _INTEREST, _DOWN),
    high=Decimal(12),
    unit="of 12",
    missing=MissingRule(4, 4),
    bands=bands((2, "normal"), (5, "mild"), (8, "moderate"), (12, "severe")),
    finding=Finding.SCREENER_HALVES,
    parts=(Part(GAD2, ("nervous", "control")), Part(PHQ2, ("interest", "down"))),
    loinc_panel="69724-3",
    loinc_score="70272-0",
    caution=_NOT_A_DIAGNOSIS,
    **_COMMON,
)
PHQ8 = Instrument(
    key="phq8",
    version="1",
    title="PHQ-8",
    source="Kroenke 2009, J Affect Disord 114:163",
    items=_EIGHT,
    high=Decimal(24),
    unit="of 24",
    missing=MissingRule(full=8, least=6),
    bands=bands((4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (24, "severe")),
    loinc_panel="94329-0",
    loinc_score="94328-2",
    caution=f"{_NOT_A_DIAGNOSIS} {_BODY}",
    **_COMMON,
    **_PHQ_CHANGE,
)
PHQ9 = Instrument(
    key="phq9",
    version="1",
    title="PHQ-9",
    source="Kroenke 2001, J Gen Intern Med 16:606",
    items=(*_EIGHT, _SELF_HARM),
    high=Decimal(27),
    unit="of 27",
    missing=MissingRule(full=9, least=7, needed=("self_harm",)),
    bands=bands((4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (27, "severe")),
    finding=Finding.SELF_HARM_ITEM,
    unwatched=PHQ8,
    loinc_panel="44249-1",
    loinc_score="44261-6",
    caution=f"{_NOT_A_DIAGNOSIS} {_BODY}",
    entry_note="Item 9 answered 1 or more opens an urgent task the moment it is kept.",
    **_COMMON,
    **_PHQ_CHANGE,
)
GAD7 = Instrument(
    key="gad7",
    version="1",
    title="GAD-7",
    source="Spitzer 2006, Arch Intern Med 166:1092",
    items=_SEVEN,
    high=Decimal(21),
    unit="of 21",
    missing=MissingRule(full=7, least=5),
    bands=bands((4, "minimal"), (9, "mild"), (14, "moderate"), (21, "severe")),
    important=ChangeFigure("4 points (Toussaint 2020, J Affect Disord)", Decimal(4)),
    detectable=ChangeFigure("4 points, reliable change", Decimal(4), confidence=Confidence.KNOWN),
    percent_floor=Decimal(4),
    loinc_panel="69737-5",
    loinc_score="70274-6",
    caution=_NOT_A_DIAGNOSIS,
    **_COMMON,
)
