"""Dump the development database, and prove that a dump can be restored."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from paincare.devstack.postgres import ADMIN, DATABASE, Postgres
from paincare.devstack.processes import say

DRILL = "paincare_drill"


class DrillFailedError(RuntimeError):
    """What was restored is not what was dumped."""


def backup(postgres: Postgres, folder: Path, *, snapshot: str | None = None) -> Path:
    """One dump in PostgreSQL's custom format, in a file that only we can read."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"paincare-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump"
    path.touch(mode=0o600)
    consistent = [f"--snapshot={snapshot}"] if snapshot else []
    run(postgres, "pg_dump", "--format=custom", f"--file={path}", *consistent, database=DATABASE)
    return path


def restore_drill(postgres: Postgres, folder: Path) -> None:
    """Dump, restore into a new database, compare every table with what it was at the moment of the dump."""
    with snapshot_of(postgres) as (snapshot, cursor):
        path = backup(postgres, folder, snapshot=snapshot)
        dumped = fingerprints(cursor)
    restored = restore(postgres, path)
    different = sorted(table for table in dumped | restored if dumped.get(table) != restored.get(table))
    if different:
        raise DrillFailedError(f"Not the same after the restore: {', '.join(different)}")
    rows = sum(count for count, _ in dumped.values())
    size = path.stat().st_size
    say(f"{path.name}: {size:,} bytes; {len(dumped)} tables with {rows:,} rows restored, all the same")


def restore(postgres: Postgres, path: Path) -> dict[str, tuple[int, int]]:
    """Into a database that is gone afterwards; what it held."""
    postgres.drop_database(DRILL)
    postgres.ensure_database(DRILL)
    try:
        run(postgres, "pg_restore", "--exit-on-error", f"--dbname={DRILL}", str(path), database=DRILL)
        with postgres.administer(DRILL) as cursor:
            return fingerprints(cursor)
    finally:
        postgres.drop_database(DRILL)


@contextmanager
def snapshot_of(postgres: Postgres) -> Iterator[tuple[str, Any]]:
    """The clinic may go on writing: the dump and the comparison look at one moment."""
    with closing(psycopg2.connect(postgres.url(ADMIN))) as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0], cursor


def fingerprints(cursor: Any) -> dict[str, tuple[int, int]]:
    """Of each table, the number of its rows and a sum over their content."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = [name for (name,) in cursor.fetchall()]
    return {table: fingerprint(cursor, table) for table in tables}


def fingerprint(cursor: Any, table: str) -> tuple[int, int]:
    query = "SELECT count(*), coalesce(sum(hashtextextended(rows::text, 0)), 0) FROM {} AS rows"
    cursor.execute(sql.SQL(query).format(sql.Identifier("public", table)))
    count, total = cursor.fetchone()
    return count, int(total)


def run(postgres: Postgres, program: str, *arguments: str, database: str) -> None:
    """A client program of the server's version; the password is in the environment, which `ps` hides."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **postgres.for_programs(database)}
    command = [str(postgres.programs / program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr}")
