"""Settings for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies under `browser` is marked so."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")


# No deadlines: a busy machine is no defect. In CI the examples are the same each time, so that it is the
# change which is judged; at home they are new each time and go on looking.
settings.register_profile("whosays", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("whosays")
