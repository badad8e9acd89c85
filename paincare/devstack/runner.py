"""`make up`: everything that a clinic needs, started in order, kept running, stopped in order."""

import signal
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from paincare.devstack import people
from paincare.devstack.checkout import VAR, only_one
from paincare.devstack.environment import Addresses, of_the_clinic
from paincare.devstack.processes import Child, say, spawn
from paincare.devstack.services import Services

PROGRAMS = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]


class StoppedError(Exception):
    """Somebody pressed Ctrl-C while the clinic was starting."""


class Runner:
    """The processes of one checkout. They are started by the main thread, which they do not outlive."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.children: list[Child] = []
        self.stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())

    def prepare(self, clinic: dict[str, str]) -> None:
        """Migrate as the owner; seed through the application role, as any clinic would be filled."""
        owner = {**clinic, "DATABASE_URL": self.services.owner_url}
        self.run([sys.executable, "-m", "paincare.devstack.prepare"], owner)
        self.run([*MANAGE, "demo", "--if-empty"], clinic)

    def run(self, command: list[str], clinic: dict[str, str]) -> None:
        """Once, to its end, unless somebody wants to stop."""
        process = spawn(command, clinic, None)
        while process.poll() is None:
            if self.stopping.wait(0.05):
                process.terminate()
                process.wait()
                raise StoppedError
        if process.returncode:
            raise SystemExit(f"{' '.join(command[1:])} ended with {process.returncode}.")

    def start(self, clinic: dict[str, str], addresses: Addresses) -> None:
        for name, command in commands(addresses).items():
            self.children.append(Child(name, command, clinic))
            self.children[-1].start()
        while not answers(addresses.web):
            self.keep_running()
            if self.stopping.wait(0.1):
                raise StoppedError

    def keep_running(self) -> None:
        self.services.keep_running()
        for child in self.children:
            child.keep_running()

    def watch(self) -> None:
        while not self.stopping.wait(0.3):
            self.keep_running()

    def stop(self) -> None:
        """All at once, as each finishes what it is doing; then the services that they were using."""
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.stop()
        self.services.stop()


def commands(addresses: Addresses) -> dict[str, list[str]]:
    celery = [str(PROGRAMS / "celery"), "--quiet", "--app", "paincare"]
    quiet = ["--loglevel", "warning"]
    catcher = [str(VAR / "mail"), str(addresses.smtp), str(addresses.mail_page)]
    return {
        "mail": [sys.executable, "-m", "paincare.devstack.mailcatcher", *catcher],
        "web": [
            *(str(PROGRAMS / "gunicorn"), "paincare.wsgi", "--bind", f"127.0.0.1:{addresses.web}"),
            *("--workers", "2", "--worker-class", "gthread", "--threads", "4"),
            *("--log-level", "warning", "--no-control-socket"),
        ],
        "worker": [*celery, "worker", *quiet, "--concurrency", "1", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", *quiet, "--pidfile=", "--schedule", str(VAR / "beat-schedule")],
    }


def answers(port: int) -> bool:
    """Any answer will do: the server is there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def up() -> None:
    began = time.monotonic()
    addresses = Addresses.choose()
    with only_one(addresses.site):
        runner = Runner(Services(VAR))
        try:
            runner.services.start()
            clinic = of_the_clinic(runner.services, addresses)
            runner.prepare(clinic)
            runner.start(clinic, addresses)
            welcome(addresses, people.lines(clinic), time.monotonic() - began)
            runner.watch()
        except StoppedError:
            say("Stopped while starting.")
        finally:
            runner.stop()
            say("Everything is stopped; the data stay in var/.")


def welcome(addresses: Addresses, who: list[str], seconds: float) -> None:
    say(f"\nPainCare is ready after {seconds:.0f} s; Ctrl-C stops it.")
    say(f"  The clinic        {addresses.site}/")
    say(f"  Mail that it sent {addresses.mail}/")
    say("\n".join([*who, ""]))
