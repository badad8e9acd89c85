"""One whole chart to look at: the storyboard of the design's own picture, as rows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from intake.models import Allergy, Hypothesis, Intake, Medication, TreatmentTried
from outcomes.models import Day, Goal, Measure, Reading, RedFlagAnswer, Score
from outcomes.rules.red_flag_data import FLAGS, VERSION
from people.models import Patient, User
from plans.models import BlockResponse, Checkpoint, Plan, Step

MONTHLY = [date(2026, 6, 4), date(2026, 6, 30), date(2026, 7, 24), date(2026, 8, 20), date(2026, 9, 10)]
SERIES = [*MONTHLY, date(2026, 10, 1), date(2026, 10, 28), date(2026, 11, 15)]
ANCHORS = [
    ("sit", "Sits without stopping", "min", 60, [8, 9, 20, 30, 16, 36, 46, 55]),
    ("walk", "Walks", "min", 30, [6, 6, 14, 22, 9, 24, 30, 33]),
    ("sleep", "Sleeps", "h", 7, [5, 5, 6, 7, 5, 6, 7, 7]),
]
TRIED = [("Gabapentin 900", "6 weeks", "side_effect"), ("Interlaminar steroid", "2 days only", "wore_off")]
MEDICINES = [("Duloxetine", "30 mg in the morning"), ("Diclofenac gel", ""), ("Metformin", "1 g twice")]
SCORES = {
    "odi": ["58", "54", "50", "46", "45", "40", "36", "34"],
    "peg": ["8", "7.3", "6.7", "6.3", "7", "6.7", "6.3", "6.7"],
}
GOALS = ["Sit through a full shift", "Walk the dog every morning", "Sleep through the night"]


def whole_chart(patient: Patient, lead: User, *, on: date = date(2026, 11, 20)) -> Plan:
    """Intake, six months of numbers, a signed plan on its third step, forty days. Returns the plan."""
    row = {"clinic": patient.clinic, "patient": patient}
    _story(row, lead)
    _numbers(row, lead)
    _days(row, lead, on)
    return _plan(row, lead, on)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


def _story(row: dict, lead: User) -> None:
    opened = _at(date(2026, 6, 4))
    Intake.objects.create(
        **row,
        status="signed",
        started_at=opened,
        started_by=lead,
        saved_at=opened,
        signed_at=opened,
        signed_by=lead,
        also_in_play="Sleep broken, STOP-BANG 4\nFear of bending\nType 2 diabetes, steroid care",
    )
    Hypothesis.objects.create(
        is_working=True,
        **row,
        statement="Left L5 nerve root is irritated and now settling",
        evidence_for="straight leg raise, block 70 % for 9 h",
        planned_test="sits 60 min by 22 Nov",
        set_at=opened,
        set_by=lead,
    )
    tried = [
        ("Gabapentin 900", "6 weeks", "side_effect"),
        ("Interlaminar steroid", "2 days only", "wore_off"),
    ]
    for what, helped, ended in tried:
        TreatmentTried.objects.create(**row, what=what, helped_for=helped, ended=ended, created_at=opened)
    for title, dose in [
        ("Duloxetine", "30 mg in the morning"),
        ("Diclofenac gel", ""),
        ("Metformin", "1 g twice"),
    ]:
        Medication.objects.create(**row, title=title, dose=dose, status="active", created_at=opened)
    Allergy.objects.create(**row, title="Sulfa", created_at=opened)
    for flag in FLAGS:
        RedFlagAnswer.objects.create(
            **row,
            flag=flag.key,
            rules_version=VERSION,
            answer="no",
            answered_at=opened,
            answered_by=lead,
            source_kind="intake.intake",
            source_id="1",
        )


def _numbers(row: dict, lead: User) -> None:
    for rank, (capacity, label, unit, target, values) in enumerate(ANCHORS, start=1):
        measure = Measure.objects.create(
            **row, capacity=capacity, label=label, unit=unit, created_at=_at(SERIES[0])
        )
        Goal.objects.create(
            **row,
            rank=rank,
            words=GOALS[rank - 1],
            measure=measure,
            target=target,
            unit=unit,
            created_at=_at(SERIES[0]),
        )
        Reading.objects.bulk_create(
            Reading(**row, measure=measure, value=value, true_on=day, recorded_at=_at(day), mode="staff")
            for day, value in zip(SERIES, values, strict=True)
        )
    Score.objects.bulk_create(
        Score(
            **row,
            instrument=key,
            version="1" if key == "peg" else "2.1a",
            value=Decimal(value),
            true_on=day,
            computed_at=_at(day),
            mode="phone",
        )
        for key, values in SCORES.items()
        for day, value in zip(SERIES, values, strict=True)
    )


def _days(row: dict, lead: User, on: date) -> None:
    marks = [3, 2, 3, 3, 2, 2, 1, 2, 3, 2, None, None, 1, 2, 1, 2, 3, 3, 2, 1] * 2
    Day.objects.bulk_create(
        Day(**row, day=on - timedelta(days=back), mark=mark, mode="phone", recorded_at=_at(on))
        for back, mark in enumerate(marks)
        if mark
    )


def _plan(row: dict, lead: User, on: date) -> Plan:
    signed = _at(date(2026, 7, 1))
    plan = Plan.objects.create(
        **row,
        template="lumbar_radiculopathy",
        template_version="1",
        status="signed",
        title="Lumbar radiculopathy",
        created_at=signed,
        created_by=lead,
        signed_at=signed,
        signed_by=lead,
    )
    steps = [
        ("medicine", "Duloxetine 30", "delivered", date(2026, 6, 15)),
        ("procedure", "Calm the nerve: injection at L5, left", "delivered", date(2026, 7, 8)),
        ("therapy", "Sit and glide", "delivered", date(2026, 7, 15)),
        ("therapy", "Strengthen and walk", "started", on - timedelta(days=38)),
        ("self_care", "Work days, then self-manage", "planned", None),
    ]
    made = [
        Step.objects.create(
            **row,
            plan=plan,
            position=position,
            kind=kind,
            title=title,
            status=status,
            weeks=6,
            started_on=day,
            delivered_on=day if status == "delivered" else None,
        )
        for position, (kind, title, status, day) in enumerate(steps, start=1)
    ]
    BlockResponse.objects.create(
        **row,
        step=made[1],
        percent_relief=70,
        hours=9,
        true_on=date(2026, 7, 8),
        recorded_at=signed,
        recorded_by=lead,
    )
    Checkpoint.objects.create(
        **row,
        plan=plan,
        step=made[2],
        state="decided",
        question="Can Pia sit 35 minutes?",
        due_on=date(2026, 8, 20),
        decision="confirmed",
        decided_at=signed,
        decided_by=lead,
    )
    Checkpoint.objects.create(
        **row,
        plan=plan,
        step=made[3],
        state="waiting",
        question="does sitting 60 minutes hold with no flare?",
        due_on=on + timedelta(days=2),
        opens_on=on,
        late_on=on + timedelta(days=9),
    )
    return plan
