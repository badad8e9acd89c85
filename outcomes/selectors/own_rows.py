"""What a person calls the rows of a form whose rows are their own, and what they answered to each (PSFS)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from people.models import Patient

from .. import instruments
from ..models import Answer, ItemName
from ..rules.words import ResponseStatus


@dataclass(frozen=True)
class OwnRow:
    """One activity in the person's words, with its answers, oldest first; None where it was skipped."""

    words: str
    answers: tuple[tuple[date, int | None], ...]


def item_names(patient: Patient, instrument: str) -> dict[str, str]:
    """Item to the person's words."""
    names = ItemName.objects.filter(patient=patient, instrument=instrument)
    return dict(names.values_list("item", "words"))


def own_rows(patient: Patient) -> dict[str, tuple[OwnRow, ...]]:
    """By instrument, in the order of its rows. Two queries."""
    names = ItemName.objects.filter(patient=patient).values_list("instrument", "item", "words")
    given: dict[tuple[str, str], list[tuple[date, int | None]]] = defaultdict(list)
    for instrument, item, on, value in _answers(patient):
        given[instrument, item].append((on, value))
    rows: dict[str, list[OwnRow]] = defaultdict(list)
    for instrument, item, words in sorted(names, key=_place):
        rows[instrument].append(OwnRow(words, tuple(given[instrument, item])))
    return {instrument: tuple(one) for instrument, one in rows.items()}


def _place(name: tuple[str, str, str]) -> tuple[str, int]:
    instrument, item, _ = name
    return instrument, instruments.get(instrument).position(item)


def _answers(patient: Patient):
    named = ItemName.objects.filter(patient=patient).values("instrument")
    answers = Answer.objects.filter(
        response__patient=patient,
        response__instrument__in=named,
        response__status=ResponseStatus.COMPLETED,
        response__erred_at=None,
    ).order_by("response__true_on", "response__recorded_at")
    return answers.values_list("response__instrument", "item", "response__true_on", "value")
