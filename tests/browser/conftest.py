"""A real browser on a real server: the sample reports, read once, and a casebook of its own for each test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).parent / "whosays"
CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)
QUIET = (
    "--no-sandbox",  # root in a container has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield started
        started.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook of the sample reports, read once for all who test at the same time."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    case = folder / "sarn.db"
    with FileLock(folder / "reading.lock"):
        if not case.exists():
            made = folder / "reading.db"
            done = subprocess.run([PROGRAM, "read", "samples", "--case", made], cwd=ROOT, capture_output=True)
            assert done.returncode == 1, done.stderr.decode()  # one scan without text is refused
            made.rename(case)
    return case


@contextmanager
def served(case: Path) -> Iterator[str]:
    """Where this casebook is served."""
    server = subprocess.Popen(
        [PROGRAM, "serve", case, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert server.stdout is not None
    try:
        for line in server.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
        else:
            pytest.fail(f"whosays serve ended with {server.wait(timeout=20)} and told no address")
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


@contextmanager
def opened(browser: Browser, address: str, **looks: Any) -> Iterator[Page]:
    """A page that fails the test on any error of a script, and on anything that the CSP had to stop."""
    context = browser.new_context(base_url=address, **{"viewport": {"width": 1280, "height": 900}, **looks})
    context.set_default_timeout(20_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    assert not wrong


def until(page: Page, script: str) -> None:
    """Wait until a script says so. Playwright's own way is an `eval` in the page, which the CSP stops."""
    for _ in range(400):
        if page.evaluate(script):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"it never came to this: {script}")


@pytest.fixture
def address(samples: Path, tmp_path: Path) -> Iterator[str]:
    """Where a copy of it is served, in which anything may be decided."""
    case = tmp_path / "sarn.db"
    shutil.copy(samples, case)
    with served(case) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a casebook of one's own."""
    with opened(browser, address) as made:
        yield made


@pytest.fixture(scope="session")
def shelf(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served to all tests that change nothing."""
    case = tmp_path_factory.mktemp("shelf") / "sarn.db"
    shutil.copy(samples, case)
    with served(case) as found:
        yield found


@pytest.fixture
def reader(browser: Browser, shelf: str) -> Iterator[Page]:
    """A page on the casebook that nobody changes."""
    with opened(browser, shelf) as made:
        yield made
