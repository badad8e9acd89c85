"""The sparkline cell of a list: `{% spark row.anchor %}` (C10)."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from chart.presenters.spark import Spark, draw_spark
from chart.presenters.window import Window
from chart.selectors.series import drawn, verdict_of
from outcomes.selectors import AnchorLine

register = template.Library()


@register.simple_tag
def spark(anchor: AnchorLine) -> SafeString:
    """Drawn by a presenter, which escapes what people typed."""
    [latest] = drawn([anchor.latest])
    cell = Spark(
        label=anchor.label,
        unit=anchor.unit,
        latest=latest,
        verdict=verdict_of(anchor.verdict),
        points=drawn(anchor.points),
        flares=anchor.flares,
        window=Window(anchor.since, anchor.on),
    )
    return mark_safe(draw_spark(cell))  # noqa: S308 -- it escapes all text
