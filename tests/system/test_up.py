"""`make up`, whole: killed piece by piece, killed itself, stopped, started again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from paincare.devstack import ports
from tests.harness.folders import open_folder
from tests.harness.programs import wait_until
from tests.system.checkout import ROOT

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
PIECES = ("mailcatcher", "gunicorn", " worker ", " beat ", "valkey-server")


@dataclass
class Up:
    """A runner in a folder of its own, and what it has said so far."""

    folder: Path
    port: int = field(default_factory=ports.any_free)
    said: list[str] = field(default_factory=list)

    def start(self) -> None:
        own = {
            "PAINCARE_VAR": str(self.folder),
            "PORT": str(self.port),
            "MAIL_PAGE_PORT": str(ports.any_free()),
        }
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")} | own
        self.runner = subprocess.Popen(
            [sys.executable, "-m", "paincare.devstack", "up"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said.clear()
        threading.Thread(target=self._listen, args=(self.runner.stdout,), daemon=True).start()
        wait_until(
            lambda: self.has_said("is ready") or self.runner.poll() is not None, "it is ready", patience=300
        )
        assert self.has_said("is ready"), "\n".join(self.said)

    def _listen(self, output) -> None:
        with output:
            for line in output:
                self.said.append(line)

    def has_said(self, words: str) -> bool:
        return any(words in line for line in list(self.said))

    def is_well(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection, suppress(OSError):
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        return False

    def pid_of(self, piece: str) -> int | None:
        children = psutil.Process(self.runner.pid).children()
        return next((child.pid for child in children if piece in command_of(child)), None)

    def postgres(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "postgres/data/postmaster.pid").read_text().split()[0]))


def command_of(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline()) + " "
    return ""


@pytest.fixture
def up() -> Iterator[Up]:
    with open_folder() as folder:
        up = Up(folder)
        up.start()
        yield up
        up.runner.send_signal(signal.SIGINT)
        assert up.runner.wait(60) == 0
        assert not (folder / "postgres/data/postmaster.pid").exists()


def test_any_process_may_be_killed(up: Up):
    for piece in PIECES:
        victim = up.pid_of(piece)
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda p=piece, v=victim: up.pid_of(p) not in (None, v), f"{piece} runs again")
    up.postgres().kill()
    wait_until(lambda: up.has_said("postgres ended"), "the runner noticed")
    wait_until(up.is_well, "the clinic answers again")


def test_the_runner_may_be_killed(up: Up):
    children = psutil.Process(up.runner.pid).children()
    database = up.postgres().pid
    up.runner.kill()
    up.runner.wait()
    wait_until(lambda: not any(is_alive(child) for child in children), "its processes ended with it")
    assert up.postgres().pid == database
    up.start()
    assert up.postgres().pid == database
    wait_until(up.is_well, "the clinic answers again")


def is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def test_a_second_one_says_where_the_first_is(up: Up):
    again = subprocess.run(
        [sys.executable, "-m", "paincare.devstack", "up"],
        cwd=ROOT,
        env={**os.environ, "PAINCARE_VAR": str(up.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 1
    assert f"http://localhost:{up.port}" in again.stderr
