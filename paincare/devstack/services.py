"""PostgreSQL and Valkey together, for as long as they are needed."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from paincare.devstack.postgres import ADMIN, DATABASE, Postgres
from paincare.devstack.processes import Child
from paincare.devstack.valkey import Valkey


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
def throw_away() -> Iterator[dict[str, str]]:
    """Both services in a new folder, fast because nothing needs to outlive them; yields their addresses.

    The folder is open to all, as the account that runs PostgreSQL passes it; what is inside is not.
    """
    folder = Path(tempfile.mkdtemp(prefix="paincare-"))
    folder.chmod(0o755)
    postgres, valkey = Postgres(folder / "postgres", durable=False), Valkey(folder / "valkey", durable=False)
    valkey.prepare()
    broker = Child("valkey", valkey.command())
    try:
        postgres.start()
        postgres.ensure_roles()
        broker.start()
        wait_for_broker(broker, valkey.url())
        yield {"DATABASE_URL": postgres.url(ADMIN, DATABASE), "REDIS_URL": valkey.url()}
    finally:
        broker.stop()
        postgres.stop(mode="immediate")
        shutil.rmtree(folder, ignore_errors=True)
        if postgres.folder.parent != folder:
            shutil.rmtree(postgres.folder, ignore_errors=True)
