"""Make the virtual environment of a checkout: `python3 scripts/make_venv.py .venv`.

Debian's python3 comes without `ensurepip` unless python3-venv is installed. Where it is missing, pip is
taken as a wheel from the package index that pip itself would use.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path


def main(folder: Path) -> None:
    """Make `folder` a virtual environment with pip in it; keep one that works."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this one runs before anything is installed)
        sys.exit(f"whosays needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    python = folder / "bin" / "python"
    if _works(python):
        return
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], capture_output=True)
    if made.returncode == 0 and _works(python):
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", folder], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = _pip_wheel(Path(scratch))
        subprocess.run([python, f"{wheel}/pip", "install", "--quiet", wheel], check=True)


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _pip_wheel(scratch: Path) -> Path:
    """The newest pip wheel named on the index's page (PEP 503)."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page_url = f"{index}/pip/"
    try:
        with urllib.request.urlopen(page_url, timeout=60) as answer:
            page = answer.read().decode()
    except OSError as error:
        sys.exit(f"No pip here and none from {page_url} ({error}). Try: apt install python3-venv")
    links = re.findall(r'href="([^"]*/pip-([0-9.]+)-py3-none-any\.whl[^"]*)"', page)
    if not links:
        sys.exit(f"{page_url} names no pip wheel. Try: apt install python3-venv")
    href, _ = max(links, key=lambda link: tuple(int(n) for n in link[1].split(".")))
    url = urllib.parse.urljoin(page_url, href)
    target = scratch / Path(urllib.parse.urlsplit(url).path).name
    urllib.request.urlretrieve(url, target)
    return target


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".venv"))
