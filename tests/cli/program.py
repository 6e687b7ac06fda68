"""The program as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "whosays"


def whosays(*arguments: str | Path, cwd: Path | None = None, **environment: str):
    """Run a command with no terminal; its exit code and what it wrote."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**inherited, **environment},
        cwd=cwd,
        timeout=60,
    )
