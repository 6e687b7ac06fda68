"""The losses of all heads over one batch, each a sum over words or spans."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Chains
from training.corpora import UNKNOWN
from training.network import COREF, LINK, REL, Network
from whosays.annotate.model.labels import TYPES

_LOW = -1e4


def losses(network: Network, part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """What each head has to learn of this batch; heads without a label in it are missing."""
    found: dict[str, Tensor] = {}
    if len(batch.parsed):
        found |= _tree(network, part, batch)
    for name, weight in (("attribution", 1.0), ("event", 1.0), ("part", 0.7)):
        rows, tags = batch.tagged[name]
        if len(rows):
            scores = part[name][rows].float()
            found[name] = weight * _summed(scores, tags)
    found |= _mentions(network, part, batch)
    found |= _links(part, batch)
    if batch.chains is not None:
        scores = linked(network, part["coref"], batch.chains)
        found["coref"] = 0.7 * _ranked(scores, batch.chains.right)
    return found


def _tree(network: Network, part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    rows = batch.parsed
    head = batch.head[rows]
    arcs = attached(network, part, batch)
    dependent, above = part["rel"][rows].split(REL, -1)
    above = above.gather(1, head.clamp(min=0).unsqueeze(-1).expand_as(above))
    related = network.related(dependent, above).float()
    known = head >= 0
    # Where the head is not known there is nothing to learn.
    gold = {name: getattr(batch, name)[rows].where(known, UNKNOWN) for name in ("head", "upos", "rel")}
    starts = functional.binary_cross_entropy_with_logits(
        part["start"][rows].squeeze(-1).float(), batch.start[rows], reduction="none"
    )
    return {
        "upos": 0.5 * _summed(part["upos"][rows].float(), gold["upos"]),
        "start": (starts * known).sum(),
        "arc": _summed(arcs, gold["head"]),
        "rel": _summed(related, gold["rel"]),
    }


def attached(network: Network, part: dict[str, Tensor], batch: Batch) -> Tensor:
    """[parsed, words, words]: scores of heads, within each sentence."""
    sentence = batch.sentence[batch.parsed]
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same[:, :, 0] = True
    return network.arcs(part["arc"][batch.parsed]).float().masked_fill(~same, _LOW)


def _summed(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, -2), gold.flatten(), ignore_index=UNKNOWN, reduction="sum"
    )


def _mentions(network: Network, part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    if len(batch.marked):
        each = functional.binary_cross_entropy_with_logits(
            marked(network, part, batch), batch.is_mention.float(), reduction="none"
        )
        found["mark"] = (each * batch.looked_at).sum()
    if len(batch.spans):
        types, kinds = typed(network, part, batch)
        may = types.masked_fill(~batch.types, _LOW)
        found["type"] = (types.logsumexp(-1) - may.logsumexp(-1)).sum()
        found["kind"] = 0.5 * functional.cross_entropy(
            kinds, batch.kinds, ignore_index=UNKNOWN, reduction="sum"
        )
    return found


def marked(network: Network, part: dict[str, Tensor], batch: Batch) -> Tensor:
    """[marked, first word, last word]: scores of mentions, each document in the style of its corpus."""
    scores = network.marks(part["mark"][batch.marked]).float()
    style = batch.style.view(-1, 1, 1, 1).expand(-1, 1, *scores.shape[2:])
    return scores.gather(1, style).squeeze(1)


def typed(network: Network, part: dict[str, Tensor], batch: Batch) -> tuple[Tensor, Tensor]:
    """[spans, types] and [spans, kinds]"""
    row, first, last = batch.spans.unbind(1)
    x = part["kind"]
    told = network.kinds(x[row, first], x[row, last]).float()
    types, kinds = told.split([len(TYPES), told.shape[-1] - len(TYPES)], -1)
    return types, kinds


def _links(part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Which cue a content hangs on, and which source a cue (0: none)."""
    found: dict[str, Tensor] = {}
    for name, table in (("cue", batch.cue_of), ("source", batch.source_of)):
        if len(table):
            scores = answered(name, part, batch)
            found[name] = 2.0 * functional.cross_entropy(scores, table[:, 2], reduction="sum")
    return found


def answered(name: str, part: dict[str, Tensor], batch: Batch) -> Tensor:
    """[contents or cues, words]: how much each belongs to each word; `name`: what is looked for."""
    q1, k1, q2, k2 = part["link"].float().split(LINK, -1)
    table, q, k = (batch.cue_of, q1, k1) if name == "cue" else (batch.source_of, q2, k2)
    row, at, _ = table.unbind(1)
    scores = (k[row] @ q[row, at].unsqueeze(-1)).squeeze(-1) / LINK**0.5
    return scores.masked_fill(~batch.word[row], _LOW)


def linked(network: Network, x: Tensor, chains: Chains) -> Tensor:
    """[mentions, most]: how well each goes back to each of those before it; 0 stands for none."""
    a, c, d, e = x.float().split(COREF, -1)
    here = a[chains.row, chains.first] + c[chains.row, chains.last]
    there = d[chains.row, chains.first] + e[chains.row, chains.last]
    dots = (there[chains.earlier] @ here.unsqueeze(-1)).squeeze(-1) / COREF**0.5
    told = network.pair(chains.told.float()).squeeze(-1).float()
    return (dots.float() + told).masked_fill(~chains.looked, _LOW)


def _ranked(scores: Tensor, right: Tensor) -> Tensor:
    """-log of the weight of the right antecedents, or of none (Lee et al. 2017)."""
    nobody = torch.zeros_like(scores[:, :1])
    every = torch.cat([nobody, scores], 1).logsumexp(1)
    none = nobody.masked_fill(right.any(1, keepdim=True), _LOW)
    good = torch.cat([none, scores.masked_fill(~right, _LOW)], 1).logsumexp(1)
    return (every - good).sum()
