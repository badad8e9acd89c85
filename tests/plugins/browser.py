"""Fixtures of the browser tests: the programs on the test database, and people's screens."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from celery.beat import Scheduler
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from paincare.celery import app
from paincare.devstack import ports
from people.models import User
from tests.harness import demo, measures, programs
from tests.harness.demo import DemoClinic
from tests.harness.mail import Mailbox, mail_server
from tests.harness.programs import Web

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
#: Refusals and cut signals are asserted by the test that asked for them; the browser logs them too.
ASKED_FOR = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "Failed to load resource: net::ERR_FAILED",
    "htmx:sendError",  # A part that was asked for when the line was cut; htmx says both.
    "htmx:afterRequest",
    "An unknown error occurred when fetching the script.",  # of a service worker, without a signal
)


@pytest.fixture(scope="session")
def mail_catcher() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture(scope="session")
def surroundings(
    django_db_setup: None, django_db_blocker, mail_catcher: Mailbox, tmp_path_factory
) -> dict[str, str]:
    own = {
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "UPLOAD_DIR": str(tmp_path_factory.mktemp("uploads")),
    }
    with django_db_blocker.unblock():
        return programs.environment(smtp_port=mail_catcher.port, port=ports.any_free()) | own


@pytest.fixture(scope="session")
def web_server(surroundings: dict[str, str]) -> Iterator[Web]:
    programs.collect_static(surroundings)
    with programs.web_server(surroundings) as web:
        yield web


@pytest.fixture
def web(web_server: Web, transactional_db: None) -> Web:
    """The running web server; the rows that the test writes are committed, so it sees them."""
    return web_server


@pytest.fixture(scope="session")
def demo_clinic(
    surroundings: dict[str, str], web_server: Web, migrated: str, testrun_uid: str
) -> Iterator[DemoClinic]:
    """The demonstration clinic, in a database that no test empties: look at it, leave it as it is."""
    with demo.open_clinic(surroundings, migrated=migrated, run=testrun_uid) as clinic:
        yield clinic


@pytest.fixture
def demo_desk(browser: Browser, demo_clinic: DemoClinic) -> Iterator[Page]:
    with screen(browser, demo_clinic.web, DESKTOP) as page:
        yield page


@pytest.fixture
def demo_phone(browser: Browser, demo_clinic: DemoClinic) -> Iterator[Page]:
    with screen(browser, demo_clinic.web, PHONE) as page:
        yield page


class Stack:
    """The web server, a real Celery worker, a mail server, and beat's ticks when the test wants one."""

    def __init__(self, web: Web, mail: Mailbox) -> None:
        self.web, self.mail = web, mail
        self.beat = Scheduler(app)

    def tick(self) -> None:
        """Beat sends everything that is on its schedule, as if the longest interval had passed."""
        for entry in self.beat.schedule.values():
            self.beat.apply_async(entry, advance=False)

    def wait_until(self, condition: Callable[[], object], what: str) -> None:
        """Ticking meanwhile: a sweep that ran too early runs again, as it does in life."""

        def ticked() -> object:
            self.tick()
            return condition()

        programs.wait_until(ticked, what, pause=0.3)


@pytest.fixture
def stack(web: Web, surroundings: dict[str, str], mail_catcher: Mailbox) -> Iterator[Stack]:
    mail_catcher.messages.clear()
    with programs.running(programs.worker(surroundings)):
        yield Stack(web, mail_catcher)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's synchronous interface keeps a loop running in the thread of the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def chromium() -> str:
    """The one without a window where it is installed: it draws the same pages in half the time."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if found is None:
        pytest.exit("The browser tests need chromium: apt-get install -y --no-install-recommends chromium", 1)
    return found


@contextmanager
def screen(browser: Browser, web: Web, device: dict[str, object]) -> Iterator[Page]:
    """A new person's screen: nothing cached. An error in its console fails the test."""
    context = browser.new_context(base_url=web.url, **device)
    context.add_init_script(measures.COUNT_EFFORT)
    measures.watch(context)
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: message.type == "error" and errors.append(message.text))
    yield context.new_page()
    context.close()
    assert [error for error in errors if not error.startswith(ASKED_FOR)] == []


@pytest.fixture
def page(browser: Browser, web: Web) -> Iterator[Page]:
    with screen(browser, web, DESKTOP) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, web: Web) -> Iterator[Page]:
    with screen(browser, web, PHONE) as page:
        yield page


@pytest.fixture
def new_screen(browser: Browser, web: Web) -> Iterator[Callable[..., Page]]:
    """More people at once: `nurse = new_screen()`, `patient = new_screen(PHONE)`."""
    with ExitStack() as screens:
        yield lambda device=DESKTOP: screens.enter_context(screen(browser, web, device))


@pytest.fixture
def signed_in(web: Web) -> Callable[[Page, User], Page]:
    """Put a session of that person into the browser: signing in by hand is a journey of its own."""

    def sign_in(page: Page, user: User) -> Page:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": web.url}])
        return page

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return measures.axe


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    return measures.shot
