"""A relation or state in the making."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements.frames import Frame
from whosays.records.layers import StatementKind


class Tie(msgspec.Struct, kw_only=True):
    """What one word says of its parties; positions are indexes of `Document.syntax`."""

    type: str | None
    mode: str | None = None
    kind: StatementKind = "relation"
    at: int
    words: tuple[int, ...]
    """The trigger: these and what stands between them."""
    subjects: list[int] = []
    objects: list[int] = []
    frame: Frame | None = None
    """What says whether it is so; `None` of an apposition, which takes it for granted."""
    noun: bool = False
    """The frame is a noun's."""
    alone: bool = False
    """One party is enough."""
    several: bool = False
    """Of some whom nobody names ("seventy members"): told where something befalls them or they do it."""
    quantities: list[int] = []
    sum: bool = False
    """It says something only with a sum: of "paid tribute" nothing is told."""
    code: str
