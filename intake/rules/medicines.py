"""Medicines as prescribed and as taken, side by side: what does not agree, and what was looked through (S14).

The rule says what it sees on the list and nothing else: no interaction, no class, no brand is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .ingredients import ingredients, strengths, without_strengths
from .words import Taking


class DiscrepancyKind(StrEnum):
    """In the order in which they are read."""

    NO_STATEMENT = "no_statement"
    NOT_TAKEN = "not_taken"
    AVOIDED = "avoided"
    DIFFERENTLY = "differently"
    NOT_PRESCRIBED = "not_prescribed"
    TWO_DOSES = "two_doses"
    DUPLICATE = "duplicate"


_KIND_OF = {
    Taking.NOT_TAKING: DiscrepancyKind.NOT_TAKEN,
    Taking.AVOIDS: DiscrepancyKind.AVOIDED,
    Taking.DIFFERENTLY: DiscrepancyKind.DIFFERENTLY,
    Taking.SOMETIMES: DiscrepancyKind.DIFFERENTLY,
}
_TAKEN = (Taking.AS_PRESCRIBED, Taking.DIFFERENTLY, Taking.SOMETIMES)


@dataclass(frozen=True)
class Said:
    """The newest statement about one medicine."""

    taking: Taking
    how: str = ""
    last_taken: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Listed:
    """One line of the list. `packet` names what brought it and is empty for a line by hand; `arrived` orders
    lines by when they came; without `is_prescribed` the line stands on a statement alone.
    """

    key: str
    title: str
    dose: str = ""
    code: str = ""
    packet: str = ""
    arrived: str = ""
    is_prescribed: bool = True
    said: Said | None = None

    @property
    def is_taken(self) -> bool:
        """As far as is known: a prescribed line of which nothing was said counts as taken."""
        return self.is_prescribed if self.said is None else self.said.taking in _TAKEN


@dataclass(frozen=True)
class Discrepancy:
    kind: DiscrepancyKind
    sentence: str
    keys: tuple[str, ...]


def taking_words(taking: Taking, *, is_prescribed: bool) -> str:
    """Nobody takes “as prescribed” what was not prescribed."""
    if taking is Taking.AS_PRESCRIBED and not is_prescribed:
        return "Takes it"
    return taking.label


def said_words(line: Listed) -> str:
    """What was said of a line, in words; empty when nothing was."""
    return statement_words(line.said, line.is_prescribed) if line.said else ""


def statement_words(said: Said, is_prescribed: bool) -> str:
    """“In another way: half of it, at night, last taken yesterday, it made me foggy”."""
    last = f"last taken {said.last_taken}" if said.last_taken else ""
    rest = ", ".join(filter(None, (said.how, last, said.reason)))
    words = taking_words(said.taking, is_prescribed=is_prescribed)
    return f"{words}: {rest}" if rest else words


def discrepancies(lines: Sequence[Listed]) -> list[Discrepancy]:
    """All of them, in the order of their kinds and of the list."""
    found = [*_single(lines), *_twins(lines)]
    order = list(DiscrepancyKind)
    return sorted(found, key=lambda one: order.index(one.kind))


def _single(lines: Iterable[Listed]) -> Iterator[Discrepancy]:
    for line in lines:
        if line.said is None:
            sentence = f"{line.title}: nobody said yet how it is taken."
            yield Discrepancy(DiscrepancyKind.NO_STATEMENT, sentence, (line.key,))
        elif not line.is_prescribed:
            if line.is_taken:
                sentence = f"{line.title}: taken, not prescribed{_after(line)}."
                yield Discrepancy(DiscrepancyKind.NOT_PRESCRIBED, sentence, (line.key,))
        elif kind := _KIND_OF.get(line.said.taking):
            dose = f" ({line.dose})" if line.dose else ""
            sentence = f"{line.title}: prescribed{dose}, {_taken_as(line.said)}."
            yield Discrepancy(kind, sentence, (line.key,))


def _after(line: Listed) -> str:
    return f" ({line.said.how})" if line.said and line.said.how else ""


def _taken_as(said: Said) -> str:
    words = {
        Taking.NOT_TAKING: "not taken any more",
        Taking.AVOIDS: "avoided",
        Taking.DIFFERENTLY: "taken in another way",
        Taking.SOMETIMES: "taken only sometimes",
    }[said.taking]
    rest = ", ".join(filter(None, (said.how, said.reason)))
    return f"{words}: {rest.rstrip('.')}" if rest else words


def _twins(lines: Sequence[Listed]) -> Iterator[Discrepancy]:
    """Lines of one ingredient or one code. From two packets with two doses is another question than twice."""
    for group in same_medicine(line for line in lines if line.is_taken):
        keys = tuple(line.key for line in group)
        names = " and ".join(_with_dose(line) for line in group)
        packets = {line.packet for line in group if line.packet}
        if len(packets) > 1 and any(doses_differ(group[0], other) for other in group[1:]):
            yield Discrepancy(
                DiscrepancyKind.TWO_DOSES, f"Two packets, two doses of the same medicine: {names}.", keys
            )
        else:
            yield Discrepancy(DiscrepancyKind.DUPLICATE, f"The same medicine more than once: {names}.", keys)


def _with_dose(line: Listed) -> str:
    dose = line.dose or (line.said.how if line.said and not line.is_prescribed else "")
    return f"{line.title} ({dose})" if dose else line.title


def same_medicine(lines: Iterable[Listed]) -> list[list[Listed]]:
    """Groups of two or more lines that hold the same: by their code, or by the names of their ingredients."""
    groups: dict[tuple[str, ...], list[Listed]] = defaultdict(list)
    by_code: dict[str, tuple[str, ...]] = {}
    for line in lines:
        name = ingredients(line.title) or (line.key,)
        name = by_code.setdefault(line.code, name) if line.code else name
        groups[name].append(line)
    return [group for group in groups.values() if len(group) > 1]


def is_same_medicine(one: Listed, other: Listed) -> bool:
    if one.code and one.code == other.code:
        return True
    names = ingredients(one.title)
    return bool(names) and names == ingredients(other.title)


def doses_differ(one: Listed, other: Listed) -> bool:
    """Only what both of them state can differ; a dose that is not stated contradicts nothing."""
    strong, other_strong = (strengths(f"{line.title} {line.dose}") for line in (one, other))
    if strong and other_strong and strong != other_strong:
        return True
    rhythm, other_rhythm = without_strengths(one.dose), without_strengths(other.dose)
    return bool(rhythm and other_rhythm and rhythm != other_rhythm)


# --- the review ----------------------------------------------------------------------------------

Snapshot = list[list[str]]


def snapshot(lines: Iterable[Listed]) -> Snapshot:
    """The list as a review keeps it: [key, title and dose, what was said]."""
    return [[line.key, _with_dose(line), said_words(line)] for line in lines]


def changes_since(then: Snapshot, now: Snapshot) -> list[str]:
    """What became of the list since it was reviewed, a sentence each; empty when nothing did."""
    before = {key: (title, said) for key, title, said in then}
    after = {key: (title, said) for key, title, said in now}
    return [
        *(f"{title}: new on the list" for key, (title, _) in after.items() if key not in before),
        *(f"{title}: not on the list any more" for key, (title, _) in before.items() if key not in after),
        *(
            f"{title}: {said.lower() or 'nothing said'}" if before[key][0] == title else f"{title}: changed"
            for key, (title, said) in after.items()
            if key in before and before[key] != (title, said)
        ),
    ]


def review_sentence(who: str, day: str, on_list: int, found: int) -> str:
    """“Reconciled by Dr Rao on 12 Nov 2026: 8 on the list, 2 discrepancies”."""
    noun = "discrepancy" if found == 1 else "discrepancies"
    return f"Reconciled by {who} on {day}: {on_list} on the list, {found or 'no'} {noun}"
