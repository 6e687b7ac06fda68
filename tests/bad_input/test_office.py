"""Empty files, random bytes, and office files and PDF that mean harm."""

from __future__ import annotations

import pytest

from tests.bad_input.hostile import office
from tests.bad_input.program import Outcome


@pytest.mark.parametrize(("source", "reason"), office.EXPECTED.items())
def test_each_is_read_or_refused_by_name_with_the_reason(
    outcome: Outcome, source: str, reason: str | None
) -> None:
    if reason is None:
        assert outcome.annotations[source]["text"].strip() == office.SENTENCE
    else:
        assert reason in outcome.refused[source]
