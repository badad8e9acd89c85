"""Goal attainment scaling as a page shows it: the levels of each goal, and T beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ..rules import gas


@dataclass(frozen=True)
class LevelLine:
    id: UUID
    level: int
    on: date

    @property
    def signed(self) -> str:
        return f"{self.level:+d}" if self.level else "0"


@dataclass(frozen=True)
class ScaleLine:
    """The five outcomes from -2 to 2, the weight, and the levels, oldest first."""

    words: tuple[str, ...]
    weight: int
    levels: tuple[LevelLine, ...]

    @property
    def first(self) -> LevelLine | None:
        return self.levels[0] if self.levels else None

    @property
    def latest(self) -> LevelLine | None:
        return self.levels[-1] if self.levels else None

    @property
    def latest_words(self) -> str:
        return self.words[self.latest.level + 2] if self.latest else ""


@dataclass(frozen=True)
class Attainment:
    """T of the goals that have a scale, at the start and now; each goal's own level stands beside it."""

    start: Decimal
    now: Decimal
    goals: int


def scale_of(row: dict) -> ScaleLine | None:
    """The scale in a row of goals that carries `scale__...` and `level_rows`."""
    if row["scale__expected"] is None:
        return None
    names = ("much_less", "less", "expected", "more", "much_more")
    levels = (LevelLine(UUID(r["id"]), r["level"], date.fromisoformat(r["on"])) for r in row["level_rows"])
    return ScaleLine(
        words=tuple(row[f"scale__{name}"] for name in names),
        weight=row["scale__importance"] * row["scale__difficulty"],
        levels=tuple(sorted(levels, key=lambda level: level.on)),
    )


def attainment(scales: Iterable[ScaleLine | None]) -> Attainment | None:
    """T over the goals that have a level; None without one. It is ordinal: the levels are read first."""
    levelled = [scale for scale in scales if scale and scale.levels]
    start = gas.attainment([gas.GoalLevel(s.first.level, Decimal(s.weight)) for s in levelled if s.first])
    now = gas.attainment([gas.GoalLevel(s.latest.level, Decimal(s.weight)) for s in levelled if s.latest])
    return None if start is None or now is None else Attainment(start, now, len(levelled))
