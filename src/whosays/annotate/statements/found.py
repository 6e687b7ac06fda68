"""A statement in the making."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements.event_words import Sense
from whosays.annotate.statements.roles import Roles
from whosays.records.layers import Certainty, Polarity


class Found(msgspec.Struct, kw_only=True):
    """A statement in the making; positions are indexes of words."""

    sense: Sense
    at: int
    end: int
    low: int
    high: int
    roles: Roles
    quantities: list[int] = []
    polarity: Polarity = "asserted"
    certainty: Certainty = "fact"
    passive: bool = False
    follows: Found | None = None
    """The statement whose actor and occurrence this one shares: "attacked the bus, killing two"."""
    definite: bool = False
    claimed: bool = False
    """Somebody claims it, denies it or is accused of it: the day of that is not the event's."""
    presupposed: bool = False
    """ "The arrest of two men" inside of what is said: a denial of the whole leaves it as it is."""
    dated: bool = False
    """A date opens the sentence: its event nouns need no other evidence."""
    historic: bool = False
    """In the entry of a chronology, whose present tense tells what happened."""
