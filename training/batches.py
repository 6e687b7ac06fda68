"""Windows of examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from training.corpora import UNKNOWN, Example, Marked
from whosays.annotate.model.features import CLUES, NO_CASE, PLACES
from whosays.annotate.model.labels import TYPES
from whosays.annotate.model.pairs import FEATURES, Row, pairs
from whosays.annotate.model.pieces import Pieces
from whosays.annotate.model.windows import windows

LIMIT = 254
"""Pieces of a window, its two marks aside."""
LONGEST = 40
"""Words of a mention."""
TOGETHER = 5
"""Windows of one document whose chains are learnt as one: what a mention goes back to is looked for in all of
a text, and often stands in a window before."""
UPPER = 0.25
"""Share of windows whose case is hidden, so that capitals are read as well."""
PRINTED = 0.4
"""Share of windows in capitals that are given as ordinary print."""
DULL = 0.15
"""Share of windows without what the lexicon knows, so that the model does not lean on it alone."""
POOL = 400
"""Windows among which those of like lengths are looked for."""


class Window(NamedTuple):
    """Words [first, end) of an example."""

    example: Example
    first: int
    end: int

    def pieces(self) -> int:
        """How long it is."""
        return self.example.size[self.end] - self.example.size[self.first] + 2


Unit = list[Window]
"""Windows that stay in one batch."""


class Chains(NamedTuple):
    """All mentions of a batch whose chains are known, and the earlier ones that each may go back to."""

    row: Tensor
    first: Tensor
    last: Tensor
    earlier: Tensor
    """[mentions, most]: numbers of mentions."""
    told: Tensor
    """[mentions, most, `FEATURES`]"""
    looked: Tensor
    """[mentions, most]: is there one?"""
    right: Tensor
    """[mentions, most]: is it the same thing?"""


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
    chains: Chains | None
    pieces: int
    words: int

    def to(self, device: str) -> Batch:
        """On another device."""

        def moved(value: object) -> object:
            if isinstance(value, Tensor):
                return value.to(device)
            if isinstance(value, dict):
                return {name: tuple(each.to(device) for each in pair) for name, pair in value.items()}
            return Chains(*(each.to(device) for each in value)) if isinstance(value, Chains) else value

        return Batch(**{f.name: moved(getattr(self, f.name)) for f in fields(self)})  # type: ignore[arg-type]


# ── windows ───────────────────────────────────────────────────────────────────────────────────────


def plan(
    shares: Sequence[tuple[Sequence[Example], float]], room: int, chance: random.Random
) -> list[list[Window]]:
    """Windows of all passes over all corpora, in batches of like lengths with about `room` pieces each."""
    every: list[Unit] = []
    for examples, passes in shares:
        for example in examples:
            whole, part = divmod(passes, 1)
            for _ in range(int(whole) + (chance.random() < part)):
                every += _cut(example, chance)
    chance.shuffle(every)
    batches: list[list[Window]] = []
    pool: list[Unit] = []
    for unit in every:
        pool.append(unit)
        if sum(map(len, pool)) >= max(POOL, room // 12):
            batches += _packed(pool, room, chance)
            pool = []
    return batches + _packed(pool, room, chance)


def in_order(examples: Sequence[Example], room: int) -> list[list[Window]]:
    """Each once, in windows as long as they may be."""
    every = [unit for example in examples for unit in _units(example, LIMIT, LIMIT)]
    return _packed(every, room, random.Random(0))


def _packed(pool: list[Unit], room: int, chance: random.Random) -> list[list[Window]]:
    groups: list[list[Window]] = []
    group: list[Window] = []
    for unit in sorted(pool, key=_longest):
        if group and (len(group) + len(unit)) * _longest(unit) > room:
            groups.append(group)
            group = []
        group = group + unit
    if group:
        groups.append(group)
    chance.shuffle(groups)
    return groups


def _longest(unit: Unit) -> int:
    return max(window.pieces() for window in unit)


def _cut(example: Example, chance: random.Random) -> Iterator[Unit]:
    whole = example.attribution is not None or example.part is not None or chance.random() < 0.6
    limit = LIMIT if whole else chance.randint(50, LIMIT)
    yield from _units(example, limit, chance.randint(40, limit))


def _units(example: Example, limit: int, begin: int) -> Iterator[Unit]:
    found = windows(example.size, example.cuts, limit=limit, begin=begin)
    if example.every is not None:
        found = [(i, j) for i, j in found if any(a < j and i < b for a, b in example.every)]
    step = TOGETHER if example.style == 1 else 1
    for k in range(0, len(found), step):
        yield [Window(example, i, j) for i, j in found[k : k + step]]


# ── tensors ───────────────────────────────────────────────────────────────────────────────────────


def batch(
    group: Sequence[Window], pieces: Pieces, relations: dict[str, int], chance: random.Random | None
) -> Batch:
    """The tensors of a group of windows; `chance`: to learn from, with something hidden here and there."""
    rows = [_inputs(window, pieces, chance) for window in group]
    length = -(-max(len(row[0]) for row in rows) // 32) * 32
    most = max(len(row[3]) for row in rows)
    b = len(rows)
    ids, shape = np.full((b, length), pieces.pad), np.full((b, length), PLACES)
    clue, hide = np.zeros((b, length), np.int64), np.full((b, 1, 1, length), -1e4, np.float32)
    first, word = np.zeros((b, most), np.int64), np.zeros((b, most), bool)
    for r, (i, s, c, f) in enumerate(rows):
        ids[r, : len(i)], shape[r, : len(i)], clue[r, : len(i)] = i, s, c
        hide[r, ..., : len(i)] = 0.0
        first[r, : len(f)], word[r, : len(f)] = f, True
    if chance:  # some pieces are masked, against learning words by heart
        drawn = np.random.default_rng(chance.getrandbits(32)).random(ids.shape)
        ids[(drawn < 0.05) & (shape != PLACES)] = pieces.mask
    bits = (clue[..., None] >> np.arange(len(CLUES)) & 1).astype(np.float32)
    return _labels(group, relations, word, ids, shape, bits, hide, first)


def _inputs(
    window: Window, pieces: Pieces, chance: random.Random | None
) -> tuple[list[int], list[int], list[int], list[int]]:
    example, i, j = window
    shape, clue = example.shape[i:j], example.clue[i:j]
    if chance and example.printed is not None and chance.random() < PRINTED:
        shape = example.printed[i:j]
    if chance and chance.random() < UPPER:
        shape = [NO_CASE * 4 + s % 4 if s // 4 < 3 else s for s in shape]
    if chance and chance.random() < DULL:
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
    relations: dict[str, int],
    word: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    ids: object,
    shape: object,
    clue: object,
    hide: object,
    first: object,
) -> Batch:
    b, w = word.shape
    upos, head, rel = (np.full((b, w), UNKNOWN) for _ in range(3))
    start, sentence = np.zeros((b, w), np.float32), np.full((b, w), -1)
    tags = {name: np.full((b, w), UNKNOWN) for name in ("attribution", "event", "part")}
    rows: dict[str, list[int]] = {name: [] for name in ("attribution", "event", "part")}
    parsed, marked, styles = [], [], []
    looked, gold = [], []
    spans: list[tuple[int, int, int]] = []
    types: list[int] = []
    kinds: list[int] = []
    cues: list[tuple[int, int, int]] = []
    sources: list[tuple[int, int, int]] = []
    for r, (example, i, j) in enumerate(group):
        n = slice(1, j - i + 1)
        if example.heads is not None and example.rels and example.upos and example.starts:
            parsed.append(r)
            head[r, n] = [(h - i + 1 if i <= h < j else UNKNOWN) if h >= 0 else 0 for h in example.heads[i:j]]
            upos[r, n] = example.upos[i:j]
            rel[r, n] = [relations.get(x, UNKNOWN) for x in example.rels[i:j]]
            start[r, n] = example.starts[i:j]
            sentence[r, n] = start[r, n].cumsum()
        for name in tags:
            told = getattr(example, name)
            if told is not None:
                rows[name].append(r)
                tags[name][r, n] = told[i:j]
        if example.mentions is not None:
            here = _here(example.mentions, i, j)
            for m in here:
                spans.append((r, m.first - i + 1, m.last - i + 1))
                types.append(m.types)
                kinds.append(m.kind if m.kind >= 0 else UNKNOWN)
            if example.style is not None:
                marked.append(r)
                styles.append(example.style)
                look, is_mention = np.ones((w, w), bool), np.zeros((w, w), bool)
                look[0] = look[j - i + 1 :] = look[:, j - i + 1 :] = False
                for m in here:
                    a, z = m.first - i + 1, m.last - i + 1
                    if example.style == 0:  # what lies in an outermost mention is not known
                        look[a : z + 1, a : z + 1] = False
                    look[a, z], is_mention[a, z] = True, True
                looked.append(np.tril(np.triu(look), LONGEST))
                gold.append(is_mention)
        if example.attribution is not None:
            cues += [(r, k - i + 1, _inside(c, i, j)) for k, c in example.cue_of.items() if i <= k < j]
            sources += [(r, k - i + 1, _inside(s, i, j)) for k, s in example.source_of.items() if i <= k < j]
    number = {name: torch.tensor(listed, dtype=torch.long) for name, listed in rows.items()}
    return Batch(
        ids=torch.as_tensor(ids),
        shape=torch.as_tensor(shape),
        clue=torch.as_tensor(clue),
        hide=torch.as_tensor(hide),
        first=torch.as_tensor(first),
        word=torch.as_tensor(word),
        parsed=torch.tensor(parsed, dtype=torch.long),
        upos=torch.as_tensor(upos),
        head=torch.as_tensor(head),
        rel=torch.as_tensor(rel),
        start=torch.as_tensor(start),
        sentence=torch.as_tensor(sentence),
        tagged={name: (number[name], torch.as_tensor(tags[name][rows[name]])) for name in tags},
        marked=torch.tensor(marked, dtype=torch.long),
        style=torch.tensor(styles, dtype=torch.long),
        looked_at=torch.as_tensor(np.array(looked)),
        is_mention=torch.as_tensor(np.array(gold)),
        spans=torch.tensor(spans, dtype=torch.long).view(-1, 3),
        types=(torch.tensor(types, dtype=torch.long).unsqueeze(-1) >> torch.arange(len(TYPES)) & 1).bool(),
        kinds=torch.tensor(kinds, dtype=torch.long),
        cue_of=torch.tensor(cues, dtype=torch.long).view(-1, 3),
        source_of=torch.tensor(sources, dtype=torch.long).view(-1, 3),
        chains=_chains(group),
        pieces=sum(window.pieces() for window in group),
        words=int(word.sum()),
    )


def _here(mentions: Sequence[Marked], i: int, j: int) -> list[Marked]:
    return [m for m in mentions if i <= m.first and m.last < j]


def _inside(word: int | None, i: int, j: int) -> int:
    return word - i + 1 if word is not None and i <= word < j else 0


def _chains(group: Sequence[Window]) -> Chains | None:
    """Of all windows; those of one document that follow each other are one text."""
    places: list[tuple[int, int, int]] = []
    entities: list[tuple[int, int]] = []
    found: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
    r = 0
    while r < len(group):
        example, end = group[r].example, r + 1
        while end < len(group) and group[end].example is example and group[end].first == group[end - 1].end:
            end += 1
        if example.style == 1:
            base, mentions = len(places), []
            for row in range(r, end):
                here = _here(example.mentions or [], group[row].first, group[row].end)
                begin = group[row].first - 1
                places += [(row, m.first - begin, m.last - begin) for m in here]
                mentions += here
            later, earlier, told = pairs(example.words, _rows(example, mentions))
            names: dict[object, int] = {}
            entities += [(r, names.setdefault(m.entity, len(names))) for m in mentions]
            found.append((later + base, earlier + base, told))
        r = end
    if not places or not any(len(later) for later, *_ in found):
        return None
    later, earlier, told = (np.concatenate(column) for column in zip(*found, strict=True))
    count = np.bincount(later, minlength=len(places))
    column = np.arange(len(later)) - (count.cumsum() - count)[later]
    size = (len(places), int(count.max()))
    before, looked = np.zeros(size, np.int64), np.zeros(size, bool)
    table = np.zeros((*size, FEATURES), np.float16)
    before[later, column], looked[later, column], table[later, column] = earlier, True, told
    thing = np.array(entities)
    row, first, last = (torch.as_tensor(each) for each in np.array(places).T.copy())
    return Chains(
        row=row,
        first=first,
        last=last,
        earlier=torch.as_tensor(before),
        told=torch.as_tensor(table),
        looked=torch.as_tensor(looked),
        right=torch.as_tensor(looked & (thing[before] == thing[:, None]).all(-1)),
    )


def _rows(example: Example, mentions: Sequence[Marked]) -> list[Row]:
    sentence = np.cumsum(example.starts or [0] * len(example.words)).tolist()
    return [
        Row(m.first, m.last, m.kind, (m.types & -m.types).bit_length() - 1, sentence[m.first])
        for m in mentions
    ]
