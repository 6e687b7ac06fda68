"""The read API, asked all that its description allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from tests.views.web import hostile
from tests.views.web.conftest import HERE
from tests.views.web.walk import filled, pages
from whosays.views.web.app import create_app
from whosays.views.web.pages import PAGES

EXAMPLES = 25
"""Questions to each page."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NAMES = [page.name for page in PAGES]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    return hostile.casebook(tmp_path_factory.mktemp("openapi"))


@pytest.fixture(scope="module")
def client(case: str) -> Iterator[TestClient]:
    with TestClient(create_app(case), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, schemathesis.schemas.APIOperation]:
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    operations = [found.ok() for found in schema.get_all_operations()]
    return {operation.definition.raw["operationId"]: operation for operation in operations}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_asked_is_answered_as_described(described, client: TestClient, name: str):
    operation = described[name]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asks(case: schemathesis.Case) -> None:
        url = requests.Request(**case.as_transport_kwargs(base_url=HERE)).prepare().url
        case.validate_response(client.get(url), checks=CHECKS)

    asks()


def test_what_is_there_is_answered_as_described(described, client: TestClient, case: str):
    asked = 0
    for operation in described.values():
        like = re.compile(filled(operation.path, "[^/]+"))
        for address in filter(like.fullmatch, pages(case)):
            answer = client.get(address)
            of = dict.fromkeys(re.findall(r"{([^}]*)}", operation.path), "x")
            operation.Case(path_parameters=of).validate_response(answer, checks=CHECKS)
            asked += answer.status_code == 200
    assert asked


def test_several_values_are_several_fields(client: TestClient):
    for path in client.get("/openapi.json").json()["paths"].values():
        for parameter in path["get"]["parameters"]:
            assert parameter["explode"] == (parameter["in"] == "query")


def test_the_description_says_what_is_in_the_way(client: TestClient):
    for path in client.get("/openapi.json").json()["paths"].values():
        assert {"400", "401", "403", "404"} <= path["get"]["responses"].keys()
