"""The heads that put reports together: `python -m training.reports DATA RUN FOLDER`, after `training.export`.

They rest on what the network in FOLDER says of PolNeAR's training part, which it was trained on itself: it is
surer there than it will be of other texts, so its scores are disturbed while these heads learn. What they
learn goes into FOLDER's `heads.npz`; the network stays as it is.
"""

from __future__ import annotations

import argparse
import pickle
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import _rows
from training.export import digest
from training.readings import apiece, read
from whosays.annotate.model.encoder import Encoder
from whosays.annotate.model.facts import Facts, columns, facts, heads, universal
from whosays.annotate.model.labels import ROLES, bio
from whosays.annotate.model.links import CONTENT_TO_CUE, CUE_TO_SOURCE, Links
from whosays.annotate.model.roles import DILATIONS, SCALE

WIDTH, HIDDEN = 96, 32
PASSES, LINK_PASSES = 7, 6
CHUNK, BATCH = 400, 24
"""Words that are learnt from as one row; rows at a time."""
SHRINK, TILT, NOISE, BLUR = 0.9, 0.15, 0.7, 0.2
"""How the network's scores are disturbed: all, of a whole row, of each score; and of each link."""
TAGS = len(bio(ROLES))
_NEVER = -1e4


class Report(NamedTuple):
    """A report of the gold, as ranges of words."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


class Example(NamedTuple):
    """A stretch of a document with its reports."""

    told: Facts
    table: np.ndarray[Any, Any]
    reports: list[Report]


# ── examples ──────────────────────────────────────────────────────────────────────────────────────


def examples(data: Path, folder: Path, split: str, workers: int) -> Iterator[Example]:
    """PolNeAR as the network in `folder` reads it."""
    rows = list(_rows(data / "polnear" / f"{split}.jsonl.gz"))
    for found in apiece(_examples, folder, rows, workers):
        yield from found


def _examples(encoder: Encoder, row: dict[str, Any]) -> list[Example]:
    found: list[Example] = []
    for reading, syntax in read(encoder, row["text"]):
        told = facts(reading, syntax)
        # Half the width on disk and in memory: they are disturbed anyway.
        told = told._replace(link=told.link.astype(np.float16), nobody=told.nobody.astype(np.float16))
        table = columns(told, universal(reading.network.relations)).astype(np.float16)
        found.append(Example(told, table, list(_reports(row, reading.spans))))
    return found


def _reports(row: dict[str, Any], spans: list[tuple[int, int]]) -> Iterator[Report]:
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for each in row["attributions"]:
        parts = []
        for role in ROLES:
            ranges = [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in each[role]]
            parts.append([(i, j) for i, j in ranges if i < j])
        if any(parts):
            yield Report(*parts)


def _tags(example: Example) -> np.ndarray[Any, Any]:
    """One row of tags; an inside that stands behind nothing of its kind begins a span."""
    tags = np.zeros(len(example.told.low), np.int64)
    for report in example.reports:
        for number, ranges in enumerate(report):
            for i, j in ranges:
                tags[i:j] = [2 * number + 1, *[2 * number + 2] * (j - i - 1)]
    for k, tag in enumerate(tags):
        if tag and tag % 2 == 0 and (k == 0 or tags[k - 1] not in (tag, tag - 1)):
            tags[k] -= 1
    return tags


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


class Roles(nn.Module):
    """What `whosays.annotate.model.roles` does with arrays."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.enter = nn.Linear(wide, WIDTH)
        self.near = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.up = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DILATIONS[1:])
        self.down = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DILATIONS[1:])
        self.out, self.scale = nn.Linear(WIDTH, TAGS), nn.Parameter(torch.tensor(0.7))
        nn.init.zeros_(self.out.weight)
        self.step, self.first = nn.Parameter(torch.zeros(TAGS, TAGS)), nn.Parameter(torch.zeros(TAGS))
        never = torch.zeros(TAGS + 1, TAGS)
        for inside in range(2, TAGS, 2):
            never[:, inside] = _NEVER
            never[[inside - 1, inside], inside] = 0
        self.register_buffer("never", never)
        self.loose, self.drop = nn.Dropout(0.4), nn.Dropout(0.3)

    def forward(self, link: Tensor, table: Tensor, tags: Tensor, head: Tensor) -> Tensor:
        """[rows, words, …] of each, and the place of each word's head -> scores of the tags."""
        if self.training:
            tags = tags * (1 + TILT * torch.randn_like(tags[:, :1, :1])) * SHRINK + NOISE * torch.randn_like(
                tags
            )
            link = link + BLUR * torch.randn_like(link)
        above = head.unsqueeze(-1)
        once = tags.gather(1, above.expand_as(tags))
        twice = once.gather(1, above.expand_as(tags))
        scores = (each / SCALE for each in (tags, once, twice))
        h = torch.relu(self.enter(torch.cat([self.loose(link), table, *scores], -1)))
        wide = above.expand_as(h)
        count = torch.zeros_like(h).scatter_add_(1, wide, torch.ones_like(h)).clamp(min=1)
        for k, near in enumerate(self.near):
            step = near(h.transpose(1, 2)).transpose(1, 2)
            if k < len(self.up):
                below = torch.zeros_like(h).scatter_add_(1, wide, h) / count
                step = step + self.up[k](h.gather(1, wide)) + self.down[k](below)
            h = h + self.drop(torch.relu(step))
        found: Tensor = self.out(h) + self.scale * tags
        return found

    def loss(self, scores: Tensor, tags: Tensor, word: Tensor) -> Tensor:
        """-log of the weight of the right rows of tags among all."""
        step = self.step + self.never[:TAGS]
        now = scores[:, 0] + self.first + self.never[TAGS]
        right = now.gather(1, tags[:, :1]).squeeze(1)
        for k in range(1, scores.shape[1]):
            after = torch.logsumexp(now.unsqueeze(2) + step, 1) + scores[:, k]
            now = torch.where(word[:, k : k + 1], after, now)
            more = step[tags[:, k - 1], tags[:, k]] + scores[:, k].gather(1, tags[:, k : k + 1]).squeeze(1)
            right = right + torch.where(word[:, k], more, 0.0)
        return (torch.logsumexp(now, 1) - right).sum()

    def arrays(self) -> dict[str, Tensor]:
        """By the names under which the package looks for them."""
        found = {"roles.in.weight": self.enter.weight, "roles.in.bias": self.enter.bias}
        for k, near in enumerate(self.near):
            found |= {f"roles.near.{k}.weight": near.weight, f"roles.near.{k}.bias": near.bias}
        for k, (up, down) in enumerate(zip(self.up, self.down, strict=True)):
            found |= {f"roles.up.{k}": up.weight, f"roles.down.{k}": down.weight}
        found |= {"roles.out.weight": self.out.weight, "roles.out.bias": self.out.bias}
        found |= {"roles.scale": self.scale, "roles.step": self.step + self.never[:TAGS]}
        return found | {"roles.first": self.first + self.never[TAGS]}


Row = tuple[Example, np.ndarray[Any, Any], int, int]


def fit_roles(learnt: list[Example]) -> dict[str, Tensor]:
    """The weights of the tags."""
    rows: list[Row] = []
    for example in learnt:
        tags = _tags(example)
        rows += [(example, tags, i, min(len(tags), i + CHUNK)) for i in range(0, len(tags), CHUNK)]
    first = learnt[0]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    roles = Roles(first.told.link.shape[1] + first.table.shape[1] + 3 * TAGS).to(device)
    optimiser = torch.optim.AdamW(roles.parameters(), weight_decay=0.02)
    total = PASSES * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.5e-3, total_steps=total)
    for passed in range(PASSES):
        random.shuffle(rows)
        lost = 0.0
        for k in range(0, len(rows), BATCH):
            made = (tensor.to(device) for tensor in _batch(rows[k : k + BATCH]))
            link, table, scores, head, word, tags = made
            loss = roles.loss(roles(link, table, scores, head), tags, word)
            optimiser.zero_grad()
            (loss / word.sum()).backward()
            nn.utils.clip_grad_norm_(roles.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            lost += float(loss.detach())
        print(f"roles, pass {passed + 1}: {lost / sum(j - i for *_, i, j in rows):.4f} a word", flush=True)
    return roles.arrays()


def _batch(rows: list[Row]) -> tuple[Tensor, ...]:
    longest = max(j - i for *_, i, j in rows)
    size = (len(rows), longest)
    told, table, _ = rows[0][0]
    link, told_table = torch.zeros(*size, told.link.shape[1]), torch.zeros(*size, table.shape[1])
    scores, head = torch.zeros(*size, TAGS), torch.zeros(size, dtype=torch.long)
    word, tags = torch.zeros(size, dtype=torch.bool), torch.zeros(size, dtype=torch.long)
    for k, (example, right, i, j) in enumerate(rows):
        n = j - i
        above = heads(example.told)[i:j] - i
        link[k, :n] = torch.from_numpy(example.told.link[i:j].astype(np.float32))
        told_table[k, :n] = torch.from_numpy(example.table[i:j].astype(np.float32))
        scores[k, :n] = torch.from_numpy(example.told.tags[i:j])
        head[k, :n] = torch.from_numpy(np.where((above < 0) | (above >= n), np.arange(n), above))
        word[k, :n], tags[k, :n] = True, torch.from_numpy(right[i:j])
        tags[k, 0] -= int(tags[k, 0] > 0 and tags[k, 0] % 2 == 0)
    return link, told_table, scores, head, word, tags


# ── links ─────────────────────────────────────────────────────────────────────────────────────────


def pairs(example: Example) -> Iterator[tuple[str, np.ndarray[Any, Any], int]]:
    """What is told of each candidate of each content and cue, and which is right."""
    spans = {
        role: sorted({span for report in example.reports for span in report[number]})
        for number, role in enumerate(ROLES)
    }
    spans["cue"] = sorted({report.cue[0] for report in example.reports if report.cue})
    links = Links(example.told, spans, {})
    for report in example.reports:
        if not report.cue:
            continue
        cue = report.cue[0]
        for content in report.content:
            near = links.near(content, spans["cue"])
            if cue in near:
                yield CONTENT_TO_CUE, links.told(CONTENT_TO_CUE, content, near), near.index(cue)
        near = links.near(cue, spans["source"])
        if near:
            right = next((k for k, span in enumerate(near) if span in report.source), len(near))
            yield CUE_TO_SOURCE, links.told(CUE_TO_SOURCE, cue, near), right


def fit_links(learnt: list[Example]) -> dict[str, Tensor]:
    """The weights of what belongs together."""
    made: dict[str, list[tuple[np.ndarray[Any, Any], int]]] = {CONTENT_TO_CUE: [], CUE_TO_SOURCE: []}
    for example in learnt:
        for kind, told, right in pairs(example):
            made[kind].append((told, right))
    found: dict[str, Tensor] = {}
    for kind, listed in made.items():
        wide = listed[0][0].shape[1]
        net = nn.Sequential(nn.Linear(wide, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1, bias=False))
        optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
        for _ in range(LINK_PASSES):
            random.shuffle(listed)
            right = 0
            for k in range(0, len(listed), 64):
                batch = listed[k : k + 64]
                told = torch.zeros(len(batch), max(len(x) for x, _ in batch), wide)
                hide = torch.full(told.shape[:2], _NEVER)
                for number, (x, _) in enumerate(batch):
                    told[number, : len(x)], hide[number, : len(x)] = torch.from_numpy(x), 0
                scores = net(told).squeeze(-1) + hide
                target = torch.tensor([y for _, y in batch])
                optimiser.zero_grad()
                functional.cross_entropy(scores, target).backward()
                optimiser.step()
                right += int((scores.argmax(1) == target).sum())
        print(f"{kind}: {right / len(listed):.4f} right", flush=True)
        found |= {f"links.{kind}.{name}": value for name, value in net.state_dict().items()}
    return found


# ── the command ───────────────────────────────────────────────────────────────────────────────────


def fit(data: Path, run: Path, folder: Path, workers: int) -> None:
    """Fits both heads and puts them into the weights in `folder`."""
    random.seed(1)
    torch.manual_seed(1)
    kept = run / "reports.pkl"  # what takes longest; of this network only
    if not kept.is_file():
        kept.write_bytes(pickle.dumps(list(examples(data, folder, "train", workers))))
    learnt: list[Example] = pickle.loads(kept.read_bytes())
    fitted = fit_links(learnt) | fit_roles(learnt)
    with np.load(folder / "heads.npz") as arrays:
        before = {name: arrays[name] for name in arrays.files}
    made = {name: value.detach().cpu().numpy().astype(np.float16) for name, value in fitted.items()}
    np.savez_compressed(folder / "heads.npz", **(before | made))
    digest(folder)


def main() -> None:
    """Reads the arguments and fits the heads."""
    parser = argparse.ArgumentParser(description="The heads that put reports together.")
    for name in ("data", "run", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--workers", type=int, default=0, help="processes that read (default 0: this one)")
    told = parser.parse_args()
    fit(told.data, told.run, told.folder, told.workers)


if __name__ == "__main__":
    main()
