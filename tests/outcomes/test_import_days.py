"""Device days: beside what people say, once, and only for people whom we know."""

from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from core.errors import DomainError
from core.ids import uuid7
from outcomes import services
from outcomes.models import Day, DayImport, Pulse
from outcomes.rules.words import DayMark, Mode
from outcomes.services import wearables
from people.models import Patient, PatientIdentifier
from people.services import link_identifier
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db
STEPS = "Id,ActivityDate,TotalSteps\n15,11/1/2026,5200\n15,11/2/2026,4800\n16,11/1/2026,900\n"
SLEEP = "Id,SleepDay,TotalMinutesAsleep,TotalTimeInBed\n15,11/01/2026,400,450\n"
PLAIN = "day,steps,slept_minutes\n2026-11-01,5200,420\n2026-11-02,4800,\n"
FIRST = date(2026, 11, 1)


@pytest.fixture
def wearer(pia_record, amara):
    """Pia wears the device with the id 15."""
    link_identifier(patient=pia_record, system="fitbit", value="15", by=amara, at=NOON)
    return pia_record


def export(clinic, by, text, **changes):
    given = {"filename": "days.csv", "content": text.encode(), "at": NOON, **changes}
    return services.import_device_export(clinic=clinic, by=by, **given)


def rows(patient):
    fields = ("day", "device_steps", "device_slept_minutes", "device_in_bed_minutes")
    return list(Day.objects.filter(patient=patient).order_by("day").values_list(*fields))


def counts(report):
    return (report.added, report.changed, report.unchanged)


def test_steps_and_sleep_meet_in_one_day(maple, wearer, amara, audited):
    assert counts(export(maple, amara, STEPS)) == (2, 0, 0)
    assert counts(export(maple, amara, SLEEP)) == (0, 1, 0)
    assert rows(wearer) == [(FIRST, 5200, 400, 450), (FIRST + timedelta(days=1), 4800, None, None)]
    assert Day.objects.filter(mode=Mode.DEVICE, mark=None).count() == 2
    assert audited(wearer).count("device_days_imported") == 2


def test_lines_of_unknown_people_are_counted_not_taken(maple, wearer, amara):
    report = export(maple, amara, STEPS)
    assert report.unknown_people == ("16",)
    assert [one.why for one in report.refused] == ["We know nobody with the id 16."]
    assert report.lines == 3


def test_the_same_file_twice_changes_nothing(maple, wearer, amara, audited):
    export(maple, amara, STEPS)
    again = export(maple, amara, STEPS, at=NOON + timedelta(days=1))
    assert (counts(again), again.was_known) == ((0, 0, 2), True)
    assert DayImport.objects.count() == 1
    assert audited(wearer).count("device_days_imported") == 1


def test_people_who_were_unknown_are_taken_the_second_time(maple, wearer, amara):
    export(maple, amara, STEPS)
    other = PatientFactory(clinic=maple)
    link_identifier(patient=other, system="fitbit", value="16", by=amara, at=NOON)
    assert counts(export(maple, amara, STEPS)) == (1, 0, 2)
    assert rows(other) == [(FIRST, 900, None, None)]


def test_an_old_file_does_not_undo_a_newer_one(maple, wearer, amara):
    export(maple, amara, STEPS)
    newer = export(maple, amara, STEPS.replace("5200", "5300"))
    assert counts(newer) == (0, 1, 1)
    export(maple, amara, STEPS)
    assert rows(wearer)[0][1] == 5300


def test_what_the_person_said_is_never_touched(maple, wearer, amara, herself):
    services.save_day(
        patient=wearer,
        operation_id=uuid7(),
        day=FIRST,
        mark=DayMark.HARD,
        slept_minutes=300,
        received_at=NOON,
        mode=Mode.PAPER,
        by=amara,
    )
    export(maple, amara, SLEEP)
    day = Day.objects.get(patient=wearer, day=FIRST)
    assert (day.mark, day.slept_minutes, day.device_slept_minutes) == (DayMark.HARD, 300, 400)
    assert day.mode == Mode.PAPER


def test_a_watch_does_not_speak_for_the_person(maple, wearer, amara):
    export(maple, amara, STEPS)
    pulse = Pulse.objects.get()
    assert (pulse.last_day, pulse.last_device_day) == (None, FIRST + timedelta(days=1))
    export(maple, amara, SLEEP)
    assert Pulse.objects.get().last_device_day == FIRST + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "why"),
    [("11/21/2026", "2026-11-21 has not come yet."), ("3/11/1983", "1983-03-11 is before the birth date.")],
)
def test_a_day_not_lived_is_refused(maple, wearer, amara, day, why):
    report = export(maple, amara, f"Id,ActivityDate,TotalSteps\n15,{day},5\n")
    assert [(one.line, one.why) for one in report.refused] == [(2, why)]
    assert not Day.objects.exists()


def test_a_closed_record_takes_nothing(maple, wearer, amara):
    Patient.objects.filter(pk=wearer.pk).update(closed_at=NOON, closed_reason="moved")
    assert export(maple, amara, STEPS).unknown_people == ("15", "16")


def test_ids_belong_to_their_clinic(birch, wearer, stranger, maple, amara):
    assert export(birch, stranger, STEPS).unknown_people == ("15", "16")
    with pytest.raises(PermissionDenied):
        export(maple, stranger, STEPS)


def test_the_export_of_many_does_not_take_one_persons_table(maple, wearer, amara):
    with pytest.raises(DomainError, match="whose days"):
        export(maple, amara, PLAIN)


def test_each_person_has_an_import_that_can_be_undone_and_come_again(maple, wearer, amara):
    other = PatientFactory(clinic=maple)
    link_identifier(patient=other, system="fitbit", value="16", by=amara, at=NOON)
    export(maple, amara, STEPS)
    wearables.undo_import(file=wearer.wearable_files.get(), reason="Her sister wore it.", by=amara, at=NOON)
    assert (rows(wearer), len(rows(other))) == ([], 1)
    again = export(maple, amara, STEPS)
    assert (counts(again), len(rows(wearer)), len(rows(other))) == ((2, 0, 1), 2, 1)


def test_a_file_that_came_to_a_record_by_itself_is_not_taken_twice(maple, wearer, amara):
    """Somebody had uploaded the export of many for one of them; the others still get their days."""
    other = PatientFactory(clinic=maple)
    link_identifier(patient=other, system="fitbit", value="16", by=amara, at=NOON)
    wearables.receive_file(
        patient=wearer, filename="days.csv", content=BytesIO(STEPS.encode()), by=amara, at=NOON
    )
    export(maple, amara, STEPS)
    assert (rows(wearer), len(rows(other))) == ([], 1)
    assert wearer.wearable_files.get().state == "waiting"


# -- the command ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "steps.csv").write_text(STEPS)
    (tmp_path / "table.csv").write_text(PLAIN)
    (tmp_path / "people.txt").write_text(
        "id,mrn,given_name,family_name,birth_date\n"
        "15,004-118,Pia,Okafor,1983-03-12\n16,,Rosa,Lind,1970-01-31\n"
    )
    return tmp_path


def run(*args):
    out = StringIO()
    call_command("import_days", *map(str, args), stdout=out)
    return out.getvalue()


def test_the_command_reports_each_file(folder, wearer):
    said = run(folder / "steps.csv")
    assert said.startswith("steps.csv: 3 lines, 1 people. Days: 2 new, 0 changed, 0 as they were;")
    assert "Nobody here has the ids 16: see --create-patients." in said
    assert "Line" not in said
    assert "It was read before." in run(folder / "steps.csv")


def test_the_command_names_bad_lines(tmp_path, wearer):
    (tmp_path / "bad.csv").write_text("Id,ActivityDate,TotalSteps\n15,11/1/2026,many\n")
    assert "  Line 2: TotalSteps is “many”, not a whole number." in run(tmp_path)


def test_the_command_registers_who_is_in_the_table(folder, pia_record, audited):
    said = run(folder / "steps.csv", "--create-patients", folder / "people.txt")
    assert "people.txt: 1 people registered, without a care team yet." in said
    rosa = Patient.objects.get(family_name="Lind")
    assert rows(rosa) == [(FIRST, 900, None, None)]
    assert len(rows(pia_record)) == 2
    assert "people.txt: 0 people registered, without a care team yet." in run(
        folder / "steps.csv", "--create-patients", folder / "people.txt"
    )
    assert PatientIdentifier.objects.count() == 2
    assert "patient_registered" in audited(rosa)


def test_the_command_takes_one_persons_table(folder, pia_record):
    said = run(folder / "table.csv", "--patient", "004-118", "--clinic", "Maple Clinic")
    assert said == "table.csv: 2 days, 1 Nov 2026 to 2 Nov 2026: 2 new, 0 changed, 0 as they were.\n"
    assert len(rows(pia_record)) == 2
    assert run(folder / "table.csv", "--patient", "004-118") == said


def test_the_command_says_why_one_persons_file_is_refused(folder, pia_record):
    with pytest.raises(CommandError, match="names people by id"):
        run(folder / "steps.csv", "--patient", "004-118")
    with pytest.raises(CommandError, match="No such file"):
        run(folder / "missing.zip", "--patient", "004-118")
    (folder / "empty.csv").write_text("")
    with pytest.raises(CommandError, match="empty"):
        run(folder / "empty.csv", "--patient", "004-118")
    assert rows(pia_record) == []


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("id,name\n1,Rosa\n", "needs the columns"),
        ("id,mrn,given_name,family_name,birth_date\n16,,,Lind,1970-01-31\n", "Line 2 has no given_name"),
        ("id,mrn,given_name,family_name,birth_date\n16,,Rosa,Lind,31.1.1970\n", "like 1983-03-12"),
        ("id,mrn,given_name,family_name,birth_date\n16,004-118,Rosa,Lind,1970-01-31\n", "another birth date"),
        ('id,mrn,given_name,family_name,birth_date\n"16,', "not a table"),
    ],
)
def test_a_faulty_table_of_people_registers_nobody(folder, pia_record, people, why):
    (folder / "people.txt").write_text(people)
    with pytest.raises(CommandError, match=why):
        run(folder / "steps.csv", "--create-patients", folder / "people.txt")
    assert Patient.objects.count() == 1
    assert not Day.objects.exists()


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["missing.csv"], "No such file"),
        (["people.txt"], "none of the columns"),
        (["steps.csv", "--clinic", "Elm"], "no such clinic"),
        (["steps.csv", "--clinic", str(uuid7())], "no such clinic"),
        (["steps.csv", "--patient", "nobody"], "no patient with the record number nobody"),
    ],
)
def test_the_command_says_what_is_wrong(folder, maple, args, why):
    with pytest.raises(CommandError, match=why):
        run(folder / args[0], *args[1:])


def test_with_two_clinics_one_is_named(folder, maple, birch):
    with pytest.raises(CommandError, match="Name one clinic"):
        run(folder / "steps.csv")
