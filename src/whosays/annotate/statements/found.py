"""An event in the making."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.frames import Frame
from whosays.annotate.statements.senses import Sense
from whosays.records.layers import Certainty, Polarity


class Found(msgspec.Struct, kw_only=True):
    """An event as one word tells of it; positions are indexes of `Document.syntax`."""

    sense: Sense
    frame: Frame
    filled: Filled
    polarity: Polarity = "asserted"
    certainty: Certainty = "fact"
    time: int | None = None
    carried: bool = False
    """Its time is another event's, as far as a reader can tell."""
    attribution: int | None = None
    follows: Found | None = None
    """The event that this one is part of: "attacked the bus, killing two"."""
    claimed: bool = False
    """Somebody claims it, denies it or is accused of it: the day of that is not the event's."""
    left_open: bool = False
    """The text says that nobody has claimed it, or that somebody is not blamed for it."""

    @property
    def at(self) -> int:
        """The event word."""
        return self.sense.at
