"""Start a throw-away PostgreSQL and Valkey for a test run that was given none.

Loaded with `-p`, so that it runs before pytest-django reads the settings. A DATABASE_URL or REDIS_URL that is
set is used.
"""

import os
from contextlib import ExitStack

from paincare.devstack import services

NEEDED = ("DATABASE_URL", "REDIS_URL")
_stack = ExitStack()

if not all(name in os.environ for name in NEEDED):
    for name, url in _stack.enter_context(services.throw_away()).items():
        os.environ.setdefault(name, url)


def pytest_unconfigure() -> None:
    _stack.close()
