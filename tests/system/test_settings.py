"""The settings and their documentation name the same things, and no secret has a default."""

import os
import re
import subprocess
import sys

import pytest

from tests.system.checkout import ROOT

SETTINGS = (ROOT / "paincare/settings.py").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()


def read_by_settings() -> set[str]:
    return set(re.findall(r"""\b(?:env\.\w+|secret)\(\s*"([A-Z_]+)\"""", SETTINGS))


def read_by_compose() -> set[str]:
    return set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE))


def in_the_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_the_example_lists_every_name_and_no_other():
    assert in_the_example() == read_by_settings() | read_by_compose()


def test_nothing_else_reads_the_environment():
    """Only the settings do; the entry points say which settings, the development stack is not the clinic."""
    entries = {"paincare/settings.py", "paincare/settings_test.py", "paincare/celery.py", "paincare/wsgi.py"}
    found = subprocess.run(
        ["git", "grep", "-lE", r"os\.(environ|getenv)", "--", "*.py", ":!tests", ":!bench", ":!deploy"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert {path for path in found if "devstack" not in path} <= entries | {"manage.py"}


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_a_missing_name_stops_the_start_and_is_named(name):
    environment = {
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgres://u@127.0.0.1/d",
        "REDIS_URL": "redis://127.0.0.1",
        "PATH": os.environ["PATH"],
    }
    del environment[name]
    start = [sys.executable, "-c", "import paincare.settings"]
    ended = subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert name in ended.stderr.splitlines()[-1]
