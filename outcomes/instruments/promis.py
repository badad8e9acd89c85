"""PROMIS 4a forms and the PROMIS-29 v2.1 profile (clinical.md 3.4): T tables and structure, no item text.

Numbers are typed as printed: the official forms print rows that run the other way (sleep quality, refreshing)
already turned, so nothing is turned here. Physical function 4a v1.0 and v2.0 have tables of their own.
"""

from decimal import Decimal
from typing import Any

from outcomes.rules.instrument import (
    Band,
    ChangeFigure,
    Confidence,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    Part,
    Scale,
    bands,
)
from outcomes.rules.reliability import smallest_detectable
from outcomes.rules.words import Direction

_LICENCE = (
    "PROMIS is © PROMIS Health Organization; free for clinics' own use in English and Spanish, permission"
    " needed to build it into products. Use your site's own form; only its numbers are typed in here."
)
_PRINTED = "Type each number as the form prints it, for every row; turn nothing over."
_SCALE = Scale(1, 5, "Lowest printed number", "Highest printed number")
_TERWEE = ChangeFigure("4 T, the middle of 2 to 6 (Terwee 2021)", Decimal(4), confidence=Confidence.READ)

_TABLES = {
    "pi": "41.6 49.6 52.0 53.9 55.6 57.1 58.5 59.9 61.2 62.5 63.8 65.2 66.6 68.0 69.7 71.6 75.6",
    "sd": "32.0 37.5 41.1 43.8 46.2 48.4 50.5 52.4 54.3 56.1 57.9 59.8 61.7 63.8 66.0 68.8 73.3",
    "pf2": "22.5 26.6 28.9 30.5 31.9 33.2 34.4 35.6 36.7 37.9 39.2 40.5 41.9 43.5 45.5 48.3 57.0",
    "pf1": "22.9 26.9 29.1 30.7 32.1 33.3 34.4 35.6 36.7 37.9 39.1 40.4 41.8 43.4 45.3 48.0 56.9",
    "anxiety": "40.3 48.0 51.2 53.7 55.8 57.7 59.5 61.4 63.4 65.3 67.3 69.3 71.2 73.3 75.4 77.9 81.6",
    "depression": "41.0 49.0 51.8 53.9 55.7 57.3 58.9 60.5 62.2 63.9 65.7 67.5 69.4 71.2 73.3 75.7 79.4",
    "fatigue": "33.7 39.7 43.1 46.0 48.6 51.0 53.1 55.1 57.0 58.8 60.7 62.7 64.6 66.7 69.0 71.6 75.8",
    "social": "27.5 31.8 34.0 35.7 37.3 38.8 40.5 42.3 44.2 46.2 48.1 50.0 51.9 53.7 55.8 58.3 64.2",
}


def _symptom_bands(highest: Decimal) -> tuple[Band, ...]:
    """55 itself is mild, 60 moderate, 70 severe."""
    return bands((55, "normal"), (60, "mild"), (70, "moderate"), (str(highest), "severe"), is_open=True)


def _function_bands(highest: Decimal) -> tuple[Band, ...]:
    """Below 30 severe, 40 and 45 are mild, above 45 normal."""
    low = bands((30, "severe"), (40, "moderate"), (45, "mild"), is_open=True)
    return (*low, *bands((str(highest), "normal")))


def _form(
    key: str,
    title: str,
    *,
    version: str,
    table: str,
    recall: str = "past 7 days",
    better: Direction = Direction.LOWER_IS_BETTER,
    important: ChangeFigure = _TERWEE,
    detectable: ChangeFigure | None = None,
    loinc_panel: str = "",
    loinc_score: str = "",
) -> Instrument:
    values = tuple(Decimal(text) for text in _TABLES[table].split())
    banded = _function_bands if better == Direction.HIGHER_IS_BETTER else _symptom_bands
    return Instrument(
        key=key,
        version=version,
        title=title,
        recall=recall,
        source="HealthMeasures scoring manual, short form 4a",
        licence=Licence.PROMIS,
        licence_words=_LICENCE,
        items=tuple(Item(f"r{row}", f"Row {row}", "", _SCALE) for row in range(1, 5)),
        method=Method.T_SCORE,
        low=values[0],
        high=values[-1],
        unit="T",
        direction=better,
        missing=MissingRule(full=4, least=2, rounds_up=True),
        important=important,
        detectable=detectable,
        # A T has no zero: a share of it means nothing, and no line asks for one.
        percent_floor=Decimal(100),
        bands=banded(values[-1]),
        t_table=values,
        loinc_panel=loinc_panel,
        loinc_score=loinc_score,
        entry_note=_PRINTED,
    )


def _noise(error: str) -> ChangeFigure:
    """MDC95 from the standard error in the middle of the table."""
    points = smallest_detectable(Decimal(error)).quantize(Decimal("0.1"))
    return ChangeFigure(f"{points} T from SE {error} (HealthMeasures)", points, confidence=Confidence.DERIVED)


PAIN_INTERFERENCE = _form(
    "promis_pi_4a",
    "PROMIS pain interference",
    version="1.0",
    table="pi",
    important=ChangeFigure("2 T, from 2 to 3 (Chen 2018)", Decimal(2), confidence=Confidence.READ),
    detectable=_noise("1.9"),
    loinc_panel="90971-3",
    loinc_score="77865-4",
)
SLEEP_DISTURBANCE = _form(
    "promis_sd_4a",
    "PROMIS sleep disturbance",
    version="1.0",
    table="sd",
    detectable=_noise("3.5"),
    loinc_panel="75258-4",
    loinc_score="77860-5",
)
PHYSICAL_FUNCTION_1 = _form(
    "promis_pf_4a",
    "PROMIS physical function",
    version="1.0",
    table="pf1",
    recall="now",
    better=Direction.HIGHER_IS_BETTER,
    loinc_panel="76700-4",
    loinc_score="77866-2",
)
PHYSICAL_FUNCTION = _form(
    "promis_pf_4a",
    "PROMIS physical function",
    version="2.0",
    table="pf2",
    recall="now",
    better=Direction.HIGHER_IS_BETTER,
    detectable=_noise("2.4"),
    loinc_score="91721-1",
)
ANXIETY = _form("promis_anxiety_4a", "PROMIS anxiety", version="1.0", table="anxiety")
DEPRESSION = _form("promis_depression_4a", "PROMIS depression", version="1.0", table="depression")
FATIGUE = _form("promis_fatigue_4a", "PROMIS fatigue", version="1.0", table="fatigue")
SOCIAL_ROLES = _form(
    "promis_social_4a",
    "PROMIS social roles",
    version="2.0",
    table="social",
    better=Direction.HIGHER_IS_BETTER,
)

_COMMON_29: dict[str, Any] = {
    "version": "2.1",
    "recall": "past 7 days",
    "licence": Licence.PROMIS,
    "licence_words": _LICENCE,
    "low": Decimal(0),
    "direction": Direction.LOWER_IS_BETTER,
}
_INTENSITY = Item("intensity", "Pain on average", "", Scale(0, 10, "None", "Worst"))
INTENSITY = Instrument(
    key="promis_intensity",
    title="PROMIS pain intensity",
    source="PROMIS-29 v2.1, last row; raw, not a T",
    items=(_INTENSITY,),
    method=Method.MEAN,
    high=Decimal(10),
    unit="of 10",
    missing=MissingRule(1, 1),
    important=ChangeFigure("2 points or 30 percent (Farrar 2001, Pain)", Decimal(2), Decimal(30)),
    is_part=True,
    **_COMMON_29,
)
#: The order of the printed profile.
_DOMAINS = (
    ("function", PHYSICAL_FUNCTION),
    ("anxiety", ANXIETY),
    ("depression", DEPRESSION),
    ("fatigue", FATIGUE),
    ("sleep", SLEEP_DISTURBANCE),
    ("social", SOCIAL_ROLES),
    ("interference", PAIN_INTERFERENCE),
)


def _rows(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{row}" for row in range(1, 5))


PROMIS_29 = Instrument(
    key="promis_29",
    title="PROMIS-29",
    source="HealthMeasures, PROMIS-29 Profile v2.1",
    items=(
        *(
            Item(key, f"{one.title.removeprefix('PROMIS ').capitalize()} {n}", "", _SCALE)
            for name, one in _DOMAINS
            for n, key in enumerate(_rows(name), 1)
        ),
        _INTENSITY,
    ),
    method=Method.PROFILE,
    high=Decimal(100),
    unit="",
    missing=MissingRule(29, 1),
    parts=(*(Part(one, _rows(name)) for name, one in _DOMAINS), Part(INTENSITY, ("intensity",))),
    entry_note=f"{_PRINTED} There is no total: each domain is scored by itself.",
    **_COMMON_29,
)
FORMS = (
    PAIN_INTERFERENCE,
    SLEEP_DISTURBANCE,
    PHYSICAL_FUNCTION_1,
    PHYSICAL_FUNCTION,
    ANXIETY,
    DEPRESSION,
    FATIGUE,
    SOCIAL_ROLES,
)
