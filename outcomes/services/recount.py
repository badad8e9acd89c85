"""Counting scores anew from their answers: newer rows, nothing overwritten (S62)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Clinic

from ..models import Response, Score
from ..rules.instrument import Instrument
from ..rules.scoring import ScoreResult, all_scores, kept
from ..rules.words import ResponseStatus
from ..selectors.catalogue import Catalogue

#: Fillings whose rows are locked and counted together.
_CHUNK = 500


@dataclass
class Recount:
    """How many fillings were looked at, how many scores differ, and what could not be counted."""

    looked_at: int = 0
    differ: Counter[str] = field(default_factory=Counter)
    uncounted: Counter[str] = field(default_factory=Counter)


def recompute_scores(*, clinic: Clinic, by: Actor, at: datetime, write: bool = True) -> Recount:
    """Count every finished filling of a clinic anew, by the version that it was filled in.

    Where the version of a part, the value or the finding comes out differently, a newer row replaces the one
    that stood; both stay. A second run finds nothing to do. What was entered in error stays as it is. Each
    chunk is a transaction of its own, so that nobody at work waits for the whole.
    """
    if by.clinic_id != clinic.pk:
        raise DomainError("other_clinic", "That is another clinic.")
    catalogue, found = Catalogue(clinic.pk), Recount()
    last: UUID | None = None
    while chunk := _recount_chunk(clinic, catalogue, found, after=last, by=by, at=at, write=write):
        last = chunk[-1].pk
    return found


@transaction.atomic
def _recount_chunk(
    clinic: Clinic,
    catalogue: Catalogue,
    found: Recount,
    *,
    after: UUID | None,
    by: Actor,
    at: datetime,
    write: bool,
) -> Sequence[Response]:
    finished = Response.objects.filter(clinic=clinic, status=ResponseStatus.COMPLETED, erred_at=None)
    if after:
        finished = finished.filter(pk__gt=after)
    standing = Prefetch("scores", Score.objects.standing())
    locked = finished.select_for_update().order_by("pk").prefetch_related("answers", standing)[:_CHUNK]
    chunk = list(locked)
    for response in chunk:
        newer = list(_newer(response, catalogue, found, at=at))
        found.differ.update(score.instrument for score in newer)
        if newer and write:
            Score.objects.bulk_create(newer)
            audit.record("scores_recomputed", by=by, subject=response, detail=response.instrument, at=at)
    found.looked_at += len(chunk)
    return chunk


def _newer(response: Response, catalogue: Catalogue, found: Recount, *, at: datetime) -> Iterator[Score]:
    """The scores that come out differently now. What cannot be counted is noted and left alone."""
    answers = {answer.item: answer.value for answer in response.answers.all()}
    standing = {score.instrument: score for score in response.scores.all()}
    try:
        counted = all_scores(catalogue.get(response.instrument, response.version), answers)
    except DomainError:
        found.uncounted[f"{response.instrument} {response.version}"] += 1
        return
    for one, result in counted:
        old = standing.get(one.key)
        if old is None or _differs(old, one, result):
            yield score_row(response, one, result, at=at, replaces=old)


def _differs(old: Score, asked: Instrument, result: ScoreResult) -> bool:
    """What was entered in error is nobody's number any more, whatever comes out."""
    now = (asked.version, kept(result.value), result.flag)
    return not old.is_entered_in_error and (old.version, old.value, old.flag) != now


def score_row(
    response: Response,
    asked: Instrument,
    result: ScoreResult,
    *,
    at: datetime,
    replaces: Score | None = None,
) -> Score:
    """A score of a filling-in, not saved yet."""
    return Score(
        clinic_id=response.clinic_id,
        patient_id=response.patient_id,
        response=response,
        instrument=asked.key,
        version=asked.version,
        value=kept(result.value),
        flag=result.flag,
        true_on=response.true_on,
        computed_at=at,
        mode=response.mode,
        source_kind=response.source_kind,
        source_id=response.source_id,
        replaces=replaces,
    )
