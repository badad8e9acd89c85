"""What must not be lost is a row in Postgres: nothing is published to the broker from a web request."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ["audit", "chart", "core", "followup", "intake", "outcomes", "people", "plans", "portal"]
PUBLISHES = {"delay", "apply_async", "send_task", "delay_on_commit", "apply_async_on_commit"}
LATER = {"eta", "countdown"}


def modules() -> list[Path]:
    return [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def published_in(source: str) -> list[str]:
    """Every call in `source` that puts a task on the broker, or asks the broker to remember a time."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call.func.attr for call in calls if isinstance(call.func, ast.Attribute)]
    asked = [keyword.arg for call in calls for keyword in call.keywords]
    return [name for name in named if name in PUBLISHES] + [name for name in asked if name in LATER]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_an_app_publishes_to_the_broker(path):
    assert published_in(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    ["send.delay(1)", "send.apply_async(args=[1])", "app.send_task('x')", "f(eta=1)", "f(countdown=9)"],
)
def test_the_test_would_see_it(source):
    assert published_in(source)
