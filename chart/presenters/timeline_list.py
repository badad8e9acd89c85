"""The timeline as a table: every row with its date as said and who wrote it, however many there are."""

from collections.abc import Iterable

from chart.presenters.words import safe
from core.addresses import address_of
from intake.rules.timeline import Item
from intake.rules.words import EntryKind


def draw_list(items: Iterable[Item], lanes: dict[str, str], *, may_edit: bool) -> str:
    """Rows as one string, as drawing hundreds of small templates is what would cost."""
    return "".join(_row(item, lanes, may_edit=may_edit) for item in items)


def _row(item: Item, lanes: dict[str, str], *, may_edit: bool) -> str:
    title = f"“{safe(item.title)}”" if item.is_quote else safe(item.title)
    if may_edit and item.is_entry:
        title = f'<a href="{address_of("intake:timeline-entry", item.pk)}">{title}</a>'
    note = f" <small>{safe(item.note)}</small>" if item.note else ""
    cells = (
        safe(item.when) or "not dated yet",
        title + note,
        safe(kind_words(item.kind)),
        safe(lanes.get(item.lane, "")),
        safe(item.who),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def kind_words(kind: str) -> str:
    return EntryKind(kind).label if kind in _KINDS else kind.capitalize()


_KINDS = set(EntryKind)
