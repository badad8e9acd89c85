"""What `make up` starts survives what happens to it, and a dump of it can be restored."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import errors

from paincare.devstack import backups, mailcatcher
from paincare.devstack.postgres import ADMIN, APPLICATION, DATABASE, OWNER, Postgres
from paincare.devstack.processes import Child, ChildFailedError
from tests.harness.folders import open_folder
from tests.harness.programs import wait_until


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with open_folder() as folder:
        server = Postgres(folder / "postgres")
        server.start()
        server.ensure_roles()
        server.ensure_database()
        yield server
        server.stop(mode="immediate")


def ask(postgres: Postgres, role: str, query: str, database: str = DATABASE) -> object:
    with closing(psycopg2.connect(postgres.url(role, database))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0] if cursor.description else None


def test_a_killed_server_comes_back_where_it_was_with_what_it_was_told(postgres: Postgres):
    ask(postgres, OWNER, "CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
    address = postgres.url()
    os.kill(int((postgres.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    wait_until(lambda: not postgres.is_running(), "the server is gone")
    postgres.revive()
    assert postgres.url() == address
    assert ask(postgres, OWNER, "SELECT answer FROM kept") == 42


def test_starting_twice_starts_one_server(postgres: Postgres):
    began = ask(postgres, ADMIN, "SELECT pg_postmaster_start_time()")
    again = Postgres(postgres.folder)
    again.start()
    again.ensure_roles()
    assert ask(again, ADMIN, "SELECT pg_postmaster_start_time()") == began


def test_nobody_enters_without_the_password(postgres: Postgres):
    address = postgres.url().replace(OWNER + ":", OWNER + ":not-")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(address)


def test_the_application_owns_nothing(postgres: Postgres):
    with pytest.raises(errors.InsufficientPrivilege):
        ask(postgres, APPLICATION, "CREATE TABLE mine ()")
    assert (
        ask(postgres, OWNER, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'paincare%' AND rolsuper") == 0
    )


def test_a_dump_can_be_restored(postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    ask(
        postgres,
        OWNER,
        "CREATE TABLE IF NOT EXISTS many AS SELECT n, md5(n::text) FROM generate_series(1, 999) n",
    )
    backups.restore_drill(postgres, tmp_path)
    assert "all the same" in capsys.readouterr().out
    assert [path.stat().st_mode & 0o777 for path in tmp_path.glob("*.dump")] == [0o600]
    assert ask(postgres, ADMIN, "SELECT count(*) FROM pg_database WHERE datname = 'paincare_drill'") == 0


def test_the_drill_notices_a_change_that_keeps_the_number_of_rows(postgres: Postgres):
    ask(postgres, OWNER, "CREATE TABLE IF NOT EXISTS scores AS SELECT 3 AS score")
    with postgres.administer(DATABASE) as cursor:
        before = backups.fingerprint(cursor, "scores")
        cursor.execute("UPDATE scores SET score = 4")
        after = backups.fingerprint(cursor, "scores")
    assert before[0] == after[0] == 1
    assert before != after


def test_a_child_that_never_stays_up_ends_the_attempt():
    child = Child("false", ["false"])
    child.start()
    with pytest.raises(ChildFailedError, match="false does not stay up"):
        insist(child)


def insist(child: Child) -> None:
    """Without the pauses."""
    while True:
        child.keep_running()
        child.again_at = child.again_at and 0.0


def test_caught_mail_can_be_read_and_cannot_run(tmp_path: Path):
    content = b"Subject: <b>Due</b>\n\nSee http://localhost:8000/a?b=1&c=2 <script>x</script>\n"
    key = mailcatcher.keep(tmp_path / "mail", content)
    assert "&lt;b&gt;Due" in mailcatcher.list_page(tmp_path / "mail")
    page = mailcatcher.message_page(tmp_path / "mail", key)
    assert '<a href="http://localhost:8000/a?b=1&amp;c=2">' in page
    assert "<script>" not in page
