"""Who is only called by an office is described by it, not named."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister and President Maur met on 3 March.",
        "The minister used chemical weapons against the rebels.",
        "The Halvran Prime Minister spoke.",
    ],
)
def test_an_office_alone_is_nobodys_name(text: str) -> None:
    made = annotated(text)
    named = {made.words((m.start, m.end)) for m in made.mentions if m.kind == "name"}
    assert not {name for name in named if "inister" in name}


def test_whom_the_office_stands_before_is_named() -> None:
    made = annotated("Prime Minister Edvin Maur spoke to Deputy Minister Karl Benn.")
    named = [made.words((m.start, m.end)) for m in made.mentions if m.kind == "name"]
    assert named == ["Edvin Maur", "Karl Benn"]
