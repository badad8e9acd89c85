"""Taking the demonstration clinic down, so that it can be built anew. Audit rows stay: they only grow."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q

from people.models import Clinic

_OWN_APPS = ["people", "outcomes", "intake", "plans", "followup"]


@transaction.atomic
def take_down(clinic: Clinic) -> None:
    """Delete every row of a demonstration clinic, children first. Refuses any other clinic.

    A table whose rows point at each other goes in one statement: the database looks at its keys at the end.
    """
    if not clinic.is_demonstration:
        raise ValueError(f"{clinic} is a real clinic.")
    waiting = {model: _rows_of(model, clinic) for model in _clinic_models()}
    while waiting:
        free = [model for model in waiting if not _is_pointed_at(model, waiting)]
        if not free:
            raise ValueError(f"These tables point at each other: {', '.join(m.__name__ for m in waiting)}.")
        for model in free:
            rows = waiting.pop(model)
            rows._raw_delete(rows.db)
    Session.objects.all().delete()


def _clinic_models() -> list[type[models.Model]]:
    return [model for label in _OWN_APPS for model in apps.get_app_config(label).get_models()]


def _rows_of(model: type[models.Model], clinic: Clinic) -> models.QuerySet:
    """The rows of a clinic: by their own key to it, or through the one row that they hang on."""
    if model is Clinic:
        return model.objects.filter(pk=clinic.pk)
    names = {field.name for field in model._meta.get_fields()}
    if "clinic" in names:
        return model._base_manager.filter(clinic=clinic)
    parents = [f for f in model._meta.fields if f.remote_field and f.remote_field.model in _clinic_models()]
    condition = Q()
    for parent in parents:
        condition |= Q(**{f"{parent.name}__clinic": clinic})
    keys = model._base_manager.filter(condition).values("pk")
    return model._base_manager.filter(pk__in=keys)


def _is_pointed_at(model: type[models.Model], waiting: dict) -> bool:
    """Does a model that is still to be deleted hold a key to this one?"""
    return any(
        field.remote_field and field.remote_field.model is model and other is not model
        for other in waiting
        for field in other._meta.fields
    )
