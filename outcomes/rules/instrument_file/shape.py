"""Taking plain values apart: each accessor gives what was asked for or says what is wrong, and where."""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from .lines import Path, Plain

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?")
T = TypeVar("T")


class Misfit(ValueError):
    """Something is not as the format has it; `path` leads to it."""

    def __init__(self, path: Path, sentence: str):
        super().__init__(sentence)
        self.path = path
        self.sentence = sentence


class Shape:
    """A table of the file. What it holds is asked for by name; names that nobody knows are refused."""

    def __init__(self, data: Plain, path: Path, names: Collection[str]):
        if not isinstance(data, dict):
            raise Misfit(path, "Here a table is needed, with a name and a colon in each line.")
        for name in data:
            if name not in names:
                known = ", ".join(sorted(names))
                raise Misfit((*path, name), f"This name is not known here. Known are: {known}.")
        self._data = data
        self.path = path

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def at(self, name: str) -> Path:
        return (*self.path, name)

    def plain(self, name: str) -> Plain:
        if name not in self._data:
            raise Misfit(self.path, f"“{name}” is missing.")
        return self._data[name]

    def text(self, name: str, *, longest: int, default: str | None = None) -> str:
        """Not empty, unless a default is there for one that is left out."""
        if default is not None and name not in self._data:
            return default
        return text_of(self.plain(name), self.at(name), longest=longest)

    def key(self, name: str) -> str:
        return key_of(self.plain(name), self.at(name))

    def number(self, name: str) -> Decimal:
        return number_of(self.plain(name), self.at(name))

    def whole(self, name: str) -> int:
        value = self.number(name)
        if value != int(value):
            raise Misfit(self.at(name), f"“{name}” is a whole number.")
        return int(value)

    def choice(self, name: str, offered: Mapping[str, T], default: T | None = None) -> T:
        if default is not None and name not in self._data:
            return default
        value = self.plain(name)
        if not isinstance(value, str) or value not in offered:
            raise Misfit(self.at(name), f"“{name}” is one of: {', '.join(offered)}.")
        return offered[value]

    def rows(self, name: str, *, most: int) -> Iterator[tuple[Plain, Path]]:
        value = self.plain(name)
        if not isinstance(value, list) or not value:
            raise Misfit(self.at(name), f"“{name}” is a list, each entry with a dash.")
        if len(value) > most:
            raise Misfit(self.at(name), f"“{name}” has {len(value)} entries; {most} is the most.")
        for n, one in enumerate(value):
            yield one, (*self.at(name), n)


def text_of(value: Plain, path: Path, *, longest: int) -> str:
    if not isinstance(value, str) or not value:
        raise Misfit(path, "Here some text is needed.")
    if len(value) > longest:
        raise Misfit(path, f"This is {len(value)} characters long; {longest} is the most.")
    return value


def number_of(value: Plain, path: Path) -> Decimal:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise Misfit(path, "Here a number is needed, such as 4 or 2.5.")
    return Decimal(value)


def key_of(value: Plain, path: Path) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise Misfit(path, "A key is a small letter, then small letters, digits and _, 40 at the most.")
    return value
