"""A Chromium for the browser tests: the system's own, else Debian's where root may install it.

Never fails: without a browser those tests are skipped, and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Find or install one, and say what became of it."""
    if any(map(shutil.which, NAMES)):
        return
    if os.geteuid() or not shutil.which("apt-get"):
        print("No Chromium here: the browser's tests will be skipped. On Debian: apt install chromium")
        return
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    done = 1
    for command in (("update",), ("install", "-y", "--no-install-recommends", "chromium")):
        done = subprocess.run(["apt-get", "-qq", *command], **quiet).returncode  # type: ignore[call-overload]
    if done:
        print("Chromium could not be installed (apt-get failed): the browser's tests will be skipped.")


if __name__ == "__main__":
    main()
