"""Before the same study again: when it was done last, and whether a danger sign is new since then."""

from datetime import datetime

from intake.models import TestRequest
from intake.rules.testing import BY_KEY, Study, last_same, soft_stop
from outcomes.models import RedFlagAnswer
from outcomes.rules.words import FlagAnswer
from people.models import Patient
from people.selectors import policy

from .evidence import scan_lines, studies_of


def studies(patient: Patient) -> list[Study]:
    """On the timeline, packets included; told with a finding; and asked for here and done."""
    charted = [Study(row.title, row.starts_on) for row in studies_of(patient)]
    told = [Study(line.scan.study, line.scan.on) for line in scan_lines(patient) if line.scan.study]
    done = TestRequest.objects.filter(patient=patient, erred_at=None, result_on__isnull=False)
    asked = [Study(f"{BY_KEY[row.kind].label} {row.region}", row.result_on) for row in done]
    return [*charted, *told, *asked]


def stop_before(patient: Patient, kind: str, region: str, *, at: datetime) -> str:
    """Why a reason is asked for; empty when nothing speaks against it."""
    today = patient.today(at)
    last = last_same(kind, region, studies(patient))
    if last is None:
        return ""
    interval = policy(patient.clinic, "imaging_repeat_days", on=today)
    return soft_stop(
        last,
        today=today,
        interval_days=int(interval.value),
        has_new_red_flag=_has_new_red_flag(patient, last),
    )


def _has_new_red_flag(patient: Patient, last: Study) -> bool:
    """A yes that was given on the day of the study or after it."""
    answers = RedFlagAnswer.objects.filter(patient=patient, erred_at=None, answer=FlagAnswer.YES)
    return last.on is not None and answers.filter(answered_at__date__gte=last.on).exists()
