"""The settings and their documentation name the same things, and no secret has a default."""

import os
import re
import subprocess
import sys

import pytest

from tests.system.checkout import ROOT, name_of, python_files

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
    entries = {
        "manage.py",
        "paincare/settings.py",
        "paincare/settings_test.py",
        "paincare/celery.py",
        "paincare/wsgi.py",
    }
    apart = ("bench/", "deploy/", "paincare/devstack/", "tests/")
    reading = {
        name_of(path) for path in python_files() if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    assert {name for name in reading if not name.startswith(apart)} <= entries


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
