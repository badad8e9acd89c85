"""Pages as their readers ask for them: signed in, warm, through the whole middleware."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.ids import uuid7
from people.models import User

EMPTY = "/bench/empty/"
#: Not the page's own reading: what every signed-in page does, what audit writes, and marks in between.
NOT_READING = ("SAVEPOINT", "RELEASE", "INSERT", "BEGIN", "COMMIT")


class Reader:
    """Somebody who is signed in."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(self, address: str) -> Callable[[], None]:
        def read() -> None:
            answer = self.client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")

        return read

    def post(self, address: str, said: dict[str, object]) -> Callable[[], None]:
        def send() -> None:
            once = {"Idempotency-Key": str(uuid7())}
            answer = self.client.post(address, said, content_type="application/json", headers=once)
            if answer.status_code != 201:
                raise RuntimeError(f"{address} answered {answer.status_code}: {answer.content[:300]!r}")

        return send

    def queries(self, address: str) -> list[str]:
        """Everything that a warm GET asks of the database, savepoints left out."""
        self.get(address)()
        with CaptureQueriesContext(connection) as asked:
            self.get(address)()
        return [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    def bare_sql(self, address: str) -> Callable[[], None]:
        """The page's own SELECTs and nothing else: what its answer costs without Django."""
        common = {shape(query) for query in self.queries(EMPTY)}
        asked = self.queries(address)
        own = [query for query in asked if shape(query) not in common and not query.startswith(NOT_READING)]

        def replay() -> None:
            with connection.cursor() as cursor:
                for query in own:
                    cursor.execute(query.replace("%", "%%"), ())
                    cursor.fetchall()

        return replay


def shape(query: str) -> str:
    """A query without what it asks for."""
    return query.split(" WHERE ")[0]


def both(*works: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        for work in works:
            work()

    return run
