"""The answers of an item as a file gives them: every value with its words, or both ends of a long scale."""

from ..instrument_parts import Scale
from .lines import Path, Plain
from .shape import Misfit, text_of

#: Buttons of a page, and words below each other.
MOST_VALUES = 21
_HIGHEST = 100
_LONGEST_WORDS = 400
#: Shorter scales have words for every value: a button with a bare number would not be the form's answer.
_ENDS_FROM = 7


def scale_from(data: Plain, path: Path) -> Scale:
    """`data` maps each value to its words, in the order of the form; of a long scale both ends may do."""
    words = _words(data, path)
    values = sorted(words)
    if len(values) < 2:
        raise Misfit(path, "There is one answer only.")
    low, high = values[0], values[-1]
    count = high - low + 1
    if count > MOST_VALUES:
        raise Misfit(path, f"{count} answers do not fit on a page; {MOST_VALUES} is the most.")
    printed = tuple(words)
    if len(values) == count:
        in_order = () if printed == tuple(values) else printed
        return Scale(low, high, words[low], words[high], tuple(words[one] for one in values), in_order)
    if len(values) > 2 or count < _ENDS_FROM:
        raise Misfit(path, f"{len(values)} answers are here, and {low} to {high} are {count}.")
    order = tuple(range(low, high + 1))
    return Scale(low, high, words[low], words[high], (), order[::-1] if printed[0] == high else ())


def _words(data: Plain, path: Path) -> dict[int, str]:
    if not isinstance(data, dict):
        raise Misfit(path, "The answers are a table: the number, a colon, the words.")
    words = {}
    for name, value in data.items():
        if not (name.isascii() and name.isdecimal()) or int(name) > _HIGHEST or str(int(name)) != name:
            raise Misfit((*path, name), f"An answer is a whole number from 0 to {_HIGHEST}.")
        words[int(name)] = text_of(value, (*path, name), longest=_LONGEST_WORDS)
    return words
