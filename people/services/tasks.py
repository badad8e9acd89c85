"""Tasks: opened by any app, listed and escalated by follow-up."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import Patient, Task, User
from ..permissions import Role
from ..rules.states import Priority, TaskStatus


@transaction.atomic
def open_task(
    *,
    patient: Patient,
    reason_code: str,
    sentence: str,
    owner_role: Role,
    due_at: datetime,
    source: tuple[str, str],
    by: Actor,
    at: datetime,
    priority: Priority = Priority.ROUTINE,
    owner: User | None = None,
) -> Task | None:
    """Open a task for a role, or for one person of it. `source` is (kind, id) of what it is about.

    An open task for the same source and reason is returned as it is. A closed record gets no task: None.
    """
    ensure_same_clinic(by, patient)
    if not patient.is_open:
        return None
    kind, key = source
    task, opened = Task.objects.get_or_create(
        source_kind=kind,
        source_id=str(key),
        reason_code=reason_code,
        status=TaskStatus.OPEN,
        defaults={
            "clinic_id": patient.clinic_id,
            "patient": patient,
            "sentence": sentence,
            "priority": priority,
            "owner_role": owner_role,
            "owner": owner,
            "due_at": due_at,
            "created_at": at,
        },
    )
    if opened:
        audit.record("task_opened", by=by, subject=task, detail=reason_code, at=at)
    return task


@transaction.atomic
def acknowledge_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """Somebody has seen it and takes it; the first one counts."""
    ensure_same_clinic(by, task)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.acknowledged_at is None:
        task.acknowledged_at, task.acknowledged_by_id = at, by.user_id
        task.save(update_fields=["acknowledged_at", "acknowledged_by"])
        audit.record("task_acknowledged", by=by, subject=task, at=at)
    return task


@transaction.atomic
def hasten_task(
    *, task: Task, sentence: str, priority: Priority, due_at: datetime, by: Actor, at: datetime
) -> Task:
    """What it is about got more urgent: an earlier clock, and somebody has to take it anew.

    Its clock never moves back and its priority never falls; a closed task stays as it is.
    """
    ensure_same_clinic(by, task)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.status != TaskStatus.OPEN:
        return task
    order = list(Priority)
    task.sentence, task.due_at = sentence, min(task.due_at, due_at)
    task.priority = max(Priority(task.priority), priority, key=order.index)
    task.acknowledged_at = task.acknowledged_by = task.escalated_at = None
    task.save(
        update_fields=[
            "sentence",
            "due_at",
            "priority",
            "acknowledged_at",
            "acknowledged_by",
            "escalated_at",
        ]
    )
    audit.record("task_hastened", by=by, subject=task, at=at)
    return task


@transaction.atomic
def add_to_task(*, task: Task, words: str, by: Actor, at: datetime) -> Task:
    """What became known since. Its clock and whose it is stay; a closed task stays as it is."""
    ensure_same_clinic(by, task)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.status != TaskStatus.OPEN or task.sentence.endswith(words):
        return task
    task.sentence = f"{task.sentence[: Task.LONGEST - len(words) - 1]} {words}"
    task.save(update_fields=["sentence"])
    audit.record("task_added_to", by=by, subject=task, detail=words, at=at)
    return task


@transaction.atomic
def escalate_task(*, task: Task, to: User | None, by: Actor, at: datetime) -> Task:
    """Nobody took it in time: hand it on and say so.

    `to` is None when it goes to the on-call address: then it is nobody's own any more, so that whoever of its
    role is on call finds it on their list. A task that was taken or closed meanwhile stays as it is.
    """
    ensure_same_clinic(by, task)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.status != TaskStatus.OPEN or task.acknowledged_at:
        return task
    task.escalated_at, task.owner = at, to
    task.save(update_fields=["escalated_at", "owner"])
    audit.record("task_escalated", by=by, subject=task, detail=to.name if to else "on call", at=at)
    return task


@transaction.atomic
def close_task(*, task: Task, outcome: str, by: Actor, at: datetime) -> Task:
    """Say how it ended. A closed task stays as it is."""
    ensure_same_clinic(by, task)
    if not outcome.strip():
        raise DomainError("outcome_needed", "Say how it ended.", "outcome")
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.status == TaskStatus.OPEN:
        task.status, task.outcome, task.closed_at, task.closed_by_id = (
            TaskStatus.DONE,
            outcome,
            at,
            by.user_id,
        )
        task.save(update_fields=["status", "outcome", "closed_at", "closed_by"])
        audit.record("task_closed", by=by, subject=task, at=at)
    return task


@transaction.atomic
def cancel_tasks_of(*, source: tuple[str, str], reason: str, by: Actor, at: datetime) -> int:
    """Cancel the open tasks of a source that has gone (an undone import, say). Returns how many."""
    kind, key = source
    tasks = Task.objects.select_for_update().filter(
        clinic_id__in=[by.clinic_id] if by.clinic_id else [],
        source_kind=kind,
        source_id=str(key),
        status=TaskStatus.OPEN,
    )
    for task in tasks:
        task.status, task.outcome, task.closed_at, task.closed_by_id = (
            TaskStatus.CANCELLED,
            reason,
            at,
            by.user_id,
        )
        task.save(update_fields=["status", "outcome", "closed_at", "closed_by"])
        audit.record("task_cancelled", by=by, subject=task, at=at)
    return len(tasks)
