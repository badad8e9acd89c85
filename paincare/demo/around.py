"""Life around the conversation: what stands in the way, how the nights are, what rules need to know."""

from datetime import datetime

from intake import drafts
from intake.models import Intake
from intake.rules.health_facts import Known
from intake.rules.life import BarrierKind
from intake.rules.sleep import SleepAnswer
from intake.services import day, health, life
from people.drafts import save_draft_field

from .scenes import Chart

_BARRIER = next(kind for kind in drafts.KINDS if kind.name == "barrier")


def tell(chart: Chart, intake: Intake, at: datetime) -> None:
    who = {"by": chart.physician, "at": at}
    for limit in chart.course.limits:
        row = life.add_barrier(patient=chart.patient, kind=BarrierKind(limit.kind), words=limit.words, **who)
        for field in ("severity", "left", "remedy", "remedy_state"):
            if said := getattr(limit, field):
                save_draft_field(_BARRIER, draft=row, field=field, value=said, revision=0, **who)
    if chart.course.sleep:
        answers = {key: SleepAnswer(answer) for key, answer in chart.course.sleep}
        day.answer_sleep(intake=intake, answers=answers, **who)
    for key, known in chart.course.facts:
        health.state_fact(intake=intake, key=key, known=Known(known), **who)
