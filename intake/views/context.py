"""What the intake's pages and fragments show."""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest

from intake.forms import CardForm, card_form
from intake.models import Intake
from intake.rules.capture import PREFIXES, Becomes
from intake.rules.cards import CAPACITIES, FURTHER, GOALS, SCORES, SENSITIVE, CardState, title_of
from intake.selectors.body_maps import clocks_of
from intake.selectors.capture import kept_texts, latest_lines
from intake.selectors.cards import measures_of
from intake.selectors.conversation import Charted, charted
from intake.selectors.flags import alarms_of, flag_lines
from intake.selectors.previsit import theirs_of
from intake.selectors.records import records_words
from outcomes.models import Measure
from outcomes.rules import red_flag_further

from .around import around_context
from .body_panel import layer_asked, panel_of
from .guards import may_sign, sees_sensitive
from .medicines import medicines_context
from .scans import scan_context


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
    theirs = theirs_of(page)
    sees = sees_sensitive(request.actor)
    return {
        **progress_context(request, page),
        **around_context(page),
        **capture_context(intake, sees=sees),
        **medicines_context(intake.patient, page.medicine),
        "capacities": [cards[slot] for slot in CAPACITIES if slot not in FURTHER],
        "further": [cards[slot] for slot in FURTHER if sees or slot not in SENSITIVE],
        "is_further_said": any(page.cards[slot].values for slot in FURTHER),
        "signed_function": _may_read(intake.as_signed.get("function", []), sees=sees),
        "scores": [cards[slot] for slot in SCORES],
        "goals": [cards[slot] for slot in GOALS],
        "flags": flag_lines(page.flags, request.clinic, told=theirs.signs if theirs else None),
        "further_flags": flag_lines(page.flags, request.clinic, red_flag_further.FURTHER),
        **_map_context(request, page),
        "clocks": clocks_of(intake, page.problems, page.maps),
        "theirs": theirs,
        "records": records_words(intake.patient),
        "scan_problems": page.problems,
        **scan_context(intake, page.scans),
    }


def _map_context(request: HttpRequest, page: Charted) -> dict[str, object]:
    """The map itself on a signed page, and where a layer is asked for; else only which one comes later."""
    layer = layer_asked(request, page.intake, page.maps)
    if page.intake.is_signed or "layer" in request.GET:
        return {"layer": layer, "panel": panel_of(page.intake, layer, page.maps, page.problems)}
    return {"layer": layer, "panel": None}


def _may_read(lines: list[list[str]], *, sees: bool) -> list[list[str]]:
    """The signed lines without what is kept apart from this reader."""
    hidden = () if sees else tuple(title_of(slot) for slot in SENSITIVE)
    return [line for line in lines if line[0] not in hidden]


def capture_context(intake: Intake, *, sees: bool) -> dict[str, object]:
    """The capture line: what was typed last, a key for the next line, and a button per kind of line."""
    if intake.is_signed:
        return {"kept_texts": kept_texts(intake, sees_sensitive=sees)}
    kinds = [(kind, f"{PREFIXES[kind][0]}: ") for kind in Becomes]
    return {"lines": latest_lines(intake, sees_sensitive=sees), "line_key": uuid4(), "line_kinds": kinds}


def progress_context(request: HttpRequest, page: Charted) -> dict[str, object]:
    return {
        "patient": page.intake.patient,
        "intake": page.intake,
        "page": page,
        "flag_verdict": page.flag_verdict,
        "alarms": alarms_of(page.flags, request.clinic),
        "signing": page.signing,
        "may_sign": may_sign(request.actor),
        "medicine": page.medicine,
        "sees_sensitive": sees_sensitive(request.actor),
    }
