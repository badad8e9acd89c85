"""How a person comes to the clinic: the packet, the contact data, the care team, the first visit."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from intake.services import referrals
from people import services as people
from people.rules.states import VisitKind, VisitStatus

from .packets import packet
from .scenes import Chart, Scene

_BEFORE_INTAKE = 6


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    days_ago = (course.intake_days_ago if course.intake_days_ago is not None else 0) + _BEFORE_INTAKE
    yield Scene(stage.moment(days_ago, 9), lambda at: _import_packet(chart, at))
    yield Scene(stage.moment(days_ago, 9, 5), lambda at: _welcome(chart, at))
    if course.intake_days_ago is not None:
        yield Scene(stage.moment(course.intake_days_ago, 8), lambda at: _first_visit(chart, at))
    if course.next_visit is not None:
        yield Scene(stage.moment(1, 16), lambda at: _next_visit(chart, at))


def _import_packet(chart: Chart, at: datetime) -> None:
    """The same two steps as at the front desk: the packet is received, then the sweep imports it."""
    person = chart.course.person
    referrals.receive_packet(
        clinic=chart.stage.clinic,
        filename=f"{person.family}_{person.given}.json".lower(),
        content=packet(chart.course, today=chart.stage.clinic.today(at)),
        by=chart.stage.actor("cleo"),
        at=at,
    )
    claimed = referrals.claim_waiting(at=at)
    chart.patient = referrals.import_packet(referral=claimed, at=at).patient


def _welcome(chart: Chart, at: datetime) -> None:
    """What the front desk adds by phone. A record that was closed on arrival is left alone."""
    patient, person, desk = chart.patient, chart.course.person, chart.stage.actor("cleo")
    if not patient.is_open:
        return
    people.correct_contact(
        patient=patient,
        preferred_name=person.goes_by,
        pronouns=person.pronouns,
        occupation=person.work,
        time_zone=person.zone,
        by=desk,
        at=at,
    )
    if person.email:
        people.record_mail_consent(patient=patient, granted=True, how="by phone", by=desk, at=at)
        people.open_portal_account(patient=patient, password=settings.DEMO_PASSWORD, by=desk, at=at)
    lead, navigator = chart.stage.staff[chart.lead], chart.stage.staff["nia"]
    people.join_care_team(patient=patient, user=lead, as_lead=True, by=desk, at=at)
    people.join_care_team(patient=patient, user=navigator, by=desk, at=at)


def _book(chart: Chart, kind: VisitKind, starts_at: datetime, at: datetime):
    return people.book_visit(
        patient=chart.patient,
        kind=kind,
        starts_at=starts_at,
        minutes=60 if kind == VisitKind.INTAKE else 30,
        with_user=chart.stage.staff[chart.lead],
        by=chart.stage.actor("cleo"),
        at=at,
    )


def _first_visit(chart: Chart, at: datetime) -> None:
    visit = _book(chart, VisitKind.INTAKE, at + timedelta(hours=1), at)
    people.mark_visit(visit=visit, status=VisitStatus.DONE, by=chart.physician, at=at)


def _next_visit(chart: Chart, at: datetime) -> None:
    kind = VisitKind.FOLLOW_UP if chart.course.intake_days_ago is not None else VisitKind.INTAKE
    days, hour = chart.course.next_visit
    starts_at = chart.stage.moment_to_come(days, hour)
    _book(chart, kind, starts_at, at)
