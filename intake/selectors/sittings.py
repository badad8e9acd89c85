"""Coming back to an intake: where one was, what was said last, how long it took."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator

from audit.selectors import events_about
from core.models import Draft
from intake.models import Intake, Sitting
from intake.rules.cards import SENSITIVE, card_words, title_of
from intake.rules.sittings import sum_up
from people.access import Actor
from people.drafts import SAVED

from .conversation import Charted

LAST_SAID = 3
#: The newest saves that are looked through for them.
LOOKED_THROUGH = 60


@dataclass(frozen=True)
class Said:
    """A thing that was said, and what it answers."""

    about: str
    words: str


def place_of(intake: Intake, actor: Actor, *, but: UUID | None) -> Sitting | None:
    """Where this person was, on whatever device; the sitting `but` is the page that asks."""
    sittings = Sitting.objects.filter(intake=intake, user_id=actor.user_id).exclude(control="")
    return sittings.exclude(pk=but).first()


def time_spent(intake: Intake, *, but: UUID | None = None) -> dict[str, int]:
    """Seconds in use by topic, all sittings of everybody together."""
    return sum_up(Sitting.objects.filter(intake=intake).exclude(pk=but).values_list("seconds", flat=True))


def last_said(page: Charted, *, sees_sensitive: bool) -> list[Said]:
    """The newest three things that were written, by whomever, still stand, and that this reader may see."""
    events = events_about(page.intake.patient_id).filter(
        action__in=[SAVED, "card_saved"], at__gte=page.intake.started_at
    )
    if not sees_sensitive:
        events = events.exclude(action="card_saved", detail__in=SENSITIVE)
    rows = {str(row.pk): row for row in (page.intake, *page.problems, *page.tried, *page.ideas)}
    found: dict[tuple[str, str], Said] = {}
    for event in events[:LOOKED_THROUGH]:
        said = _said(page, rows.get(event.object_id), event.detail)
        if said and len(found) < LAST_SAID:
            found.setdefault((event.object_id, event.detail), said)
    return list(found.values())


def _said(page: Charted, row: Draft | None, field: str) -> Said | None:
    if row is None:
        return None
    if field in page.cards:
        card = page.cards[field]
        words = card_words(field, card) if card.is_recorded else ", ".join(filter(None, card.values.values()))
        return Said(title_of(field), words) if words else None
    value = getattr(row, f"get_{field}_display", lambda: getattr(row, field, ""))()
    label = str(row._meta.get_field(field).verbose_name).capitalize()
    return Said(label, Truncator(str(value)).chars(90)) if value not in (None, "") else None
