"""The losses of all heads over one batch, each a sum over words or spans."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Chain
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
            found[name] = weight * functional.cross_entropy(
                scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN, reduction="sum"
            )
    found |= _mentions(network, part, batch)
    found |= _links(part, batch)
    for chain in batch.chains:
        loss = _chain(network, part["coref"][chain.row], chain)
        found["coref"] = found.get("coref", torch.zeros(())) + 0.7 * loss
    return found


def _tree(network: Network, part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    rows = batch.parsed
    head, sentence = batch.head[rows], batch.sentence[rows]
    known = head >= 0
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same[:, :, 0] = True
    arcs = network.arcs(part["arc"][rows]).float().masked_fill(~same, _LOW)
    dependent, above = part["rel"][rows].split(REL, -1)
    above = above.gather(1, head.clamp(min=0).unsqueeze(-1).expand_as(above))
    related = network.related(dependent[known], above[known]).float()
    return {
        "upos": 0.5
        * functional.cross_entropy(
            part["upos"][rows][known].float(), batch.upos[rows][known], ignore_index=UNKNOWN, reduction="sum"
        ),
        "start": functional.binary_cross_entropy_with_logits(
            part["start"][rows][known].squeeze(-1).float(), batch.start[rows][known], reduction="sum"
        ),
        "arc": functional.cross_entropy(arcs[known], head[known], reduction="sum"),
        "rel": functional.cross_entropy(related, batch.rel[rows][known], reduction="sum"),
    }


def _mentions(network: Network, part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    if len(batch.marked):
        scores = network.marks(part["mark"][batch.marked]).float()
        scores = scores[torch.arange(len(scores)), batch.style]  # each document in the style of its corpus
        found["mark"] = functional.binary_cross_entropy_with_logits(
            scores[batch.looked_at], batch.is_mention[batch.looked_at], reduction="sum"
        )
    if len(batch.spans):
        row, first, last = batch.spans.unbind(1)
        x = part["kind"].float()
        told = network.kinds(x[row, first], x[row, last])
        types, kinds = told.split([len(TYPES), told.shape[-1] - len(TYPES)], -1)
        may = types.masked_fill(~batch.types, _LOW)
        found["type"] = (types.logsumexp(-1) - may.logsumexp(-1)).sum()
        found["kind"] = 0.5 * functional.cross_entropy(
            kinds, batch.kinds, ignore_index=UNKNOWN, reduction="sum"
        )
    return found


def _links(part: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Which cue a content hangs on, and which source a cue (0: none)."""
    found: dict[str, Tensor] = {}
    q1, k1, q2, k2 = part["link"].float().split(LINK, -1)
    for name, table, q, k in (("cue", batch.cue_of, q1, k1), ("source", batch.source_of, q2, k2)):
        if len(table):
            row, at, right = table.unbind(1)
            scores = (k[row] @ q[row, at].unsqueeze(-1)).squeeze(-1) / LINK**0.5
            scores = scores.masked_fill(~batch.word[row], _LOW)
            found[name] = 2.0 * functional.cross_entropy(scores, right, reduction="sum")
    return found


def _chain(network: Network, x: Tensor, chain: Chain) -> Tensor:
    """-log of the weight of the right antecedents, or of none (Lee et al. 2017)."""
    a, c, d, e = x.float().split(COREF, -1)
    here, there = a[chain.first] + c[chain.last], d[chain.first] + e[chain.last]
    n = len(chain.first)
    scores = torch.full((n, n), _LOW)
    dots = (here @ there.T / COREF**0.5)[chain.later, chain.earlier]
    scores[chain.later, chain.earlier] = dots + network.pair(chain.told).squeeze(-1).float()
    looked = torch.zeros(n, n, dtype=torch.bool)
    looked[chain.later, chain.earlier] = True
    right = (chain.entity.unsqueeze(0) == chain.entity.unsqueeze(1)) & looked
    nobody = torch.zeros(n, 1)
    every = torch.cat([nobody, scores], 1).logsumexp(1)
    none = torch.where(right.any(1, keepdim=True), _LOW, 0.0)
    good = torch.cat([none, scores.masked_fill(~right, _LOW)], 1).logsumexp(1)
    return (every - good).sum()
