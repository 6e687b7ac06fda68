"""How a line stands: plainly said, not put as fact, or denied. What is denied is never counted as said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from whosays.casebook.columns import Codes, Columns, Flags

DENYING = ("denies", "retracts")


class Meant(Protocol):
    """A line, or some that stand alike."""

    @property
    def polarity(self) -> str:
        """Asserted or denied."""

    @property
    def stance(self) -> str:
        """How the outermost voice means it."""


class Standing(Meant, Protocol):
    """The same, and how sure it is put."""

    @property
    def certainty(self) -> str:
        """Fact, or less."""


def is_denied(one: Meant) -> bool:
    """Does it, or the voice that tells it, say that it is not so?"""
    return one.polarity == "denied" or one.stance in DENYING


def is_hedged(one: Standing) -> bool:
    """Is it not put as fact?"""
    return one.certainty != "fact" or one.stance == "doubts"


def denied_rows(table: Columns) -> Flags:
    """Of all lines at once: which are denied."""
    return _among(table.polarity, table.polarities, ("denied",)) | _among(
        table.stance, table.stances, DENYING
    )


def hedged_rows(table: Columns) -> Flags:
    """Of all lines at once: which are not put as fact."""
    plain = _among(table.certainty, table.certainties, ("fact",))
    return ~plain | _among(table.stance, table.stances, ("doubts",))


def _among(codes: Codes, labels: tuple[str, ...], wanted: tuple[str, ...]) -> Flags:
    return np.isin(codes, [place for place, label in enumerate(labels) if label in wanted])
