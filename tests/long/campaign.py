"""A clinic's mail under attack: real worker and beat, a broker of its own, a mail server that counts."""

import asyncio
import logging
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import redis
from aiosmtpd.controller import Controller
from django.utils import timezone

from followup.models import Reminder
from followup.rules.words import ReminderState
from outcomes.models import Ask
from outcomes.rules.words import AskState
from paincare.devstack import ports
from paincare.devstack.processes import Child
from paincare.devstack.services import wait_for_broker
from paincare.devstack.valkey import Valkey
from people.models import Clinic, Patient
from tests.factories.people import ClinicFactory, PatientFactory
from tests.harness import programs

PROGRAMS = Path(sys.executable).parent
#: A mail server that takes a moment, so that a kill finds a message on its way.
PACE_SECONDS = 0.003
ENDED = {ReminderState.SENT, ReminderState.UNCERTAIN}
LEASE_SECONDS = 2


@dataclass
class CountingMailServer:
    """Every Message-ID that was taken, in order."""

    port: int = field(default_factory=ports.any_free)
    message_ids: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its name)
        found = re.search(rb"^Message-ID: (\S+)", envelope.content, re.MULTILINE | re.IGNORECASE)
        self.message_ids.append(found[1])
        await asyncio.sleep(PACE_SECONDS)
        return "250 taken"


@dataclass
class Campaign:
    """The programs under attack, and what was done to them."""

    mail: CountingMailServer
    broker: redis.Redis
    surroundings: dict[str, str]
    worker: Child
    kills: int = 0
    half_sent: int = 0
    flushes: int = 0

    @property
    def taken(self) -> int:
        return len(self.mail.message_ids)

    def kill_worker(self) -> None:
        """`kill -9` of the whole process group, proved by its absence; then a supervisor starts a new one."""
        process = self.worker.process
        tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
        gone, alive = psutil.wait_procs(tree, timeout=10)
        assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
        self.half_sent += Reminder.objects.filter(state=ReminderState.SENDING).count()
        self.kills += 1
        self.worker.start()

    def empty_broker(self) -> None:
        """FLUSHALL, proved by a mark that is gone."""
        self.broker.set("campaign:mark", "here")
        assert self.broker.dbsize() > 0
        self.broker.flushall()
        assert self.broker.get("campaign:mark") is None
        self.flushes += 1


@contextmanager
def under_attack(folder: Path) -> Iterator[Campaign]:
    mail = CountingMailServer()
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # it would write a line for each command
    controller = Controller(mail, hostname="127.0.0.1", port=mail.port)
    valkey = Valkey(folder, durable=False)
    valkey.prepare()
    broker = Child("valkey", valkey.command())
    controller.start()
    with programs.running(broker):
        wait_for_broker(broker, valkey.url())
        surroundings = {
            **programs.environment(smtp_port=mail.port, port=ports.any_free()),
            "REDIS_URL": valkey.url(),
            "REMINDER_LEASE_SECONDS": str(LEASE_SECONDS),
            "LOG_LEVEL": "ERROR",
        }
        worker, beat = (
            Child("worker", celery("paincare", "worker"), surroundings),
            beat_of(folder, surroundings),
        )
        with programs.running(beat), programs.running(worker), redis.Redis.from_url(valkey.url()) as client:
            yield Campaign(mail, client, surroundings, worker)
    controller.stop()


def celery(app: str, program: str) -> list[str]:
    """As `make up` runs them: one message is on its way at a time."""
    quiet = ["--loglevel", "error"]
    alone = ["--concurrency", "1", "--without-gossip", "--without-mingle"] if program == "worker" else []
    return [str(PROGRAMS / "celery"), "--app", app, program, *quiet, *alone]


def beat_of(folder: Path, surroundings: dict[str, str]) -> Child:
    kept = ["--pidfile=", "--schedule", str(folder / "beat")]
    return Child("beat", [*celery("tests.long.campaign_beat", "beat"), *kept], surroundings)


def ask_everybody(count: int) -> Clinic:
    """`count` people whose question has just opened, at noon where they live."""
    clinic, now = ClinicFactory(), timezone.now()
    people = [
        PatientFactory.build(
            clinic=clinic, email=f"p{n}@home.example", may_email=True, time_zone=where_it_is_noon(now.hour)
        )
        for n in range(count)
    ]
    Patient.objects.bulk_create(people)
    Ask.objects.bulk_create(
        Ask(
            clinic=clinic,
            patient=patient,
            instrument="peg",
            version="1",
            opens_at=now - timedelta(hours=1),
            due_on=now.date(),
            closes_at=now + timedelta(days=7),
            state=AskState.OPEN,
            created_at=now,
        )
        for patient in people
    )
    return clinic


def where_it_is_noon(utc_hour: int) -> str:
    """A zone whose clock now says twelve. In these names, plus is west."""
    west = utc_hour - 12
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"


def wait_until(condition: Callable[[], object], what: str, *, patience: float = 120) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"Not within {patience:.0f} s: {what}"
        time.sleep(0.01)


def all_ended(count: int) -> bool:
    time.sleep(0.2)
    return Reminder.objects.filter(state__in=ENDED).count() == count
