"""Open a clinic with its first manager."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import DomainError
from people import clock, services


class Command(BaseCommand):
    help = "Open a clinic with its first manager, who then adds everybody else in the browser."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--time-zone", required=True, help="For example America/New_York.")
        parser.add_argument("--phone", required=True)
        parser.add_argument("--manager-name", required=True)
        parser.add_argument("--manager-email", required=True)

    def handle(self, *args, **options) -> None:
        facts = {key: options[key] for key in ("name", "time_zone", "phone", "manager_name", "manager_email")}
        try:
            clinic, manager = services.open_clinic(at=clock.now(), **facts)
        except DomainError as refused:
            raise CommandError(refused.message) from None
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(
            f"{clinic} is open. {manager.name} signs in as {manager.email} after “Forgot your password?”."
        )
