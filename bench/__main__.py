"""`make bench`: seed a large clinic in a database of its own, and print the ratios of docs/performance.md.

BENCH_SCALE=0.1 seeds a tenth of the large one, for a first look or a busy machine.
"""

import os

import django
from django.core.management import call_command

from paincare.devstack.services import throw_away

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "paincare.settings",
    "SECRET_KEY": "only-for-the-bench-" + "x" * 40,
    "HTTPS": "false",
    "STATIC_HASHED": "false",
    "DEMO_CLINIC": "true",
    "DEMO_PASSWORD": "only-for-the-bench",
    "LOG_LEVEL": "ERROR",
}


def main() -> None:
    with throw_away(durable=True) as addresses:
        os.environ.update(ENVIRONMENT | addresses)
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("demo", if_empty=True)
        measure(float(os.environ.get("BENCH_SCALE", "1")))


def measure(scale: float) -> None:
    """Imported here, as models can only be imported in a configured Django."""
    from django.test import override_settings

    from bench import clinic, ratios, rows

    large = rows.seed(1, "Large", clinic.LARGE.scaled(scale))
    small = rows.seed(2, "Small", clinic.SMALL)
    clinic.vacuum()
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        for ratio in ratios.all_of(large, small):
            print(ratio)


if __name__ == "__main__":
    main()
