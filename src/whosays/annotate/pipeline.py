"""Puts annotators in order and runs them over a document, checking what each one gives.

A layer has one maker, the annotator that gives it without needing it, and any number of refiners, which
give and need it. Makers come before refiners, refiners in the order of their names, and whoever reads a
layer comes after all of these. The order follows from what annotators declare and from their names alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import PackageNotFoundError, entry_points, version
from itertools import pairwise
from typing import Any

from whosays import gazetteer, lexicon
from whosays.annotate.check import checked
from whosays.annotate.language import weights
from whosays.annotate.statements import own
from whosays.errors import BadPlugin, Refused, UnknownLayer, UsageError
from whosays.plugins import LAYERS, Annotator, LexiconFile, load
from whosays.records import Document

_READ = frozenset({"language"})
"""Layers that a reader may fill as well: they are not emptied before the annotators run."""


class Pipeline:
    """Annotators in the order in which they run.

    Raises before any text is read: `UnknownLayer` where a needed layer is given by nobody, or annotators wait
    for each other; `BadPlugin` where something is no annotator, gives a layer that documents do not have, or
    where two make the same layer.
    """

    def __init__(
        self,
        annotators: Iterable[Annotator],
        *,
        origins: Iterable[str] = (),
        event_types: Iterable[str] = (),
    ) -> None:
        self.annotators: tuple[Annotator, ...] = _ordered(tuple(annotators))
        """In the order in which they run."""
        self._origins = tuple(sorted(origins))
        self._event_types = frozenset(event_types)
        """Types of events of the user's own, allowed beside PLOVER's."""

    def annotate(self, document: Document) -> Document:
        """`document` with every layer that the annotators give; findings that do not hold are left out.

        What is left out is counted in `notes`. Layers that it brought along and that an annotator makes anew
        are dropped first. `Refused` where an annotator fails on this document, `BadPlugin` where one changes
        what is not its own.
        """
        given = {layer for annotator in self.annotators for layer in annotator.gives} - _READ
        document = document.having(**dict.fromkeys(given, ()))
        for annotator in self.annotators:
            after = _run(annotator, document)
            _refuse_trespass(annotator, document, after)
            document = checked(after, annotator.gives, name=annotator.name, event_types=self._event_types)
        return document

    def fingerprint(self) -> str:
        """Changes with the annotators, what they declare, their order, packages, lexicon and gazetteer."""
        parts = [version("whosays"), lexicon.digest(), gazetteer.digest(), *self._origins]
        for each in self.annotators:
            parts += [each.name, ",".join(sorted(each.gives)), ",".join(sorted(each.needs))]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@cache
def default_pipeline(lexicon: tuple[LexiconFile, ...] = ()) -> Pipeline:
    """The annotators that the installed packages offer, ours and any guest's.

    `lexicon`: event words of the user's own, laid over ours; `BadLexicon` where they cannot be used.
    """
    found = load("annotators")
    for name, each in found.items():
        if not isinstance(each, Annotator):
            raise BadPlugin(
                f"{name!r} in whosays.annotators is {type(each).__name__}, not an Annotator. "
                "Declare it with @whosays.plugins.annotator(gives=..., needs=...)."
            )
    return Pipeline(
        (each.with_lexicon(lexicon) for each in found.values()),
        origins=[*_origins(), *(f"lexicon {file.name} {own.digest(file)}" for file in lexicon)],
        event_types=own.event_types(lexicon),
    )


def _origins() -> list[str]:
    """Names and versions of the packages and weights that decide what is found."""
    names = {
        f"{entry.name}={entry.dist.name} {entry.dist.version}"
        for group in ("whosays.annotators", "whosays.models")
        for entry in entry_points(group=group)
        if entry.dist is not None
    }
    names.add(f"weights {weights()}")
    for package in ("py3langid", "onnxruntime"):
        try:
            names.add(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return sorted(names)


# ── order ─────────────────────────────────────────────────────────────────────────────────────────


def _ordered(annotators: tuple[Any, ...]) -> tuple[Annotator, ...]:
    for each in annotators:
        if not isinstance(each, Annotator):
            raise BadPlugin(f"Not an Annotator: {each!r}. Declare it with @whosays.plugins.annotator.")
        unknown = sorted((each.gives | each.needs) - set(LAYERS))
        if unknown:
            raise UnknownLayer(f"{each.name!r} names {_list(unknown)}. Known layers: {', '.join(LAYERS)}.")
    named = {each.name: each for each in sorted(annotators, key=lambda each: each.name)}
    if len(named) < len(annotators):
        twice = sorted({a.name for a in annotators if sum(b.name == a.name for b in annotators) > 1})
        raise BadPlugin(f"Two annotators are called {_list(twice)}; one of them has to go.")
    waits = _waits(named)
    sorter = TopologicalSorter(waits)
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " -> ".join(reversed(error.args[1]))
        raise UnknownLayer(f"These annotators wait for each other: {circle}. One must need less.") from error
    order: list[Annotator] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += [named[name] for name in ready]
        sorter.done(*ready)
    return tuple(order)


def _waits(named: dict[str, Annotator]) -> dict[str, set[str]]:
    """Each annotator to those that run before it."""
    giving: dict[str, list[str]] = {}
    for layer in LAYERS:
        makers = [name for name, each in named.items() if layer in each.gives - each.needs]
        refiners = [name for name, each in named.items() if layer in each.gives & each.needs]
        if len(makers) > 1:
            raise BadPlugin(
                f"{_list(makers)} all make the layer {layer!r}. Uninstall all but one, or let an annotator "
                f"refine it: one that gives {layer!r} and needs it too runs after its maker."
            )
        if makers:
            giving[layer] = makers + refiners
    waits: dict[str, set[str]] = {name: set() for name in named}
    for name, each in named.items():
        for layer in sorted(each.needs):
            if layer not in giving:
                raise UnknownLayer(
                    f"No annotator gives {layer!r}, which {name!r} needs. "
                    f"Known layers: {', '.join(sorted(giving)) or 'none'}."
                )
            if name not in giving[layer]:
                waits[name].update(giving[layer])
    for chain in giving.values():
        for earlier, later in pairwise(chain):
            waits[later].add(earlier)
    return waits


def _list(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)


# ── running ───────────────────────────────────────────────────────────────────────────────────────


def _run(annotator: Annotator, document: Document) -> Document:
    try:
        after: Any = annotator(document)
    except (MemoryError, RecursionError, UsageError, Refused):
        raise
    except Exception as error:
        told = " ".join(str(error).split())[:200]
        raise Refused(f"the annotator {annotator.name!r} failed: {type(error).__name__}: {told}") from error
    if not isinstance(after, Document):
        raise BadPlugin(f"The annotator {annotator.name!r} gave {type(after).__name__}, not a Document.")
    return after


def _refuse_trespass(annotator: Annotator, before: Document, after: Document) -> None:
    """Nothing but its own layers may be touched; notes may be added to."""
    for field in Document.__struct_fields__:
        mine, yours = getattr(before, field), getattr(after, field)
        if field in annotator.gives or mine is yours:
            continue
        if field == "notes" and _only_added(mine, yours):
            continue
        if type(mine) is not type(yours) or mine != yours:
            raise BadPlugin(
                f"The annotator {annotator.name!r} changed {field!r}, which it does not give. "
                f"It gives: {', '.join(sorted(annotator.gives)) or 'nothing'}."
            )


def _only_added(mine: tuple[str, ...], yours: Any) -> bool:
    return type(yours) is tuple and yours[: len(mine)] == mine and all(type(note) is str for note in yours)
