"""The whole path: `python -m benchmarks.path [N]` reads N articles of 700 words with all cores.

Prints the time, the memory of all processes together, the size of the casebook, and how long the commands
that look at it take from start to end.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.articles import write

PROGRAM = Path(sys.executable).parent / "whosays"


def main(number: int = 1000) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="whosays-bench-"))
    try:
        pile, case = scratch / "pile", scratch / "case.db"
        write(pile, number)
        seconds, peak = measured([str(PROGRAM), "read", str(pile), "--case", str(case), "--json"])
        size = sum(p.stat().st_size for p in scratch.glob("case.db*"))
        print(f"read {number} articles of 700 words: {seconds:.1f} s ({number / seconds:.0f} a second),")
        print(
            f"  {os.cpu_count()} cores, {peak / 2**20:.0f} MiB resident in all processes, "
            f"casebook {size / 2**20:.0f} MiB"
        )
        seconds, _ = measured([str(PROGRAM), "read", str(pile), "--case", str(case), "--json"])
        print(f"the same again: {seconds:.1f} s")
        looks(case)
    finally:
        shutil.rmtree(scratch)


def looks(case: Path) -> None:
    """Median whole-process time of what people type."""
    lines = json.loads(_output("timeline", str(case), "--limit", "1", "--json"))["lines"]
    for arguments in (
        ["--help"],
        ["timeline", str(case)],
        ["timeline", str(case), "--from", "1994", "--to", "1995"],
        ["who", str(case), "Mira Orlan"],
        ["show", str(case), lines[0]["id"]],
        ["info", str(case)],
    ):
        times = []
        for _ in range(9):
            began = time.perf_counter()
            subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
        named = " ".join(a for a in arguments if a != str(case))
        print(f"whosays {named}: {statistics.median(times):.3f} s (worst of 9 {max(times):.3f})")


def measured(command: list[str]) -> tuple[float, int]:
    """Wall time and the greatest resident memory of a command and its children together, in bytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    return time.perf_counter() - began, peak


def _resident(root: int) -> int:
    """Proportional set size of a process and all below it: shared pages are counted once."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    total, todo = 0, [root]
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total


def _output(*arguments: str) -> str:
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
