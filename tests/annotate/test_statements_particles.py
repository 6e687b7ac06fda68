"""Verbs that a particle makes another verb."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import read


def types(text: str) -> set[str | None]:
    return {statement.type for statement in read(text)}


@pytest.mark.parametrize(
    ("with_it", "without", "type_"),
    [
        ("The Harbour League gave up arms.", "The Harbour League gave arms to Mikal Dorn.", "AID"),
        ("The minister put off the talks.", "The minister held the talks.", "CONSULT"),
    ],
)
def test_with_its_particle_it_tells_of_something_else(with_it: str, without: str, type_: str) -> None:
    assert type_ in types(without)
    assert type_ not in types(with_it)


def test_a_particle_that_only_says_where_to_changes_nothing() -> None:
    assert "SANCTION" in types("The Northern Union broke off relations with Ostland.")
