"""A site's licensed text of one of our forms: held against its structure, put into it without a change."""

from dataclasses import dataclass, replace

from ..instrument import Instrument
from ..instrument_parts import Item, Scale
from .answers import scale_from
from .lines import Path, Plain
from .shape import Misfit, Shape

NAMES = (
    "kind",
    "instrument",
    "version",
    "language",
    "licence",
    "copyright",
    "stem",
    "answers",
    "items",
)
_LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Wording:
    """What a licensed form says: for each item its text, stem and answers; `copyright` is shown with them."""

    licence_ref: str
    copyright: str
    items: dict[str, Item]


def wording_from(data: Plain, form: Instrument) -> Wording:
    """Every item of `form` once, in its order, each with as many answers as its scale. Raises Misfit."""
    file = Shape(data, (), NAMES)
    ours = [item.key for item in form.items]
    stem = file.text("stem", longest=_LONGEST_TEXT, default="")
    shared = scale_from(file.plain("answers"), file.at("answers")) if "answers" in file else None
    items: dict[str, Item] = {}
    for one, path in file.rows("items", most=len(ours)):
        item = _item(one, path, form, stem, shared)
        if item.key in items:
            raise Misfit((*path, "item"), f"{form.title} has this item once, and here it is again.")
        if item.key != ours[len(items)]:
            raise Misfit((*path, "item"), f"Item {len(items) + 1} of {form.title} is “{ours[len(items)]}”.")
        items[item.key] = item
    if len(items) < len(ours):
        missing = ", ".join(key for key in ours if key not in items)
        raise Misfit(file.at("items"), f"{form.title} has {len(ours)} items; missing here: {missing}.")
    return Wording(file.text("licence", longest=300), file.text("copyright", longest=500), items)


def worded(form: Instrument, wording: Wording) -> Instrument:
    """The form with the text. Keys, scales, scoring and our short labels stay what they were."""
    return replace(
        form,
        items=tuple(wording.items[item.key] for item in form.items),
        licence_words=wording.copyright,
        licence_ref=wording.licence_ref,
    )


def _item(data: Plain, path: Path, form: Instrument, stem: str, shared: Scale | None) -> Item:
    row = Shape(data, path, ("item", "text", "stem", "answers"))
    key = row.key("item")
    item = form.item(key)
    if item is None:
        keys = ", ".join(one.key for one in form.items)
        raise Misfit(row.at("item"), f"{form.title} has no such item. Its items are: {keys}.")
    scale = scale_from(row.plain("answers"), row.at("answers")) if "answers" in row else shared
    if scale is None:
        raise Misfit(path, "It has no answers, and there are none for all items.")
    if (scale.low, scale.high) != (item.scale.low, item.scale.high):
        where = row.at("answers") if "answers" in row else ("answers",)
        ours = f"{item.scale.low} to {item.scale.high}"
        raise Misfit(where, f"The answers run from {scale.low} to {scale.high}; of “{key}” they are {ours}.")
    text = row.text("text", longest=_LONGEST_TEXT)
    return replace(item, text=text, scale=scale, stem=row.text("stem", longest=_LONGEST_TEXT, default=stem))
