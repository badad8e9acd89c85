"""The story before the visit: opened for a visit, saved answer by answer by the person, sent once."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.tokens import standing_token, token_hash
from outcomes.rules.words import FlagAnswer
from outcomes.services import RedFlagSaved
from people.access import Actor, ensure_same_clinic
from people.models import Visit
from people.rules.hours import is_watched
from people.rules.states import VisitKind

from ..models import Intake, PreVisit
from ..rules.previsit import (
    MOST_LINES,
    PageKind,
    PreVisitState,
    StoryPage,
    lines_with,
    lines_without,
    signs_to_ask,
)
from ..rules.words import IntakeStatus
from ..selectors.flags import TOLD_BEFORE
from .taking_in import take_in

OLD = "This link is old. Please call your clinic."
TOO_MANY = f"That is {MOST_LINES} lines. Tell us the rest when we meet."

#: What a page of free answers may save.
FIELDS: Mapping[PageKind, tuple[str, ...]] = {
    PageKind.WANTS: ("wants",),
    PageKind.GOOD_DAY: ("good_day", "good_day_frequency"),
    PageKind.URGENT: ("most_urgent",),
    PageKind.WHERE: ("regions", "since"),
    PageKind.WEEK: ("week_work", "week_care", "week_travel", "week_sleep"),
}
#: The list that a page of lines writes in.
LISTS: Mapping[PageKind, str] = {
    PageKind.TRIED: "tried",
    PageKind.MEDICINE: "medicines",
    PageKind.OTHERS: "medicines",
}
_PURPOSE = "intake.previsit"


@transaction.atomic
def open_previsit(*, visit: Visit, by: Actor, at: datetime) -> PreVisit:
    """The story of a first visit that is still to come. Asked for twice, it is one."""
    ensure_same_clinic(by, visit)
    if visit.kind != VisitKind.INTAKE:
        raise DomainError("not_a_first_visit", "Only a first visit has a story before it.")
    made, is_new = PreVisit.objects.select_related("patient__clinic", "visit").get_or_create(
        visit=visit,
        defaults={"clinic_id": visit.clinic_id, "patient_id": visit.patient_id, "created_at": at},
    )
    if is_new:
        issue_story_token(made)
        audit.record("previsit_opened", by=by, subject=made, at=at)
    return made


def issue_story_token(previsit: PreVisit) -> str:
    """The secret in this story's link: always the same, and only its hash is kept (ADR 5)."""
    known = bytes(previsit.token_hash) if previsit.token_hash else None
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    token = standing_token(previsit.pk, keys=keys, known=known, purpose=_PURPOSE)
    if token_hash(token) != known:
        previsit.token_hash = token_hash(token)
        previsit.save(update_fields=["token_hash"])
    return token


@transaction.atomic
def start_previsit(*, previsit: PreVisit, by: Actor, at: datetime) -> PreVisit:
    """Somebody pressed Start. Self-harm is asked about from then on if somebody watches now (decisions)."""
    held = _hold(previsit, by, at)
    clinic = held.patient.clinic
    watched = is_watched(clinic.opening_hours, at=at, zone=clinic.time_zone)
    if held.started_at is None:
        held.started_at = at
        audit.record("previsit_started", by=by, subject=held, at=at)
    held.asks_self_harm = held.asks_self_harm or watched
    held.save(update_fields=["started_at", "asks_self_harm"])
    return held


@transaction.atomic
def answer_sign(
    *, previsit: PreVisit, flag: str, answer: FlagAnswer, by: Actor, at: datetime
) -> RedFlagSaved:
    """Keep the answer to a danger sign; outcomes opens the task that it asks for, in the same transaction."""
    held = _hold(previsit, by, at)
    source = (TOLD_BEFORE, str(held.pk))
    saved = outcomes.answer_red_flag(
        patient=held.patient, flag=flag, answer=answer, source=source, by=by, at=at
    )
    held.signs = held.signs | {flag: answer.value}
    _keep(held, StoryPage(PageKind.SIGN, flag), ["signs"], at)
    return saved


@transaction.atomic
def save_answers(
    *, previsit: PreVisit, page: StoryPage, answers: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Keep what one page asks. Without answers the page was skipped: what stood there before stays."""
    held = _hold(previsit, by, at)
    if not page.may_skip:
        raise DomainError("no_answer", "Tap one of the answers.")
    fields = [name for name in FIELDS.get(page.kind, ()) if name in answers]
    for name in fields:
        setattr(held, name, answers[name])
    _keep(held, page, fields, at)
    if fields:
        audit.record("previsit_saved", by=by, subject=held, detail=page.kind, at=at)
        _follow(held, by, at)


@transaction.atomic
def save_line(
    *, previsit: PreVisit, page: StoryPage, line: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Keep one line of a list: something tried, or how a medicine is taken. Its key makes it one line."""
    held = _hold(previsit, by, at)
    name = LISTS[page.kind]
    lines = lines_with(getattr(held, name), dict(line))
    if len(lines) > MOST_LINES:
        raise DomainError("too_many", TOO_MANY)
    setattr(held, name, lines)
    _keep(held, page if page.kind == PageKind.MEDICINE else None, [name], at)
    audit.record("previsit_saved", by=by, subject=held, detail=page.kind, at=at)
    _follow(held, by, at)


@transaction.atomic
def remove_line(*, previsit: PreVisit, page: StoryPage, key: str, by: Actor, at: datetime) -> None:
    """Take a line out again, as long as it is not on the clinician's page."""
    held = _hold(previsit, by, at)
    name = LISTS[page.kind]
    if any(taken.split()[0] == key for taken in held.taken_in):
        raise DomainError("taken_in", "Your team has this line. Tell them what is wrong with it.")
    setattr(held, name, lines_without(getattr(held, name), key))
    _keep(held, None, [name], at)
    audit.record("previsit_line_removed", by=by, subject=held, detail=page.kind, at=at)


@transaction.atomic
def send_previsit(*, previsit: PreVisit, by: Actor, at: datetime) -> PreVisit:
    """“Send”: nothing is added after it. Every danger sign has to be answered. Twice, it is sent once."""
    if PreVisit.objects.filter(pk=previsit.pk, state=PreVisitState.SENT).exists():
        return previsit
    held = _hold(previsit, by, at)
    if set(signs_to_ask(FLAGS, self_harm=held.asks_self_harm)) - held.signs.keys():
        raise DomainError("signs_missing", "First answer each of the danger signs.")
    held.state, held.sent_at = PreVisitState.SENT, at
    held.save(update_fields=["state", "sent_at"])
    audit.record("previsit_sent", by=by, subject=held, at=at)
    _follow(held, by, at)
    return held


def _hold(previsit: PreVisit, by: Actor, at: datetime) -> PreVisit:
    """Lock the open intake, if there is one, and then the story: the order in which an intake takes it in."""
    ensure_same_clinic(by, previsit)
    _open_intake(previsit)
    rows = PreVisit.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("patient__clinic", "visit").get(pk=previsit.pk)
    if not held.takes_answers(at):
        raise DomainError("closed", OLD)
    return held


def _open_intake(previsit: PreVisit) -> Intake | None:
    drafts = Intake.objects.filter(patient_id=previsit.patient_id, status=IntakeStatus.DRAFT)
    return drafts.select_for_update(of=("self",), no_key=True).first()


def _keep(held: PreVisit, page: StoryPage | None, fields: list[str], at: datetime) -> None:
    held.saved_at = at
    if page and page.slug not in held.passed:
        held.passed = [*held.passed, page.slug]
    held.save(update_fields=[*fields, "passed", "saved_at"])


def _follow(held: PreVisit, by: Actor, at: datetime) -> None:
    """Answers that arrive while the intake is open go straight onto its page."""
    if intake := _open_intake(held):
        take_in(intake=intake, previsit=held, by=by, at=at)
