"""The mean of the weights of runs: `python -m training.average RUN... INTO`.

Runs that differ in nothing but what is left out while they learn end near to each other, and their mean knows
more than each (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch


def average(runs: Sequence[Path], into: Path) -> None:
    """Writes INTO/checkpoint.pt, which is for `training.export`."""
    saved = [torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu") for run in runs]
    if any(one["relations"] != saved[0]["relations"] for one in saved):
        raise SystemExit("these runs know different relations: they learnt from different corpora")
    network = {name: sum(one["network"][name] for one in saved) / len(saved) for name in saved[0]["network"]}
    into.mkdir(parents=True, exist_ok=True)
    torch.save({"relations": saved[0]["relations"], "network": network}, into / "checkpoint.pt")


def main() -> None:
    """Reads the arguments and writes the mean."""
    parser = argparse.ArgumentParser(description="The mean of the weights of runs.")
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("into", type=Path)
    told = parser.parse_args()
    average(told.runs, told.into)


if __name__ == "__main__":
    main()
