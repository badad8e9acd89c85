"""Child processes that live and die with the runner."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
HEALTHY_AFTER = 30.0
LONGEST_PAUSE = 10.0
MOST_FAILURES_IN_A_ROW = 6


class ChildFailedError(RuntimeError):
    """A child keeps ending as soon as it is started."""


def leave_with_parent() -> None:
    """Run in the child before it becomes the program: even `kill -9` of the runner then ends it (Linux)."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(
    command: list[str], environment: dict[str, str], output: int | None = None
) -> subprocess.Popen[str]:
    """In a group of its own, so that Ctrl-C reaches the runner alone, which stops everything in order."""
    return subprocess.Popen(
        command,
        env=environment,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=leave_with_parent,
    )


@dataclass
class Child:
    """A command that is kept running. Start it from the main thread: the kernel ties it to the thread."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    process: subprocess.Popen[str] | None = None
    failures: int = 0
    started: float = 0.0
    again_at: float | None = None

    def start(self) -> None:
        self.again_at = None
        self.started = time.monotonic()
        self.process = spawn(self.command, self.environment, subprocess.PIPE)
        threading.Thread(target=self._pass_on, args=(self.process.stdout,), daemon=True).start()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep_running(self) -> None:
        """Called again and again: start it anew when it ended, after a pause that doubles."""
        now = time.monotonic()
        if self.is_running():
            if now - self.started > HEALTHY_AFTER:
                self.failures = 0
        elif self.again_at is None:
            self._plan_another_start(now)
        elif now >= self.again_at:
            self.start()

    def ask_to_stop(self) -> None:
        """SIGTERM to the main process only: Celery then finishes its task, whose child it must not lose."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, *, patience: float = 15.0) -> int | None:
        """Ask, wait, then end what is left of the group, as it may hold the port; the exit code."""
        if self.process is None:
            return None
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def _plan_another_start(self, now: float) -> None:
        code = self.stop()
        self.failures += 1
        if self.failures > MOST_FAILURES_IN_A_ROW:
            raise ChildFailedError(f"{self.name} does not stay up: it last ended with {code}.")
        pause = min(0.2 * 2**self.failures, LONGEST_PAUSE)
        say(f"{self.name} ended with {code}; starting it again in {pause:.1f} s")
        self.again_at = now + pause

    def _pass_on(self, output: IO[str]) -> None:
        with output:
            for line in output:
                say(f"{self.name:7}| {line.rstrip()}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
