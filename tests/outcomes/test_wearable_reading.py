"""The process that reads a file: watched, bounded, and never taking anything of ours along."""

import logging
import resource
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psutil
import pytest
import time_machine
from django.db import connection, transaction
from django.db.models.functions import Now

from outcomes.models import BroughtDays, Day, WearableChunk, WearableFile, WearableSource
from outcomes.rules.words import WearableState
from outcomes.services import wearables
from outcomes.services.wearables import importing, reading, waiting
from outcomes.tasks import sweep_wearables
from people.access import Actor
from tests.factories.people import NOON, PatientFactory
from tests.factories.wearable_files import PLAIN, imported, received, watch_and_phone
from tests.factories.wearables import write_apple
from tests.harness import programs

MEBIBYTE = 1024 * 1024
SECONDS = 30
WORKER = """
import django
django.setup()
from outcomes.services.wearables import reading
from outcomes.tasks import sweep_wearables
reading.READER = "tests.harness.odd_reader"
sweep_wearables()
"""


@pytest.fixture
def odd(monkeypatch):
    monkeypatch.setattr(reading, "READER", "tests.harness.odd_reader")


def nothing_is_kept() -> bool:
    models = (Day, BroughtDays, WearableSource)
    return not any(model.objects.exists() for model in models)


def elsewhere(work):
    """Run in another thread, on a database connection of its own."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=60)


# -- what a file may cost -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        pytest.param("spin", "takes far longer to read", marks=pytest.mark.long),
        ("spin_while_heard", "takes far longer to read"),
        ("grow", "more in this file than we can read"),
    ],
)
def test_a_file_that_costs_too_much_ends_with_a_sentence(pia_record, odd, behaviour, sentence):
    """By the processor's clock: the machine of a test may be busy with something else."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    file = imported(pia_record, PLAIN, behaviour)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS
    assert (file.state, WearableChunk.objects.count()) == (WearableState.REFUSED, 0)
    assert sentence in file.refusal
    assert nothing_is_kept()


@pytest.mark.django_db
def test_a_reader_that_is_silent_is_ended(pia_record, odd, monkeypatch):
    monkeypatch.setattr(reading, "SILENCE", 2)
    assert "takes far longer" in imported(pia_record, PLAIN, "sleep").refusal
    assert [one for one in psutil.Process().children() if "tests.harness.odd_reader" in one.cmdline()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", ["die", "fail", "chatter"])
def test_a_reader_that_breaks_is_tried_three_times(pia_record, odd, behaviour, caplog):
    file = imported(pia_record, PLAIN, behaviour)
    assert (file.state, file.attempts, WearableChunk.objects.count()) == (WearableState.READING, 1, 1)
    sweep_wearables()
    file.refresh_from_db()
    assert (file.state, file.attempts, WearableChunk.objects.count()) == (WearableState.REFUSED, 3, 0)
    assert file.refusal.startswith("Reading this file stopped three times on our side.")
    assert nothing_is_kept()
    assert "5200" not in caplog.text


@pytest.mark.django_db
def test_the_reader_gets_nothing_of_ours(pia_record, monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        reading.subprocess, "Popen", lambda *args, **given: started.append(given) or popen(*args, **given)
    )
    imported(pia_record, PLAIN, "days.csv")
    assert started[0]["env"] == {}
    assert started[0]["stderr"] == subprocess.DEVNULL
    assert "django" not in _modules_of_the_reader()


def _modules_of_the_reader() -> set[str]:
    program = "import sys, outcomes.wearable_reader; print(*{name.split('.')[0] for name in sys.modules})"
    return set(subprocess.check_output([sys.executable, "-c", program], text=True).split())


@pytest.mark.django_db
def test_an_honest_export_is_read_in_bounded_memory(pia_record, tmp_path, caplog):
    """40 MB of XML: the worker holds none of it, and the reader far less than it may."""
    caplog.set_level(logging.INFO)
    path = tmp_path / "export.xml"
    with path.open("w") as file:
        write_apple(file, megabytes=40)
    with path.open("rb") as content:
        wearables.receive_file(
            patient=pia_record,
            filename="export.xml",
            content=content,
            by=Actor.system(pia_record.clinic_id),
            at=NOON,
        )
    tracemalloc.start()
    file = wearables.import_file(file=wearables.claim_waiting(at=NOON), at=NOON)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (file.state, Day.objects.count()) == (WearableState.DONE, file.report["days"])
    assert peak < 30 * MEBIBYTE
    (cost,) = (record.args for record in caplog.records if record.name == reading.__name__)
    assert cost["bytes"] < 80 * MEBIBYTE


# -- whose turn it is ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_sweep_reads_all_that_waits(maple):
    for _ in range(3):
        received(PatientFactory(clinic=maple, birth_date=NOON.date().replace(year=1980)), PLAIN, "days.csv")
    sweep_wearables()
    sweep_wearables()
    assert WearableFile.objects.filter(state=WearableState.DONE, attempts=1).count() == 3


@pytest.mark.django_db
def test_a_sweep_begins_no_file_that_its_own_time_might_end(maple, monkeypatch):
    """Each file takes eight minutes here: two are begun, the third is left to the next sweep."""
    for _ in range(3):
        received(PatientFactory(clinic=maple, birth_date=NOON.date().replace(year=1980)), PLAIN, "days.csv")
    with time_machine.travel(NOON, tick=False) as clock:
        import_file = wearables.import_file

        def slowly(**given):
            import_file(**given)
            clock.shift(timedelta(minutes=8))

        monkeypatch.setattr(wearables, "import_file", slowly)
        sweep_wearables()
        assert WearableFile.objects.filter(state=WearableState.DONE).count() == 2
        sweep_wearables()
    assert WearableFile.objects.filter(state=WearableState.DONE).count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_file_is_read_at_a_time_and_never_twice():
    first, second = (received(PatientFactory(), PLAIN, "days.csv").file for _ in range(2))
    with transaction.atomic():
        mine = wearables.claim_waiting(at=NOON)
        assert elsewhere(lambda: wearables.claim_waiting(at=NOON)) is None
    assert elsewhere(lambda: wearables.claim_waiting(at=NOON)) is None
    assert mine.pk == first.pk
    wearables.import_file(file=mine, at=NOON)
    assert elsewhere(lambda: wearables.claim_waiting(at=NOON)).pk == second.pk


@pytest.mark.django_db(transaction=True)
def test_the_same_file_dropped_twice_at_once_is_one():
    patient, content = PatientFactory(), watch_and_phone()

    def drop(_) -> bool:
        try:
            return received(patient, content).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(drop, range(4))) == [False, False, False, True]
    assert WearableFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_by_others_while_the_file_is_read(monkeypatch, tmp_path):
    path = tmp_path / "export.xml"
    with path.open("w") as file:
        write_apple(file, megabytes=8)
    received(PatientFactory(), path.read_bytes(), "export.xml")
    claimed, seen = wearables.claim_waiting(at=NOON), []
    renew = importing.renew

    def renew_and_look(file, *, percent):
        held = renew(file, percent=percent)
        seen.append(elsewhere(lambda: WearableFile.objects.values_list("state", "progress").get()))
        return held

    monkeypatch.setattr(importing, "renew", renew_and_look)
    wearables.import_file(file=claimed, at=NOON)
    shown = [percent for _, percent in seen]
    assert len(shown) >= 4
    assert shown == sorted(set(shown))
    assert {state for state, _ in seen} == {WearableState.READING}


@pytest.mark.django_db
def test_a_worker_that_lost_its_claim_writes_nothing(pia_record, monkeypatch):
    file = received(pia_record, PLAIN, "days.csv").file
    mine = wearables.claim_waiting(at=NOON)
    WearableFile.objects.filter(pk=file.pk).update(leased_until=Now() - timedelta(seconds=1))
    theirs = wearables.claim_waiting(at=NOON)
    assert (theirs.pk, theirs.attempts) == (mine.pk, 2)
    wearables.import_file(file=WearableFile(**{**_fields(mine), "attempts": 1}), at=NOON)
    assert nothing_is_kept()
    assert wearables.import_file(file=theirs, at=NOON).state == WearableState.DONE


def _fields(file: WearableFile) -> dict:
    return {field.attname: getattr(file, field.attname) for field in file._meta.concrete_fields}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_reads_leaves_nothing_and_another_takes_over(odd):
    """A real worker process, killed without warning while its reader is at work."""
    file = received(PatientFactory(), PLAIN, "spin").file
    environment = programs.environment(smtp_port=1, port=1) | {"STATIC_HASHED": "false"}
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
    try:
        reader = programs.wait_until(lambda: psutil.Process(worker.pid).children(), "the reader runs")[0]
        programs.wait_until(
            lambda: WearableFile.objects.filter(state=WearableState.READING).exists(), "it is being read"
        )
    finally:
        worker.kill()
        worker.wait()
    assert nothing_is_kept()
    assert wearables.claim_waiting(at=NOON) is None
    WearableFile.objects.filter(pk=file.pk).update(
        leased_until=Now() - timedelta(seconds=1), filename="days.csv"
    )
    sweep_wearables()
    file.refresh_from_db()
    assert (file.state, file.attempts, Day.objects.count()) == (WearableState.DONE, 2, 2)
    programs.wait_until(lambda: not psutil.pid_exists(reader.pid), "the reader has ended too", patience=60)


@pytest.mark.django_db
def test_a_fault_at_the_very_end_leaves_no_half_of_it(pia_record, monkeypatch):
    received(pia_record, PLAIN, "days.csv")
    claimed = wearables.claim_waiting(at=NOON)

    def break_down(*args, **given):
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken, transaction.atomic():
        broken.setattr(importing.audit, "record", break_down)
        with pytest.raises(RuntimeError):
            wearables.import_file(file=claimed, at=NOON)
    assert nothing_is_kept()
    waiting.let_go(claimed)
    again = wearables.claim_waiting(at=NOON)
    assert wearables.import_file(file=again, at=NOON).report["added"] == 2
