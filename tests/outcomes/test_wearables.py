"""A person's files of wearables: kept once, written with their source, two of them never summed, undone."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from core.ids import uuid7
from outcomes.models import BroughtDays, Day, Pulse, WearableChunk, WearableFile
from outcomes.rules.wearables import ColumnChoice, SleepUnit
from outcomes.rules.words import DayMark, Mode, WearableState
from outcomes.services import save_day, wearables
from outcomes.services.wearables import receipt
from people.models import Patient, Task
from tests.factories.people import NOON
from tests.factories.wearable_files import PLAIN, UNKNOWN_TABLE, imported, received, watch_and_phone
from tests.factories.wearables import PHONE, WATCH, apple_xml, sleep, steps

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 1)
SECOND = FIRST + timedelta(days=1)


def shown(patient) -> dict[date, tuple]:
    """Steps and sleep of each day, each with the device that told it."""
    names = dict(patient.wearable_sources.values_list("number", "name"))
    rows = Day.objects.filter(patient=patient).order_by("day")
    fields = ("day", "device_steps", "steps_source", "device_slept_minutes", "sleep_source")
    return {
        day: (walked, names.get(steps_source), slept, names.get(sleep_source))
        for day, walked, steps_source, slept, sleep_source in rows.values_list(*fields)
    }


def counts(file: WearableFile) -> tuple[int, int, int]:
    return tuple(file.report[name] for name in ("added", "changed", "unchanged"))


def xml(day: str, count: int, source: str = WATCH) -> bytes:
    return apple_xml([steps(f"{day} 10:00", f"{day} 10:30", count, source)])


# -- what a file brings -------------------------------------------------------------------------------


def test_days_are_written_with_their_device_and_the_file_is_gone(pia_record, amara, audited):
    file = imported(pia_record, watch_and_phone(), by=amara)
    assert (file.state, file.progress, file.kind) == (WearableState.DONE, 100, "apple_health")
    days = shown(pia_record)
    assert (days[FIRST][:2], days[SECOND][:2]) == ((3000, "Apple Watch"), (2000, "Apple Watch"))
    assert days[SECOND][2:] == (450, "Apple Watch")
    assert (file.report["overlaps"] > 0, file.report["naps"]) == (True, 1)
    assert (file.report["first"], file.report["last"]) == ("2026-11-01", "2026-11-02")
    assert WearableChunk.objects.count() == 0
    assert audited(pia_record) == ["wearable_received", "wearable_imported"]
    assert (Pulse.objects.get().last_device_day, Pulse.objects.get().last_day) == (SECOND, None)


def test_the_same_file_twice_changes_nothing(pia_record, quin_record, amara):
    imported(pia_record, PLAIN, "days.csv")
    again = received(pia_record, PLAIN, "again.csv")
    assert (again.is_new, again.file.filename, WearableFile.objects.count()) == (False, "days.csv", 1)
    assert wearables.claim_waiting(at=NOON) is None
    assert received(quin_record, PLAIN).is_new


def test_a_large_file_is_kept_in_pieces(pia_record, monkeypatch):
    monkeypatch.setattr(receipt, "PIECE", 10)
    file = imported(pia_record, PLAIN, "days.csv")
    assert (file.state, file.size, counts(file)) == (WearableState.DONE, len(PLAIN), (2, 0, 0))


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"x" * 2001, "too_large")])
def test_an_empty_and_a_too_large_file_are_refused_at_the_door(pia_record, settings, content, code):
    settings.WEARABLE_MAX_BYTES = 2000
    with pytest.raises(DomainError) as refused:
        received(pia_record, content)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert not WearableFile.objects.exists()
    assert not WearableChunk.objects.exists()


def test_what_the_person_said_stays_apart(pia_record, herself, amara):
    said = {"mark": DayMark.HARD, "slept_minutes": 300, "moved_minutes": 20, "mode": Mode.PHONE}
    save_day(patient=pia_record, operation_id=uuid7(), day=NOON.date(), received_at=NOON, by=herself, **said)
    today = NOON.date().isoformat()
    file = imported(pia_record, f"day,steps,slept_minutes\n{today},5000,400\n".encode(), "days.csv")
    assert counts(file) == (1, 0, 0)
    wearables.undo_import(file=file, reason="wrong", by=amara, at=NOON)
    day = Day.objects.get(patient=pia_record)
    assert (day.mark, day.slept_minutes, day.moved_minutes, day.mode) == (DayMark.HARD, 300, 20, Mode.PHONE)
    assert (day.device_steps, day.device_slept_minutes, day.steps_source) == (None, None, None)


def test_days_not_lived_are_left_out_and_counted(pia_record):
    pia_record.birth_date = FIRST
    pia_record.save()
    table = b"day,steps\n2026-10-31,5\n2026-11-01,5200\n2027-01-01,7\n"
    file = imported(pia_record, table, "days.csv")
    assert (list(shown(pia_record)), file.report["not_lived"]) == ([FIRST], 2)


def test_a_file_without_days_is_refused(pia_record):
    file = imported(pia_record, apple_xml([]))
    assert (file.state, WearableChunk.objects.count()) == (WearableState.REFUSED, 0)
    assert file.refusal.startswith("There are no steps and no sleep in this file.")


def test_a_record_that_was_closed_meanwhile_takes_nothing(pia_record, amara):
    received(pia_record, PLAIN)
    Patient.objects.filter(pk=pia_record.pk).update(closed_at=NOON, closed_reason="moved")
    file = wearables.import_file(file=wearables.claim_waiting(at=NOON), at=NOON)
    assert (file.state, Day.objects.count()) == (WearableState.REFUSED, 0)
    pia_record.refresh_from_db()
    with pytest.raises(DomainError, match="closed"):
        received(pia_record, b"day,steps\n2026-11-01,1\n")


def test_another_clinic_may_not(pia_record, stranger, amara):
    with pytest.raises(PermissionDenied):
        received(pia_record, PLAIN, by=stranger)
    file = imported(pia_record, PLAIN, by=amara)
    with pytest.raises(PermissionDenied):
        wearables.undo_import(file=file, reason="x", by=stranger, at=NOON)


def test_names_with_letters_that_no_database_holds(pia_record):
    odd = "\ud800 Watch\x0b".encode("utf-8", "surrogatepass")
    content = xml("2026-11-01", 100).replace(WATCH.encode(), odd)
    assert imported(pia_record, content, "a\x00b/../c\n.xml").state in (
        WearableState.DONE,
        WearableState.REFUSED,
    )


# -- two files of one day -----------------------------------------------------------------------------


def test_a_watch_stands_before_a_phone_and_they_are_never_summed(pia_record):
    imported(pia_record, xml("2026-11-01", 3000, WATCH), "watch.xml")
    phone = imported(pia_record, xml("2026-11-01", 3500, PHONE), "phone.xml")
    assert shown(pia_record)[FIRST][:2] == (3000, "Apple Watch")
    assert (counts(phone), phone.report["steps_outranked"]) == ((0, 0, 1), 1)


def test_a_phones_value_gives_way_to_a_watchs(pia_record):
    imported(pia_record, xml("2026-11-01", 3500, PHONE), "phone.xml")
    assert counts(imported(pia_record, xml("2026-11-01", 3000, WATCH), "watch.xml")) == (0, 1, 0)
    assert shown(pia_record)[FIRST][:2] == (3000, "Apple Watch")


def test_a_newer_export_corrects_and_an_older_one_does_not(pia_record):
    older = apple_xml([steps("2026-11-01 10:00", "2026-11-01 10:30", 1000)])
    newer = apple_xml(
        [
            steps("2026-11-01 10:00", "2026-11-01 10:30", 1000),
            steps("2026-11-01 18:00", "2026-11-01 18:30", 4000),
            steps("2026-11-02 10:00", "2026-11-02 10:30", 2000),
        ]
    )
    assert counts(imported(pia_record, newer, "newer.xml")) == (2, 0, 0)
    assert counts(imported(pia_record, older, "older.xml")) == (0, 0, 1)
    assert shown(pia_record)[FIRST][0] == 5000


def test_a_corrected_file_of_the_same_days_corrects(pia_record):
    imported(pia_record, PLAIN, "days.csv")
    assert counts(imported(pia_record, PLAIN.replace(b"5200", b"5300"), "days.csv")) == (0, 1, 1)
    assert shown(pia_record)[FIRST][0] == 5300


def test_steps_of_one_device_and_sleep_of_another_meet(pia_record):
    imported(pia_record, xml("2026-11-01", 3500, PHONE), "phone.xml")
    night = apple_xml([sleep("2026-10-31 23:00", "2026-11-01 06:00")])
    assert counts(imported(pia_record, night, "night.xml")) == (0, 1, 0)
    assert shown(pia_record)[FIRST] == (3500, "iPhone", 420, "Apple Watch")


FILES = {
    "watch.xml": xml("2026-11-01", 3000, WATCH),
    "phone.xml": xml("2026-11-01", 3500, PHONE),
    "later.xml": apple_xml(
        [
            steps("2026-11-01 10:00", "2026-11-01 10:30", 3100),
            steps("2026-11-03 10:00", "2026-11-03 10:30", 90),
        ]
    ),
}


@pytest.mark.parametrize("order", list(permutations(FILES)))
def test_whatever_the_order_the_same_is_shown(pia_record, order):
    for name in order:
        imported(pia_record, FILES[name], name)
    assert shown(pia_record)[FIRST][:2] == (3100, "Apple Watch")


@pytest.mark.parametrize("wrong", sorted(FILES))
def test_undone_is_as_if_it_had_never_come(pia_record, quin_record, amara, wrong):
    for name, content in FILES.items():
        imported(pia_record, content, name)
        if name != wrong:
            imported(quin_record, content, name)
    file = pia_record.wearable_files.get(filename=wrong)
    wearables.undo_import(file=file, reason="Her sister's.", by=amara, at=NOON)
    assert shown(pia_record) == shown(quin_record)
    last = Pulse.objects.order_by("last_device_day").values_list("last_device_day", flat=True)
    assert len(set(last)) == 1


# -- undo ---------------------------------------------------------------------------------------------


def test_an_undone_file_goes_with_its_reason_and_may_come_again(pia_record, amara, audited):
    file = imported(pia_record, PLAIN, "days.csv", by=amara)
    undone = wearables.undo_import(file=file, reason=" Her sister's. ", by=amara, at=NOON)
    assert (undone.state, undone.undone_reason) == (WearableState.UNDONE, "Her sister's.")
    assert (Day.objects.count(), Pulse.objects.get().last_device_day) == (0, None)
    assert audited(pia_record)[-1] == "wearable_undone"
    assert BroughtDays.objects.get(file=file).steps == [5200, 4800]
    assert counts(imported(pia_record, PLAIN, "days.csv")) == (2, 0, 0)


def test_an_undo_needs_a_reason_and_an_import(pia_record, amara):
    file = imported(pia_record, PLAIN, "days.csv")
    with pytest.raises(DomainError, match="Say why"):
        wearables.undo_import(file=file, reason=" ", by=amara, at=NOON)
    wearables.undo_import(file=file, reason="wrong", by=amara, at=NOON)
    with pytest.raises(DomainError, match="Only an imported file"):
        wearables.undo_import(file=file, reason="again", by=amara, at=NOON)


# -- a table whose columns are asked ------------------------------------------------------------------


def test_a_table_waits_for_its_columns_and_is_read_then(pia_record, amara):
    file = imported(pia_record, UNKNOWN_TABLE, "walks.csv", by=amara)
    assert (file.state, file.table["header"]) == (WearableState.NEEDS_COLUMNS, ["Date", "Walked", "Rest"])
    assert (WearableChunk.objects.count(), Task.objects.count()) == (1, 0)
    choice = ColumnChoice(day=0, steps=1, slept=2, sleep_unit=SleepUnit.HOURS)
    wearables.choose_columns(file=file, columns=choice, by=amara, at=NOON)
    file = wearables.import_file(file=wearables.claim_waiting(at=NOON), at=NOON)
    assert counts(file) == (2, 0, 0)
    assert shown(pia_record)[FIRST] == (5200, "Table", 450, "Table")
    with pytest.raises(DomainError, match="does not wait"):
        wearables.choose_columns(file=file, columns=choice, by=amara, at=NOON)


@pytest.mark.parametrize(
    ("choice", "why"),
    [(ColumnChoice(day=0), "for the steps, for the sleep"), (ColumnChoice(day=0, steps=0), "chosen twice")],
)
def test_columns_that_make_no_sense_are_refused(pia_record, amara, choice, why):
    file = imported(pia_record, UNKNOWN_TABLE, "walks.csv")
    with pytest.raises(DomainError, match=why):
        wearables.choose_columns(file=file, columns=choice, by=amara, at=NOON)


def test_a_patients_own_table_becomes_a_task_that_the_columns_close(pia_record, herself, amara):
    file = imported(pia_record, UNKNOWN_TABLE, "walks.csv", by=herself)
    task = Task.objects.get(patient=pia_record)
    assert (task.reason_code, task.owner_role, task.status) == ("wearable_columns", "navigator", "open")
    wearables.choose_columns(file=file, columns=ColumnChoice(day=0, steps=1), by=amara, at=NOON)
    task.refresh_from_db()
    assert task.status == "cancelled"


def test_a_table_that_nobody_names_is_deleted_after_two_weeks(pia_record, herself):
    file = imported(pia_record, UNKNOWN_TABLE, "walks.csv", by=herself)
    assert wearables.set_aside_forgotten(at=NOON + timedelta(days=13)) == 0
    assert wearables.set_aside_forgotten(at=NOON + timedelta(days=15)) == 1
    file.refresh_from_db()
    assert (file.state, WearableChunk.objects.count()) == (WearableState.REFUSED, 0)
    assert Task.objects.get().status == "cancelled"
