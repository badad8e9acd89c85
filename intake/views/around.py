"""What the page shows of life, sleep, mood and health, beside the story."""

from intake.rules.sleep import SOURCE
from intake.selectors.conversation import Charted
from intake.selectors.day import day_page
from intake.selectors.health import health_page

from .life import life_context
from .triage import triage_context


def around_context(page: Charted) -> dict[str, object]:
    """Rows that `page` has read are not read again."""
    patient, health = page.intake.patient, health_page(page.intake)
    taken = [medicine.title for medicine in page.medications]
    day = day_page(page.intake, sleep=page.sleep, medicines=taken, known=health.known)
    around = {"day": day, "sleep_source": SOURCE, "health": health, "allergies": page.allergies}
    return life_context(patient) | triage_context(patient) | around
