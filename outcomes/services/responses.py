"""Filling in a questionnaire: all at once from paper, or one item at a time from a phone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.rules.hours import is_watched

from ..models import Answer, Ask, LoadedInstrument, Response, Score
from ..rules.instrument import Instrument
from ..rules.scoring import Answers, all_scores, check_answer
from ..rules.words import AskState, FlagAnswer, Mode, ResponseStatus
from ..selectors.catalogue import Catalogue
from .asks import finish_ask
from .guards import ensure_lived, ensure_may_write, take_turns
from .recount import score_row
from .red_flags import RedFlagSaved, answer_red_flag


@dataclass(frozen=True)
class AnswerSaved:
    """The answer as kept. When it raised a danger sign, `danger` holds the text to show first."""

    answer: Answer
    danger: RedFlagSaved | None


@transaction.atomic
def record_response(
    *,
    patient: Patient,
    instrument: str,
    answers: Answers,
    true_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    ask: Ask | None = None,
    source: tuple[str, str] = ("", ""),
) -> Response:
    """Keep a whole questionnaire as it was filled in, and its score. `response.scores` holds the score.

    An item whose answer is None was skipped; an item that is not in `answers` was never put. The same form of
    the same day typed again (a double press) is the one that is there.
    """
    ensure_may_write(by, patient, ask)
    take_turns(patient)
    ensure_lived(patient, true_on, at=at)
    _refuse_begun(ask)
    asked, wording = Catalogue(patient.clinic_id).put(instrument, ask.version if ask else None)
    _refuse_bad_answers(asked, answers)
    if again := _same_form(patient, asked, answers, true_on, mode, source):
        return again
    response = Response.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        ask=ask,
        instrument=asked.key,
        version=asked.version,
        wording=wording,
        mode=mode,
        true_on=true_on,
        recorded_at=at,
        recorded_by_id=by.user_id,
        source_kind=source[0],
        source_id=str(source[1]),
    )
    for key, value in answers.items():
        _keep_answer(response, asked, key, value, by=by, at=at)
    return _complete(response, asked, true_on=true_on, by=by, at=at)


@transaction.atomic
def start_response(*, ask: Ask, mode: Mode, by: Actor, at: datetime) -> Response:
    """The filling-in that belongs to an open ask: begun now, or picked up where it was left."""
    ensure_may_write(by, ask.patient, ask)
    locked = Ask.objects.select_for_update().get(pk=ask.pk)
    _refuse_closed(locked, at=at)
    asked, wording = _put_now(locked, at=at)
    response, started = Response.objects.get_or_create(
        ask=locked,
        defaults={
            "clinic_id": locked.clinic_id,
            "patient_id": locked.patient_id,
            "instrument": asked.key,
            "version": asked.version,
            "wording": wording,
            "mode": mode,
            "true_on": ask.patient.today(at),
            "recorded_at": at,
            "recorded_by_id": by.user_id,
        },
    )
    if started:
        audit.record("response_started", by=by, subject=response, detail=asked.key, at=at)
    return response


@transaction.atomic
def save_answer(*, response: Response, item: str, value: int | None, by: Actor, at: datetime) -> AnswerSaved:
    """Keep one answer; None says that the item was skipped. Danger signs are raised now, not at the end."""
    ensure_may_write(by, response.patient)
    locked = _unfinished(response, by=by, at=at)
    asked = Catalogue(locked.clinic_id).get(locked.instrument, locked.version)
    check_answer(asked, item, value)
    saved = _keep_answer(locked, asked, item, value, by=by, at=at)
    audit.record("answer_saved", by=by, subject=locked, detail=item, at=at)
    return saved


@transaction.atomic
def complete_response(*, response: Response, by: Actor, at: datetime) -> Response:
    """Finish a filling-in: score it and close its ask. One that is finished stays as it is."""
    ensure_may_write(by, response.patient)
    if response.status == ResponseStatus.COMPLETED:
        return response
    locked = _unfinished(response, by=by, at=at)
    asked = Catalogue(locked.clinic_id).get(locked.instrument, locked.version)
    return _complete(locked, asked, true_on=locked.patient.today(at), by=by, at=at)


def _same_form(
    patient: Patient, asked: Instrument, answers: Answers, true_on: date, mode: Mode, source: tuple[str, str]
) -> Response | None:
    """The newest one of that day, if it says the same and nobody marked it as wrong."""
    of_day = Response.objects.filter(patient=patient, instrument=asked.key, version=asked.version, ask=None)
    kept_here = of_day.filter(true_on=true_on, mode=mode, source_kind=source[0], source_id=str(source[1]))
    latest = kept_here.filter(erred_at=None).order_by("-recorded_at", "-id").first()
    if latest is None or dict(latest.answers.values_list("item", "value")) != dict(answers):
        return None
    return latest


def _put_now(ask: Ask, *, at: datetime) -> tuple[Instrument, LoadedInstrument | None]:
    """What the ask puts to the patient: while nobody watches for alarms, the form without them."""
    clinic = ask.patient.clinic
    asked, wording = Catalogue(clinic.pk).put(ask.instrument, ask.version)
    if asked.unwatched is None or is_watched(clinic.opening_hours, at=at, zone=clinic.time_zone):
        return asked, wording
    return asked.unwatched, None


def _refuse_bad_answers(asked: Instrument, answers: Answers) -> None:
    for key, value in answers.items():
        check_answer(asked, key, value)
    if all(value is None for value in answers.values()):
        raise DomainError("nothing_answered", "Fill in at least one answer.", asked.items[0].key)


def _refuse_begun(ask: Ask | None) -> None:
    if ask and Response.objects.filter(ask=ask).exists():
        raise DomainError("begun", "The patient has begun to answer these questions.")


def _refuse_closed(ask: Ask, *, at: datetime) -> None:
    if ask.state != AskState.OPEN or at >= ask.closes_at:
        raise DomainError("ask_closed", "These questions are closed now.")


def _unfinished(response: Response, *, by: Actor, at: datetime) -> Response:
    """The row, locked, so that two phones take turns; refused when it is finished or its window is over."""
    locked = Response.objects.select_for_update().get(pk=response.pk)
    ensure_same_clinic(by, locked)
    if locked.status != ResponseStatus.IN_PROGRESS:
        raise DomainError("finished", "These answers were already sent. Thank you.")
    if locked.ask:
        _refuse_closed(locked.ask, at=at)
    return locked


def _keep_answer(
    response: Response, asked: Instrument, key: str, value: int | None, *, by: Actor, at: datetime
) -> AnswerSaved:
    answer, _ = Answer.objects.update_or_create(
        response=response,
        item=key,
        defaults={"value": value, "skipped": value is None, "answered_at": at},
    )
    return AnswerSaved(answer, _danger(response, asked, answer, by=by, at=at))


def _danger(
    response: Response, asked: Instrument, answer: Answer, *, by: Actor, at: datetime
) -> RedFlagSaved | None:
    item = asked.item(answer.item)
    if item is None or item.alarm is None or answer.value is None or answer.value < item.alarm.at_least:
        return None
    return answer_red_flag(
        patient=response.patient,
        flag=item.alarm.flag,
        answer=FlagAnswer.YES,
        note=f"{asked.title}, “{item.label}”: {answer.value}",
        source=("outcomes.answer", str(answer.pk)),
        by=by,
        at=at,
    )


def _complete(response: Response, asked: Instrument, *, true_on: date, by: Actor, at: datetime) -> Response:
    response.status, response.completed_at, response.true_on = ResponseStatus.COMPLETED, at, true_on
    response.save(update_fields=["status", "completed_at", "true_on"])
    answers = dict(response.answers.values_list("item", "value"))
    Score.objects.bulk_create(
        score_row(response, one, result, at=at) for one, result in all_scores(asked, answers)
    )
    if response.ask:
        finish_ask(response.ask, by=by, at=at)
    audit.record("response_completed", by=by, subject=response, detail=asked.key, at=at)
    return response
