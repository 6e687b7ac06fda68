"""Cautions about figures: rounder than anybody can have counted, or two for one thing in one mouth."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whosays.records import Quantity, Statement
from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look
from whosays.weigh.cautions.words import words

LEAST = 10_000
"""What befalls so many people is counted by nobody who tells of it."""
_PEOPLE = frozenset({"dead", "wounded", "arrested", "abducted", "missing", "executed"})


def round_figures(look: Look) -> Iterator[Found]:
    """Very many people, by a figure of one digit and noughts."""
    for quantity in look.document.quantities:
        if _is_of_people(quantity) and quantity.value >= LEAST and _digits(quantity) == 1:
            note = "An extraordinary round figure: who counted?"
            yield Found("round-figure", (quantity.start, quantity.end), note)


def two_figures(look: Look) -> Iterator[Found]:
    """Two exact figures for what befell people in one event, by the same mouth."""
    given: dict[tuple[object, ...], list[Quantity]] = defaultdict(list)
    for statement in look.document.statements:
        if statement.event is None or statement.polarity == "denied":
            continue
        for index in statement.quantities:
            quantity = look.document.quantities[index]
            if _is_of_people(quantity) and _is_exact(look, quantity):
                key = (statement.event, quantity.role, quantity.unit, _mouth(look, statement))
                given[key].append(quantity)
    for (_, role, *_), figures in given.items():
        values = sorted({figure.value for figure in figures})
        places = {look.sentence_at(figure.start) for figure in figures}
        if len(values) == 2 and len(places) > 1:  # in one sentence they are parts
            last = max(figures, key=lambda figure: figure.start)
            note = f"{values[0]:g} {role} in one place and {values[1]:g} in another."
            yield Found("inconsistent", (last.start, last.end), note)


def _digits(quantity: Quantity) -> int:
    return len(f"{quantity.value:.0f}".rstrip("0"))


def _is_of_people(quantity: Quantity) -> bool:
    return (
        quantity.role in _PEOPLE
        and quantity.kind == "count"
        and (quantity.unit is None or quantity.unit in words().people)
    )


def _is_exact(look: Look, quantity: Quantity) -> bool:
    """Neither bounded nor a part of another figure: "seven of the nine"."""
    text = look.document.text
    before, after = text[max(0, quantity.start - 8) : quantity.start], text[quantity.end : quantity.end + 4]
    if re.search(r"\bof (?:the |its |his )?$", before, re.I) or re.match(r"\s+of\b", after, re.I):
        return False
    if re.search(r"\bof\b", look.document.words((quantity.start, quantity.end)), re.I):
        return False
    return quantity.bound is None and not quantity.approximate and quantity.min is None


def _mouth(look: Look, statement: Statement) -> object:
    index = statement.attribution
    if index is None or not 0 <= index < len(look.document.attributions):
        return None
    attribution = look.document.attributions[index]
    return attribution.speaker or look.sources.words_of(attribution)
