"""What two names of things are to each other."""

from __future__ import annotations

import enum

import msgspec


class Tie(enum.IntEnum):
    """How two names fit, the surest first."""

    SAME = 0
    """The same words, whatever their order."""
    SPELT = 1
    """The same words, spelt in two ways."""
    SHORT = 2
    """One has all words of the other, and more."""
    INITIAL = 3
    """One has initials where the other has words; an acronym."""
    SLIP = 4
    """One letter is other."""
    LONE = 5
    """One is a single word of the other, the one that stands for it: a surname, a byname."""
    LIKE = 6
    """One is a spelling of that word."""
    GIVEN = 7
    """One is a given name alone."""
    APART = 8
    """They share what kin or sister bodies share, and contradict each other in the rest."""


class Fit(msgspec.Struct, frozen=True):
    """How two names fit, and why."""

    tie: Tie
    why: str
    shorter: int = 0
    """-1: the first says less, 1: the second does, 0: neither."""
