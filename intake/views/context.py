"""What the intake's pages and fragments show."""

from dataclasses import dataclass

from django.http import HttpRequest

from intake.forms import CardForm, card_form
from intake.models import Intake
from intake.rules.cards import CAPACITIES, FURTHER, GOALS, SCORES, CardState, title_of
from intake.selectors.cards import measures_of
from intake.selectors.conversation import Charted, charted, flag_lines
from outcomes.models import Measure

from .guards import may_sign


@dataclass(frozen=True)
class Card:
    """A card with its form, as a template draws it."""

    slot: str
    title: str
    form: CardForm
    state: CardState


def cards_of(page: Charted, measures: list[Measure]) -> dict[str, Card]:
    return {slot: card_of(slot, state, measures) for slot, state in page.cards.items()}


def card_of(slot: str, state: CardState, measures: list[Measure]) -> Card:
    form = card_form(slot, None, measures=measures)
    form.initial = state.offered | state.values
    return Card(slot, title_of(slot), form, state)


def page_context(request: HttpRequest, intake: Intake) -> dict[str, object]:
    """The whole page; `progress_context` is the part of it that follows every save."""
    page = charted(intake)
    cards = cards_of(page, measures_of(intake))
    return progress_context(request, page) | {
        "capacities": [cards[slot] for slot in CAPACITIES if slot not in FURTHER],
        "further": [cards[slot] for slot in FURTHER],
        "is_further_said": any(page.cards[slot].values for slot in FURTHER),
        "scores": [cards[slot] for slot in SCORES],
        "goals": [cards[slot] for slot in GOALS],
        "flags": flag_lines(page.flags, request.clinic),
    }


def progress_context(request: HttpRequest, page: Charted) -> dict[str, object]:
    return {
        "patient": page.intake.patient,
        "intake": page.intake,
        "page": page,
        "flag_verdict": page.flag_verdict,
        "signing": page.signing,
        "may_sign": may_sign(request.actor),
    }
