"""One file from bytes to what it is, with the line of what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.errors import DomainError

from ..instrument import Instrument
from .definition import instrument_from
from .lines import FileError, Path, Plain, read_lines
from .shape import Misfit, Shape, text_of
from .wording import worded, wording_from

#: Patients' pages speak it; a form in another language would be one question in another tongue.
LANGUAGE = "en"
Find = Callable[[str, str], Instrument]


class FileKind(StrEnum):
    WORDING = "wording"
    INSTRUMENT = "instrument"


@dataclass(frozen=True)
class InstrumentFile:
    """A file that holds: `instrument` is the form with its wording, or the clinic's own one."""

    kind: FileKind
    instrument: Instrument
    language: str
    data: dict[str, Plain]

    @property
    def licence_ref(self) -> str:
        return self.instrument.licence_ref or self.instrument.licence_words


def read_instrument_file(content: bytes, *, find: Find, titles: dict[str, str]) -> InstrumentFile:
    """`find` gives one of our forms by key and version, or raises DomainError; `titles` are ours by key.

    Raises FileError with the line of the first thing that is wrong.
    """
    read = read_lines(content)
    try:
        return _whole(read.data, find, titles)
    except Misfit as misfit:
        raise FileError(read.line_of(misfit.path), misfit.sentence) from None


def _whole(data: Plain, find: Find, titles: dict[str, str]) -> InstrumentFile:
    if not isinstance(data, dict):
        raise Misfit((), "The file is a table: a name, a colon, and what it says.")
    kind = Shape({"kind": data.get("kind", "")}, (), ("kind",)).choice("kind", {str(k): k for k in FileKind})
    language = _language(data)
    if kind == FileKind.INSTRUMENT:
        own = instrument_from(data)
        _refuse_ours(own, titles)
        return InstrumentFile(kind, own, language, data)
    form = _form(data, find)
    return InstrumentFile(kind, worded(form, wording_from(data, form)), language, data)


def _language(data: dict[str, Plain]) -> str:
    path: Path = ("language",)
    if "language" not in data:
        raise Misfit((), "“language” is missing.")
    language = text_of(data["language"], path, longest=12)
    if language.split("-")[0] != LANGUAGE:
        raise Misfit(path, "The patient's pages are in English (en); a form in another language is not.")
    return language


def _refuse_ours(own: Instrument, titles: dict[str, str]) -> None:
    if own.key in titles:
        raise Misfit(("key",), f"“{own.key}” is one of the house's own instruments. Choose another key.")
    if own.title.casefold() in {title.casefold() for title in titles.values()}:
        raise Misfit(("title",), "One of the house's own instruments is called so. Choose another title.")


def _form(data: dict[str, Plain], find: Find) -> Instrument:
    names = ("instrument", "version")
    asked = Shape({name: data[name] for name in names if name in data}, (), names)
    key, version = asked.key("instrument"), asked.text("version", longest=20)
    try:
        form = find(key, version)
    except DomainError as unknown:
        raise Misfit(("instrument",), unknown.message) from None
    if form.is_part:
        raise Misfit(
            ("instrument",), f"{form.title} is a part of a longer form and has no wording of its own."
        )
    if form.is_offered_to_patients:
        raise Misfit(("instrument",), f"The wording of {form.title} is here already.")
    if form.items_are_own:
        raise Misfit(("instrument",), f"The rows of {form.title} are the person's own words.")
    return form
