"""Everything in this person's care that has a date, for the look-back (S72)."""

from datetime import date

from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from intake.models import Medication, TimelineEntry
from intake.rules.words import EntryKind, Precision
from outcomes.models import Flare
from outcomes.rules.look_back import hard_weeks
from outcomes.selectors import hard_days
from people.models import Patient

from ..models import Step
from ..rules.events import Charted, DatedEvent, Source, events_of
from ..rules.words import StepKind

#: What on the timeline happened on a day; a condition or an image has a date, but nothing began with it.
_TOLD = tuple(
    kind for kind in EntryKind if kind.is_told or kind in (EntryKind.PROCEDURE, EntryKind.TREATMENT)
)


def dated_events(patient: Patient, *, today: date, hard_days_a_week: int) -> list[DatedEvent]:
    """Newest first, in two queries however many there are. Dates not known to the day are left out."""
    weeks = hard_weeks(hard_days(patient), least=hard_days_a_week)
    return events_of(_charted(patient), weeks, today=today)


def _charted(patient: Patient) -> list[Charted]:
    parts = [
        _part(Source.FLARE, Flare.objects.all(), "started_on", "ended_on", Value(""), "severity"),
        _part(Source.MEDICINE, _medicines(), "started_on", _ENDED, "title", "dose"),
        _part(Source.STEP, Step.objects.all(), _DONE, _NO_DAY, "title", "kind"),
        _part(Source.ENTRY, _entries(), "starts_on", _NO_DAY, "title", "kind"),
    ]
    mine = [part.filter(patient=patient, erred_at=None) for part in parts]
    rows = mine[0].union(*mine[1:], all=True)
    return [Charted(Source(source), *rest) for source, *rest in rows if rest[1] is not None]


_NO_DAY = Value(None, output_field=DateField())
#: A procedure begins nothing before the day it takes place.
_DONE = Case(When(kind=StepKind.PROCEDURE, then="delivered_on"), default="started_on")


def _part(source: Source, rows: QuerySet, on, until, title, note) -> QuerySet:
    """Six columns of the same types from every table, so that one statement reads them all."""
    texts = [F(one) if isinstance(one, str) else one for one in (title, note)]
    columns = [Cast(one, CharField()) for one in (Value(source.value), F("pk"), *texts)]
    return rows.order_by().values_list(columns[0], columns[1], on, until, columns[2], columns[3])


def _medicines() -> QuerySet:
    return Medication.objects.filter(started_precision=Precision.DAY)


def _entries() -> QuerySet:
    return TimelineEntry.objects.filter(kind__in=_TOLD, precision=Precision.DAY)


_ENDED = Case(When(ended_precision=Precision.DAY, then="ended_on"), default=None)


def steps_in_time(patient: Patient) -> QuerySet:
    """The steps of all plans that have begun or were delivered, as rows of the columns of a timeline."""
    rows = Step.objects.filter(patient=patient, erred_at=None)
    dated = rows.filter(Q(started_on__isnull=False) | Q(delivered_on__isnull=False)).order_by("pk")
    return dated.values_list("pk", "title", "kind", "status", "started_on", "delivered_on")
