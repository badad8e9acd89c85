"""What an intake needs before it can be signed, said plainly."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SigningFacts:
    """Counted from the intake's rows at the moment of signing."""

    flags_asked: int
    flags_in_all: int
    goals_with_a_number: int
    has_peg: bool
    problems_with_a_place: int
    has_working_idea: bool
    unfinished: tuple[str, ...] = ()
    allergies_asked: bool = True


@dataclass(frozen=True)
class Missing:
    """One thing to do before signing, and the part of the page where it is done."""

    code: str
    sentence: str
    anchor: str


@dataclass(frozen=True)
class SigningVerdict:
    """`missing` keeps a page from being signed; `unasked` is only said."""

    missing: tuple[Missing, ...]
    unasked: tuple[Missing, ...] = ()

    @property
    def may_sign(self) -> bool:
        return not self.missing

    @property
    def sentence(self) -> str:
        return " ".join(one.sentence for one in self.missing)


def signing_verdict(facts: SigningFacts) -> SigningVerdict:
    """Nine red flags asked (S18), a goal with a number (S28), PEG, a place, a working idea (S21)."""
    return SigningVerdict(tuple(_missing(facts)), tuple(_unasked(facts)))


def _unasked(facts: SigningFacts) -> Iterator[Missing]:
    """One hard stop is enough (experience, rule 9): an empty list of allergies is said, and stops nobody."""
    if not facts.allergies_asked:
        yield Missing("allergies", "Nobody asked about allergies.", "health-facts")


def _missing(facts: SigningFacts) -> Iterator[Missing]:
    if left := facts.flags_in_all - facts.flags_asked:
        questions = "question is" if left == 1 else "questions are"
        yield Missing("red_flags", f"{left} red-flag {questions} not answered.", "red-flags")
    if not facts.goals_with_a_number:
        yield Missing("goal", "There is no goal with a number yet.", "goals")
    if not facts.has_peg:
        yield Missing("peg", "PEG is not complete: it needs all three answers.", "scores")
    if not facts.problems_with_a_place:
        yield Missing("problem", "No pain problem says where it hurts.", "where")
    if not facts.has_working_idea:
        yield Missing("idea", "There is no working idea yet.", "idea")
    for card in facts.unfinished:
        yield Missing("unfinished", f"{card} is not whole yet: finish it or empty it.", _anchor(card))


def _anchor(card: str) -> str:
    """A card's title begins with the word that its section is known by."""
    first = card.split()[0].lower()
    return {"goal": "goals", "peg": "scores", "odi": "scores"}.get(first, "function")
