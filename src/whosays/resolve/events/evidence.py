"""What speaks for one event and what against it, of two cards: a few numbers, each of which has a name."""

from __future__ import annotations

from math import sqrt

from whosays.records.derived import Figure
from whosays.resolve.events.once import is_once
from whosays.resolve.events.sight import Sight
from whosays.resolve.events.spots import spot
from whosays.resolve.events.times import agreement

_STEPS = {
    "rarity": (0.4, 0.6, 0.8),
    "context": (0.1, 0.25, 0.5),
    "about": (0.1, 0.2, 0.4),
    "names about": (0.1, 0.25, 0.5),
    "names beside": (0.25, 0.5),
}
"""From where on a share tells more or less than before, of what is not coded: the first tenth tells most."""


def evidence(a: Sight, b: Sight) -> dict[str, float]:
    """The numbers of a pair; what is not there is 0."""
    found: dict[str, float] = {}
    if a.stems & b.stems:
        found["word"] = 1.0
    elif a.families & b.families or _is_done_alike(a, b):
        found["family"] = 1.0
    found["rarity"] = min(a.rarity, b.rarity)
    found["context"] = _share(a, b)
    found["about"] = _cosine(a, b)
    if a.central and b.central:
        found["central"] = 1.0
    if a.numbers and b.numbers:
        found["numbers" if a.numbers & b.numbers else "numbers differ"] = 1.0
    _people(a, b, found)
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
    if is_once(a, b):
        found["once"] = 1.0
    if not (a.card.lines and b.card.lines):
        _steps(found)
    return found


def _steps(found: dict[str, float]) -> None:
    for share, steps in _STEPS.items():
        for step in steps:
            if found[share] > step:
                found[f"{share} over {step}"] = found[share] - step


def _is_done_alike(a: Sight, b: Sight) -> bool:
    """Are both coded as one sort of act towards one body? Then the words for it do not matter."""
    return (
        bool(a.card.lines and b.card.lines)
        and (a.card.type, a.card.mode) == (b.card.type, b.card.mode)
        and a.others.meet(b.others)
    )


def _share(a: Sight, b: Sight) -> float:
    """How much of the words that could be shared are, the rare ones counting for more."""
    most, there = min(a.context_sum, b.context_sum), b.context
    return sum([weight for word, weight in a.context.items() if word in there]) / most if most else 0.0


def _cosine(a: Sight, b: Sight) -> float:
    """How much two documents are about the same."""
    there = b.about
    both = sum([weight * there[word] for word, weight in a.about.items() if word in there])
    return both / sqrt(a.about_squares * b.about_squares) if both else 0.0


def _people(a: Sight, b: Sight, found: dict[str, float]) -> None:
    """Are both reports about the same persons? The first of each counts most."""
    if not a.people or not b.people:
        return
    mine = any(a.people[0].meet(one) for one in b.people)
    theirs = any(b.people[0].meet(one) for one in a.people)
    if mine and theirs:
        found["people"] = 1.0
    elif mine or theirs:
        found["one of the people"] = 1.0
    elif any(one.meet(other) for one in a.people for other in b.people):
        found["people beside"] = 1.0
    else:
        found["people differ"] = 1.0


def _part(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def _parties(a: Sight, b: Sight, found: dict[str, float]) -> None:
    if a.names.meet(b.names):
        found["names"] = 1.0
        if any(names.meet(b.parts[role]) for role, names in a.parts.items() if role in b.parts):
            found["same part"] = 1.0
    elif a.parts and b.parts:
        found["names differ"] = 1.0
    if any(not names.meet(b.parts[role]) for role, names in a.parts.items() if role in b.parts):
        found["part differs"] = 1.0
    if a.suffering.last and b.suffering.last:
        found["sufferer" if a.suffering.meet(b.suffering) else "sufferer differs"] = 1.0
    if a.heads & b.heads:
        found["heads"] = 1.0
        found["heads of common"] = 1.0 - found["rarity"]
    elif a.heads and b.heads:
        found["heads differ"] = 1.0
        found["heads of common differ"] = 1.0 - found["rarity"]


def _figures(a: Sight, b: Sight, found: dict[str, float]) -> None:
    for one in a.card.figures:
        for other in b.card.figures:
            if _are_of_one_thing(one, other):
                found["figures" if _agree(one, other) else "figures differ"] = 1.0


def _are_of_one_thing(one: Figure, other: Figure) -> bool:
    """Both of what befell people or things, or both sums of one currency; a mere count may be of anything."""
    if one.role is not None and one.role == other.role:
        return one.role != "age"
    return one.kind == other.kind == "money" and one.unit == other.unit


def _agree(one: Figure, other: Figure) -> bool:
    low, high = _bounds(one)
    least, most = _bounds(other)
    return low <= most and least <= high


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.min if figure.min is not None else (figure.value if figure.max is None else 0)
    high = figure.max if figure.max is not None else (figure.value if figure.min is None else float("inf"))
    slack = 0.1 * figure.value if figure.approximate else 0
    return low - slack, high + slack
