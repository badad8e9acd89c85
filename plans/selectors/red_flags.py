"""Where the danger signs stand, as the signing rule wants to know it."""

from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flags import verdict
from outcomes.rules.words import FlagAnswer
from people.models import Patient, Task

from ..rules.signing import RedFlagFacts

#: How `outcomes` names the source of the task that a yes opens.
_SOURCE = "outcomes.redflaganswer"


def red_flag_facts(patient: Patient) -> RedFlagFacts:
    """Nine asked of nine, and the alarms (a yes, or an unsure that counts as one) nobody has taken on."""
    newest = RedFlagAnswer.objects.filter(patient=patient, erred_at=None)
    answers = {row.flag: row for row in newest.order_by("flag", "-answered_at", "-id").distinct("flag")}
    judged = verdict(FLAGS, {key: FlagAnswer(row.answer) for key, row in answers.items()})
    alarms = [*judged.positive, *(flag for flag in judged.unsure if flag.unsure_is_yes)]
    positive = {str(answers[flag.key].pk): flag.name for flag in alarms}
    taken_on = Task.objects.filter(
        source_kind=_SOURCE, source_id__in=positive, acknowledged_at__isnull=False
    ) | Task.objects.filter(source_kind=_SOURCE, source_id__in=positive, closed_at__isnull=False)
    seen = set(taken_on.values_list("source_id", flat=True))
    return RedFlagFacts(
        asked=judged.asked,
        of=judged.of,
        open_positives=tuple(name for key, name in positive.items() if key not in seen),
    )
