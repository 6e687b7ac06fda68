"""Who may come in, and what he may do there."""

from __future__ import annotations

import msgspec


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and what he may do."""

    name: str
    """As it signs his decisions."""
    may_decide: bool
    signed_in: bool = False
    """By an account or a token; on loopback nobody has to."""
