"""Attributions as the network sees them: spans of source, cue and content, and which belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from whosays.annotate.model.facts import Facts
from whosays.annotate.model.labels import ROLES
from whosays.annotate.model.links import CONTENT_TO_CUE, CUE_TO_SOURCE, Links, Range
from whosays.annotate.model.network import Array
from whosays.annotate.model.roles import best_roles
from whosays.annotate.model.spans import tagged_spans

NOBODY = -3.0
"""A cue is without a source only if it belongs to its likeliest by so little."""


class Reported(NamedTuple):
    """One report: its source if there is one, its cue, and the pieces of what is said."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def reported(told: Facts, weights: Mapping[str, Array], relations: tuple[str, ...]) -> list[Reported]:
    """All reports, in the order of their cues; `relations` are those that the network knows."""
    spans = tagged_spans(best_roles(told, weights, relations), ROLES)
    links = Links(told, spans, weights)
    contents: dict[Range, list[Range]] = {}
    for content in spans["content"]:
        first, end = content
        cues = spans["cue"]
        if 2 * told.quoted[first:end].sum() <= end - first:
            # Words that are not quoted are reported within their sentence.
            own = range(told.sentence[first], told.sentence[end - 1] + 1)
            cues = [cue for cue in links.near(content, cues) if told.sentence[cue[0]] in own]
        cue, _ = links.best(CONTENT_TO_CUE, content, cues)
        if cue is not None:
            contents.setdefault(cue, []).append(content)
    found: list[Reported] = []
    for cue in spans["cue"]:
        if cue in contents:
            source, surely = links.best(CUE_TO_SOURCE, cue, spans["source"])
            found.append(Reported(source if surely > NOBODY else None, cue, tuple(contents[cue])))
    return found
