"""PostgreSQL and Valkey together: those of the checkout, or throw-away ones for a test run."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from paincare.devstack import checkout
from paincare.devstack.postgres import ADMIN, APPLICATION, OWNER, Postgres
from paincare.devstack.processes import Child, say
from paincare.devstack.valkey import Valkey


class Services:
    """The checkout's database and broker, but for those whose address the environment already gives."""

    def __init__(self, folder: Path) -> None:
        self.postgres = None if "DATABASE_URL" in os.environ else Postgres(folder / "postgres")
        self.valkey = None if "REDIS_URL" in os.environ else Valkey(folder / "valkey")
        self.broker = Child("valkey", self.valkey.command()) if self.valkey else None

    def start(self) -> None:
        if self.postgres:
            self.postgres.start()
            self.postgres.ensure_roles()
            self.postgres.ensure_database()
        if self.valkey and self.broker:
            self.valkey.prepare()
            self.broker.start()
            wait_for_broker(self.broker, self.valkey.url())

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Those of the clinic that is running; started and stopped for the occasion when none is."""
        if checkout.is_running():
            yield
            return
        with checkout.only_one("only its services, for another command"):
            try:
                self.start()
                yield
            finally:
                self.stop()

    def keep_running(self) -> None:
        if self.postgres and not self.postgres.is_running():
            say("postgres ended; starting it again")
            self.postgres.revive()
        if self.broker:
            self.broker.keep_running()

    def stop(self) -> None:
        if self.broker:
            self.broker.stop()
        if self.postgres:
            self.postgres.stop()

    @property
    def application_url(self) -> str:
        return self.postgres.url(APPLICATION) if self.postgres else os.environ["DATABASE_URL"]

    @property
    def owner_url(self) -> str:
        if self.postgres:
            return self.postgres.url(OWNER)
        return os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])

    @property
    def broker_url(self) -> str:
        return self.valkey.url() if self.valkey else os.environ["REDIS_URL"]


def wait_for_broker(child: Child, url: str, *, patience: float = 20.0) -> None:
    deadline = time.monotonic() + patience
    with redis.Redis.from_url(url) as broker:
        while True:
            try:
                broker.ping()
                return
            except redis.RedisError:
                if time.monotonic() > deadline or not child.is_running():
                    raise
                time.sleep(0.02)


@contextmanager
def throw_away(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """Both services in a new folder, fast unless they are to be as slow as life; yields their addresses.

    The folder is open to all, as the account that runs PostgreSQL passes it; what is inside is not.
    The database's address is the superuser's, who may create the test database.
    """
    folder = Path(tempfile.mkdtemp(prefix="paincare-"))
    folder.chmod(0o755)
    postgres, valkey = (
        Postgres(folder / "postgres", durable=durable),
        Valkey(folder / "valkey", durable=durable),
    )
    valkey.prepare()
    broker = Child("valkey", valkey.command())
    try:
        postgres.start()
        postgres.ensure_roles()
        postgres.ensure_database()
        broker.start()
        wait_for_broker(broker, valkey.url())
        yield {"DATABASE_URL": postgres.url(ADMIN), "REDIS_URL": valkey.url()}
    finally:
        broker.stop()
        postgres.stop(mode="immediate")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(postgres.folder, ignore_errors=True)
