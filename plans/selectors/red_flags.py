"""Where the danger signs stand, as the signing rule wants to know it."""

from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_further import judged as judge_all
from outcomes.rules.red_flags import standing
from outcomes.services.red_flags import SOURCE
from people.models import Patient, Task

from ..rules.signing import RedFlagFacts


def red_flag_facts(patient: Patient) -> RedFlagFacts:
    """Nine asked of nine, and the alarms (a yes, or an unsure that counts as one) nobody has taken on."""
    newest = RedFlagAnswer.objects.filter(patient=patient, erred_at=None)
    answers = {row.flag: row for row in newest.order_by("flag", "-answered_at", "-id").distinct("flag")}
    judged = judge_all(standing(answers.values()))
    positive = {str(answers[alarm.flag.key].pk): alarm.flag.name for alarm in judged.alarms}
    taken_on = Task.objects.filter(
        source_kind=SOURCE, source_id__in=positive, acknowledged_at__isnull=False
    ) | Task.objects.filter(source_kind=SOURCE, source_id__in=positive, closed_at__isnull=False)
    seen = set(taken_on.values_list("source_id", flat=True))
    return RedFlagFacts(
        asked=judged.asked,
        of=judged.of,
        open_positives=tuple(name for key, name in positive.items() if key not in seen),
    )
