"""Promises about the files themselves."""

import re
from functools import cache

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

from paincare.celery import app
from tests.system.checkout import APPS, ROOT, files, name_of, python_files

LONGEST_MODULE = 400
LOCKS = {"requirements.txt", "requirements-up.txt", "requirements-dev.txt"}
#: One letter of each is in brackets, so that this file does not hold what it looks for.
UNFINISHED = (r"TO[D]O", r"FIX[M]E", r"XX[X]\b", r"mark\.ski[p]", r"pytest\.ski[p]\(", r"xfai[l]\(")
ELSEWHERE = (r"/wor[k]/", r"/roo[t]/", r"pyp[i]\.org", r"pythonhoste[d]", r"registry\.np[m]js")
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".yml",
    ".txt",
    ".in",
    ".sh",
    ".svg",
    ".json",
    ".env",
    "",
}
FOUND_BY_NAME = re.compile(r"(\d{3}(_csrf)?\.html|(account|mfa|allauth)/.*)")
#: A name that is put together, as in f"followup/mail/{kind}.txt".
BUILT_NAME = re.compile(r'f"([a-z_]+/[a-z_/]*)\{[^}"]+\}([a-z_]*\.[a-z]+)"')


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(errors="replace")


def our_texts() -> list[str]:
    """Everything that we wrote; other people's files keep their own words."""
    named = [(name_of(path), path.suffix) for path in files()]
    return [
        name for name, suffix in named if suffix in TEXT and "vendor/" not in name and "LICENSE" not in name
    ]


def test_no_module_grows_past_400_lines():
    assert [name_of(p) for p in python_files() if len(p.read_text().splitlines()) > LONGEST_MODULE] == []


@pytest.mark.parametrize("word", UNFINISHED)
def test_nothing_is_left_unfinished_or_unchecked(word):
    assert [name_of(path) for path in python_files() if re.search(word, path.read_text())] == []


@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_file_names_one_machine_or_a_registry(place):
    assert [name for name in our_texts() if re.search(place, text_of(name))] == []


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_locked_package_has_its_hashes(lock):
    packages = re.split(r"\n(?=[a-z])", text_of(lock).split("\n", 2)[2])
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_the_locks_agree():
    versions = [
        dict(re.findall(r"^([\w.-]+)==([^ ]+)", text_of(lock), re.MULTILINE)) for lock in sorted(LOCKS)
    ]
    dev, up, run = sorted(versions, key=len, reverse=True)
    assert run.items() <= up.items() <= dev.items()


def test_every_scheduled_name_is_a_registered_task():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled - set(app.tasks) == set()


def test_every_template_compiles():
    for name in templates():
        get_template(name)


def test_every_template_is_used():
    """Named in Python or in another template, or found by its name by Django or allauth."""
    mentions = "\n".join(text_of(name) for name in our_texts() if name.endswith((".py", ".html")))
    built = [re.compile(f"{start}[a-z_]+{end}") for start, end in BUILT_NAME.findall(mentions)]
    unnamed = [name for name in templates() if f'"{name}"' not in mentions]
    assert [name for name in unnamed if not any(one.fullmatch(name) for one in (FOUND_BY_NAME, *built))] == []


def templates() -> list[str]:
    roots = [f"{name_of(folder)}/" for folder in engines["django"].engine.dirs]
    roots += [f"{app_label}/templates/" for app_label in APPS]
    found = [name.removeprefix(root) for name in our_texts() for root in roots if name.startswith(root)]
    return [name for name in found if name.endswith((".html", ".txt"))]


def test_no_page_carries_script_or_style_inline():
    """The content security policy would refuse it; this says so before a browser does."""
    inline = re.compile(
        r"<style|\bstyle=|<script(?![^>]*(\bsrc=|application/json))|\son(click|change|submit|load)=|hx-on|javascript:"
    )
    pages = [name for name in our_texts() if name.endswith(".html")]
    assert [name for name in pages if inline.search(text_of(name))] == []
