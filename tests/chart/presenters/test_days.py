"""C2: forty cells, what is missing is open, and the counts are said."""

from datetime import date, timedelta

from chart.presenters.days import cells_until, draw_days, tally
from chart.presenters.marks import Span

TODAY = date(2026, 11, 20)


def test_forty_cells_end_today_and_missing_days_are_open():
    cells = cells_until(TODAY, {TODAY: "hard", TODAY - timedelta(days=1): "good"})
    assert len(cells) == 40
    assert [cell.kind for cell in cells[-3:]] == [None, "good", "hard"]
    assert tally(cells) == [("○", "good", 1), ("◐", "okay", 0), ("●", "hard", 1), ("┄", "no entry", 38)]


def test_the_strip_is_one_sentence_for_ears():
    drawn = draw_days(cells_until(TODAY, {TODAY: "hard"}, days=2), href="/days/")
    assert 'aria-label="19 Nov 2026 to 20 Nov 2026: 0 good, 0 okay, 1 hard, 1 no entry."' in drawn
    assert drawn.count("<li") == 2


def test_days_in_a_flare_are_marked_and_counted():
    flare = Span(TODAY - timedelta(days=1), TODAY)
    cells = cells_until(TODAY, {TODAY: "hard"}, days=3, flares=[flare])
    assert [cell.in_flare for cell in cells] == [False, True, True]
    assert tally(cells)[-1] == ("✶", "in a flare", 2)
    drawn = draw_days(cells, href="/days/?a=1&b")
    assert '<li class="hard in-flare">' in drawn
    assert '<li class="none in-flare">' in drawn
    assert 'href="/days/?a=1&amp;b"' in drawn
