"""What speaks for one event and what against it, of two cards: a few numbers, each of which has a name."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.records.derived import Figure
from whosays.resolve.events.sight import Sight
from whosays.resolve.events.spots import spot
from whosays.resolve.events.times import agreement

_OTHERS = frozenset({"actor", "victim", "recipient", "target", "party"})


def evidence(a: Sight, b: Sight) -> dict[str, float]:
    """The numbers of a pair; what is not there is 0."""
    found: dict[str, float] = {}
    if shared := a.stems & b.stems:
        found["word"] = 1.0
    elif a.families & b.families:
        found["family"] = 1.0
    found["rarity"] = min(a.rarity, b.rarity)
    found["context"] = _share(a.context, b.context)
    found["about"] = _share(a.about, b.about)
    found["names about"] = _part(a.about_names, b.about_names)
    found["names beside"] = _part(a.context_names, b.context_names)
    _parties(a, b, found)
    found[f"place {spot(a, b)}"] = 1.0
    found[f"day {agreement(a, b)}"] = 1.0
    _figures(a, b, found)
    if a.card.type is not None and b.card.type is not None:
        found["type" if a.card.type == b.card.type else "types differ"] = 1.0
        if a.card.mode and b.card.mode:
            found["mode" if a.card.mode == b.card.mode else "modes differ"] = 1.0
    elif a.card.type != b.card.type:
        found["one type"] = 1.0
    if a.card.document == b.card.document:
        found["same document"] = 1.0
    return found


def _share(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How much of the words that could be shared are, the rare ones counting for more."""
    most = min(sum(a.values()), sum(b.values()))
    return sum(weight for word, weight in a.items() if word in b) / most if most else 0.0


def _part(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def _parties(a: Sight, b: Sight, found: dict[str, float]) -> None:
    if a.names & b.names:
        found["names"] = 1.0
        if any(a.named[role] & b.named.get(role, frozenset()) for role in a.named):
            found["same part"] = 1.0
    elif a.names and b.names:
        found["names differ"] = 1.0
    if any(not forms & b.named[role] for role, forms in a.named.items() if role in b.named):
        found["part differs"] = 1.0
    if a.heads & b.heads:
        found["heads"] = 1.0
    elif a.heads and b.heads:
        found["heads differ"] = 1.0


def _figures(a: Sight, b: Sight, found: dict[str, float]) -> None:
    for one in a.card.figures:
        for other in b.card.figures:
            if one.kind == other.kind and one.role == other.role and one.unit == other.unit:
                found["figures" if _agree(one, other) else "figures differ"] = 1.0


def _agree(one: Figure, other: Figure) -> bool:
    low, high = _bounds(one)
    least, most = _bounds(other)
    return low <= most and least <= high


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.min if figure.min is not None else (figure.value if figure.max is None else 0)
    high = figure.max if figure.max is not None else (figure.value if figure.min is None else float("inf"))
    slack = 0.1 * figure.value if figure.approximate else 0
    return low - slack, high + slack
