"""The layers against gold: `python -m benchmarks.layers SHARED` runs each scorer on a dev split.

SHARED holds `data/` (gold, with `export.py`) and `score/` (the scorers). Prints the scorers' own lines.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "whosays"
GOLD = {
    "entities.py": ("re3d", "dev.jsonl", r"typed overlap|linked overlap"),
    "times.py": ("tempeval3", "dev.jsonl", r"(P  |strict|relaxed|value) .*\d$|P +R +F1"),
    "attributions.py": ("polnear", "dev.jsonl.gz", r"linked|\.soft  "),
    "plover.py": ("plover", "dev.jsonl", r"micro|macro|all|type  |types"),
    "statements.py": ("statements", "dev.jsonl", r"^\w+ +\d|^  \w+ +\d|precision\)|where found"),
    "muc4.py": ("muc4", "dev.jsonl", r"^(incident|Perp|Target|Victim|Weapon|mic|ree_|  pl|date|loc)"),
}
"""Each scorer with its data, the file in it, and the lines of its report that are shown."""


def main(shared: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="whosays-bench-") as scratch:
        for scorer, (name, gold, shown) in GOLD.items():
            print(f"── {scorer} on {name}/{gold}")
            predictions = _predictions(shared / "data", name, gold, Path(scratch))
            done = subprocess.run(
                [sys.executable, shared / "score" / scorer, shared / "data" / name / gold, predictions],
                capture_output=True,
                text=True,
                check=False,
            )
            lines = (done.stdout or done.stderr).splitlines()
            print("\n".join(line for line in lines if re.search(shown, line) and line[0] != "{"))


def _predictions(data: Path, name: str, gold: str, scratch: Path) -> Path:
    """The documents of one split, written as files and annotated."""
    pile, predictions = scratch / name, scratch / f"{name}.jsonl"
    own = data / name / "export.py"
    if name == "tempeval3":
        command = [sys.executable, own, data / name / gold, pile]
    else:
        command = [sys.executable, data / "export.py", name, pile, "--split", "dev"]
    subprocess.run(command, cwd=data, check=True, stdout=subprocess.DEVNULL)
    with predictions.open("wb") as out:
        subprocess.run([PROGRAM, "annotate", pile, "--jsonl"], stdout=out, check=True)
    return predictions


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
