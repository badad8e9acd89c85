"""The words under a chart: months on the storyboard; on a longer or shorter window what fits a phone."""

from datetime import date, timedelta

from chart.presenters.window import Window
from core.words import day

#: Labels that stand beside each other on 320 px: short ones (`Jun`) and long ones (`Jul 2025`).
MOST_SHORT, MOST_LONG = 7, 4
SHORTEST_OF_MONTHS = 62
#: Percent of the width that a letter takes on the narrowest plot: 6 of 264 px.
LETTER = 2.3
#: Every so many months, and how many labels of this kind fit.
STEPS = (
    (3, MOST_LONG),
    (6, MOST_LONG),
    (12, MOST_SHORT),
    (24, MOST_SHORT),
    (60, MOST_SHORT),
    (120, MOST_SHORT),
)


def draw_months(window: Window) -> str:
    return _draw([(month, f"{month:%b}") for month in window.months()], window)


def draw_ticks(window: Window) -> str:
    return _draw(ticks(window), window)


def ticks(window: Window) -> list[tuple[date, str]]:
    """Weeks, months or years with their words, by how much there is to see."""
    if window.days < SHORTEST_OF_MONTHS:
        step = -(-window.days // 7 // MOST_LONG) * 7 or 7
        spots = range(0, window.days + 1, step)
        return [(on, day(on)) for on in (window.first + timedelta(days=one) for one in spots)]
    months = list(window.months())
    if len(months) <= MOST_SHORT:
        return [(month, f"{month:%b}") for month in months]
    step = next((step for step, most in STEPS if len(months) / step <= most), 240)
    chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0]
    return [(month, f"{month:%Y}" if step >= 12 else f"{month:%b %Y}") for month in chosen]


def _draw(labels: list[tuple[date, str]], window: Window) -> str:
    texts = "".join(_label(window.at(on), words) for on, words in labels)
    return f'<svg class="months" height="16" width="100%" aria-hidden="true">{texts}</svg>'


def _label(x: float, words: str) -> str:
    """Begins at its place; where it would leave the paper, it ends there."""
    side = ' class="end"' if x + LETTER * len(words) > 100 else ""
    return f'<text x="{x}%" y="12"{side}>{words}</text>'
