"""How soon pictures are there, and how smoothly they move: `python -m benchmarks.pictures CASE`.

Chronology, network and map in Chromium, 1280 pixels wide, on a server of their own. The first mark is timed
from the opening of the page to the frame in which it is drawn; then the picture is dragged back and forth for
three seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.serve import Served, opened

FIRST, FRAME = 1_000, 50
"""The bars: milliseconds to the first mark; of a frame while dragging, 95th percentile."""
PICTURES = {
    "/chronology": ("#timeline svg :is(rect.sure, rect.maybe, a.mark)", "#timeline svg"),
    "/network": ("canvas", "canvas"),
    "/map": (".map svg :is(path, circle)", ".map svg"),
}
"""By page: what is a mark, and what is dragged."""
AGAIN = 5
"""Times that each page is opened; the first warms the browser and isn't counted."""
CANVAS = """() => { const c = document.querySelector("canvas");
  return c && c.width && c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v); }"""
FRAMES = """() => { window.times = []; let last = performance.now();
  const step = (now) => { window.times.push(now - last); last = now; requestAnimationFrame(step); };
  requestAnimationFrame(step); }"""
"""Notes how long each frame took."""


def first_mark(page: Page, address: str, mark: str) -> float:
    """Milliseconds until something is drawn."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    if mark == "canvas":
        page.wait_for_function(CANVAS, polling="raf")
    else:
        page.wait_for_function("(mark) => document.querySelector(mark)", arg=mark, polling="raf")
    return float(page.evaluate("performance.now()"))


def dragging(page: Page, picture: str, seconds: float = 3) -> list[float]:
    """Milliseconds of each frame meanwhile."""
    page.wait_for_timeout(1_500)
    drawn = page.locator(picture).first
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    still = drawn.screenshot()
    page.mouse.move(x, y)
    page.evaluate(FRAMES)
    page.mouse.down()
    end, step = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 200 - abs(step * 8 % 800 - 400), y)
    times = page.evaluate("window.times")
    if drawn.screenshot() == still:
        sys.exit(f"Dragging does not move {picture} at {page.url}.")
    page.mouse.up()
    return [float(one) for one in times[1:]]


def measure(case: Path, chromium: str) -> None:
    """Tell of each picture."""
    serve = ("-c", "from whosays.cli import main; main()", "serve", str(case))
    with Served(sys.executable, *serve) as room:
        asyncio.run(opened(room.port, [*PICTURES, "/timeline.json", "/network.json", "/map/points.json"]))
        with sync_playwright() as playwright:
            look(playwright, room.port, chromium)


def look(playwright: Playwright, port: int, chromium: str) -> None:
    """Open each picture, and move it."""
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    print(f"\n{'ms':14}{'first mark':>12}{'most':>8}{'a frame':>10}{'95 %':>8}{'most':>8}{'frames':>8}")
    for path, (mark, picture) in PICTURES.items():
        address = f"http://127.0.0.1:{port}{path}"
        marks = sorted([first_mark(page, address, mark) for _ in range(AGAIN + 1)][1:])
        frames = sorted(dragging(page, picture))
        median, slow = statistics.median(frames), frames[int(len(frames) * 0.95)]
        over = "  over the bar" if marks[AGAIN // 2] > FIRST or slow > FRAME else ""
        print(
            f"{path:14}{marks[AGAIN // 2]:>12.0f}{marks[-1]:>8.0f}{median:>10.1f}{slow:>8.1f}"
            f"{frames[-1]:>8.0f}{len(frames):>8}{over}"
        )
    browser.close()


def main() -> None:
    """As asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    measure(given.case, given.chromium)


if __name__ == "__main__":
    main()
