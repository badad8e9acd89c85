"""What a person says of one day, before it is kept: only the mark is needed, and null is “not said”."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.errors import DomainError
from core.words import tenths

from .limits import check_minutes, check_steps
from .words import DayMark, GoalTick, Headache


@dataclass(frozen=True)
class DaySaid:
    """Minutes within 24 hours, steps counted by hand, a headache from 0 (none) to 3 (severe)."""

    mark: int
    moved_minutes: int | None = None
    moved_steps: int | None = None
    slept_minutes: int | None = None
    goal_tick: str = ""
    headache: int | None = None
    headache_medicine: bool | None = None

    def check_words(self) -> None:
        """Refuse a word that is none of ours."""
        if self.mark not in set(DayMark):
            raise DomainError("mark_needed", "Choose good, okay or hard.", "mark")
        if self.goal_tick and self.goal_tick not in set(GoalTick):
            raise DomainError("out_of_range", "Choose yes, part or no.", "goal_tick")
        if self.headache is not None and self.headache not in set(Headache):
            raise DomainError("out_of_range", "Choose none, mild, moderate or severe.", "headache")

    def check_numbers(self) -> None:
        """Refuse a number that no day has."""
        check_minutes(self.moved_minutes, self.slept_minutes)
        check_steps(self.moved_steps)

    @property
    def body(self) -> dict[str, Any]:
        """As an entry keeps it. What only some are asked is there only when it was said."""
        asked_of_some = {
            "steps": self.moved_steps,
            "headache": None if self.headache is None else int(self.headache),
            "medicine": self.headache_medicine,
        }
        return {
            "mark": int(self.mark),
            "moved": self.moved_minutes,
            "slept": self.slept_minutes,
            "goal": str(self.goal_tick),
        } | {name: value for name, value in asked_of_some.items() if value is not None}

    @property
    def words(self) -> str:
        """In one line; what was not said is left out."""
        parts = [f"{DayMark(self.mark).name.lower()} day"]
        if self.moved_minutes is not None:
            parts.append(f"moved {self.moved_minutes} min")
        if self.moved_steps is not None:
            parts.append(f"{self.moved_steps:,} steps")
        if self.slept_minutes is not None:
            parts.append(f"slept {tenths(Decimal(self.slept_minutes) / 60)} h")
        if self.goal_tick:
            parts.append(f"own goal {self.goal_tick}")
        return ", ".join(parts + self._of_headache)

    @property
    def _of_headache(self) -> list[str]:
        level = [] if self.headache is None else [f"headache {Headache(self.headache).name.lower()}"]
        if self.headache_medicine is None:
            return level
        return [*level, "medicine taken" if self.headache_medicine else "no medicine"]
