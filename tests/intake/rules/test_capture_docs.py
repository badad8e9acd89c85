"""docs/capture-line.md says how lines are read: each of its examples is read here."""

import re
from pathlib import Path

import pytest

from intake.rules.capture import PREFIXES, Becomes, read_line

from .capturing import CONTEXT

PAGE = (Path(__file__).parents[3] / "docs" / "capture-line.md").read_text()


def _table(heading: str) -> list[tuple[str, str]]:
    """The rows of the first table below a heading: the line, and what the page says of it."""
    below = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \| (.+?) \|$", below, re.MULTILINE)


@pytest.mark.parametrize(("line", "becomes"), _table("Examples"))
def test_an_example_becomes_what_the_page_says(line, becomes):
    assert (" · ".join(read_line(line, CONTEXT).words) or "text") == becomes


def test_what_the_page_says_is_not_guessed_stays_text():
    lines = [line for line, _ in _table("What it will not guess")]
    assert len(lines) >= 10
    assert {read_line(line, CONTEXT).kind for line in lines} == {Becomes.NOTE}


def test_every_prefix_that_the_page_names_is_one():
    named = re.findall(r"^\| ([A-Z][a-z ]+) \| (`.+?`) \|", PAGE, re.MULTILINE)
    known = {Becomes(kind).label: words for kind, words in PREFIXES.items()}
    assert set(known) == {label for label, _ in named}
    for label, prefixes in named:
        assert {prefix.strip(":") for prefix in re.findall(r"`(.+?)`", prefixes)} <= set(known[label])
