"""Archives: members that mean harm cost themselves, the other members are read."""

from __future__ import annotations

import pytest

from tests.bad_input.hostile import archives
from tests.bad_input.program import Outcome


@pytest.mark.parametrize(("source", "reason"), archives.EXPECTED.items())
def test_each_is_read_or_refused_by_name_with_the_reason(
    outcome: Outcome, source: str, reason: str | None
) -> None:
    if reason is None:
        assert "3 May 1994" in outcome.annotations[source]["text"]
    else:
        assert reason in outcome.refused[source]
