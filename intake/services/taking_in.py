"""What was told before the visit becomes the first lines of the intake, marked as the person's own (S15).

Texts are not copied here: they stand beside their fields as quotes, and a person keeps them. What is a row
becomes a row, once; what somebody charted already is never written over.
"""

from datetime import datetime, timedelta
from itertools import count

from django.db import transaction

from audit import services as audit
from outcomes.models import Goal
from outcomes.rules.words import GoalStatus
from people.access import Actor

from ..models import BodyMap, BodyMark, Intake, MedicineStatement, PreVisit, TreatmentTried
from ..rules.body import MapLayer
from ..rules.previsit import MedicineLine, TriedLine
from ..rules.words import Precision, Taking, Teller

WANT = "Their own words. It becomes a goal once it has a number and a unit."


def take_in_latest(*, intake: Intake, by: Actor, at: datetime) -> None:
    """The newest story that was begun and that no earlier intake took. Called as the intake is made."""
    begun = PreVisit.objects.filter(patient_id=intake.patient_id, started_at__isnull=False, intake=None)
    previsit = begun.select_for_update(of=("self",), no_key=True).order_by("-created_at").first()
    if previsit:
        take_in(intake=intake, previsit=previsit, by=by, at=at)


@transaction.atomic
def take_in(*, intake: Intake, previsit: PreVisit, by: Actor, at: datetime) -> None:
    """Add what is not there yet, in the order of telling. The caller holds both rows, the intake's first."""
    if previsit.intake_id not in (None, intake.pk):
        return
    told, taken = previsit.told, set(previsit.taken_in)
    moments = (at + timedelta(microseconds=number) for number in count())
    new = [_tried(intake, line, taken, moment) for line, moment in zip(told.tried, moments, strict=False)]
    new += [_stated(previsit, line, taken, at) for line in told.medicines]
    new += [_map(intake, previsit, taken, at), *_wants(intake, previsit, taken)]
    keys = [key for key in new if key]
    if keys or previsit.intake_id is None:
        previsit.intake, previsit.taken_in = intake, [*previsit.taken_in, *keys]
        previsit.save(update_fields=["intake", "taken_in"])
        audit.record("previsit_taken_in", by=by, subject=previsit, detail=f"lines={len(keys)}", at=at)


def _tried(intake: Intake, line: TriedLine, taken: set[str], at: datetime) -> str:
    if line.key in taken:
        return ""
    ending = line.ended
    TreatmentTried.objects.create(
        clinic_id=intake.clinic_id,
        patient_id=intake.patient_id,
        intake=intake,
        told_by=Teller.PATIENT,
        what=line.what,
        when_words=line.when,
        helped_for=line.helped_for,
        ended=ending.ended if ending else "",
        access_reason=(ending.access_reason if ending else None) or "",
        created_at=at,
    )
    return line.key


def _stated(previsit: PreVisit, line: MedicineLine, taken: set[str], at: datetime) -> str:
    """A changed answer is a new statement: the newest per medicine counts."""
    key = " ".join(filter(None, [line.key, line.taking, line.how, line.reason]))
    if not line.taking or key in taken:
        return ""
    MedicineStatement.objects.create(
        clinic_id=previsit.clinic_id,
        patient_id=previsit.patient_id,
        medication_id=line.medication or None,
        title=line.title,
        taking=Taking(line.taking),
        how=line.how,
        reason=line.reason,
        told_by=Teller.PATIENT,
        stated_at=previsit.saved_at or at,
    )
    return key


def _map(intake: Intake, previsit: PreVisit, taken: set[str], at: datetime) -> str:
    """One map of now; a map that somebody drew already stays as it is."""
    drawn = intake.body_maps.filter(layer=MapLayer.NOW, erred_at=None)
    if not previsit.regions or "map" in taken or drawn.exists():
        return ""
    told_at = previsit.saved_at or at
    made = BodyMap.objects.create(
        clinic_id=intake.clinic_id,
        patient_id=intake.patient_id,
        intake=intake,
        layer=MapLayer.NOW,
        true_on=previsit.patient.today(told_at),
        precision=Precision.DAY,
        told_by=Teller.PATIENT,
        recorded_at=told_at,
    )
    BodyMark.objects.bulk_create(BodyMark(body_map=made, region=region) for region in previsit.regions)
    return "map"


def _wants(intake: Intake, previsit: PreVisit, taken: set[str]) -> list[str]:
    """Wants stand in the cards of the goals as typed words; a card that holds anything is left alone."""
    goals = Goal.objects.filter(patient_id=intake.patient_id, status=GoalStatus.ACTIVE, erred_at=None)
    ranks = set(goals.values_list("rank", flat=True))
    new = {}
    for rank, want in enumerate(previsit.told.wants, start=1):
        slot = f"goal-{rank}"
        if slot not in taken and slot not in intake.unfinished and rank not in ranks:
            new[slot] = {"typed": {"words": want}, "sentence": WANT}
    if new:
        intake.unfinished = intake.unfinished | new
        intake.save(update_fields=["unfinished"])
    return list(new)
