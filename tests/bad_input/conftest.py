"""One pile of everything that is read together with good reports: the program runs over it once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.hostile import archives, office, pages, texts
from tests.bad_input.program import Outcome, once, write


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What the program said of the pile."""
    return once(tmp_path_factory, "everything", _build)


def _build(pile: Path) -> None:
    for files in (archives.FILES, office.FILES, pages.FILES, texts.FILES):
        write(pile, files)
