"""Windows of examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Tensor

from training.corpora import UNKNOWN, Example, Marked
from whosays.annotate.model.features import CLUES, NO_CASE, PLACES
from whosays.annotate.model.labels import TYPES
from whosays.annotate.model.pairs import Row, pairs
from whosays.annotate.model.pieces import Pieces
from whosays.annotate.model.windows import windows

LIMIT = 254
"""Pieces of a window, its two marks aside."""
LONGEST = 40
"""Words of a mention."""
UPPER = 0.18
"""Share of windows whose case is hidden, so that capitals are read as well."""
DULL = 0.15
"""Share of windows without what the lexicon knows, so that the model does not lean on it alone."""


class Window(NamedTuple):
    """Words [first, end) of an example."""

    example: Example
    first: int
    end: int

    def pieces(self) -> int:
        """How long it is."""
        return self.example.size[self.end] - self.example.size[self.first] + 2


class Chain(NamedTuple):
    """The mentions of one window and the pairs of them."""

    row: int
    first: Tensor
    last: Tensor
    entity: Tensor
    later: Tensor
    earlier: Tensor
    told: Tensor


@dataclass
class Batch:
    """Inputs and labels of some windows; word 0 of each is its beginning mark."""

    ids: Tensor
    shape: Tensor
    clue: Tensor
    hide: Tensor
    first: Tensor
    word: Tensor
    parsed: Tensor
    upos: Tensor
    head: Tensor
    rel: Tensor
    start: Tensor
    sentence: Tensor
    tagged: dict[str, tuple[Tensor, Tensor]]
    marked: Tensor
    style: Tensor
    looked_at: Tensor
    is_mention: Tensor
    spans: Tensor
    types: Tensor
    kinds: Tensor
    cue_of: Tensor
    source_of: Tensor
    chains: list[Chain] = field(default_factory=list)


def plan(shares: Sequence[tuple[Sequence[Example], float]], room: int) -> list[list[Window]]:
    """Windows of all passes over all corpora, in batches of like lengths with about `room` pieces each."""
    every: list[Window] = []
    for examples, passes in shares:
        for example in examples:
            whole, part = divmod(passes, 1)
            for _ in range(int(whole) + (random.random() < part)):
                every += _cut(example)
    random.shuffle(every)
    batches: list[list[Window]] = []
    for at in range(0, len(every), 400):
        pool = sorted(every[at : at + 400], key=Window.pieces)
        group: list[Window] = []
        groups: list[list[Window]] = []
        for window in pool:
            if group and (len(group) + 1) * window.pieces() > room:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
        random.shuffle(groups)
        batches += groups
    return batches


def _cut(example: Example) -> list[Window]:
    whole = example.attribution is not None or example.part is not None or random.random() < 0.6
    limit = LIMIT if whole else random.randint(50, LIMIT)
    found = windows(example.size, example.cuts, limit=limit, begin=random.randint(40, limit))
    if example.every is not None:
        found = [(i, j) for i, j in found if any(a < j and i < b for a, b in example.every)]
    return [Window(example, i, j) for i, j in found]


def batch(group: Sequence[Window], pieces: Pieces, relations: dict[str, int], *, train: bool = True) -> Batch:
    """The tensors of a group of windows."""
    rows = [_inputs(window, pieces, train) for window in group]
    length = -(-max(len(row[0]) for row in rows) // 32) * 32
    most = max(len(row[3]) for row in rows)
    b = len(rows)
    ids, shape = torch.full((b, length), pieces.pad), torch.full((b, length), PLACES)
    clue, hide = torch.zeros(b, length, len(CLUES)), torch.full((b, 1, 1, length), -1e4)
    first, word = torch.zeros(b, most, dtype=torch.long), torch.zeros(b, most, dtype=torch.bool)
    for r, (i, s, c, f) in enumerate(rows):
        ids[r, : len(i)], shape[r, : len(i)] = torch.tensor(i), torch.tensor(s)
        clue[r, : len(i)] = (torch.tensor(c).unsqueeze(1) >> torch.arange(len(CLUES)) & 1).float()
        hide[r, ..., : len(i)] = 0.0
        first[r, : len(f)], word[r, : len(f)] = torch.tensor(f), True
    if train:  # some pieces are masked, against learning words by heart
        masked = (torch.rand(ids.shape) < 0.05) & (shape != PLACES)
        ids = ids.masked_fill(masked, pieces.mask)
    return _labels(group, word, relations, ids, shape, clue, hide, first)


def _inputs(window: Window, pieces: Pieces, train: bool) -> tuple[list[int], list[int], list[int], list[int]]:
    example, i, j = window
    shape, clue = example.shape[i:j], example.clue[i:j]
    if train and random.random() < UPPER:
        shape = [NO_CASE * 4 + s % 4 if s // 4 < 3 else s for s in shape]
    if train and random.random() < DULL:
        clue = [0] * len(clue)
    ids, shapes, clues, first = [pieces.begin], [PLACES], [0], [0]
    for p, s, c in zip(example.pieces[i:j], shape, clue, strict=True):
        first.append(len(ids))
        ids += p
        shapes += [s] * len(p)
        clues += [c] * len(p)
    return [*ids, pieces.end], [*shapes, PLACES], [*clues, 0], first


def _labels(
    group: Sequence[Window],
    word: Tensor,
    relations: dict[str, int],
    ids: Tensor,
    shape: Tensor,
    clue: Tensor,
    hide: Tensor,
    first: Tensor,
) -> Batch:
    b, w = word.shape
    upos, head, rel = (torch.full((b, w), UNKNOWN) for _ in range(3))
    start, sentence = torch.zeros(b, w), torch.full((b, w), -1)
    tags = {name: torch.full((b, w), UNKNOWN) for name in ("attribution", "event", "part")}
    rows: dict[str, list[int]] = {name: [] for name in ("attribution", "event", "part")}
    parsed, marked, styles = [], [], []
    looked, gold = [], []
    spans: list[tuple[int, int, int]] = []
    types: list[int] = []
    kinds: list[int] = []
    cues: list[tuple[int, int, int]] = []
    sources: list[tuple[int, int, int]] = []
    chains: list[Chain] = []
    for r, (example, i, j) in enumerate(group):
        n = slice(1, j - i + 1)
        if example.heads is not None and example.rels and example.upos and example.starts:
            parsed.append(r)
            above = [(h - i + 1 if i <= h < j else UNKNOWN) if h >= 0 else 0 for h in example.heads[i:j]]
            head[r, n] = torch.tensor(above)
            upos[r, n] = torch.tensor(example.upos[i:j])
            rel[r, n] = torch.tensor([relations[x] for x in example.rels[i:j]])
            start[r, n] = torch.tensor(example.starts[i:j], dtype=torch.float)
            sentence[r, n] = start[r, n].cumsum(0).long()
        for name in tags:
            told = getattr(example, name)
            if told is not None:
                rows[name].append(r)
                tags[name][r, n] = torch.tensor(told[i:j])
        if example.mentions is not None:
            here = [m for m in example.mentions if i <= m.first and m.last < j]
            for m in here:
                spans.append((r, m.first - i + 1, m.last - i + 1))
                types.append(m.types)
                kinds.append(m.kind if m.kind >= 0 else UNKNOWN)
            if example.style is not None:
                marked.append(r)
                styles.append(example.style)
                look, is_mention = torch.ones(w, w, dtype=torch.bool), torch.zeros(w, w)
                look[0] = look[j - i + 1 :] = look[:, j - i + 1 :] = False
                for m in here:
                    a, z = m.first - i + 1, m.last - i + 1
                    if example.style == 0:  # what lies in an outermost mention is not known
                        look[a : z + 1, a : z + 1] = False
                    look[a, z], is_mention[a, z] = True, 1.0
                looked.append(look.triu().tril(LONGEST))
                gold.append(is_mention)
            if example.style == 1 and len(here) > 1:
                chains.append(_chain(r, example, i, here))
        if example.attribution is not None:
            cues += [(r, k - i + 1, _inside(c, i, j)) for k, c in example.cue_of.items() if i <= k < j]
            sources += [(r, k - i + 1, _inside(s, i, j)) for k, s in example.source_of.items() if i <= k < j]
    return Batch(
        ids=ids,
        shape=shape,
        clue=clue,
        hide=hide,
        first=first,
        word=word,
        parsed=torch.tensor(parsed, dtype=torch.long),
        upos=upos,
        head=head,
        rel=rel,
        start=start,
        sentence=sentence,
        tagged={name: (torch.tensor(rows[name], dtype=torch.long), tags[name][rows[name]]) for name in tags},
        marked=torch.tensor(marked, dtype=torch.long),
        style=torch.tensor(styles, dtype=torch.long),
        looked_at=torch.stack(looked) if looked else torch.zeros(0),
        is_mention=torch.stack(gold) if gold else torch.zeros(0),
        spans=torch.tensor(spans, dtype=torch.long).view(-1, 3),
        types=(torch.tensor(types, dtype=torch.long).unsqueeze(-1) >> torch.arange(len(TYPES)) & 1).bool(),
        kinds=torch.tensor(kinds, dtype=torch.long),
        cue_of=torch.tensor(cues, dtype=torch.long),
        source_of=torch.tensor(sources, dtype=torch.long),
        chains=chains,
    )


def _inside(word: int | None, i: int, j: int) -> int:
    return word - i + 1 if word is not None and i <= word < j else 0


def _chain(r: int, example: Example, i: int, mentions: Sequence[Marked]) -> Chain:
    starts = example.starts or []
    count = 0
    number: list[int] = []
    for b in starts:
        count += b
        number.append(count)
    rows = [
        Row(m.first, m.last, m.kind, (m.types & -m.types).bit_length() - 1, number[m.first]) for m in mentions
    ]
    later, earlier, told = pairs(example.words, rows)
    names = {e: k for k, e in enumerate(dict.fromkeys(m.entity for m in mentions))}
    return Chain(
        row=r,
        first=torch.tensor([m.first - i + 1 for m in mentions]),
        last=torch.tensor([m.last - i + 1 for m in mentions]),
        entity=torch.tensor([names[m.entity] for m in mentions]),
        later=torch.as_tensor(later),
        earlier=torch.as_tensor(earlier),
        told=torch.as_tensor(told),
    )
