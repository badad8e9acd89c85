"""Saving a card of the intake: kept as typed until it is whole, then a goal, a score or a reading."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Intake
from intake.rules.cards import (
    CAPACITIES,
    SCORES,
    SENSITIVE,
    CardState,
    TypedCard,
    Values,
    ensure_seen,
    same,
)
from intake.selectors import cards as selectors
from outcomes import services as outcomes
from outcomes.models import Measure
from outcomes.rules.capacities import INVENTORY
from outcomes.rules.words import Capacity, Direction, GoalStatus, Mode
from people.access import Actor
from people.permissions import Permission

from .conversation import ensure_open, touch
from .versions import Card, keep_version_before

CORRECTED = "corrected during the intake"
Said = dict[str, Any]


@transaction.atomic
def save_card(*, intake: Intake, slot: str, card: TypedCard, seen: str, by: Actor, at: datetime) -> CardState:
    """Keep a card, made from the version `seen`.

    1. Lock the intake; a signed one refuses.
    2. The same values again change nothing: a resent save is harmless.
    3. A version that the writer did not see raises CardConflict with it; nothing is overwritten.
    4. A whole card is recorded in outcomes; one that outcomes refuses, or a half one, is kept as typed.
    """
    locked = ensure_open(intake)
    current = selectors.card_states(locked)[slot]
    if same(card.typed, current.values):
        return current
    ensure_seen(current, card.typed, seen)
    sentence = card.sentence
    if card.is_empty:
        _clear(locked, slot, by, at)
    elif card.said:
        sentence = _record(locked, slot, card.said, by, at)
    _keep_unfinished(locked, slot, card, sentence)
    touch(locked, at)
    keep_version_before(card=versions_of(locked, slot), before=current, chosen=card.typed, by=by, at=at)
    audit.record("card_saved", by=by, subject=locked, detail=slot, at=at)
    return selectors.card_states(locked)[slot]


def versions_of(intake: Intake, slot: str) -> Card:
    """What is kept apart is kept apart in its versions too."""
    permission = Permission.SENSITIVE if slot in SENSITIVE else Permission.INTAKE_EDIT
    saves = {"object_id": str(intake.pk), "action": "card_saved", "detail": slot}
    return Card(intake, slot, partial(_in_words, intake), saves, permission)


def _in_words(intake: Intake, values: Values) -> list[str]:
    said = {**values, "measure": _track(intake, values.get("measure", ""))}
    return [f"{name.replace('_', ' ')}: {text}" for name, text in sorted(said.items()) if text]


def _track(intake: Intake, key: str) -> str:
    """The name of a goal's track; of one that is kept apart only that it is."""
    tracks = Measure.objects.filter(patient_id=intake.patient_id) if key else []
    track = next((one for one in tracks if str(one.pk) == key), None)
    return ("kept apart" if track.sensitive else track.label) if track else ""


def _keep_unfinished(intake: Intake, slot: str, card: TypedCard, sentence: str) -> None:
    cards = {name: kept for name, kept in intake.unfinished.items() if name != slot}
    if sentence and not card.is_empty:
        cards[slot] = {"typed": card.typed, "sentence": sentence}
    intake.unfinished = cards
    intake.save(update_fields=["unfinished"])


def _record(intake: Intake, slot: str, said: Said, by: Actor, at: datetime) -> str:
    """Nothing when it was recorded; else the sentence of outcomes that says why it was not."""
    record = _record_capacity if slot in CAPACITIES else _record_score if slot in SCORES else _record_goal
    try:
        with transaction.atomic():
            record(intake, slot, said, by, at)
    except DomainError as refused:
        return refused.message
    return ""


def _record_capacity(intake: Intake, slot: str, said: Said, by: Actor, at: datetime) -> None:
    tracked = selectors.measure_of(intake, slot)
    measure = outcomes.set_measure(
        patient=intake.patient,
        capacity=Capacity(slot),
        label=tracked.label if tracked else CAPACITIES[slot],
        measure=tracked,
        unit=said["unit"],
        limiter=said["limiter"],
        direction=Direction(tracked.direction) if tracked else Direction.HIGHER_IS_BETTER,
        sensitive=tracked.sensitive if tracked else INVENTORY[Capacity(slot)].sensitive,
        by=by,
        at=at,
    )
    today = intake.patient.today(at)
    outcomes.record_reading(
        measure=measure, value=said["value"], true_on=today, mode=Mode.STAFF, by=by, at=at
    )


def _record_score(intake: Intake, slot: str, said: Said, by: Actor, at: datetime) -> None:
    """A corrected answer is a new filling-in; the one before is marked, so that one score counts."""
    _withdraw_score(intake, slot, by, at)
    outcomes.record_response(
        patient=intake.patient,
        instrument=slot,
        answers=said,
        true_on=intake.patient.today(at),
        mode=Mode.STAFF,
        by=by,
        at=at,
        source=selectors.source_of(intake),
    )


def _record_goal(intake: Intake, slot: str, said: Said, by: Actor, at: datetime) -> None:
    chosen = said.pop("measure")
    outcomes.set_goal(
        patient=intake.patient,
        rank=_rank(slot),
        measure=Measure.objects.get(pk=chosen, patient=intake.patient) if chosen else None,
        by=by,
        at=at,
        **said,
    )


def _rank(slot: str) -> int:
    return int(slot.removeprefix("goal-"))


def _clear(intake: Intake, slot: str, by: Actor, at: datetime) -> None:
    """An emptied card takes back what it had recorded; nothing is deleted."""
    if slot in SCORES:
        _withdraw_score(intake, slot, by, at)
    elif slot in CAPACITIES:
        for reading in selectors.counted_now(intake, slot):
            outcomes.enter_in_error(row=reading, reason=CORRECTED, by=by, at=at)
    else:
        for goal in selectors.active_goals(intake).filter(rank=_rank(slot)):
            outcomes.close_goal(goal=goal, status=GoalStatus.LEFT, by=by, at=at)


def _withdraw_score(intake: Intake, slot: str, by: Actor, at: datetime) -> None:
    before = selectors.response_of(intake, slot)
    if before:
        outcomes.enter_in_error(row=before, reason=CORRECTED, by=by, at=at)
