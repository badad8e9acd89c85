"""The clinic's own facts and numbers."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor
from ..models import Clinic, Policy
from ..policies import DEFAULTS, why_unfit


@transaction.atomic
def change_clinic(*, clinic: Clinic, changed: list[str], by: Actor, at: datetime) -> Clinic:
    """Save a clinic whose fields `changed` were edited; the audit names them."""
    if clinic.pk != by.clinic_id:
        raise DomainError("other_clinic", "That is another clinic.")
    if changed:
        clinic.save()
        audit.record("clinic_changed", by=by, subject=clinic, detail=" ".join(changed), at=at)
    return clinic


@transaction.atomic
def set_policy(
    *, clinic: Clinic, key: str, value: Decimal, source: str, effective_from: date, by: Actor, at: datetime
) -> Policy:
    """Add the next version of one of the clinic's numbers; older versions stay readable."""
    if clinic.pk != by.clinic_id:
        raise DomainError("other_clinic", "That is another clinic.")
    if by.user_id is None:
        raise DomainError("no_person", "A person sets the clinic's numbers.")
    if key not in DEFAULTS:
        raise DomainError("unknown_policy", f"There is no number called {key}.")
    if unfit := why_unfit(DEFAULTS[key], value):
        raise DomainError("out_of_range", unfit, "value")
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    latest = Policy.objects.filter(clinic=clinic, key=key).order_by("-version").first()
    row = Policy.objects.create(
        clinic=clinic,
        key=key,
        value=value,
        source=source,
        effective_from=effective_from,
        version=latest.version + 1 if latest else 1,
        set_by_id=by.user_id,
    )
    audit.record("policy_set", by=by, subject=row, detail=f"{key} version {row.version}", at=at)
    return row
