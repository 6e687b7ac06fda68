"""The read API in OpenAPI 3.1: made from the same Structs that pages are asked with and answer with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from whosays import __version__
from whosays.views.web.page import Page

REF = "#/components/schemas/{name}"
PROBLEMS = {
    "400": "The question is not understood.",
    "401": "Sign in first.",
    "403": "That is not allowed to you.",
    "404": "That is not in this casebook.",
    "405": "That cannot be done here.",
    "414": "The address is too long.",
    "421": "This reading room does not answer under that name.",
    "503": "Not now: try again in a moment.",
}
"""What an answer may be besides what was asked for."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a question, or that what it asks for is not there."""

    error: str


def description(pages: Sequence[Page], name: str) -> dict[str, Any]:
    """The OpenAPI object: an operation for the JSON of each page."""
    types = [page.answer for page in pages] + [Problem]
    refs, schemas = msgspec.json.schema_components(types, ref_template=REF)
    answers = dict(zip([page.path for page in pages] + ["problem"], refs, strict=True))
    problem = {"application/json": {"schema": answers["problem"]}}
    paths: dict[str, Any] = {}
    for page in pages:
        path = "/index.json" if page.path == "/" else f"{page.path}.json"
        paths[path] = {
            "get": {
                "operationId": page.name,
                "summary": page.summary,
                "parameters": _parameters(page),
                "responses": {
                    "200": {
                        "description": "What the page shows.",
                        "content": {"application/json": {"schema": answers[page.path]}},
                    },
                    **{
                        status: {"description": words, "content": problem}
                        for status, words in PROBLEMS.items()
                    },
                },
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"whosays: {name}",
            "version": __version__,
            "description": "Read a casebook: who says what, in which words of which document.",
        },
        "paths": paths,
        # Only where the room is served with accounts or tokens.
        "security": [{}, {"token": []}, {"session": []}],
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "whosays-8040"},
            },
        },
    }


def _parameters(page: Page) -> list[dict[str, Any]]:
    in_path = set(re.findall(r"{(\w+)}", page.path))
    schema = _schema(page.question)
    wanted = set(schema.get("required", ()))
    return [
        {
            "name": name,
            "in": "path" if name in in_path else "query",
            "required": name in in_path or name in wanted,
            # Several values are several fields, as a form sends them.
            "style": "simple" if name in in_path else "form",
            "explode": name not in in_path,
            "schema": {key: value for key, value in told.items() if key != "description"},
            **({"description": told["description"]} if "description" in told else {}),
        }
        for name, told in schema["properties"].items()
    ]


@cache
def _schema(question: type) -> dict[str, Any]:
    """The schema of a question, whole: parameters have no place for references."""
    _, parts = msgspec.json.schema_components([question], ref_template=REF)
    found: dict[str, Any] = parts[question.__name__]
    return found
