"""A caution as it is found, before it is told of a document."""

from __future__ import annotations

from typing import NamedTuple

from whosays.records import Span


class Found(NamedTuple):
    """What to beware of, where (`None`: all of it), and why."""

    kind: str
    span: Span | None
    note: str
