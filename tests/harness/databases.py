"""Databases that are made once on the server of the tests, whichever process needs one first.

`python -m tests.harness.databases` makes the migrated one ahead of them, beside what needs no database.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import extensions, sql

#: An advisory lock: any number that nothing else on the server uses.
MAKING = 20260704
MIGRATED = "paincare_migrated"
STATE = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def made_once(name: str, state: str, fill: Callable[[str], None], *, template: str = "template1") -> str:
    """The address of the database of that name, filled by the first who asks; the others wait.

    `state` says what is in it, and is kept beside it: a database of another state is made anew.
    """
    server = os.environ["DATABASE_URL"]
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    with making(server) as database:
        database.execute(STATE, [name])
        if database.fetchone() != (state,):
            named = {
                "name": sql.Identifier(name),
                "template": sql.Identifier(template),
                "state": sql.Literal(state),
            }
            database.execute(sql.SQL("DROP DATABASE IF EXISTS {name} WITH (FORCE)").format(**named))
            database.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**named))
            fill(url)
            database.execute(sql.SQL("COMMENT ON DATABASE {name} IS {state}").format(**named))
    return url


def migrated() -> str:
    """The name of a database that has the schema, and no rows but those of the migrations."""
    files = sorted(Path().glob("*/migrations/*.py"))
    state = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    made_once(MIGRATED, state, _migrate)
    return MIGRATED


def _migrate(url: str) -> None:
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "paincare.settings_test"}
    manage(os.environ | own, "migrate", "--no-input")


@contextmanager
def making(server: str) -> Iterator[extensions.cursor]:
    """Outside any transaction, one at a time."""
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])
            yield cursor


def manage(surroundings: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command, "-v0"], env=surroundings, check=True)


if __name__ == "__main__":
    migrated()
