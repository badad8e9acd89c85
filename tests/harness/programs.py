"""The programs of a clinic, run on the test database exactly as `make up` runs them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection

from paincare.devstack.processes import Child
from paincare.devstack.runner import answers

PROGRAMS = Path(sys.executable).parent
PATIENCE = 60.0
T = TypeVar("T")


def environment(*, smtp_port: int, port: int) -> dict[str, str]:
    """Like production, but for plain http and the mail server of the test."""
    place = connection.settings_dict
    host = f"{place['HOST']}:{place['PORT']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "paincare.settings",
        "DATABASE_URL": f"postgresql://{place['USER']}:{place['PASSWORD']}@{host}/{place['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "HTTPS": "false",
        "STATIC_HASHED": "true",
        "ALLOWED_HOSTS": "127.0.0.1",
        **address(port),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(smtp_port),
        "EMAIL_USE_TLS": "false",
        "LOG_LEVEL": "WARNING",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }


def address(port: int) -> dict[str, str]:
    """Where a web server listens, and what it calls itself in links."""
    return {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}


def collect_static(surroundings: dict[str, str]) -> None:
    """Hashed and compressed, as a browser gets them in production; the API's own pages are not served."""
    command = [
        sys.executable,
        "manage.py",
        "collectstatic",
        "--no-input",
        "-v0",
        "--ignore",
        "rest_framework",
    ]
    subprocess.run(command, env=surroundings, check=True)


@dataclass(frozen=True)
class Web:
    """A production web server on the test database."""

    url: str


@contextmanager
def web_server(surroundings: dict[str, str]) -> Iterator[Web]:
    port = int(surroundings["PORT"])
    server = [
        str(PROGRAMS / "gunicorn"),
        "paincare.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--no-control-socket",
    ]
    workers = ["--workers", "1", "--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    with running(Child("web", [*server, *workers], surroundings)):
        wait_until(lambda: answers(port), "the web server answers")
        yield Web(surroundings["SITE_URL"])


@contextmanager
def running(child: Child) -> Iterator[Child]:
    child.start()
    try:
        yield child
    finally:
        child.stop()


def worker(surroundings: dict[str, str]) -> Child:
    celery = [str(PROGRAMS / "celery"), "--quiet", "--app", "paincare", "worker", "--loglevel", "warning"]
    return Child(
        "worker", [*celery, "--concurrency", "1", "--without-gossip", "--without-mingle"], surroundings
    )


def wait_until(
    condition: Callable[[], T], what: str, *, pause: float = 0.05, patience: float = PATIENCE
) -> T:
    """The condition's first true answer; a sentence when there is none in time."""
    deadline = time.monotonic() + patience
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"After {patience:.0f} s it is still not so that {what}.")
        time.sleep(pause)
    return answer
