"""What every test may use. The database is asked for by name (`db`), never given by default."""

import gc
import os

import hypothesis
import pytest
from django.core.cache import cache

pytest_plugins = ["tests.cast", "tests.plugins.browser", "tests.plugins.database"]

# How long an example takes on a busy machine is no finding of a test: speed is measured in bench/.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that were given a time of their own come first: else one process ends with them, alone."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported stays: not to walk through all of it again and again saves a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits live in the cache: one test must not use up another's."""
    cache.clear()


def pytest_report_header() -> str:
    where = os.environ.get("REAL_DATA")
    return f"real input: {where}" if where else "real input: not tested, REAL_DATA names no folder"
