"""The story before the visit: which pages a person is asked, in what order, and where they go on (S15)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from outcomes.rules.red_flags import RedFlag
from outcomes.rules.words import FlagAnswer

from .words import AccessReason, Ended, Taking

#: As many wants as anybody can work on at once (S16).
MOST_WANTS = 3
#: As many lines as a person lists; a longer list belongs into the conversation.
MOST_LINES = 20


class PreVisitState(StrEnum):
    OPEN = "open"
    SENT = "sent"


class PageKind(StrEnum):
    """One question each. Danger signs come first: a yes changes what the person should do today."""

    SIGN = "sign"
    WANTS = "wants"
    GOOD_DAY = "good-day"
    TRIED = "tried"
    URGENT = "urgent"
    WHERE = "where"
    MEDICINE = "medicine"
    OTHERS = "others"
    WEEK = "week"


@dataclass(frozen=True)
class StoryPage:
    """One page; `key` is the danger sign's, or that of the medicine it asks about."""

    kind: PageKind
    key: str = ""

    @property
    def slug(self) -> str:
        return f"{self.kind}-{self.key}" if self.key else self.kind.value

    @property
    def may_skip(self) -> bool:
        return self.kind != PageKind.SIGN


def signs_to_ask(flags: Sequence[RedFlag], *, self_harm: bool) -> list[str]:
    """The danger signs of a story, by key; self-harm only of one that was opened while somebody watches."""
    return [flag.key for flag in flags if self_harm or not flag.is_self_harm]


def story_pages(signs: Sequence[str], medicines: Sequence[str]) -> list[StoryPage]:
    """Every page of one person's story, in order."""
    middle = (PageKind.WANTS, PageKind.GOOD_DAY, PageKind.TRIED, PageKind.URGENT, PageKind.WHERE)
    return [
        *(StoryPage(PageKind.SIGN, key) for key in signs),
        *(StoryPage(kind) for kind in middle),
        *(StoryPage(PageKind.MEDICINE, key) for key in medicines),
        StoryPage(PageKind.OTHERS),
        StoryPage(PageKind.WEEK),
    ]


def next_to_ask(pages: Sequence[StoryPage], passed: Collection[str]) -> StoryPage | None:
    """The first page that nobody went past yet; None when the last look is next."""
    return next((page for page in pages if page.slug not in passed), None)


class Ending(StrEnum):
    """How something that was tried ended, in a person's words; never “failed”."""

    NO_HELP = "no_help"
    WORE_OFF = "wore_off"
    FELT_BAD = "felt_bad"
    STILL = "still"
    NOT_HERE = "not_here"
    TIMES = "times"
    COST = "cost"

    @property
    def label(self) -> str:
        return _ENDINGS[self][0]

    @property
    def ended(self) -> Ended:
        return _ENDINGS[self][1]

    @property
    def access_reason(self) -> AccessReason | None:
        return _ENDINGS[self][2]


_ENDINGS: Mapping[Ending, tuple[str, Ended, AccessReason | None]] = {
    Ending.NO_HELP: ("It did not help", Ended.NO_BENEFIT, None),
    Ending.WORE_OFF: ("It helped, then it wore off", Ended.WORE_OFF, None),
    Ending.FELT_BAD: ("It made me feel bad", Ended.SIDE_EFFECT, None),
    Ending.STILL: ("I still use it", Ended.STILL_USING, None),
    Ending.NOT_HERE: ("I could not get it near me", Ended.ACCESS, AccessReason.ACCESS),
    Ending.TIMES: ("The times or the way there did not work", Ended.ACCESS, AccessReason.SCHEDULE),
    Ending.COST: ("It cost too much", Ended.ACCESS, AccessReason.COST),
}

#: What somebody does with a medicine, as a person would say it.
TAKING_WORDS: Mapping[Taking, str] = {
    Taking.AS_PRESCRIBED: "Just as it says",
    Taking.DIFFERENTLY: "In my own way",
    Taking.SOMETIMES: "Only at times",
    Taking.NOT_TAKING: "I do not take it now",
    Taking.AVOIDS: "I stay away from it, or it scares me",
}

#: What a danger sign is answered with; nothing is chosen beforehand.
SIGN_WORDS: Mapping[FlagAnswer, str] = {
    FlagAnswer.NO: "No",
    FlagAnswer.YES: "Yes",
    FlagAnswer.UNSURE: "I am not sure",
}


@dataclass(frozen=True)
class TriedLine:
    """One thing that was tried, as told. `key` names the line, so that a double tap makes one."""

    key: str
    what: str
    when: str = ""
    helped_for: str = ""
    ending: str = ""

    @property
    def ended(self) -> Ending | None:
        return Ending(self.ending) if self.ending else None

    @property
    def words(self) -> str:
        """`Gabapentin, last winter. Helped for: two weeks. It made me feel bad.`"""
        what = ", ".join(filter(None, [self.what, self.when]))
        helped = f"Helped for: {self.helped_for}" if self.helped_for else ""
        return ". ".join(filter(None, [what, helped, self.ended.label if self.ended else ""])) + "."


@dataclass(frozen=True)
class MedicineLine:
    """How one medicine is taken, as told. `medication` is the charted one, empty for what is not charted."""

    key: str
    title: str
    taking: str = ""
    how: str = ""
    reason: str = ""
    medication: str = ""

    @property
    def words(self) -> str:
        """`Metformin 1000 mg: Only at times, because it upsets my belly.`"""
        said = TAKING_WORDS[Taking(self.taking)] if self.taking else ""
        more = ", ".join(filter(None, [said, self.how]))
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.title}: {more}{why}" if more or why else self.title


@dataclass(frozen=True)
class Week:
    """What a week looks like, line by line, as told."""

    work: str = ""
    care: str = ""
    travel: str = ""
    sleep: str = ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        told = [
            ("Work", self.work),
            ("Care of others", self.care),
            ("Getting around", self.travel),
            ("Sleep", self.sleep),
        ]
        return [(name, words) for name, words in told if words]


@dataclass(frozen=True)
class Told:
    """Everything that one person wrote, for the last look and for the clinician."""

    wants: Sequence[str] = ()
    good_day: str = ""
    good_day_frequency: str = ""
    most_urgent: str = ""
    since: str = ""
    tried: Sequence[TriedLine] = ()
    medicines: Sequence[MedicineLine] = ()
    week: Week = field(default_factory=Week)

    @property
    def tried_words(self) -> str:
        return "\n".join(line.words for line in self.tried)


def lines_with(lines: Sequence[dict], line: dict) -> list[dict]:
    """`line` in the place of the one with its key, or at the end: the same one twice is there once."""
    if any(one["key"] == line["key"] for one in lines):
        return [line if one["key"] == line["key"] else one for one in lines]
    return [*lines, line]


def lines_without(lines: Sequence[dict], key: str) -> list[dict]:
    return [one for one in lines if one["key"] != key]
