"""The one-page visit summary: what it still needs, and where its words could be plainer (S20).

Advice on words is soft: it names them and offers others. Only what is missing keeps a page from approval.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.plain_words import hints
from core.words import full_day
from outcomes.rules.help_now import HELP_NOW

#: The next check falls two to six weeks after the visit (experience rule 2; decisions, checkpoints).
EARLIEST = timedelta(weeks=2)
LATEST = timedelta(weeks=6)
#: More lines than this are not read on a hard day (the patient's plan keeps the same bound).
MOST_THINGS_TO_DO = 5
#: What fits on one printed page at 12.5 points beside the danger signs.
MOST_WORDS = 220
#: School years that a patient's page may ask for (experience, rule 7 and A9).
HIGHEST_GRADE = 6.0


@dataclass(frozen=True)
class SummaryText:
    """The page as it is written now."""

    found: str = ""
    why_now: str = ""
    do_now: str = ""
    next_steps: str = ""
    measured: str = ""
    next_check_on: date | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.found, self.why_now, self.do_now, self.next_steps, self.measured)

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts)

    @property
    def prose(self) -> str:
        """As whole sentences, one a line, for the formulas of reading."""
        lines = (line for text in self.texts for line in lines_of(text))
        return " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines)


@dataclass(frozen=True)
class SummaryPage:
    """The page as the person reads it, on paper and on the phone."""

    name: str
    who: str
    clinic_name: str
    clinic_phone: str
    emergency_number: str
    crisis_line: str
    visit_on: date
    text: SummaryText
    help_now: tuple[str, ...] = HELP_NOW

    @property
    def do_now(self) -> tuple[str, ...]:
        return lines_of(self.text.do_now)

    @property
    def measured(self) -> tuple[str, ...]:
        return lines_of(self.text.measured)


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class Missing:
    field: str
    sentence: str


@dataclass(frozen=True)
class SummaryVerdict:
    """What stands between the page and its approval, and what could be said more plainly."""

    missing: tuple[Missing, ...]
    advice: tuple[str, ...]

    @property
    def may_approve(self) -> bool:
        return not self.missing

    @property
    def sentence(self) -> str:
        return " ".join(one.sentence for one in self.missing)


#: What the page begins with is written for colleagues.
OURS = "What was found is still our own wording of the idea. Say it as you said it to the person."


def summary_verdict(
    text: SummaryText, *, visit_on: date, grade: float | None, ideas: Collection[str] = ()
) -> SummaryVerdict:
    """`grade` is the reading grade of `text.prose`, None while it is too short to tell; `ideas` are the
    statements on the board, which the page is begun from.
    """
    ours = (OURS,) if text.found.strip() and text.found.strip() in ideas else ()
    return SummaryVerdict(tuple(_missing(text, visit_on)), (*ours, *_advice(text, visit_on, grade)))


def _missing(text: SummaryText, visit_on: date) -> Iterator[Missing]:
    needed = {
        "found": "Say what is tight, weak or irritated.",
        "do_now": "Say what the person can do now.",
        "next_steps": "Say what happens next.",
        "measured": "Say what is measured again.",
    }
    for field, sentence in needed.items():
        if not getattr(text, field).strip():
            yield Missing(field, sentence)
    if text.next_check_on is None:
        yield Missing("next_check_on", "Say when we check.")
    elif text.next_check_on <= visit_on:
        yield Missing("next_check_on", "The next check comes after the visit.")


def _advice(text: SummaryText, visit_on: date, grade: float | None) -> Iterator[str]:
    yield from (hint.sentence for hint in hints(text.prose))
    if grade is not None and grade > HIGHEST_GRADE:
        yield f"It reads at grade {grade:.0f}. Shorter sentences and words bring it to {HIGHEST_GRADE:.0f}."
    if text.words > MOST_WORDS:
        yield f"{text.words} words: about {MOST_WORDS} fit on one page."
    things = len(lines_of(text.do_now))
    if things > MOST_THINGS_TO_DO:
        yield f"{things} things to do at once: {MOST_THINGS_TO_DO} are read on a hard day."
    if text.next_check_on and not visit_on + EARLIEST <= text.next_check_on <= visit_on + LATEST:
        first, last = full_day(visit_on + EARLIEST), full_day(visit_on + LATEST)
        yield f"Two to six weeks after the visit is {first} to {last}."
