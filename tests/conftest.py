"""What every test may use. The database is asked for by name (`db`), never given by default."""

import os

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg2.errors import DeadlockDetected

pytest_plugins = ["tests.cast", "tests.plugins.browser"]

_flush_sql = DatabaseOperations.execute_sql_flush
_FLUSHES = 3


def _flush_past_the_guard(self, statements):
    """Emptying the test database may truncate audit rows; nothing else may, so the guard rests for this.

    A page that is still being answered holds locks of its own: of the two, PostgreSQL may end the flush.
    """
    quiet = [
        "SET session_replication_role = replica;",
        *statements,
        "SET session_replication_role = DEFAULT;",
    ]
    for left in reversed(range(_FLUSHES)):
        try:
            return _flush_sql(self, quiet if statements else statements)
        except OperationalError as error:
            if not (left and isinstance(error.__cause__, DeadlockDetected)):
                raise
    return None


DatabaseOperations.execute_sql_flush = _flush_past_the_guard


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits live in the cache: one test must not use up another's."""
    cache.clear()


def pytest_report_header() -> str:
    where = os.environ.get("REAL_DATA")
    return f"real input: {where}" if where else "real input: not tested, REAL_DATA names no folder"
