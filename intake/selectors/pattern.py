"""Facts for the widespread pattern, and what a clinician made of it (S27)."""

import re

from intake.models import PatternReview, TreatmentTried
from intake.rules.body import MapLayer
from intake.rules.fuzzy import read_length
from intake.rules.widespread import (
    DRIVERS,
    ODI_SEVERE,
    PEG_HIGH,
    Pattern,
    PatternFacts,
    Relieved,
    Scored,
    pattern,
)
from intake.rules.words import Ended
from people.models import Patient
from people.selectors import policy

from .mechanisms import Grounds, scored

_FUNCTION = {"odi": ODI_SEVERE, "peg": PEG_HIGH}


def pattern_of(grounds: Grounds) -> Pattern:
    """The widespread pattern by the clinic's number of reasons."""
    now, start = grounds.maps.get(MapLayer.NOW), grounds.maps.get(MapLayer.START)
    needed = policy(grounds.patient.clinic, "pattern_reasons", on=grounds.today)
    facts = PatternFacts(
        regions_now=now.regions if now else None,
        regions_start=start.regions if start else None,
        sites_now=len(now.sites) if now else None,
        map_on=now.on if now else None,
        function=[
            scored(grounds.scores[key], line, above=key == "odi")
            for key, line in _FUNCTION.items()
            if key in grounds.scores
        ],
        exam=grounds.exam,
        scans=grounds.scans,
        treatments=_treatments(grounds.patient),
        drivers=_drivers(grounds),
    )
    return pattern(facts, needed=int(needed.value))


def _drivers(grounds: Grounds) -> dict[str, Scored]:
    """By the newest score of each: two scores of mood are one driver, and the older one is over."""
    found: dict[str, Scored] = {}
    for driver, lines in DRIVERS.items():
        told = [grounds.scores[key] for key in lines if key in grounds.scores]
        if told:
            newest = max(told, key=lambda score: (score.true_on, score.computed_at))
            found[driver] = scored(newest, lines[newest.instrument])
    return found


#: Words of procedures, until a treatment has its class.
_PROCEDURES = re.compile(r"\b(inject|block|ablat|epidural|esi\b|rfa\b|surg|fusion|implant|stimulator)")


def _treatments(patient: Patient) -> list[Relieved]:
    """What was had; what could not be had says nothing of what it does."""
    rows = TreatmentTried.objects.filter(patient=patient, erred_at=None).exclude(what="")
    return [_relieved(row) for row in rows.exclude(ended=Ended.ACCESS)]


def _relieved(row: TreatmentTried) -> Relieved:
    length = read_length(row.helped_for)
    named = f"{row.treatment_class} {row.what}".lower()
    return Relieved(
        row.what,
        row.treatment_class or row.what.lower(),
        row.relief_percent,
        length.days if length else None,
        did_nothing=row.ended == Ended.NO_BENEFIT,
        is_procedure=bool(_PROCEDURES.search(named)),
    )


def newest_review(patient: Patient) -> PatternReview | None:
    return PatternReview.objects.filter(patient=patient).select_related("reviewed_by").first()
