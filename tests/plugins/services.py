"""Start a throw-away PostgreSQL and Valkey for a test run that was given none.

Loaded with `-p`, so that it runs before pytest-django reads the settings. A DATABASE_URL or REDIS_URL that is
set is used. Of several test processes at once, each has a test database of its own by pytest-django, and a
numbered database of the broker by this file: they empty their caches as they like.
"""

import os
from contextlib import ExitStack
from urllib.parse import urlsplit

from paincare.devstack import services

NEEDED = ("DATABASE_URL", "REDIS_URL")
_stack = ExitStack()
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")

if not all(name in os.environ for name in NEEDED):
    for name, url in _stack.enter_context(services.throw_away()).items():
        os.environ.setdefault(name, url)

if _worker:
    _number = int(_worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_number}").geturl()


def pytest_unconfigure() -> None:
    _stack.close()
