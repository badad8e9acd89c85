"""What waits for somebody today, by role. Every list is cut; the heading says how many there are."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, QuerySet

from followup.selectors.tasks import open_tasks
from followup.selectors.worklist import Queue, watch_of, worklist
from intake.models import Intake, Referral
from intake.rules.words import IntakeStatus, ReferralState
from people.access import Actor
from people.models import CareTeamMember, Clinic, Patient, Task, User, Visit
from people.permissions import Permission, Role
from people.rules.states import VisitStatus
from plans.models import Checkpoint, Plan
from plans.rules.words import CheckpointState, PlanStatus

DECIDE_WITHIN_DAYS = 7
IN_PROGRESS = (ReferralState.WAITING, ReferralState.READING, ReferralState.NEEDS_MATCH, ReferralState.REFUSED)


def visits_on(clinic: Clinic, day: date, *, actor: Actor) -> QuerySet[Visit]:
    """The day is the clinic's: from its midnight to the next.

    `mine` says whose chart the actor may open, `is_begun` whether the person has an intake.
    """
    zone = ZoneInfo(clinic.time_zone)
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    rows = Visit.objects.filter(clinic=clinic, starts_at__gte=start, starts_at__lt=end)
    rows = rows.exclude(status=VisitStatus.CANCELLED).annotate(
        mine=Exists(_my_teams(actor)),
        is_begun=Exists(Intake.objects.filter(patient=OuterRef("patient_id"))),
    )
    return rows.select_related("patient", "with_user")


def draft_intakes(actor: Actor) -> QuerySet[Intake]:
    rows = Intake.objects.visible_to(actor, Permission.INTAKE_EDIT).filter(status=IntakeStatus.DRAFT)
    rows = rows.filter(patient__closed_at=None)
    return rows.select_related("patient").order_by("-saved_at")


def draft_plans(actor: Actor) -> QuerySet[Plan]:
    rows = Plan.objects.visible_to(actor, Permission.PLAN_EDIT).filter(status=PlanStatus.DRAFT)
    rows = rows.filter(patient__closed_at=None)
    return rows.select_related("patient").order_by("-created_at")


def decisions_due(actor: Actor, today: date) -> QuerySet[Checkpoint]:
    """Late ones first, then those of the coming week; a closed record has nothing to decide."""
    rows = Checkpoint.objects.visible_to(actor, Permission.CHART_VIEW).filter(state=CheckpointState.WAITING)
    soon = today + timedelta(days=DECIDE_WITHIN_DAYS)
    return rows.filter(due_on__lte=soon, patient__closed_at=None).select_related("patient").order_by("due_on")


def tasks_for(actor: Actor) -> QuerySet[Task]:
    """What the page of tasks lists; `mine` says whose chart the actor may open."""
    return open_tasks(actor).annotate(mine=Exists(_my_teams(actor)))


def queues(clinic: Clinic, actor: Actor, *, now: datetime) -> list[Queue]:
    """The worklist's queues that have people in them."""
    return [queue for queue in worklist(watch_of(clinic, actor, now)).queues if queue.count]


def packets_in_progress(actor: Actor) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(actor, Permission.REFERRAL_IMPORT).filter(state__in=IN_PROGRESS)
    return rows.defer("report").order_by("-received_at")


def clinic_counts(clinic: Clinic, *, now: datetime) -> list[tuple[str, int]]:
    """Numbers of the clinic, without anybody's name."""
    month = now - timedelta(days=30)
    people = User.objects.filter(clinic=clinic, is_active=True).exclude(role=Role.PATIENT)
    patients = Patient.objects.filter(clinic=clinic)
    decided = Checkpoint.objects.filter(clinic=clinic, state=CheckpointState.DECIDED, decided_at__gte=month)
    return [
        ("Open records", patients.filter(closed_at=None).count()),
        ("New patients in 30 days", patients.filter(created_at__gte=month).count()),
        ("Plans in force", Plan.objects.filter(clinic=clinic, status=PlanStatus.SIGNED).count()),
        ("Decisions taken in 30 days", decided.count()),
        *[
            (f"Staff: {Role(row['role']).label.lower()}", row["n"])
            for row in people.values("role").annotate(n=Count("pk"))
        ],
    ]


def _my_teams(actor: Actor) -> QuerySet[CareTeamMember]:
    return CareTeamMember.objects.filter(patient=OuterRef("patient_id"), user_id=actor.user_id, ended_at=None)
