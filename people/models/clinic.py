"""The clinic, its people, and who may be reached through whom."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat, Lower

from core.models import UUIDModel, choices

from ..permissions import Permission, Reach, Role
from ..rules.hours import WEEKDAYS_8_TO_5
from ..rules.states import ClosedReason, Priority, Sex, TaskStatus, VisitKind, VisitStatus


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Choose one such as America/New_York.")


def default_opening_hours() -> dict[str, list[str]]:
    return {day: list(span) for day, span in WEEKDAYS_8_TO_5.items()}


class Clinic(UUIDModel):
    """One clinic: the boundary that no chart crosses."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="America/New_York", validators=[validate_time_zone])
    phone = models.CharField(max_length=40)
    address = models.CharField(max_length=200, blank=True)
    emergency_number = models.CharField(max_length=20, default="911")
    crisis_line = models.CharField(max_length=20, default="988")
    on_call_email = models.EmailField(blank=True)
    opening_hours = models.JSONField(default=default_opening_hours)
    second_factor_required = models.BooleanField(default=True)
    link_asks_birth_year = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    def today(self, now: datetime) -> date:
        """The date on the clinic's wall at the moment `now`."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


class Policy(UUIDModel):
    """A clinic's own value for one of `people.policies.DEFAULTS`; the newest version in force counts."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="policies")
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=3)
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    set_by = models.ForeignKey("User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "key", "version"], name="policy_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} (version {self.version})"


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        """With the clinic: every request asks for both."""
        return super().get_queryset().select_related("clinic")

    def create_user(self, *, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(UUIDModel, AbstractBaseUser):
    """Somebody who signs in: a member of staff, or a patient. One role each, no exceptions per person."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="users")
    email = models.EmailField(unique=True, help_text="Kept in lower case.")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=choices(Role))
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, actor, permission: Permission = Permission.CHART_VIEW):
        """The patients whom `actor` reaches under `permission`; nobody's when the role has no grant."""
        match actor.reach(permission):
            case Reach.CLINIC:
                return self.filter(clinic_id=actor.clinic_id)
            case Reach.CARE_TEAM:
                return self.filter(Exists(_on_care_team(actor, OuterRef("pk"))), clinic_id=actor.clinic_id)
            case Reach.SELF:
                return self.filter(pk=actor.patient_id, clinic_id=actor.clinic_id)
        return self.none()

    def open(self):
        """Records that are not closed: only these are written to, reminded or listed."""
        return self.filter(closed_at=None)


def _on_care_team(actor, patient_ref):
    return CareTeamMember.objects.filter(patient=patient_ref, user_id=actor.user_id, ended_at=None)


class Patient(UUIDModel):
    """A person in the clinic's care. Social security and passport numbers are never stored."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="patients")
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="patient")
    mrn = models.CharField("medical record number", max_length=40)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    preferred_name = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=30, blank=True)
    birth_date = models.DateField()
    sex = models.CharField(max_length=10, choices=choices(Sex), default=Sex.UNKNOWN)
    occupation = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=64, validators=[validate_time_zone])
    may_email = models.BooleanField("agreed to e-mail", default=False)
    died_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=20, choices=choices(ClosedReason), blank=True)
    created_at = models.DateTimeField()
    search_name = models.GeneratedField(
        expression=Lower(
            Concat(
                F("given_name"),
                Value(" "),
                F("family_name"),
                Value(" "),
                F("preferred_name"),
                Value(" "),
                F("mrn"),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "mrn"], name="patient_mrn_once_per_clinic"),
            models.CheckConstraint(
                name="patient_closed_at_and_reason_together",
                condition=Q(closed_at=None, closed_reason="")
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="patient_search_name"),
            models.Index(fields=["clinic", "birth_date"], name="patient_birth_date"),
            models.Index(fields=["clinic", "family_name", "given_name"], name="patient_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.family_name}, {self.given_name}"

    @property
    def goes_by(self) -> str:
        return self.preferred_name or self.given_name

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper()

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def today(self, now: datetime) -> date:
        """The date where the patient lives at the moment `now`."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def age_on(self, on: date) -> int:
        """Whole years."""
        before_birthday = (on.month, on.day) < (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - before_birthday


class PatientRowQuerySet(models.QuerySet):
    """Rows that belong to a patient: seen by whoever sees the patient."""

    def visible_to(self, actor, permission: Permission = Permission.CHART_VIEW):
        match actor.reach(permission):
            case Reach.CLINIC:
                return self.filter(clinic_id=actor.clinic_id)
            case Reach.CARE_TEAM:
                on_team = _on_care_team(actor, OuterRef("patient_id"))
                return self.filter(Exists(on_team), clinic_id=actor.clinic_id)
            case Reach.SELF:
                return self.filter(patient_id=actor.patient_id, clinic_id=actor.clinic_id)
        return self.none()


class PatientRow(UUIDModel):
    """Base of every clinical row. The clinic is kept beside the patient so that lists need no join."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, models.PROTECT)

    objects = PatientRowQuerySet.as_manager()

    class Meta:
        abstract = True


class PatientIdentifier(PatientRow):
    """A record number that another system gave this person; imports match by it."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "system", "value"], name="identifier_once_per_clinic")
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.system})"


class MailConsent(PatientRow):
    """What the patient said about e-mail, each time; `Patient.may_email` is the latest."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="mail_consents")
    granted = models.BooleanField()
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return "agreed to e-mail" if self.granted else "opted out of e-mail"


class CareTeamMember(PatientRow):
    """Who cares for this patient, since when; exactly one of them leads."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="care_team")
    user = models.ForeignKey(User, models.PROTECT, related_name="care_teams")
    is_lead = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_lead", "started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "user"], condition=Q(ended_at=None), name="care_team_member_once"
            ),
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_at=None, is_lead=True), name="care_team_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}{' (lead)' if self.is_lead else ''}"


class Visit(PatientRow):
    """A booked meeting (FHIR Encounter)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=20, choices=choices(VisitKind))
    status = models.CharField(max_length=20, choices=choices(VisitStatus), default=VisitStatus.PLANNED)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    with_user = models.ForeignKey(User, models.PROTECT, related_name="visits")
    cancelled_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["clinic", "starts_at"]),
            models.Index(fields=["with_user", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d %H:%M}"


class TaskQuerySet(PatientRowQuerySet):
    def visible_to(self, actor, permission: Permission = Permission.TASK_WORK):
        """As for every row, and two more: a task of one's own, and an urgent one of one's role.

        Somebody must act on a danger sign before a care team is complete or back at work (ADR 1).
        """
        if actor.reach(permission) is None:
            return self.none()
        urgent = Q(owner_role=actor.role) & ~Q(priority=Priority.ROUTINE)
        here = self.filter(clinic_id=actor.clinic_id)
        reached = super().visible_to(actor, permission).values("pk")
        return here.filter(Q(pk__in=reached) | Q(owner_id=actor.user_id) | urgent)


class Task(PatientRow):
    """Something that a person must do (FHIR Task). Its source is a kind and an id, never a key upwards."""

    #: Characters of its sentence.
    LONGEST = 300

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="tasks")
    reason_code = models.CharField(max_length=60)
    sentence = models.CharField(max_length=LONGEST)
    priority = models.CharField(max_length=10, choices=choices(Priority), default=Priority.ROUTINE)
    status = models.CharField(max_length=10, choices=choices(TaskStatus), default=TaskStatus.OPEN)
    owner_role = models.CharField(max_length=20, choices=choices(Role))
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="tasks")
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    escalated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=64)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "reason_code"],
                condition=Q(status=TaskStatus.OPEN),
                name="task_open_once_per_source",
            )
        ]
        indexes = [
            models.Index(
                fields=["clinic", "due_at"], condition=Q(status=TaskStatus.OPEN), name="task_open_due"
            )
        ]

    def __str__(self) -> str:
        return self.sentence
