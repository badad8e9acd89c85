"""What fills the two clinics: lines for COPY, put together as cheaply as Python can."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from bench.clinic import LEADS, PATIENT, Seeded, Size, person
from bench.copying import copy, line
from outcomes.models import Day, Pulse, Score
from people.models import CareTeamMember, Clinic, Patient
from people.permissions import Role
from plans.models import Checkpoint, Plan, Step

GIVEN = (
    "Ada",
    "Bo",
    "Cy",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kay",
    "Lou",
    "May",
    "Ned",
    "Oz",
    "Pia",
)
FAMILY = (
    "Abara",
    "Berg",
    "Chen",
    "Diaz",
    "Eze",
    "Fox",
    "Gray",
    "Holt",
    "Ivers",
    "Jain",
    "Kern",
    "Lind",
    "Moss",
    "Nwosu",
)
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
TEAM, SCORE, PLAN, STEP, CHECKPOINT = 1, 2, 3, 4, 5
STEPS_EACH = 5


def seed(number: int, name: str, size: Size) -> Seeded:
    """Foreign keys and triggers rest meanwhile; what is written keeps to them."""
    clinic = Clinic.objects.create(name=name, second_factor_required=False)
    seeded = Seeded(clinic, person(clinic, Role.NAVIGATOR, "navigator"), [], size, number)
    seeded.leads.extend(person(clinic, Role.PHYSICIAN, f"lead{n}") for n in range(LEADS))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for write in (patients, teams, days, pulses, scores, plans, steps, checkpoints):
            write(seeded)
        cursor.execute("SET session_replication_role = DEFAULT")
    return seeded


def patients(seeded: Seeded) -> None:
    now, clinic, total = timezone.now(), seeded.clinic.pk, seeded.size.patients

    def row(i: int) -> str:
        family = f"{FAMILY[i % len(FAMILY)]}{i // 97:x}"
        born = date(1940, 1, 1) + timedelta(days=(i * 37) % 23_000)
        who = (seeded.key(PATIENT, i), clinic, f"B-{i:06d}", GIVEN[i % len(GIVEN)], family, born)
        return line(*who, f"p{i}@home.example", ZONES[i % len(ZONES)], "t", now)

    columns = "id clinic_id mrn given_name family_name birth_date email time_zone may_email created_at"
    copy(Patient, columns, map(row, range(total)), total)


def teams(seeded: Seeded) -> None:
    now, clinic, total = timezone.now(), seeded.clinic.pk, seeded.size.patients

    def row(i: int) -> str:
        return line(seeded.key(TEAM, i), clinic, seeded.key(PATIENT, i), seeded.lead_of(i).pk, "t", now)

    copy(CareTeamMember, "id clinic_id patient_id user_id is_lead started_at", map(row, range(total)), total)


def days(seeded: Seeded) -> None:
    """Two years of them, in the order in which they arrived."""
    now, size, today = timezone.now(), seeded.size, timezone.now().date()
    who = [line(seeded.key(PATIENT, i), seeded.clinic.pk, "") for i in range(size.with_days)]

    def rows() -> Iterator[str]:
        for ago in range(size.days_each, 0, -1):
            said = line(today - timedelta(days=ago), 1 + ago % 3, 20 + ago % 60, 400, "phone", now)
            yield from (one + said for one in who)

    columns = "patient_id clinic_id day mark moved_minutes slept_minutes mode recorded_at"
    copy(Day, columns, rows(), size.with_days * size.days_each)


def pulses(seeded: Seeded) -> None:
    """One in ten of those who log has gone quiet."""
    now, today, total = timezone.now(), timezone.now().date(), seeded.size.with_days

    def row(i: int) -> str:
        last = today - timedelta(days=20 if i % 10 == 0 else 1)
        return line(seeded.key(PATIENT, i), seeded.clinic.pk, last, 2, "1.3", now)

    columns = "patient_id clinic_id last_day last_mark usual_gap_days updated_at"
    copy(Pulse, columns, map(row, range(total)), total)


def scores(seeded: Seeded) -> None:
    now, size, today = timezone.now(), seeded.size, timezone.now().date()
    who = [line("", seeded.key(PATIENT, i), seeded.clinic.pk, "") for i in range(size.patients)]

    def rows() -> Iterator[str]:
        for n in range(size.scores_each, 0, -1):
            instrument = "peg" if n % 2 else "odi"
            said = line(instrument, "1", n % 10, today - timedelta(days=30 * n), now, "paper")
            yield from (seeded.key(SCORE, n * size.patients + i) + one + said for i, one in enumerate(who))

    columns = "id patient_id clinic_id instrument version value true_on computed_at mode"
    copy(Score, columns, rows(), size.patients * size.scores_each)


def plans(seeded: Seeded) -> None:
    now, total = timezone.now(), seeded.size.patients

    def row(i: int) -> str:
        lead = seeded.lead_of(i).pk
        what = ("radiculopathy", "1", "signed", "Nerve root", now, lead, now, lead)
        return line(seeded.key(PLAN, i), seeded.clinic.pk, seeded.key(PATIENT, i), *what)

    columns = "id clinic_id patient_id template template_version status title"
    columns += " created_at created_by_id signed_at signed_by_id"
    copy(Plan, columns, map(row, range(total)), total)


def steps(seeded: Seeded) -> None:
    total = seeded.size.patients * STEPS_EACH

    def row(n: int) -> str:
        i, position = divmod(n, STEPS_EACH)
        whose = (seeded.clinic.pk, seeded.key(PATIENT, i), seeded.key(PLAN, i))
        return line(seeded.key(STEP, n), *whose, position, "therapy", "Walk")

    columns = "id clinic_id patient_id plan_id position kind title"
    copy(Step, columns, map(row, range(total)), total)


def checkpoints(seeded: Seeded) -> None:
    """One in twenty is late; the others lie ahead."""
    today, total = timezone.now().date(), seeded.size.patients

    def row(i: int) -> str:
        due = today - timedelta(days=30) if i % 20 == 0 else today + timedelta(days=10 + i % 50)
        of = (seeded.key(PATIENT, i), seeded.key(PLAN, i), seeded.key(STEP, i * STEPS_EACH))
        dates = (due, due - timedelta(days=7), due + timedelta(days=7))
        return line(seeded.key(CHECKPOINT, i), seeded.clinic.pk, *of, "waiting", *dates)

    columns = "id clinic_id patient_id plan_id step_id state due_on opens_on late_on"
    copy(Checkpoint, columns, map(row, range(total)), total)
