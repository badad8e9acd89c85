"""The grid of a clock pattern: twelve columns of two hours, each none, mild or strong."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template

from intake.rules.clock_pattern import BANDS, HOURS, Level, band_words, hour_words

register = template.Library()


@dataclass(frozen=True)
class Band:
    """Two hours of the day, with the level said of them, or None."""

    number: int
    said: str | None

    @property
    def name(self) -> str:
        return f"b{self.number}"

    @property
    def words(self) -> str:
        return band_words(self.number)

    @property
    def head(self) -> str:
        """As short as a column: 12a, 2a, 12p."""
        hour = self.number * HOURS
        return {0: "12a", 12: "12p"}.get(hour) or hour_words(hour).replace(" a.m.", "a").replace(" p.m.", "p")

    @property
    def cells(self) -> list[tuple[Level, bool]]:
        """The strongest on top."""
        return [(level, self.said == str(level.value)) for level in sorted(Level, reverse=True)]


@register.inclusion_tag("intake/body/clock_grid.html")
def clock_grid(values: Mapping[str, str]) -> dict[str, object]:
    """`values`: as `intake.rules.clock_pattern.pattern_values` gives them."""
    bands = [Band(number, values.get(f"b{number}")) for number in range(BANDS)]
    return {"bands": bands, "levels": sorted(Level, reverse=True)}
