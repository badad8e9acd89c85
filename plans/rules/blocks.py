"""A diagnostic block is an answer: how much relief, for how many hours (S24).

Thresholds come in as arguments. Shipped: more than 50% (seed S44; Cohen 2020, RAPM 45:424: at least 50%),
payers at least 80% (Medicare LCD L33930 family), for at least 1 hour (lidocaine's nominal duration).
Duration is information: a study of 150 diaries found no difference between agents (PMC11372915).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.words import plain

#: A second block counts from this many days after the first (Medicare LCD family, `clinical.md` 5.1).
MIN_DAYS_BETWEEN_BLOCKS = 14


class BlockCode(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    TOO_SHORT = "too_short"


@dataclass(frozen=True)
class BlockThresholds:
    """`percent` must be passed, `payer_percent` and `hours` reached."""

    percent: Decimal
    payer_percent: Decimal
    hours: Decimal


@dataclass(frozen=True)
class Relief:
    """What a block did to the index pain: percent of it gone, for how many hours."""

    percent: Decimal
    hours: Decimal
    on: date


@dataclass(frozen=True)
class BlockVerdict:
    code: BlockCode
    meets_payer: bool
    sentence: str

    @property
    def is_positive(self) -> bool:
        return self.code is BlockCode.POSITIVE


def block_verdict(relief: Relief, limits: BlockThresholds) -> BlockVerdict:
    """Positive: more than `limits.percent` for at least `limits.hours`. Both thresholds are always said."""
    code = _code(relief, limits)
    meets_payer = relief.percent >= limits.payer_percent and relief.hours >= limits.hours
    return BlockVerdict(code, meets_payer, _sentence(relief, limits, code, meets_payer))


def _code(relief: Relief, limits: BlockThresholds) -> BlockCode:
    if relief.percent <= limits.percent:
        return BlockCode.NEGATIVE
    return BlockCode.POSITIVE if relief.hours >= limits.hours else BlockCode.TOO_SHORT


_READS = {
    BlockCode.POSITIVE: "more than {percent}% relief, so it counts as positive",
    BlockCode.NEGATIVE: "not more than {percent}% relief, so it counts as negative",
    BlockCode.TOO_SHORT: "more than {percent}% relief but shorter than {hours} h, so it does not count",
}


def _sentence(relief: Relief, limits: BlockThresholds, code: BlockCode, meets_payer: bool) -> str:
    reads = _READS[code].format(percent=plain(limits.percent), hours=plain(limits.hours))
    payer = "met" if meets_payer else "not met"
    return (
        f"{plain(relief.percent)}% for {plain(relief.hours)} h: {reads}. "
        f"The payer's line of {plain(limits.payer_percent)}% is {payer}."
    )


def positive_blocks_for_ablation(
    reliefs: Iterable[Relief], limits: BlockThresholds, *, apart: int = MIN_DAYS_BETWEEN_BLOCKS
) -> int:
    """How many positive blocks count, each at least `apart` days after the one counted before it."""
    count, last = 0, None
    for relief in sorted(reliefs, key=lambda one: one.on):
        far_enough = last is None or (relief.on - last).days >= apart
        if far_enough and block_verdict(relief, limits).is_positive:
            count, last = count + 1, relief.on
    return count
