"""A large clinic and a small one beside it: people without a story, by the hundred thousand."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection
from tqdm import tqdm

from people.models import Clinic, Patient, User
from people.permissions import Role

LEADS = 50
PATIENT = 0


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
        return UUID(self.key(PATIENT, i))

    def key(self, table: int, i: int) -> str:
        """In the order of their numbers, like the keys that the clinic itself gives."""
        return f"{self.number:04x}{table:04x}{i:024x}"

    def somebody_at_home(self, i: int) -> User:
        """A patient with an account."""
        user = person(self.clinic, Role.PATIENT, f"patient{i}")
        Patient.objects.filter(pk=self.patient(i)).update(user=user, time_zone="Etc/UTC")
        return user

    def lead_of(self, i: int) -> User:
        return self.leads[i % LEADS]


def person(clinic: Clinic, role: Role, name: str) -> User:
    return User.objects.create(
        clinic=clinic, role=role, name=name.title(), email=f"{name}@{clinic.pk}.example"
    )


def vacuum() -> None:
    """What autovacuum would have done by the next morning."""
    with connection.cursor() as cursor, tqdm(total=1, desc="vacuum and analyse") as bar:
        cursor.execute("VACUUM ANALYZE")
        bar.update()
