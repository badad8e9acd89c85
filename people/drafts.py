"""Saving one field of a draft over HTTP: who may, who did, and what the browser is told.

An app registers each kind of draft that it owns in its own `urls.py`, so that the route, its permission and
its rule about when a draft is closed stand on one line:

    draft_path(DraftKind("problem", PainProblem, Permission.INTAKE_EDIT, conversation.ensure_open))

The kind's name is the address (`/api/drafts/problem/<uuid>/`) and the route (`intake:draft-problem`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audit import services as audit
from audit.models import Event
from audit.selectors import events_about
from core.drafts import Saved, save_field
from core.errors import DomainError, FieldConflict
from core.models import Draft

from .access import Actor, NotOnCareTeam, get_row_or_refuse, requires
from .clock import now
from .permissions import Permission
from .sessions import keep_signed_in
from .set_aside import Meeting, keep_refused, keep_replaced

SAVED = "draft_saved"


def _nothing_more(draft: Draft, at: datetime) -> None:
    """Most drafts keep no note of when they were saved."""


@dataclass(frozen=True)
class DraftKind:
    """A kind of row that is saved field by field.

    `ensure_open` locks what decides whether the draft may still change (its own row, or the signed page that
    it belongs to) and raises DomainError when it may not; `saved` is told after a change.
    """

    name: str
    model: type[Draft]
    permission: Permission
    ensure_open: Callable[[Draft], None]
    saved: Callable[[Draft, datetime], None] = _nothing_more


@transaction.atomic
def save_draft_field(
    kind: DraftKind, *, draft: Draft, field: str, value: object, revision: int, by: Actor, at: datetime
) -> Saved:
    """Save one field and note who did it; a draft that was signed meanwhile refuses.

    Whoever chose their own text over one that they had met in a conflict leaves that one findable.
    """
    kind.ensure_open(draft)
    saved = save_field(draft, field=field, value=value, revision=revision)
    if saved.changed:
        kind.saved(draft, at)
        met = Meeting(str(revision), kind.permission, by, at)
        before, chosen = _words(saved.before), _words(saved.value)
        saves = {"object_id": str(draft.pk), "detail": field}
        keep_replaced(draft, field, before, met, chosen=chosen, saves=saves)
        audit.record(SAVED, by=by, subject=draft, detail=field, at=at)
    return saved


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _conflicted(
    kind: DraftKind, draft: Draft, conflict: FieldConflict, by: Actor, at: datetime
) -> FieldConflict:
    """Keep the text that came second, whatever becomes of the page it was typed on; name who came first."""
    met = Meeting(str(conflict.revision), kind.permission, by, at)
    keep_refused(draft, conflict.field, _words(conflict.yours), met)
    return _with_author(conflict, draft)


@dataclass(frozen=True)
class RefusedField:
    """A field of a posted form that was not saved: what was typed, why, and the other text if any."""

    field: str
    typed: str
    message: str
    theirs: object = None
    theirs_by: str = ""
    revision: int = 0


def save_draft_form(
    kind: DraftKind, *, draft: Draft, posted: Mapping[str, str], by: Actor, at: datetime
) -> list[RefusedField]:
    """Save the fields of an ordinary form, one by one: `name` with `name.revision`. Returns those refused."""
    refused = []
    for field in draft.draft_fields:
        if field in posted:
            refused += _save_posted(kind, draft, field, posted, by, at)
    return refused


def _save_posted(
    kind: DraftKind, draft: Draft, field: str, posted: Mapping[str, str], by: Actor, at: datetime
) -> list[RefusedField]:
    typed, revision = posted[field], posted.get(f"{field}.revision", "")
    number = int(revision) if revision.isdecimal() else 0
    try:
        save_draft_field(kind, draft=draft, field=field, value=typed, revision=number, by=by, at=at)
    except FieldConflict as conflict:
        who = _conflicted(kind, draft, conflict, by, at).theirs_by
        return [RefusedField(field, typed, conflict.message, conflict.theirs, who, conflict.revision)]
    except DomainError as refused:
        return [RefusedField(field, typed, refused.message, revision=number)]
    return []


class FieldEdit(serializers.Serializer):
    """What the browser sends. `author` is whom the page was made for: see `DraftFieldView`."""

    field = serializers.CharField(max_length=60)
    value = serializers.JSONField()
    revision = serializers.IntegerField(min_value=0)
    author = serializers.UUIDField(required=False)


class DraftFieldView(APIView):
    """PATCH {field, value, revision}: 200, 409 with both texts, 422 with a sentence, 401 when signed out.

    On a shared computer a page may still hold one person's words after another signed in beside it. Its
    `author` then is not the actor, and nothing is saved under the wrong name.
    """

    kind: DraftKind = None
    http_method_names = ["patch", "options"]

    def patch(self, request: Request, pk: UUID) -> Response:
        edit = FieldEdit(data=request.data)
        edit.is_valid(raise_exception=True)
        given = edit.validated_data
        if given.pop("author", request.actor.user_id) != request.actor.user_id:
            raise PermissionDenied({"code": "other_person", "message": "Somebody else signed in here."})
        draft = _draft_or_404(self.kind, request.actor, pk)
        moment = now()
        try:
            saved = save_draft_field(self.kind, draft=draft, by=request.actor, at=moment, **given)
        except FieldConflict as conflict:
            raise _conflicted(self.kind, draft, conflict, request.actor, moment) from None
        keep_signed_in(request)
        return Response({"revision": saved.revision, "value": saved.value, "saved_at": moment})


def _draft_or_404(kind: DraftKind, actor: Actor, pk: UUID) -> Draft:
    """An API never says that something exists which the actor may not see; the refusal is on record."""
    try:
        return get_row_or_refuse(kind.model._default_manager, actor, pk, kind.permission)
    except NotOnCareTeam as refused:
        audit.record(
            "refused",
            by=actor,
            patient_id=refused.patient.pk,
            detail=f"draft {kind.name}",
            outcome=Event.Outcome.DENIED,
        )
        raise Http404 from None


def _with_author(conflict: FieldConflict, draft: Draft) -> FieldConflict:
    """Name who saved the other text, and when: the audit log knows."""
    saves = events_about(draft.patient_id).filter(action=SAVED, object_id=str(draft.pk))
    last = saves.filter(detail=conflict.field).first()
    if last:
        conflict.theirs_by, conflict.theirs_at = last.actor_label, last.at
    return conflict


def draft_path(kind: DraftKind) -> URLPattern:
    """The route of one kind of draft, for the `urls.py` of the app that owns it."""
    view = requires(kind.permission)(DraftFieldView.as_view(kind=kind))
    return path(f"api/drafts/{kind.name}/<uuid:pk>/", view, name=f"draft-{kind.name}")
