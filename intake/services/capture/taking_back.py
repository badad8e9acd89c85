"""Taking back what a line made: exactly that, and nothing that somebody changed meanwhile."""

from datetime import datetime

from core.errors import DomainError
from intake.models import HealthFact, Intake, Medication
from intake.rules.cards import CAPACITIES, TypedCard, title_of
from intake.selectors.cards import active_goals, card_states
from outcomes import services as outcomes
from outcomes.models import RedFlagAnswer
from outcomes.services.red_flags import SOURCE
from people import services as people_services
from people.access import Actor
from people.models import Task

from .. import cards, entries
from .making import Made, fields_of, snapshot

UNDONE = "typed line taken back"
KINDS = {**entries.KINDS, "fact": HealthFact}
TASK_STAYS = "its task stays open until somebody closes it"


def take_back(made: Made, intake: Intake, *, by: Actor, at: datetime) -> str:
    """Undo one made thing. Returns what stays, in words; empty when all of it is gone."""
    if "card" in made:
        return _take_back_card(made, intake, by=by, at=at)
    if made["row"] == "flag":
        return _take_back_flag(made, by=by, at=at)
    return _take_back_row(made, by=by, at=at)


def _take_back_row(made: Made, *, by: Actor, at: datetime) -> str:
    kind = made["row"]
    row = KINDS[kind].objects.select_for_update(of=("self",), no_key=True).filter(pk=made["pk"]).first()
    if row is None or row.is_entered_in_error:
        return ""
    if isinstance(row, Medication) and row.statements.filter(erred_at=None).exists():
        return str(row)
    if snapshot(row, fields_of(kind, row)) != made["was"]:
        return str(row)
    entries.mark_in_error(row=row, reason=UNDONE, by=by, at=at)
    return ""


def _take_back_card(made: Made, intake: Intake, *, by: Actor, at: datetime) -> str:
    """An emptied card takes back what it recorded. A goal was never one, so it is no goal that was left."""
    slot = made["card"]
    state = card_states(intake)[slot]
    values = {name: text for name, text in state.values.items() if text}
    if not values:
        return ""
    if values != made["was"]:
        return title_of(slot)
    if state.is_recorded and slot not in CAPACITIES:
        goal = active_goals(intake).get(rank=int(slot.removeprefix("goal-")))
        outcomes.enter_in_error(row=goal, reason=UNDONE, by=by, at=at)
        return ""
    empty = TypedCard(dict.fromkeys(state.values, ""), None, "")
    cards.save_card(intake=intake, slot=slot, card=empty, seen=state.seen, by=by, at=at)
    intake.refresh_from_db(fields=["unfinished"])
    return ""


def _take_back_flag(made: Made, *, by: Actor, at: datetime) -> str:
    answer = RedFlagAnswer.objects.filter(pk=made["pk"], erred_at=None).first()
    if answer is None:
        return ""
    outcomes.enter_in_error(row=answer, reason=UNDONE, by=by, at=at)
    for task in Task.objects.filter(source_kind=SOURCE, source_id=str(answer.pk)):
        people_services.add_to_task(task=task, words=f"Taken back by {by.label}.", by=by, at=at)
    return TASK_STAYS if made.get("task") else ""


def ensure_all_gone(stays: list[str]) -> None:
    """Reading a line again as something else needs all of the first reading gone."""
    changed = [words for words in stays if words != TASK_STAYS]
    if changed:
        sentence = f"Somebody changed what this line made ({', '.join(changed)}). Change it there."
        raise DomainError("changed", sentence)
