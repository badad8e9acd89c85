"""PC-PTSD-5 (clinical.md 3.1): a question about the event, then five; without an event the score is 0."""

from decimal import Decimal

from outcomes.rules.instrument import YES_NO, Instrument, Item, Licence, Method, MissingRule, bands
from outcomes.rules.words import Direction

_EVENT = (
    "Sometimes things happen to people that are unusually or especially frightening, horrible, or traumatic."
    " For example: a serious accident or fire; a physical or sexual assault or abuse; an earthquake or flood;"
    " a war; seeing someone be killed or seriously injured; having a loved one die through homicide or"
    " suicide."
)
_MONTH = "In the past month, have you…"


def _item(key: str, label: str, text: str) -> Item:
    return Item(key, label, text, YES_NO, stem=_MONTH)


PC_PTSD5 = Instrument(
    key="pc_ptsd5",
    version="1",
    title="PC-PTSD-5",
    recall="past month",
    source="Prins 2016, J Gen Intern Med 31:1206; Bovin 2021, JAMA Netw Open",
    licence=Licence.FREE,
    licence_words="Work of the US Government (Department of Veterans Affairs), public domain.",
    items=(
        Item(
            "event",
            "Ever such an event",
            "Have you ever experienced this kind of event?",
            YES_NO,
            stem=_EVENT,
            is_scored=False,
        ),
        _item(
            "nightmares",
            "Nightmares or thoughts",
            "had nightmares about the event(s) or thought about the event(s) when you did not want to?",
        ),
        _item(
            "avoided",
            "Avoiding",
            "tried hard not to think about the event(s) or went out of your way to avoid situations that"
            " reminded you of the event(s)?",
        ),
        _item("on_guard", "On guard", "been constantly on guard, watchful, or easily startled?"),
        _item("numb", "Numb", "felt numb or detached from people, activities, or your surroundings?"),
        _item(
            "guilty",
            "Guilt or blame",
            "felt guilty or unable to stop blaming yourself or others for the event(s) or any problems the"
            " event(s) may have caused?",
        ),
    ),
    gate="event",
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(5),
    unit="of 5",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=6, least=6),
    bands=bands((3, "below the cut of 4"), (5, "positive")),
    entry_note="Where the first answer is no, leave the others empty: the score is 0.",
    caution="4 balances misses and false alarms; for women 3 does (Bovin 2021).",
)
