"""`make demo`: the sample reports become a casebook, a chronology, a dossier and a page to open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo"
CASE = "demo/sarn.db"
PAGE = "demo/sarn.html"


def whosays(*arguments: str, expect: tuple[int, ...] = (0,)) -> None:
    """Run a command as a newcomer would type it, and show it."""
    print(f"\n$ whosays {' '.join(a if ' ' not in a else repr(a) for a in arguments)}", flush=True)
    program = Path(sys.executable).parent / "whosays"
    done = subprocess.run([program, *arguments], cwd=ROOT)
    if done.returncode not in expect:
        sys.exit(f"whosays {arguments[0]} ended with exit code {done.returncode}.")


def main() -> None:
    """Read, show, export."""
    DEMO.mkdir(exist_ok=True)
    # 1: one sample is a scan without a text layer, which `read` names among the refused.
    whosays("read", "samples", "--case", CASE, expect=(1,))
    whosays("timeline", CASE)
    whosays("who", CASE, "Petar Vesk")
    whosays("check", CASE)
    whosays("export", CASE, "--format", "html", "-o", PAGE)
    print(f"\nOpen {PAGE} in a browser: every line opens to its exact words.")


if __name__ == "__main__":
    main()
