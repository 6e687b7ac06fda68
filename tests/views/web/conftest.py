"""A reading room without a network: Starlette's test client on a casebook by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.views.by_hand import keep
from whosays.records.derived import Reading
from whosays.views.web.app import create_app

Open = Callable[..., TestClient]
HERE = "http://127.0.0.1:8040"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Open]:
    """Opens the reading room of a casebook of these readings."""
    clients: list[TestClient] = []

    def opened(*readings: Reading, **house: object) -> TestClient:
        app = create_app(keep(tmp_path, *readings), **house)  # type: ignore[arg-type]
        client = TestClient(app, base_url=HERE, headers={"Origin": HERE})
        clients.append(client)
        return client.__enter__()

    yield opened
    for client in clients:
        client.__exit__(None, None, None)
