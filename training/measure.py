"""How a network does on the dev splits by its heads alone: to tell runs apart, not to judge them."""

from __future__ import annotations

from collections import Counter

import torch
from torch import Tensor

from training.batches import Batch, batch, in_order
from training.corpora import UNKNOWN, Example
from training.losses import answered, attached, linked, marked, typed
from training.network import REL, Network
from whosays.annotate.model.labels import EVENTS, PARTS, ROLES, STYLES
from whosays.annotate.model.pieces import Pieces

_ROOM = 20_000
_TAGGED = {"attribution": ROLES, "event": EVENTS, "part": PARTS}

Counts = Counter[str]
"""`NAME`: right; `NAME/`: of how many; `NAME+` and `NAME-`: found and gold, where these are two numbers."""


@torch.no_grad()
def measure(
    network: Network, dev: dict[str, list[Example]], pieces: Pieces, relations: dict[str, int]
) -> dict[str, float]:
    """Shares of words that are right, and F1 of words and spans, by name."""
    device = next(network.parameters()).device.type
    counts: Counts = Counter()
    for examples in dev.values():
        for group in in_order(examples, _ROOM):
            now = batch(group, pieces, relations, None).to(device)
            part = network(now.ids, now.shape, now.clue, now.hide, now.first)
            if len(now.parsed):
                _trees(counts, network, part, now)
            _tags(counts, part, now)
            _mentions(counts, network, part, now)
            for name, table in (("cue", now.cue_of), ("source", now.source_of)):
                if len(table):
                    right = answered(name, part, now).argmax(1) == table[:, 2]
                    _share(counts, f"{name}-of", right)
            if now.chains is not None:
                scores = linked(network, part["coref"], now.chains)
                best, at = scores.max(1)
                right = now.chains.right.gather(1, at.unsqueeze(1)).squeeze(1)
                _share(counts, "antecedent", torch.where(best > 0, right, ~now.chains.right.any(1)))
                _f1(counts, "coref", right & (best > 0), best > 0, now.chains.right.any(1))
    return {name: _figure(counts, name) for name in dict.fromkeys(key.rstrip("/+-") for key in counts)}


def _trees(counts: Counts, network: Network, part: dict[str, Tensor], now: Batch) -> None:
    head = now.head[now.parsed]
    known = head >= 0
    found = attached(network, part, now).argmax(2)
    dependent, above = part["rel"][now.parsed].split(REL, -1)
    above = above.gather(1, found.unsqueeze(-1).expand_as(above))
    related = network.related(dependent, above).argmax(-1)
    _share(counts, "upos", (part["upos"][now.parsed].argmax(-1) == now.upos[now.parsed])[known])
    _share(
        counts, "start", ((part["start"][now.parsed].squeeze(-1) > 0) == now.start[now.parsed].bool())[known]
    )
    _share(counts, "uas", (found == head)[known])
    _share(counts, "las", ((found == head) & (related == now.rel[now.parsed]))[known])


def _tags(counts: Counts, part: dict[str, Tensor], now: Batch) -> None:
    for name, (rows, gold) in now.tagged.items():
        if len(rows):
            known = gold != UNKNOWN
            found, right = (part[name][rows].argmax(-1) + 1) // 2, (gold + 1) // 2
            for number, each in enumerate(_TAGGED[name], start=1):
                mine, yours = (found == number) & known, (right == number) & known
                _f1(counts, f"{name}.{each}", mine & yours, mine, yours)
                _f1(counts, name, mine & yours, mine, yours)


def _mentions(counts: Counts, network: Network, part: dict[str, Tensor], now: Batch) -> None:
    if len(now.marked):
        found = (marked(network, part, now) > 0) & now.looked_at
        for number, style in enumerate(STYLES):
            rows = now.style == number
            mine, yours = found[rows], (now.is_mention & now.looked_at)[rows]
            _f1(counts, f"mentions.{style}", mine & yours, mine, yours)
    if len(now.spans):
        types, kinds = typed(network, part, now)
        _share(counts, "type", now.types.gather(1, types.argmax(1, keepdim=True)))
        _share(counts, "kind", (kinds.argmax(1) == now.kinds)[now.kinds != UNKNOWN])


def _share(counts: Counts, name: str, right: Tensor) -> None:
    counts[name] += int(right.sum())
    counts[f"{name}/"] += right.numel()


def _f1(counts: Counts, name: str, both: Tensor, found: Tensor, gold: Tensor) -> None:
    counts[name] += int(both.sum())
    counts[f"{name}+"] += int(found.sum())
    counts[f"{name}-"] += int(gold.sum())


def _figure(counts: Counts, name: str) -> float:
    every = counts[f"{name}/"] or (counts[f"{name}+"] + counts[f"{name}-"]) / 2
    return counts[name] / max(every, 1)
