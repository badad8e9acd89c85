"""A large clinic and a small one beside it: people without a story, by the hundred thousand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from bench.copying import copy
from outcomes.models import Day, Pulse, Score
from people.models import CareTeamMember, Clinic, Patient, User
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
LEADS = 50
STEPS_EACH = 5


@dataclass(frozen=True)
class Size:
    patients: int
    with_days: int
    days_each: int
    scores_each: int

    def scaled(self, scale: float) -> "Size":
        return replace(self, patients=int(self.patients * scale), with_days=int(self.with_days * scale))


LARGE = Size(patients=100_000, with_days=10_000, days_each=730, scores_each=20)
SMALL = Size(patients=1_000, with_days=100, days_each=730, scores_each=20)


@dataclass(frozen=True)
class Seeded:
    clinic: Clinic
    navigator: User
    leads: list[User]
    size: Size
    number: int

    def patient(self, i: int) -> UUID:
        return key(self.number, 0, i)

    def somebody_at_home(self, i: int) -> User:
        """A patient with an account."""
        user = person(self.clinic, Role.PATIENT, f"patient{i}")
        Patient.objects.filter(pk=self.patient(i)).update(user=user, time_zone="Etc/UTC")
        return user

    def lead_of(self, i: int) -> User:
        return self.leads[i % LEADS]


def key(clinic: int, table: int, i: int) -> UUID:
    """In the order of their numbers, like the keys that the clinic itself gives."""
    return UUID(int=(clinic << 112) | (table << 96) | i)


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


def person(clinic: Clinic, role: Role, name: str) -> User:
    return User.objects.create(
        clinic=clinic, role=role, name=name.title(), email=f"{name}@{clinic.pk}.example"
    )


def vacuum() -> None:
    """What autovacuum would have done by the next morning."""
    with connection.cursor() as cursor, tqdm(total=1, desc="vacuum and analyse") as bar:
        cursor.execute("VACUUM ANALYZE")
        bar.update()


def patients(seeded: Seeded) -> None:
    columns = ["id", "clinic_id", "mrn", "given_name", "family_name", "birth_date", "email", "time_zone"]
    columns += ["may_email", "created_at"]
    now, clinic = timezone.now(), seeded.clinic.pk

    def rows() -> Iterator[tuple[object, ...]]:
        for i in range(seeded.size.patients):
            family = f"{FAMILY[i % len(FAMILY)]}{i // 97:x}"
            born = date(1940, 1, 1) + timedelta(days=(i * 37) % 23_000)
            named = (GIVEN[i % len(GIVEN)], family, born, f"p{i}@home.example", ZONES[i % len(ZONES)])
            yield (seeded.patient(i), clinic, f"B-{i:06d}", *named, "t", now)

    copy(Patient, columns, rows(), seeded.size.patients)


def teams(seeded: Seeded) -> None:
    now, clinic = timezone.now(), seeded.clinic.pk
    rows = (
        (key(seeded.number, 1, i), clinic, seeded.patient(i), seeded.lead_of(i).pk, "t", now)
        for i in range(seeded.size.patients)
    )
    columns = ["id", "clinic_id", "patient_id", "user_id", "is_lead", "started_at"]
    copy(CareTeamMember, columns, rows, seeded.size.patients)


def days(seeded: Seeded) -> None:
    """Two years, three days of four logged, in the order in which they arrived."""
    now, clinic, today = timezone.now(), seeded.clinic.pk, timezone.now().date()
    size = seeded.size
    rows = (
        (
            seeded.patient(i),
            clinic,
            today - timedelta(days=ago),
            1 + (i + ago) % 3,
            20 + ago % 60,
            400,
            "phone",
            now,
        )
        for ago in range(size.days_each, 0, -1)
        for i in range(size.with_days)
    )
    columns = [
        "patient_id",
        "clinic_id",
        "day",
        "mark",
        "moved_minutes",
        "slept_minutes",
        "mode",
        "recorded_at",
    ]
    copy(Day, columns, rows, size.with_days * size.days_each)


def pulses(seeded: Seeded) -> None:
    """One in ten of those who log has gone quiet."""
    now, clinic, today = timezone.now(), seeded.clinic.pk, timezone.now().date()
    rows = (
        (seeded.patient(i), clinic, today - timedelta(days=20 if i % 10 == 0 else 1), 2, "1.3", now)
        for i in range(seeded.size.with_days)
    )
    columns = ["patient_id", "clinic_id", "last_day", "last_mark", "usual_gap_days", "updated_at"]
    copy(Pulse, columns, rows, seeded.size.with_days)


def scores(seeded: Seeded) -> None:
    now, clinic, today = timezone.now(), seeded.clinic.pk, timezone.now().date()
    size = seeded.size
    rows = (
        (
            *(key(seeded.number, 2, n * size.patients + i), clinic, seeded.patient(i)),
            *("peg" if n % 2 else "odi", "1", (i + n) % 10, today - timedelta(days=30 * n), now, "paper"),
        )
        for n in range(size.scores_each, 0, -1)
        for i in range(size.patients)
    )
    columns = [
        "id",
        "clinic_id",
        "patient_id",
        "instrument",
        "version",
        "value",
        "true_on",
        "computed_at",
        "mode",
    ]
    copy(Score, columns, rows, size.patients * size.scores_each)


def plans(seeded: Seeded) -> None:
    now, clinic = timezone.now(), seeded.clinic.pk
    rows = (
        (
            key(seeded.number, 3, i),
            clinic,
            seeded.patient(i),
            "radiculopathy",
            "1",
            "signed",
            "Nerve root",
            *signed,
        )
        for i in range(seeded.size.patients)
        for signed in [(now, seeded.lead_of(i).pk, now, seeded.lead_of(i).pk)]
    )
    columns = ["id", "clinic_id", "patient_id", "template", "template_version", "status", "title"]
    columns += ["created_at", "created_by_id", "signed_at", "signed_by_id"]
    copy(Plan, columns, rows, seeded.size.patients)


def steps(seeded: Seeded) -> None:
    clinic, total = seeded.clinic.pk, seeded.size.patients * STEPS_EACH
    rows = (
        (
            key(seeded.number, 4, n),
            clinic,
            seeded.patient(i),
            key(seeded.number, 3, i),
            n % STEPS_EACH,
            "therapy",
            "Walk",
        )
        for n in range(total)
        for i in [n // STEPS_EACH]
    )
    columns = ["id", "clinic_id", "patient_id", "plan_id", "position", "kind", "title"]
    copy(Step, columns, rows, total)


def checkpoints(seeded: Seeded) -> None:
    """One in twenty is due or late; the others lie ahead."""
    clinic, today = seeded.clinic.pk, timezone.now().date()

    def row(i: int) -> tuple[object, ...]:
        due = today + timedelta(days=i % 20 - 30 if i % 20 == 0 else 10 + i % 50)
        dates = (due, due - timedelta(days=7), due + timedelta(days=7))
        plan, step = key(seeded.number, 3, i), key(seeded.number, 4, i * STEPS_EACH)
        return (key(seeded.number, 5, i), clinic, seeded.patient(i), plan, step, "waiting", *dates)

    columns = [
        "id",
        "clinic_id",
        "patient_id",
        "plan_id",
        "step_id",
        "state",
        "due_on",
        "opens_on",
        "late_on",
    ]
    copy(Checkpoint, columns, map(row, range(seeded.size.patients)), seeded.size.patients)
