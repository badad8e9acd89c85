"""The demonstration clinic in a database of its own, as `make up` fills it, with a web server on it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg2
from django.db import connection
from playwright.sync_api import Page

from paincare.devstack import ports
from tests.harness import programs
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
def open_clinic(smtp_port: int) -> Iterator[DemoClinic]:
    surroundings = programs.environment(smtp_port=smtp_port, port=ports.any_free())
    with a_database_beside(surroundings["DATABASE_URL"]) as url:
        surroundings |= {"DATABASE_URL": url, "DEMO_CLINIC": "true", "DEMO_PASSWORD": PASSWORD}
        for command in (["migrate", "--no-input"], ["demo", "--if-empty"]):
            subprocess.run([sys.executable, "manage.py", *command, "-v0"], env=surroundings, check=True)
        with programs.web_server(surroundings) as web:
            yield DemoClinic(web, url)


@contextmanager
def a_database_beside(url: str) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_demo"
    run_apart(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    run_apart(url, f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        run_apart(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def run_apart(url: str, statement: str) -> None:
    """Outside any transaction."""
    with closing(psycopg2.connect(url)) as database:
        database.autocommit = True
        database.cursor().execute(statement)
