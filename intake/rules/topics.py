"""The map of topics: a conversation in any order, where each topic says how far it got (S01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """In the order of the page; nobody has to follow it."""

    STORY = "story"
    WHERE = "where"
    TIMELINE = "timeline"
    FUNCTION = "function"
    DAY = "day"
    TRIED = "tried"
    HEALTH = "health"
    EXAM = "exam"
    LIFE = "life"
    GOALS = "goals"
    IDEA = "idea"

    @property
    def label(self) -> str:
        return _LABELS.get(self.value, self.value.capitalize())


_LABELS = {
    "day": "Sleep, mood, day",
    "tried": "Tried before",
    "health": "Health and medicines",
    "exam": "Exam and scans",
    "life": "Life around it",
    "goals": "Three goals",
}


class Progress(StrEnum):
    UNTOUCHED = "untouched"
    STARTED = "started"
    ENOUGH = "enough"

    @property
    def glyph(self) -> str:
        return {"untouched": "○", "started": "◐", "enough": "●"}[self.value]


@dataclass(frozen=True)
class TopicFacts:
    """What a topic holds: how many of its parts are filled, of how many that make it enough."""

    topic: Topic
    filled: int
    enough_at: int


@dataclass(frozen=True)
class TopicState:
    topic: Topic
    progress: Progress


def state_of(facts: TopicFacts) -> TopicState:
    """Untouched, started or enough: an invitation, never a gate. Only signing asks for anything."""
    if facts.filled == 0:
        return TopicState(facts.topic, Progress.UNTOUCHED)
    enough = facts.filled >= facts.enough_at
    return TopicState(facts.topic, Progress.ENOUGH if enough else Progress.STARTED)


def filled(*texts: object) -> int:
    """How many were said; zero is a number that somebody said."""
    return sum(text not in (None, "") for text in texts)


def topic_states(all_facts: Sequence[TopicFacts]) -> list[TopicState]:
    return [state_of(facts) for facts in all_facts]
