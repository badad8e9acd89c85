"""The test databases: copied from one that is migrated once, and emptied row by row.

Migrating takes half a minute and each process of the tests needs a database; copying one takes a moment.
"""

import pytest
from django.core.management.commands import flush
from django.db import OperationalError, connection
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg2.errors import DeadlockDetected

from tests.harness import databases

ATTEMPTS = 4
#: What every migrating writes anew. It stays when a test leaves, so that it need not be written again.
WRITTEN_BY_MIGRATE = frozenset({"auth_permission", "django_content_type", "django_site"})


@pytest.fixture(scope="session")
def migrated() -> str:
    return databases.migrated()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated: str) -> None:
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated


def delete_the_rows(operations, style, tables: list[str], **_: object) -> list[str]:
    """Truncating ninety tables takes half a second; deleting the few rows of a test, next to nothing.

    As a replica PostgreSQL runs no trigger: neither the guard of the audit, nor the foreign keys. Twice, as
    the first deletion may have waited for a page that was still being answered, and wrote another row.
    """
    delete = style.SQL_KEYWORD("DELETE FROM")
    emptied = [f"{delete} {operations.quote_name(table)};" for table in tables]
    return [
        "SET session_replication_role = replica;",
        *emptied * 2,
        "SET session_replication_role = DEFAULT;",
    ]


def tables_of_tests(style, connection, **options: object) -> list[str]:
    """In place of Django's own list: every table but those that `migrate` fills."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [name for name in names if name not in WRITTEN_BY_MIGRATE]
    return connection.ops.sql_flush(style, tables, **options)


def execute_again(operations, statements: list[str]) -> None:
    """Once more where PostgreSQL ended it: it and a page that is being answered waited for each other."""
    for left in reversed(range(ATTEMPTS)):
        try:
            return _execute(operations, statements)
        except OperationalError as error:
            if not (left and isinstance(error.__cause__, DeadlockDetected)):
                raise
    return None


_execute = DatabaseOperations.execute_sql_flush
DatabaseOperations.sql_flush = delete_the_rows
DatabaseOperations.execute_sql_flush = execute_again
flush.sql_flush = tables_of_tests
flush.emit_post_migrate_signal = lambda *_: None
