"""Looking ahead: what would follow from a decision, worked out for real and not kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whosays.engines.comparing import bring_up_to_date

if TYPE_CHECKING:
    from whosays.casebook import Trial
    from whosays.records.decisions import Decision

SECONDS = 5.0
"""How long looking ahead may take."""


@contextmanager
def foreseen(case: str, decision: Decision, *, seconds: float = SECONDS) -> Iterator[Trial]:
    """The casebook as it would be with this decision.

    `CasebookBusy` where somebody else is writing; `OutOfTime` where it takes longer than `seconds`.
    """
    from whosays.casebook import Trial

    with Trial.of(case, seconds=seconds) as trial:
        trial.decide([decision])
        bring_up_to_date(trial)
        yield trial
