"""The environment in which a checkout's clinic runs."""

import os
import secrets
from dataclasses import dataclass

from paincare.devstack import ports, state
from paincare.devstack.checkout import VAR
from paincare.devstack.services import Services


@dataclass(frozen=True)
class Addresses:
    """The loopback ports of one run; the customary ones where nobody else has them."""

    web: int
    mail_page: int
    smtp: int

    @classmethod
    def choose(cls) -> "Addresses":
        web, mail_page = int(os.environ.get("PORT", "8000")), int(os.environ.get("MAIL_PAGE_PORT", "8025"))
        return cls(ports.preferably(web), ports.preferably(mail_page), ports.any_free())

    @property
    def site(self) -> str:
        return f"http://localhost:{self.web}"

    @property
    def mail(self) -> str:
        return f"http://localhost:{self.mail_page}"


def kept_secrets() -> dict[str, str]:
    """Made once for each checkout, so that a second start keeps everyone signed in."""
    path = VAR / "secrets.json"
    kept = state.read(path)
    if not kept:
        kept = {"SECRET_KEY": secrets.token_urlsafe(48), "DEMO_PASSWORD": f"pain-care-{secrets.token_hex(4)}"}
        state.write(path, kept)
    return kept


def of_the_clinic(services: Services, addresses: Addresses) -> dict[str, str]:
    """Plain http on loopback, and mail that goes nowhere. The owner's address is not in it."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return {
        **own,
        **kept_secrets(),
        "DATABASE_URL": services.application_url,
        "REDIS_URL": services.broker_url,
        "DJANGO_SETTINGS_MODULE": "paincare.settings",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "HTTPS": "false",
        "STATIC_HASHED": "false",
        "DEMO_CLINIC": "true",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(addresses.smtp),
        "EMAIL_USE_TLS": "false",
        "SITE_URL": addresses.site,
        "LOG_LEVEL": own.get("LOG_LEVEL", "WARNING"),
        "PYTHONUNBUFFERED": "1",
        # In a container everyone is root; Celery says so at every start.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
