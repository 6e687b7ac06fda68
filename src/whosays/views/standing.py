"""How a line stands: plainly said, not put as fact, or denied. What is denied is never counted as said."""

from __future__ import annotations

from typing import Protocol

DENYING = ("denies", "retracts")


class Standing(Protocol):
    """A line, or some that stand alike."""

    @property
    def polarity(self) -> str:
        """Asserted or denied."""

    @property
    def certainty(self) -> str:
        """Fact, or less."""

    @property
    def stance(self) -> str:
        """How the outermost voice means it."""


def is_denied(one: Standing) -> bool:
    """Does it, or the voice that tells it, say that it is not so?"""
    return one.polarity == "denied" or one.stance in DENYING


def is_hedged(one: Standing) -> bool:
    """Is it not put as fact?"""
    return one.certainty != "fact" or one.stance == "doubts"
