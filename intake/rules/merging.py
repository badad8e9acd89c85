"""What a packet brings to a list of medicines, line by line: new, the same, changed. A person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .medicines import Listed, doses_differ, is_same_medicine


class MergeKind(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ENDED_THERE = "ended_there"

    @property
    def label(self) -> str:
        return {
            "new": "New",
            "same": "Here already",
            "changed": "Changed",
            "ended_there": "Ended at the sender",
        }[self.value]


class MergeChoice(StrEnum):
    """What becomes of the packet's line and of the one that was here."""

    KEEP = "keep"
    TAKE_OVER = "take_over"
    BOTH = "both"
    ENDED = "ended"


@dataclass(frozen=True)
class Brought:
    """One line of a packet that waits for a decision.

    `here` is the line that it meets: another one, or what the same line said before its sender changed it;
    None for a medicine that is new.
    """

    kind: MergeKind
    line: Listed
    here: Listed | None = None

    @property
    def is_in_place(self) -> bool:
        """The sender changed a line of its own: there is one line, and what it said before."""
        return self.here is not None and self.here.key == self.line.key

    @property
    def choices(self) -> list[tuple[MergeChoice, str]]:
        """What can be decided, each with the words of its button."""
        if self.here is None:
            return [(MergeChoice.TAKE_OVER, "Leave it on the list"), _ENDED]
        if self.kind is MergeKind.ENDED_THERE:
            return [(MergeChoice.KEEP, "Keep it on the list"), _ENDED]
        both = [] if self.is_in_place else [(MergeChoice.BOTH, "Both are taken")]
        taken = (MergeChoice.TAKE_OVER, "Take over the packet’s")
        return [(MergeChoice.KEEP, "Keep what was here"), taken, *both, _ENDED]


_ENDED = (MergeChoice.ENDED, "Not taken any more")


def brought(
    lines: Iterable[Listed], *, updated: Sequence[Brought] = (), decided: frozenset[str] = frozenset()
) -> list[Brought]:
    """What waits for a decision: first what senders changed in lines of their own (`updated`), then the lines
    of a packet that came to a list where there was something already, in the order of the list.

    `decided` are the keys that somebody decided about. A new medicine is settled, too, by anything said of
    it; a twin is not, as the question there is which of the two counts.
    """
    prescribed = [line for line in lines if line.is_prescribed]
    changed = {one.line.key for one in updated}
    waiting = [line for line in prescribed if line.packet and line.key not in decided | changed]
    met = (_meets(line, [other for other in prescribed if _was_here(other, line)]) for line in waiting)
    return [*updated, *filter(None, met)]


def _was_here(other: Listed, line: Listed) -> bool:
    return other.packet != line.packet and other.arrived < line.arrived


def _meets(line: Listed, here: Sequence[Listed]) -> Brought | None:
    if not here:
        return None
    twins = [other for other in here if is_same_medicine(line, other)]
    if not twins:
        return Brought(MergeKind.NEW, line) if line.said is None else None
    same = next((other for other in twins if not doses_differ(line, other)), None)
    return Brought(MergeKind.SAME, line, same) if same else Brought(MergeKind.CHANGED, line, twins[0])
