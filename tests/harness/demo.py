"""The demonstration clinic in a database of its own, as `make up` fills it, with a web server on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg2
from playwright.sync_api import Page

from paincare.devstack import ports
from tests.harness import databases, programs
from tests.harness.programs import Web

PASSWORD = "demonstration-of-the-tests"


@dataclass(frozen=True)
class DemoClinic:
    web: Web
    database_url: str

    def somebody(self, role: str, *, other_than: str = "") -> str:
        """The sign-in address of the first person of that role."""
        query = (
            "SELECT email FROM people_user WHERE role = %s AND is_active AND email <> %s ORDER BY created_at"
        )
        return str(self.ask(query, role, other_than))

    def ask(self, query: str, *parameters: object) -> object:
        with closing(psycopg2.connect(self.database_url)) as database, database.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchone()[0]

    def chart_of(self, family_name: str) -> str:
        patient = self.ask("SELECT id FROM people_patient WHERE family_name = %s", family_name)
        return f"/patients/{patient}/"

    def sign_in(self, page: Page, email: str) -> Page:
        page.goto(f"{self.web.url}/account/login/")
        page.get_by_label("Email").fill(email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: urlsplit(url).path != "/account/login/")
        return page


@contextmanager
def open_clinic(beside: dict[str, str], *, migrated: str, run: str) -> Iterator[DemoClinic]:
    """`beside` is the environment of the clinic that the tests fill: the same server, other data.

    It is filled once for all processes of a `run` of the tests, as it ends today.
    """
    own = {"DEMO_CLINIC": "true", "DEMO_PASSWORD": PASSWORD}

    def fill(url: str) -> None:
        databases.manage(beside | own | {"DATABASE_URL": url}, "demo", "--if-empty")

    own["DATABASE_URL"] = url = databases.made_once("paincare_demo", run, fill, template=migrated)
    with programs.web_server(beside | own | programs.address(ports.any_free())) as web:
        yield DemoClinic(web, url)
