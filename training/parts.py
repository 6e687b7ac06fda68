"""The head for parts in incidents: `python -m training.parts DATA RUN FOLDER`, after `training.reports`.

It rests on what the network in FOLDER says of MUC-4's training part, in capitals as printed and again in
small letters with capitals where the network saw names, so that ordinary print is read as well. Documents of
GUM and EWT that are no news stand for texts without incidents. What is learnt is which strings of a text the
key has, and in which slot; strings that the key calls optional count neither way. The network stays as it is.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import keys
from training.corpora import _rows, treebank
from training.export import digest
from training.keys import Key, key
from training.readings import apiece, read
from whosays.annotate.model.encoder import Encoder
from whosays.annotate.model.facts import facts, heads, universal
from whosays.annotate.model.labels import bio
from whosays.annotate.model.parts import CLASSES, DILATIONS, LONG, places, table, tags
from whosays.annotate.model.phrases import Phrases, alike, phrases
from whosays.annotate.model.reading import Reading
from whosays.records import Word

WIDTH, TOPICS = 96, 64
PASSES, BATCH = 10, 4000
"""How often all is learnt; words at a time."""
RATE, DECAY, STEADY = 2e-3, 0.05, 0.998
"""Of learning; of the weights; of the mean of the weights over the steps, which is what is kept."""
BLUR = 0.1
"""How the state of words is disturbed."""
GAP = 8
"""Empty words between two documents of a batch: more than any step looks across."""
_STATE = 384
_NEWS = ("news", "interview")
"""Genres of GUM that may tell of incidents."""
_EVERYDAY = ("answers", "email", "reviews")
"""Genres of EWT that hardly do."""


class Example(NamedTuple):
    """A document: its words with their state, and its strings with what they are."""

    link: np.ndarray[Any, Any]
    """[n, 512], later [n, 384]: of full rank, at half the width on disk."""
    table: np.ndarray[Any, Any]
    head: np.ndarray[Any, Any]
    form: np.ndarray[Any, Any]
    sentence: np.ndarray[Any, Any]
    tags: np.ndarray[Any, Any]
    """[n]: of the words, in `bio(CLASSES)`."""
    weight: np.ndarray[Any, Any]
    found: Phrases
    place: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]
    """[strings]: number of the class and one, 0: nothing."""
    counts: np.ndarray[Any, Any]
    """[strings]: 0 where the key leaves it open."""


# ── examples ──────────────────────────────────────────────────────────────────────────────────────


def examples(data: Path, folder: Path, workers: int) -> Iterator[list[Example]]:
    """Each document as it stands and, where it is in capitals, in small letters too."""
    rows = list(_rows(data / "muc4" / "train.jsonl.gz"))
    yield from apiece(_both, folder, rows, workers)
    # Texts of which nobody expects an incident.
    texts = [row["text"] for row in _rows(data / "gum" / "train.jsonl.gz") if row["genre"] not in _NEWS]
    listed = treebank(data / "ewt" / "train.conllu.gz")
    texts += [one.text for one in listed if one.name.partition("-")[0] in _EVERYDAY]
    for found in apiece(_without, folder, texts, workers):
        yield from found


def _both(encoder: Encoder, row: dict[str, Any]) -> list[Example]:
    strings, both = key(row), []
    for reading, syntax in read(encoder, row["text"]):
        both.append(_example(reading, syntax, strings))
        both += [_example(*again, strings) for again in read(encoder, _printed(reading, syntax))]
    return both


def _without(encoder: Encoder, text: str) -> list[list[Example]]:
    return [[_example(*found, {})] for found in read(encoder, text)]


def _printed(reading: Reading, syntax: tuple[Word, ...]) -> str:
    """Small letters, with capitals where a name is or a sentence begins."""
    made, begins = list(reading.text.lower()), set(reading.begins)
    for k, word in enumerate(syntax):
        if word.upos == "PROPN" or k in begins:
            made[word.start] = reading.text[word.start].upper()
    return "".join(made)


def _example(reading: Reading, syntax: tuple[Word, ...], strings: Key) -> Example:
    told = facts(reading, syntax)
    found = phrases(told)
    known = [strings.get(reads) for reads in found.strings]
    tagged, weight = keys.tags(told.low, strings)
    return Example(
        link=told.link,
        table=table(told, tags(reading), universal(reading.network.relations)).astype(np.float16),
        head=heads(told),
        form=alike(told),
        sentence=told.sentence,
        tags=tagged,
        weight=weight,
        found=found,
        place=places(found),
        right=np.array([each[0] + 1 if each else 0 for each in known], np.int64),
        counts=np.array([not (each and each[1]) for each in known], np.float32),
    )


# ── the head ──────────────────────────────────────────────────────────────────────────────────────


class Batch(NamedTuple):
    """Documents behind each other, `GAP` empty words apart; indexes count through all of them."""

    state: Tensor
    table: Tensor
    word: Tensor
    """[n, 1]: 1 for words, 0 between documents."""
    head: Tensor
    form: Tensor
    sentence: Tensor
    document: Tensor
    first: Tensor
    end: Tensor
    string: Tensor
    place: Tensor
    of: Tensor
    """[strings]: the document of each."""
    tags: Tensor
    weight: Tensor
    right: Tensor
    counts: Tensor
    has: Tensor
    """[documents, classes]: does its key have any?"""


class Parts(nn.Module):
    """What `whosays.annotate.model.parts` does with arrays; besides, tags of words and texts, to learn by."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.enter = nn.Linear(_STATE + wide, WIDTH)
        self.near = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.up = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DILATIONS[1:])
        self.down = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DILATIONS[1:])
        self.topic, self.text = nn.Linear(WIDTH, TOPICS), nn.Linear(2 * TOPICS, WIDTH)
        self.echo, self.around = nn.Linear(2 * WIDTH, WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.last = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.first = nn.Linear(WIDTH, WIDTH)
        self.end, self.mid, self.before, self.after = (nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(4))
        self.long = nn.Embedding(LONG + 1, WIDTH)
        self.join, self.whole = nn.Linear(2 * WIDTH + 3, WIDTH), nn.Linear(2 * TOPICS, WIDTH, bias=False)
        self.kind = nn.Linear(WIDTH, len(CLASSES) + 1)
        self.tag, self.has = nn.Linear(WIDTH, len(bio(CLASSES))), nn.Linear(2 * TOPICS, len(CLASSES))
        nn.init.zeros_(self.long.weight)
        nn.init.zeros_(self.kind.weight)
        nn.init.constant_(self.kind.bias[:1], 3.0)
        self.loose, self.drop = nn.Dropout(0.3), nn.Dropout(0.3)

    def forward(self, b: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the strings; of the tags of words; of what each text tells of."""
        state = b.state + BLUR * torch.randn_like(b.state) if self.training else b.state
        h = torch.relu(self.enter(torch.cat([self.loose(state), b.table], 1))) * b.word
        for k, near in enumerate(self.near):
            step = _along(near, h)
            if k < len(self.up):
                below = _mean(h, b.head, len(h), b.word)
                step = step + self.up[k](h[b.head]) + self.down[k](below)
            h = (h + self.drop(torch.relu(step))) * b.word
        documents = len(b.has)
        topics = torch.relu(self.topic(h)) * b.word
        text = torch.cat(
            [_mean(topics, b.document, documents, b.word), _highest(topics, b.document, documents)], 1
        )
        forms = int(b.form.max()) + 1
        echo = self.echo(torch.cat([_mean(h, b.form, forms, b.word), _highest(h, b.form, forms)], 1))
        around = self.around(_highest(h, b.sentence, int(b.sentence.max()) + 1))
        step = echo[b.form] + around[b.sentence] + self.text(self.drop(text))[b.document]
        h = (h + self.drop(torch.relu(step))) * b.word
        h = (h + self.drop(torch.relu(_along(self.last, h)))) * b.word
        strings = len(b.right)
        seen = self.drop(self._seen(b, h))
        one = seen.new_ones(len(seen), 1)
        joined = [_mean(seen, b.string, strings, one), _highest(seen, b.string, strings), b.place]
        z = torch.relu(self.join(torch.cat(joined, 1)) + self.whole(self.drop(text))[b.of])
        return self.kind(self.drop(z)), self.tag(h), self.has(text)

    def _seen(self, b: Batch, h: Tensor) -> Tensor:
        mid = self.mid(h)
        sums = torch.cat([mid.new_zeros(1, WIDTH), mid.cumsum(0)])
        mean = (sums[b.end] - sums[b.first]) / (b.end - b.first).unsqueeze(1)
        seen = self.first(h)[b.first] + self.end(h)[b.end - 1] + mean
        seen = seen + self.before(h)[b.first - 1] + self.after(h)[b.end]
        return torch.relu(seen + self.long((b.end - b.first).clamp(max=LONG)))

    def arrays(self, basis: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
        """By the names under which the package looks for them; `basis`: see `_basis`."""
        mean, turn = basis
        link = self.enter.weight[:, :_STATE] @ turn.T
        found = {"link": link, "table": self.enter.weight[:, _STATE:], "bias": self.enter.bias - link @ mean}
        for k, near in enumerate(self.near):
            found |= {f"near.{k}.weight": near.weight, f"near.{k}.bias": near.bias}
        for k, (up, down) in enumerate(zip(self.up, self.down, strict=True)):
            found |= {f"up.{k}": up.weight, f"down.{k}": down.weight}
        named = (("topic", self.topic), ("document", self.text), ("last", self.last))
        for name, layer in (*named, ("join", self.join), ("class", self.kind)):
            found |= {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
        for name in ("echo", "first", "end", "mid", "before", "after", "whole", "long"):
            found[name] = getattr(self, name).weight
        found |= {"sentence": self.around.weight, "seen": self.first.bias}
        return {f"parts.{name}": value for name, value in found.items()}


def _along(layer: nn.Module, h: Tensor) -> Tensor:
    found: Tensor = layer(h.t().unsqueeze(0)).squeeze(0).t()
    return found


def _mean(h: Tensor, index: Tensor, size: int, one: Tensor) -> Tensor:
    count = h.new_zeros(size).index_add_(0, index, one[:, 0]).clamp(min=1)
    return h.new_zeros(size, h.shape[1]).index_add_(0, index, h) / count.unsqueeze(1)


def _highest(h: Tensor, index: Tensor, size: int) -> Tensor:
    return h.new_zeros(size, h.shape[1]).index_reduce_(0, index, h, "amax")


def batch(rows: list[Example]) -> Batch:
    """As one row of words; index 0 of forms and of sentences is that of the empty words."""
    made: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in Batch._fields}
    size = forms = strings = 0
    sentences = 0
    for number, row in enumerate(rows):
        n = len(row.tags)
        empty = np.arange(n, n + GAP)
        zero = np.zeros(GAP, np.int64)
        columns = {
            "state": np.pad(row.link.astype(np.float32), ((0, GAP), (0, 0))),
            "table": np.pad(row.table.astype(np.float32), ((0, GAP), (0, 0))),
            "word": np.pad(np.ones((n, 1), np.float32), ((0, GAP), (0, 0))),
            "head": np.concatenate([row.head, empty]) + size,
            "form": np.concatenate([row.form + forms + 1, zero]),
            "sentence": np.concatenate([row.sentence + sentences + 1, zero]),
            "document": np.full(n + GAP, number),
            "tags": np.concatenate([row.tags, zero]),
            "weight": np.pad(row.weight, (0, GAP)),
            "first": row.found.first + size,
            "end": row.found.end + size,
            "string": row.found.string + strings,
            "place": row.place,
            "of": np.full(len(row.right), number),
            "right": row.right,
            "counts": row.counts,
            "has": np.isin(np.arange(1, len(CLASSES) + 1), row.right).astype(np.float32)[None],
        }
        for name, value in columns.items():
            made[name].append(value)
        size += n + GAP
        forms, sentences = forms + int(row.form.max()) + 1, sentences + int(row.sentence.max()) + 1
        strings += len(row.right)
    return Batch(**{name: torch.from_numpy(np.concatenate(value)) for name, value in made.items()})


# ── learning ──────────────────────────────────────────────────────────────────────────────────────


def _basis(learnt: list[list[Example]]) -> tuple[Tensor, Tensor]:
    """The state of the encoder as links show it: the mean of links, and [512, 384] to even directions."""
    links = np.concatenate([row.link for both in learnt[::20] for row in both[:1]]).astype(np.float64)
    mean = links.mean(0)
    spread, turn = np.linalg.eigh(np.cov((links - mean).T))
    kept = slice(-1, -_STATE - 1, -1)
    made = turn[:, kept] / np.sqrt(spread[kept])
    return torch.from_numpy(mean.astype(np.float32)), torch.from_numpy(made.astype(np.float32))


def fit_parts(learnt: list[list[Example]], basis: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
    """The weights of the head; the state of each word stands in `link` already, in `basis`."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    parts = Parts(learnt[0][0].table.shape[1]).to(device)
    optimiser = torch.optim.AdamW(parts.parameters(), weight_decay=DECAY)
    planned = [list(_batches(learnt, passed)) for passed in range(PASSES)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=sum(map(len, planned)), pct_start=0.15
    )
    kept = {name: value.clone() for name, value in parts.state_dict().items()}
    step = 0
    for passed, batches in enumerate(planned):
        lost = 0.0
        for rows in batches:
            b = Batch(*(column.to(device) for column in batch(rows)))
            loss = _loss(b, *parts(b))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parts.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            steady = min(STEADY, step / (step + 9))
            for name, value in parts.state_dict().items():
                kept[name].mul_(steady).add_(value, alpha=1 - steady)
            lost += float(loss.detach())
        print(f"parts, pass {passed + 1}: {lost / len(batches):.4f}", flush=True)
    parts.load_state_dict(kept)
    return parts.cpu().arrays(basis)


def _batches(learnt: list[list[Example]], passed: int) -> Iterator[list[Example]]:
    """Each document once; every third time as ordinary print."""
    rows = [both[(number + passed) % 3 == 0 and len(both) > 1] for number, both in enumerate(learnt)]
    random.shuffle(rows)
    group: list[Example] = []
    for row in rows:
        group.append(row)
        if sum(len(each.tags) for each in group) > BATCH:
            yield group
            group = []
    if group:
        yield group


def _loss(b: Batch, strings: Tensor, tagged: Tensor, has: Tensor) -> Tensor:
    """Of strings, which is what counts; of words and of texts, which help to learn."""
    found = (functional.cross_entropy(strings, b.right, reduction="none") * b.counts).mean()
    found = (
        found + (functional.cross_entropy(tagged, b.tags, reduction="none") * b.weight).sum() / b.word.sum()
    )
    return found + 0.05 * functional.binary_cross_entropy_with_logits(has, b.has)


# ── the command ───────────────────────────────────────────────────────────────────────────────────


def fit(data: Path, run: Path, folder: Path, workers: int) -> None:
    """Fits the head and puts it into the weights in `folder`."""
    random.seed(1)
    torch.manual_seed(1)
    kept = run / "parts.pkl"  # what takes longest; of this network only
    if not kept.is_file():
        read = list(examples(data, folder, workers))
        mean, turn = basis = _basis(read)
        even = [
            [row._replace(link=((row.link - mean.numpy()) @ turn.numpy()).astype(np.float16)) for row in both]
            for both in read
        ]
        kept.write_bytes(pickle.dumps((even, basis)))
    learnt, basis = pickle.loads(kept.read_bytes())
    fitted = fit_parts(learnt, basis)
    with np.load(folder / "heads.npz") as arrays:
        before = {name: arrays[name] for name in arrays.files if not name.startswith("parts.")}
    made = {name: value.detach().numpy().astype(np.float16) for name, value in fitted.items()}
    np.savez_compressed(folder / "heads.npz", **(before | made))
    digest(folder)


def main() -> None:
    """Reads the arguments and fits the head."""
    parser = argparse.ArgumentParser(description="The head for parts in incidents.")
    for name in ("data", "run", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--workers", type=int, default=0, help="processes that read (default 0: this one)")
    told = parser.parse_args()
    fit(told.data, told.run, told.folder, told.workers)


if __name__ == "__main__":
    main()
