"""Train all heads at once: `python -m training.train DATA RUN`.

One schedule over windows of all corpora, mixed. RUN/checkpoint.pt is written every few minutes, and a run
that finds one goes on from it: the order of batches follows from the seed alone.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import torch

from training import corpora
from training.batches import Window, batch, plan
from training.losses import losses
from training.network import Network, pretrained
from whosays.annotate.model.pieces import Pieces

SEED = 7
PASSES = {"parse": 14.0, "re3d": 30.0, "polnear": 3.0, "muc4": 0.7, "ecbplus": 2.5}
"""How often each corpus is read; `parse` stands for both treebanks with GUM's mentions and chains."""
ROOM = 2600
"""Pieces of a batch."""
RATE, RATE_OF_HEADS, WARM = 3e-4, 1e-3, 0.06
EVERY = 200
"""Steps between checkpoints."""
TELL = 50
"""Steps between lines of the log."""

Shares = list[tuple[list[corpora.Example], float]]


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description="Train all heads of the language model at once.")
    parser.add_argument("data", type=Path, help="the folder with ewt, gum, re3d, polnear, muc4, ecbplus")
    parser.add_argument("run", type=Path, help="a folder for the checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stop", type=int, default=None, help="steps after which to stop, to try it out")
    for name, passes in PASSES.items():
        parser.add_argument(f"--{name}", type=float, default=passes, help=f"passes (default {passes:g})")
    told = parser.parse_args()
    told.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(told.threads)
    random.seed(SEED)
    torch.manual_seed(SEED)
    pieces = Pieces(pretrained() / "vocab.txt")
    shares = read(told.data, {name: getattr(told, name) for name in PASSES}, pieces)
    todo = plan(shares, ROOM)
    print(
        "pieces",
        [sum(e.size[-1] for e in examples) for examples, _ in shares],
        "steps",
        len(todo),
        flush=True,
    )
    Run(shares, len(todo), told.run / "checkpoint.pt").train(todo, pieces, told.stop)


def read(data: Path, passes: dict[str, float], pieces: Pieces) -> Shares:
    """The corpora, each with how often it is read."""
    trees = [*corpora.treebank(data / "ewt" / "train.conllu.gz"), *corpora.gum(data / "gum", "train")]
    found = {
        "parse": trees,
        "re3d": list(corpora.re3d(data / "re3d" / "train.jsonl")),
        "polnear": list(corpora.polnear(data / "polnear" / "train.jsonl.gz")),
        "muc4": list(corpora.muc4(data / "muc4" / "train.jsonl.gz")),
        "ecbplus": list(corpora.ecbplus(data / "ecbplus" / "train.jsonl")),
    }
    return [
        ([e.ready(pieces) for e in examples if e.spans], passes[name]) for name, examples in found.items()
    ]


class Run:
    """A network on its way, with its optimiser and how far it is."""

    def __init__(self, shares: Shares, steps: int, checkpoint: Path) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.set_default_device(self.device)
        self.relations = sorted({r for examples, _ in shares for e in examples if e.rels for r in e.rels})
        self.network = Network(self.relations).train()
        self.steps, self.done, self.checkpoint = steps, 0, checkpoint
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        body = [p for n, p in named if n.startswith("encoder")]
        heads = [p for n, p in named if not n.startswith("encoder")]
        groups: list[dict[str, Any]] = [
            {"params": body, "lr": RATE, "weight_decay": 0.01},
            {"params": heads, "lr": RATE_OF_HEADS, "weight_decay": 0.0},
        ]
        self.parameters = body + heads
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        if checkpoint.exists():
            self._resume()
        torch.manual_seed(SEED + self.done)
        random.seed(SEED + self.done)

    def train(self, todo: Sequence[Sequence[Window]], pieces: Pieces, stop: int | None) -> None:
        """All steps that are still to do."""
        index = {r: k for k, r in enumerate(self.relations)}
        total: dict[str, list[float]] = {}
        seen, begun = 0, time.monotonic()
        for step in range(self.done, self.steps):
            now = batch(todo[step], pieces, index)
            with self._precision():
                each = losses(
                    self.network, self.network(now.ids, now.shape, now.clue, now.hide, now.first), now
                )
            words = now.word.sum()
            (sum(each.values(), torch.zeros(())) / words).backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.done = step + 1
            seen += int((now.hide == 0).sum())
            for name, value in each.items():
                sums = total.setdefault(name, [0.0, 0.0])
                sums[0] += value.item()
                sums[1] += int(words)
            if self.done % TELL == 0:
                self._tell(seen, time.monotonic() - begun, total)
                total = {}
            if self.done % EVERY == 0 or self.done in (self.steps, stop):
                self._save()
            if self.done == stop:
                return

    def _rate(self, step: int) -> float:
        """Up in a straight line, then down in one."""
        return min(1.0, (step + 1) / (WARM * self.steps)) * max(0.0, 1 - step / self.steps)

    def _precision(self) -> AbstractContextManager[Any]:
        """Half precision where there is a GPU; on processors without its instructions it is slower."""
        return torch.autocast("cuda", dtype=torch.bfloat16) if self.device == "cuda" else nullcontext()

    def _tell(self, seen: int, spent: float, total: dict[str, list[float]]) -> None:
        told = " ".join(f"{name} {value / words:.3f}" for name, (value, words) in total.items())
        print(f"{self.done}/{self.steps} {spent:.0f}s {seen / spent:.0f} pieces/s {told}", flush=True)

    def _save(self) -> None:
        state = {
            "steps": self.steps,
            "relations": self.relations,
            "done": self.done,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        fresh = self.checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)

    def _resume(self) -> None:
        saved = torch.load(self.checkpoint, weights_only=False, map_location=self.device)
        if saved["steps"] != self.steps or saved["relations"] != self.relations:
            print("the checkpoint is of another run: beginning anew", flush=True)
            return
        self.network.load_state_dict(saved["network"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.schedule.load_state_dict(saved["schedule"])
        self.done = saved["done"]
        print("going on after step", self.done, flush=True)


if __name__ == "__main__":
    main()
