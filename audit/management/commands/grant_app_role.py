"""Give the application's database role what it needs, and nothing on audit rows but adding and reading."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE ON audit_event FROM {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""


class Command(BaseCommand):
    help = "Run as the owner after `migrate`: grants the application role (DATABASE_APP_ROLE) its rights."

    def handle(self, *args, **options) -> None:
        with connection.cursor() as cursor:
            role = connection.ops.quote_name(settings.DATABASE_APP_ROLE)
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_APP_ROLE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {role} NOLOGIN")
            cursor.execute(GRANTS.format(role=role))
        self.stdout.write(f"Granted {settings.DATABASE_APP_ROLE} its rights.")
