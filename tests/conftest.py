"""What every test may use. The database is asked for by name (`db`), never given by default."""

import os

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations

pytest_plugins = ["tests.cast", "tests.plugins.browser"]

_flush_sql = DatabaseOperations.execute_sql_flush


def _flush_past_the_guard(self, statements):
    """Emptying the test database may truncate audit rows; nothing else may, so the guard rests for this."""
    quiet = [
        "SET session_replication_role = replica;",
        *statements,
        "SET session_replication_role = DEFAULT;",
    ]
    return _flush_sql(self, quiet if statements else statements)


DatabaseOperations.execute_sql_flush = _flush_past_the_guard


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits live in the cache: one test must not use up another's."""
    cache.clear()


def pytest_report_header() -> str:
    where = os.environ.get("REAL_DATA")
    return f"real input: {where}" if where else "real input: not tested, REAL_DATA names no folder"
