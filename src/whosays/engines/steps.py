"""What is told of documents that are brought in, to whoever waits for it: here, or on a pipe, as JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

from whosays.plugins import Limits, Refusal

Step = Literal["new", "changed", "same", "refused", "skipped", "comparing"]
"""What became of a file; or that all are read, and are compared now."""


class Tally(msgspec.Struct):
    """What became of the files."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = []
    skipped: list[Refusal] = []
    seconds: float = 0.0

    @property
    def documents(self) -> int:
        """Documents read now or before."""
        return self.new + self.changed + self.same


class Order(msgspec.Struct, frozen=True):
    """What is to be done."""

    case: str
    root: str
    """A folder that is to be read, then deleted."""
    prefix: str
    """What the locations of its files begin with, instead of the path of the folder."""
    wait: float = 0.0
    """Seconds spent on another writer's end."""
    workers: int | None = None
    limits: Limits = Limits()


class Reading(msgspec.Struct, frozen=True, tag=True):
    """This file is handed out to be read."""

    source: str


class Became(msgspec.Struct, frozen=True, tag=True):
    """What became of a document; of one that was not read, why."""

    step: Step
    source: str


class Ended(msgspec.Struct, frozen=True, tag=True):
    """All is done."""

    tally: Tally


class Broken(msgspec.Struct, frozen=True, tag=True):
    """It can't be done."""

    why: str
    busy: bool = False
    """Somebody else is writing to the casebook."""


Message = Reading | Became | Ended | Broken
decode = msgspec.json.Decoder(Message).decode
encode = msgspec.json.Encoder().encode
