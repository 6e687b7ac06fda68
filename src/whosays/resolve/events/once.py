"""What comes about once only: two reports of it are of one event, though one has its day wrong.

A man is killed once, and in a season he is kidnapped once; one authority lists one body once. Of such a thing
reports may give days some weeks apart, and years later no day at all.
"""

from __future__ import annotations

from functools import cache

from whosays.resolve.events.sight import Sight
from whosays.resolve.events.words import families

_LISTED = frozenset({"SANCTION", "CONCEDE"})
_FATAL = ("kill", "die")
WEEKS = 62
"""Days that reports of such a thing may be apart."""


def is_once(a: Sight, b: Sight) -> bool:
    """Are both of one such thing, done to the same one by name?"""
    one, other = a.card, b.card
    if not (one.lines and other.lines) or one.type != other.type or one.document == other.document:
        return False
    if one.type == "ASSAULT":
        done = one.mode == other.mode == "abduct" or (_is_fatal(a) and _is_fatal(b))
        return done and bool(a.suffering.whole & b.suffering.whole)
    if one.type not in _LISTED or not a.others.meet(b.others):
        return False
    by = a.parts.get("actor"), b.parts.get("actor")
    return by[0] is not None and by[1] is not None and by[0].meet(by[1])


def _is_fatal(seen: Sight) -> bool:
    return not seen.families.isdisjoint(_fatal())


@cache
def _fatal() -> frozenset[str]:
    return frozenset().union(*map(families, _FATAL))
