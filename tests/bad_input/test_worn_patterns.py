"""Texts made to make regular expressions explode: 64 kB each, and all of them in a megabyte."""

from __future__ import annotations

import pytest

from tests.bad_input.hostile import texts
from tests.bad_input.program import Outcome, once, write

pytestmark = pytest.mark.alone
FILES = texts.explosive()
SECONDS = 30
"""What is not linear in its length takes minutes."""


@pytest.fixture(scope="module")
def worn(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return once(
        tmp_path_factory,
        "worn",
        lambda pile: write(pile, FILES),
        f"--limit=seconds={SECONDS}",
        annotate=False,
    )


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_in_time_or_refused_for_what_it_is(worn: Outcome, name: str) -> None:
    assert worn.refused.get(name, "") == texts.UNREADABLE.get(name, "")
