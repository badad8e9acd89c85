"""Facts about health that later rules need, each dated or not known (S12). Missing is never no.

The catalogue says what is asked; clinical.md 10 (drug safety), 3, 4 and 5.6 to 5.7 say why. Substances are
written as the person says them, without a word of blame.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.words import plain


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    POSSIBLY = "possibly"


@dataclass(frozen=True)
class FactKind:
    """One fact that is asked: a yes or no with words, or a number with its unit."""

    key: str
    label: str
    why: str
    unit: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    is_substance: bool = False

    @property
    def is_number(self) -> bool:
        return bool(self.unit)


EGFR_UNIT = "mL/min/1.73 m²"


def _substance(key: str, label: str, why: str) -> FactKind:
    return FactKind(key, label, why, is_substance=True)


CATALOGUE: Mapping[str, FactKind] = {
    kind.key: kind
    for kind in (
        _substance("alcohol", "Alcohol", "breathing with opioids and sedatives; acetaminophen"),
        _substance("tobacco", "Tobacco or nicotine", "healing, vessels, some procedures"),
        _substance("cannabis", "Cannabis", "drowsiness; INR with warfarin"),
        _substance("other_substances", "Other substances", "overdose risk; naloxone"),
        FactKind(
            "egfr",
            "Kidney, eGFR",
            "doses of gabapentinoids, NSAIDs, morphine",
            EGFR_UNIT,
            high=Decimal(200),
        ),
        FactKind("a1c", "Diabetes, HbA1c", "steroid injections raise glucose", "%", Decimal(3), Decimal(20)),
        FactKind(
            "qtc", "Heart rhythm, QTc", "methadone and others lengthen it", "ms", Decimal(250), Decimal(800)
        ),
        FactKind("pregnant", "Pregnant, or possibly", "NSAIDs, X-rays, opioids"),
        FactKind("liver", "Liver disease", "acetaminophen, duloxetine"),
        FactKind("anticoagulant", "Blood thinner or antiplatelet", "bleeding at procedures, NSAIDs"),
        FactKind("bleeding", "Bleeding tendency", "procedures, NSAIDs"),
        FactKind("diabetes", "Diabetes", "steroid injections raise glucose"),
        FactKind("sleep_apnoea", "Sleep apnoea", "opioids and sedatives"),
        FactKind("cpap", "Uses CPAP", "opioids and sedatives"),
        FactKind("heart", "Heart failure or recent heart attack", "NSAIDs"),
        FactKind("rhythm", "Heart block or long QT", "tricyclics, methadone, lidocaine"),
        FactKind("ulcer", "Ulcer or gut bleeding", "NSAIDs, steroids"),
        FactKind("seizures", "Seizures", "tramadol, bupropion"),
        FactKind("glaucoma", "Closed-angle glaucoma", "tricyclics, duloxetine"),
        FactKind("immune", "Weak immunity", "infection after procedures; fever"),
    )
}

#: Said out loud, or not: an empty list of allergies means nothing by itself.
NO_ALLERGIES = "no_known_allergies"


@dataclass(frozen=True)
class Stated:
    """One fact as it was last said: `known`, or a number with its unit, true on a day, from somewhere."""

    key: str
    true_on: date | None
    known: Known | None = None
    number: Decimal | None = None
    unit: str = ""
    words: str = ""
    source: str = ""

    @property
    def is_usable(self) -> bool:
        """A number without a day or a unit is no number, and an answer nobody gave is no answer."""
        if self.number is not None:
            return bool(self.true_on and self.unit)
        return self.known is not None

    @property
    def in_words(self) -> str:
        said = (self.known or "not said").capitalize()
        if self.number is not None:
            said = f"{plain(self.number)} {self.unit}"
        day = f"{self.true_on.day} {self.true_on:%b %Y}" if self.true_on else "no date"
        return ", ".join(filter(None, [said, self.words, day]))


@dataclass(frozen=True)
class HealthFacts:
    """The facts of one person, for rules. Ask by key: what is not here is not known."""

    stated: Mapping[str, Stated]

    def get(self, key: str) -> Stated | None:
        """The newest usable statement, or None when it is not known."""
        if key not in CATALOGUE and key != NO_ALLERGIES:
            raise KeyError(key)
        found = self.stated.get(key)
        return found if found and found.is_usable else None

    def says(self, key: str) -> bool | None:
        """Yes, no, or None: not known. “Possibly” counts as yes, as the cautious reading."""
        found = self.get(key)
        if found is None or found.known is None:
            return None
        return found.known is not Known.NO

    def number(self, key: str) -> Decimal | None:
        found = self.get(key)
        return found.number if found else None


def newest(statements: Iterable[Stated]) -> dict[str, Stated]:
    """What counts per key: the latest true day, and of one day the last said. Takes them in order."""
    found: dict[str, Stated] = {}
    for one in statements:
        before = found.get(one.key)
        if before is None or (one.true_on or date.min) >= (before.true_on or date.min):
            found[one.key] = one
    return found
