"""Which templates fit the working idea, and why. Sorting only: nothing is ever picked for anyone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .template import PlanTemplate


@dataclass(frozen=True)
class Fit:
    """A template beside the reasons found for it; no reasons is an answer too."""

    template: PlanTemplate
    why: tuple[str, ...]


def fits(templates: Iterable[PlanTemplate], story: str) -> Sequence[Fit]:
    """Every template, the one with most reasons first; ties keep the library's order.

    `story` is what was charted: the idea, what speaks for it, and where it hurts.
    """
    found = [Fit(template, _reasons(template, story)) for template in templates]
    return sorted(found, key=lambda fit: -len(fit.why))


def _reasons(template: PlanTemplate, story: str) -> tuple[str, ...]:
    return tuple(cue.words for cue in template.cues if any(_says(story, sign) for sign in cue.signs))


def _says(story: str, sign: str) -> bool:
    """The sign as whole words, so that “leg” is not found in “allege”."""
    return re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", story, re.IGNORECASE) is not None
