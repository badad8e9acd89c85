"""Numbers as a file of comma-separated values, to be opened in a spreadsheet (docs/adr/0025)."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from django.http import HttpResponse

from chart.selectors.entries import Entries, Entry
from chart.selectors.offers import Offer
from core.words import plain
from people.models import Patient

COLUMNS = ("record", "series", "source", "day", "value", "unit", "direction", "how", "note")
#: A cell that begins so is a formula to a spreadsheet.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def cell(text: str) -> str:
    """Text that people typed, made harmless: a quote mark in front keeps a spreadsheet from running it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def lines(
    patient: Patient, offers: Iterable[Offer], entries: Entries, first: date | None
) -> Iterator[list[str]]:
    """One value a line, series after series, as it was kept: nothing is averaged, nothing filled in."""
    for offer in offers:
        for entry in entries[offer.key]:
            if first is None or entry.on >= first:
                yield _line(patient, offer, entry)


def _line(patient: Patient, offer: Offer, entry: Entry) -> list[str]:
    return [
        cell(patient.mrn),
        cell(offer.title),
        offer.source,
        entry.on.isoformat(),
        plain(entry.value),
        cell(offer.unit),
        offer.direction.label.lower(),
        entry.how,
        cell(entry.note),
    ]


def csv_file(rows: Iterable[list[str]], *, name: str) -> HttpResponse:
    """Begins with the mark that tells a spreadsheet that it is UTF-8. `name` names nobody."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
