"""Train all heads at once: `python -m training.train DATA RUN`.

One schedule over windows of all corpora, mixed. What is kept is the mean of the weights over the last steps.
`corpora.pkl` beside RUN holds the corpora once they have been read: where it is DATA is not opened, so that a
run can be sent where the corpora are not. RUN/checkpoint.pt is written now and then, and a run that finds one
goes on from it: the order of batches follows from the seed alone.
"""

from __future__ import annotations

import argparse
import lzma
import pickle
import random
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import DataLoader, Dataset

from training import corpora
from training.batches import Batch, Window, batch, plan
from training.losses import losses
from training.measure import measure
from training.network import Encoder, Network, pretrained
from whosays.annotate.model.pieces import Pieces

SEED = 7
PASSES = {"parse": 45.0, "re3d": 90.0, "polnear": 7.0, "muc4": 12.0, "ecbplus": 6.0}
"""How often each corpus is read; `parse` stands for both treebanks with GUM's mentions and chains."""
ROOM = 10_400
"""Pieces of a batch."""
RATE, RATE_OF_HEADS, WARM, DROP = 5e-4, 1.5e-3, 0.06, 0.1
STEADY = 0.998
"""Of the mean of the weights over the steps, which is what is kept."""
EVERY = 500
"""Steps between checkpoints."""
TELL = 50
"""Steps between lines of the log."""
PARTS = 5
"""How often in a run it is measured on the dev splits."""

Shares = list[tuple[list[corpora.Example], float]]
Corpora = dict[str, list[corpora.Example]]


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description="Train all heads of the language model at once.")
    parser.add_argument("data", type=Path, help="the folder with ewt, gum, re3d, polnear, muc4, ecbplus")
    parser.add_argument("run", type=Path, help="a folder for the checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--workers", type=int, default=0, help="processes that make batches (default 0: this one)"
    )
    parser.add_argument("--stop", type=int, default=None, help="steps after which to stop, to try it out")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--drop", type=float, default=DROP, help=f"left out in layers (default {DROP:g})")
    for name, passes in PASSES.items():
        parser.add_argument(f"--{name}", type=float, default=passes, help=f"passes (default {passes:g})")
    told = parser.parse_args()
    told.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(told.threads)
    torch.manual_seed(told.seed)
    train, dev = read(told.data, told.run.parent / "corpora.pkl", Pieces(pretrained() / "vocab.txt"))
    shares = [(examples, getattr(told, name)) for name, examples in train.items()]
    todo = plan(shares, ROOM, random.Random(told.seed))
    sizes = {name: sum(e.size[-1] for e in examples) for name, examples in train.items()}
    print("pieces", sizes, "steps", len(todo), flush=True)
    Run(Steps(todo, train, told.seed), dev, told.drop, told.run / "checkpoint.pt").train(
        told.workers, told.stop
    )


def read(data: Path, kept: Path, pieces: Pieces) -> tuple[Corpora, Corpora]:
    """The corpora to learn from and to measure on; `kept`: where they are kept once they have been read."""
    if not kept.is_file():
        both = tuple(_read(data, split, pieces) for split in ("train", "dev"))
        kept.write_bytes(lzma.compress(pickle.dumps(both), preset=6))
    found: tuple[Corpora, Corpora] = pickle.loads(lzma.decompress(kept.read_bytes()))
    return found


def _read(data: Path, split: str, pieces: Pieces) -> Corpora:
    def path(name: str) -> Path:
        listed = data / name / f"{split}.jsonl"
        return listed if listed.is_file() else listed.with_suffix(".jsonl.gz")

    found = {
        "parse": [*corpora.treebank(data / "ewt" / f"{split}.conllu.gz"), *corpora.gum(data / "gum", split)],
        "re3d": list(corpora.re3d(path("re3d"))),
        "polnear": list(corpora.polnear(path("polnear"))),
        "muc4": list(corpora.muc4(path("muc4"))),
        "ecbplus": list(corpora.ecbplus(path("ecbplus"))),
    }
    ready = {name: [e.ready(pieces) for e in examples if e.spans] for name, examples in found.items()}
    corpora.print_capitals([e for examples in ready.values() for e in examples])
    return ready


class Steps(Dataset[Batch]):
    """The batches of a run by their numbers, each made alike whoever makes it."""

    def __init__(self, todo: Sequence[Sequence[Window]], train: Corpora, seed: int, begin: int = 0) -> None:
        self.todo, self.seed, self.begin = todo, seed, begin
        relations = {r for examples in train.values() for e in examples if e.rels for r in e.rels}
        self.relations = sorted(relations)
        self.index = {r: k for k, r in enumerate(self.relations)}
        self.pieces = Pieces(pretrained() / "vocab.txt")

    def __len__(self) -> int:
        return len(self.todo) - self.begin

    def __getitem__(self, number: int) -> Batch:
        step = self.begin + number
        return batch(self.todo[step], self.pieces, self.index, random.Random(self.seed * 1_000_003 + step))


class Run:
    """A network on its way, with its optimiser and how far it is."""

    def __init__(self, steps: Steps, dev: Corpora, drop: float, checkpoint: Path) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.set_float32_matmul_precision("high")
        self.ahead, self.dev, self.checkpoint = steps, dev, checkpoint
        self.network = Network(steps.relations, Encoder.pretrained(drop)).train().to(self.device)
        self.steps, self.done = len(steps.todo), 0
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        body = [p for n, p in named if n.startswith("encoder")]
        heads = [p for n, p in named if not n.startswith("encoder")]
        groups: list[dict[str, Any]] = [
            {"params": body, "lr": RATE, "weight_decay": 0.01},
            {"params": heads, "lr": RATE_OF_HEADS, "weight_decay": 0.0},
        ]
        self.parameters = body + heads
        self.mean = [p.detach().clone() for p in self.parameters]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        if checkpoint.exists():
            self._resume()
        self.ahead.begin = self.done

    def train(self, workers: int, stop: int | None) -> None:
        """All steps that are still to do."""
        total: dict[str, torch.Tensor] = {}
        seen, words, begun = 0, 0, time.monotonic()
        loader = DataLoader(
            self.ahead, batch_size=None, num_workers=workers, prefetch_factor=6 if workers else None
        )
        for made in loader:
            if self.done == stop:
                break
            now = made.to(self.device)
            with self._precision():
                part = self.network(now.ids, now.shape, now.clue, now.hide, now.first)
                each = losses(self.network, part, now)
            (sum(each.values()) / now.words).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.done += 1
            steady = min(STEADY, self.done / (self.done + 9))
            torch._foreach_lerp_(self.mean, [p.detach() for p in self.parameters], 1 - steady)
            seen, words = seen + now.pieces, words + now.words
            for name, value in each.items():
                total[name] = total.get(name, torch.zeros((), device=self.device)) + value.detach()
            if self.done % TELL == 0:
                self._tell(seen, time.monotonic() - begun, {n: float(v) / words for n, v in total.items()})
                total, words = {}, 0
            last = self.done in (self.steps, stop)
            if last or self.done % -(-self.steps // PARTS) == 0:
                self._measure()
            if last or self.done % EVERY == 0:
                self._save()

    def _rate(self, step: int) -> float:
        """Up in a straight line, then down in one."""
        return min(1.0, (step + 1) / (WARM * self.steps)) * max(0.0, 1 - step / self.steps)

    def _precision(self) -> AbstractContextManager[Any]:
        """Half precision where there is a GPU; on processors without its instructions it is slower."""
        return torch.autocast("cuda", dtype=torch.bfloat16) if self.device == "cuda" else nullcontext()

    def _tell(self, seen: int, spent: float, total: dict[str, float]) -> None:
        told = " ".join(f"{name} {value:.3f}" for name, value in total.items())
        print(f"{self.done}/{self.steps} {spent:.0f}s {seen / spent:.0f} pieces/s {told}", flush=True)

    def _measure(self) -> None:
        """What the mean weights do on the dev splits."""
        self._swap()
        self.network.eval()
        with self._precision():
            found = measure(self.network, self.dev, self.ahead.pieces, self.ahead.index)
        self.network.train()
        self._swap()
        told = " ".join(f"{name} {100 * value:.1f}" for name, value in found.items())
        print(f"{self.done}/{self.steps} dev: {told}", flush=True)

    def _swap(self) -> None:
        """The mean weights for those that learn, and back."""
        with torch.no_grad():
            for mine, mean in zip(self.parameters, self.mean, strict=True):
                kept = mine.clone()
                mine.copy_(mean)
                mean.copy_(kept)

    def _save(self) -> None:
        self._swap()
        mean = {name: value.clone() for name, value in self.network.state_dict().items()}
        self._swap()
        state = {
            "steps": self.steps,
            "relations": self.ahead.relations,
            "done": self.done,
            "network": mean,
            "learning": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        fresh = self.checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)

    def _resume(self) -> None:
        saved = torch.load(self.checkpoint, weights_only=False, map_location=self.device)
        if saved["steps"] != self.steps or saved["relations"] != self.ahead.relations:
            print("the checkpoint is of another run: beginning anew", flush=True)
            return
        self.network.load_state_dict(saved["network"])
        self.mean = [p.detach().clone() for p in self.parameters]
        self.network.load_state_dict(saved["learning"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.schedule.load_state_dict(saved["schedule"])
        self.done = saved["done"]
        print("going on after step", self.done, flush=True)


if __name__ == "__main__":
    main()
