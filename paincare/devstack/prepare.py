"""Bring the database to the code's schema; run as its owner, because the application role may not."""

import os
from io import StringIO

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paincare.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("grant_app_role", stdout=StringIO())


if __name__ == "__main__":
    main()
