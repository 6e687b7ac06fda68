"""Real piles: `python -m benchmarks.corpora DATA` reads each data set under DATA whole into a casebook.

DATA holds folders with an `export.py` beside them that writes their documents as files (ID.txt); a folder
of mixed files (`origins`) is read as it stands. Every document must be accounted for.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "whosays"


def main(data: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="whosays-bench-") as scratch:
        for name in ("muc4", "re3d", "polnear", "origins"):
            _one(name, data, Path(scratch))


def _one(name: str, data: Path, scratch: Path) -> None:
    pile = scratch / name
    if (data / name / "gold.json").exists():
        pile = data / name
    else:
        subprocess.run(
            [sys.executable, data / "export.py", name, pile], cwd=data, check=True, stdout=subprocess.DEVNULL
        )
    case = scratch / f"{name}.db"
    began = time.perf_counter()
    done = subprocess.run(
        [PROGRAM, "read", pile, "--case", case, "--json"], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    tally = json.loads(done.stdout)
    info = json.loads(
        subprocess.run([PROGRAM, "info", case, "--json"], capture_output=True, text=True, check=True).stdout
    )
    check = subprocess.run([PROGRAM, "check", case], capture_output=True, text=True, check=False)
    files = sum(1 for p in pile.rglob("*") if p.is_file())
    print(
        f"{name}: {files} files, {tally['new']} documents read, {tally['same']} the same again, "
        f"{len(tally['skipped'])} skipped, "
        f"{len(tally['refused'])} refused in {seconds:.1f} s; "
        f"casebook {case.stat().st_size / 2**20:.1f} MiB, "
        f"{info['statements']} statements; check exit code {check.returncode}"
    )
    for refusal in tally["refused"]:
        print(f"    {refusal['source']}: {refusal['reason']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
