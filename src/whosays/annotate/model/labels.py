"""The inventories of the language model's heads: what each number that it gives stands for.

Weights are trained for exactly these lists in exactly this order; a change here asks for new weights.
"""

from __future__ import annotations

UPOS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN"),
    *("PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
"""Universal parts of speech (universaldependencies.org)."""

TYPES = (
    *("Person", "Organization", "Place", "Nationality", "Event", "Document", "Vehicle", "Weapon", "Thing"),
    *("time", "quantity", "money"),
)
"""Types of mentions, then the three that have layers of their own."""

STYLES = ("reports", "phrases")
"""Two ways to mark mentions, each with its own score for "no mention": the outermost ones that a reader of
reports wants (re3d), and every noun phrase (GUM)."""

KINDS = ("name", "nominal", "pronoun")

ROLES = ("source", "cue", "content")
"""Of attributions (PolNeAR)."""

EVENTS = ("occurrence", "reporting", "state")
"""Of event words (ECB+): what happens, what is said, what lasts."""

PARTS = ("perpetrator", "organisation", "target", "victim", "instrument")
"""Parts in a violent incident (the string slots of MUC-4)."""


def bio(names: tuple[str, ...]) -> tuple[str, ...]:
    """Tags that cut a row of words into spans: outside, then beginning and inside of each."""
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))
