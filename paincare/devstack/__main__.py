"""The commands of the development stack; `make help` says what each is for."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from paincare.devstack import backups, runner
from paincare.devstack.checkout import VAR, only_one
from paincare.devstack.environment import Addresses, of_the_clinic
from paincare.devstack.postgres import Postgres
from paincare.devstack.processes import say
from paincare.devstack.services import Services, throw_away


def services() -> None:
    """Only the database and the broker, for somebody who starts the rest by hand."""
    with only_one("only its services"):
        alone = runner.Runner(Services(VAR))
        try:
            alone.services.start()
            say(f"export DATABASE_URL={alone.services.application_url}")
            say(f"export DATABASE_OWNER_URL={alone.services.owner_url}")
            say(f"export REDIS_URL={alone.services.broker_url}")
            alone.watch()
        finally:
            alone.stop()


def manage(*arguments: str) -> None:
    """`manage.py` with the environment of this checkout's clinic, whether that is running or not."""
    here = Services(VAR)
    with here.at_hand():
        environment = of_the_clinic(here, Addresses.choose())
        code = subprocess.run([*runner.MANAGE, *arguments], env=environment, check=False).returncode
    raise SystemExit(code)


def run(*command: str) -> None:
    """Run a command that finds throw-away services in its environment."""
    with throw_away() as addresses:
        code = subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode
    raise SystemExit(code)


def backup() -> None:
    with own_postgres() as postgres:
        say(str(backups.backup(postgres, VAR / "backups")))


def restore_drill() -> None:
    with own_postgres() as postgres:
        backups.restore_drill(postgres, VAR / "backups")


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    here = Services(VAR)
    if here.postgres is None:
        raise SystemExit("DATABASE_URL names a database of your own: docs/backup.md says how to back it up.")
    with here.at_hand():
        yield here.postgres


COMMANDS: dict[str, Callable[..., None]] = {
    "up": runner.up,
    "services": services,
    "manage": manage,
    "run": run,
    "backup": backup,
    "restore-drill": restore_drill,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        raise SystemExit(f"usage: python -m paincare.devstack {'|'.join(COMMANDS)}")
    COMMANDS[sys.argv[1]](*sys.argv[2:])
