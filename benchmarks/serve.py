"""How quick the reading room is: `python -m benchmarks.serve CASE [--readers 20] [--seconds 20]`.

`whosays serve` and, where it is installed, `datasette` on the same file in the same run. Pages are found as
people find them, by following links from the first page; those opened to find links are left out, and times
are of pages that nobody had opened before. Readers open one page after the other, with a second between two
as people do, then with none. `--make N CASE` makes a casebook of N documents (`benchmarks.resolve`).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from html import unescape
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from benchmarks.client import Answer, Connection, free_port
from benchmarks.resolve import readings
from whosays.casebook import Writer
from whosays.engines.comparing import bring_up_to_date

MEDIAN, SLOW, WEIGHT = 100, 300, 400_000
"""The bars: milliseconds to the first byte, median and 95th percentile; bytes of a page with all it loads."""
OPENED = 200
"""Pages that are opened to find links."""
A_KIND = 500
"""Pages of a kind at most."""
ROWS = 50
"""Of a list."""
LINK = re.compile(r"""(?:href|data-[a-z]+)="(/[^"#]*)""")
LOADED = re.compile(r"""(?:href|src|data-[a-z]+)="(/assets/[^"]+)""")
NEXT = re.compile(r"""<a href="([^"]*)"[^>]*>Next page""")
WORD = re.compile(r"[a-zà-ÿ]{5,}")
SELECTING = re.compile(r"/(chronology|map|network|timeline)\b[^{]*")
"""Pages that understand one another's selections."""
LISTS = ("/chronology", "/entities", "/documents")
TABLES = ("statements", "entities", "documents")
QUICKER = ("--setting", "suggest_facets", "off")
"""Datasette as it comes looks at every column of a page for facets."""

Kinds = dict[str, list[str]]
"""Addresses by the kind of page."""


class Pages:
    """The addresses of a room by kind, gathered by following links."""

    def __init__(self, paths: dict[str, set[str]]) -> None:
        self.fields = paths
        """What each page can be asked for, by its path."""
        self.found: dict[str, set[str]] = defaultdict(set)
        self.opened: set[str] = set()
        self.words: set[str] = set()
        self.drawn: set[str] = set()
        """Paths that give JSON only, for scripts."""
        self._forms = [(path, re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + r"(\.json)?")) for path in paths]

    def add(self, address: str) -> None:
        """A page that a link leads to."""
        path = urlsplit(address).path
        kind = next((kind for kind, form in self._forms if form.fullmatch(path)), None)
        if kind is not None and path.endswith(".json") == (kind in self.drawn):
            self.found[kind].add(address)

    async def explore(self, connection: Connection, chance: random.Random) -> None:
        """Open pages for their links, of each kind as many as of any other."""
        for path in self.fields:
            if "{" not in path:
                await self._list(connection, path)
        for _ in range(OPENED):
            left = {
                kind: sorted(addresses - self.opened)
                for kind, addresses in sorted(self.found.items())
                if kind not in self.drawn
            }
            kinds = [kind for kind, addresses in left.items() if addresses]
            if not kinds:
                break
            kind = min(kinds, key=lambda kind: len(self.found[kind] & self.opened))
            address = chance.choice(left[kind])
            answer = await connection.get(address)
            self.opened.add(address)
            if answer.status != 200:
                self.found[kind].discard(address)
                continue
            for link in LINK.findall(answer.text):
                self.add(unescape(link))
            self.words.update(WORD.findall(re.sub(r"<[^>]*>", " ", answer.text)))

    async def _list(self, connection: Connection, path: str) -> None:
        """A page that stands for itself, and all parts of its list."""
        if (await connection.get(path)).status == 404:
            self.drawn.add(path)
            return
        self.add(path)
        if "offset" in self.fields[path]:
            told = msgspec.json.decode((await connection.get(f"{path}.json?limit=1")).text)
            for offset in range(ROWS, told.get("total", 0), ROWS):
                self.add(f"{path}?offset={offset}")

    def ask(self, chance: random.Random) -> None:
        """Add what people type, and what the scripts of these pages fetch."""
        words = chance.sample(sorted(self.words), min(A_KIND, len(self.words)))
        selections = sorted({urlsplit(one).query for one in self.found["/chronology"]} - {""})
        for path, names in sorted(self.fields.items()):
            if "{" in path:
                continue
            base = f"{path}.json" if path in self.drawn else path
            asked: list[str] = []
            if "q" in names:
                asked += [urlencode({"q": word}) for word in words]
            if "text" in names:
                asked += [urlencode({"text": word}) for word in words[:100]]
            if "earliest" in names:
                asked += [f"earliest={year}&latest={year + year % 9}" for year in range(1975, 2010)]
            if SELECTING.fullmatch(path):
                asked += selections
            for one in asked:
                self.add(f"{base}?{one}")

    def measured(self, chance: random.Random) -> Kinds:
        """By kind, those that were not opened yet; where none is left, all."""
        made = {}
        for kind, addresses in sorted(self.found.items()):
            fresh = sorted(addresses - self.opened) or sorted(addresses)
            if fresh:
                made[kind] = chance.sample(fresh, min(A_KIND, len(fresh)))
        return made


async def explored(port: int) -> Kinds:
    """The pages of the room that is served at a port: the same each time."""
    connection, chance = Connection(port), random.Random(0)
    paths = msgspec.json.decode((await connection.get("/openapi.json")).text)["paths"]
    pages = Pages(
        {
            "/" if path == "/index.json" else path.removesuffix(".json"): {
                field["name"] for field in told["get"].get("parameters", ())
            }
            for path, told in paths.items()
        }
    )
    await pages.explore(connection, chance)
    pages.ask(chance)
    connection.close()
    return pages.measured(chance)


async def opened(port: int, addresses: list[str]) -> None:
    """The first visit to each, which is measured nowhere: what is made once a casebook is made there."""
    connection = Connection(port)
    for address in addresses:
        await connection.get(address)
    connection.close()


async def leafed(port: int, case: Path, most: int = 100) -> Kinds:
    """The first pages of datasette's tables."""
    connection, found = Connection(port), {}
    for table in TABLES:
        kind = f"/{quote(case.stem)}/{table}"
        found[kind] = [f"{kind}?_size={ROWS}"]
        while len(found[kind]) < most:
            onward = NEXT.search((await connection.get(found[kind][-1])).text)
            if onward is None:
                break
            there = urlsplit(unescape(onward[1]))
            found[kind].append(f"{there.path}?{there.query}")
    connection.close()
    return found


# ── readers ───────────────────────────────────────────────────────────────────────────────────────


class Run:
    """What so many readers at once are answered, by kind of page."""

    def __init__(self, port: int, pages: Kinds) -> None:
        self._port = port
        self._kinds = sorted(pages)
        self._left = {kind: cycle(addresses) for kind, addresses in pages.items()}
        self._asked: set[str] = set()
        self.first: dict[str, list[Answer]] = defaultdict(list)
        """To those who opened a page that nobody had opened before."""
        self.again: dict[str, list[Answer]] = defaultdict(list)

    async def go(self, readers: int, seconds: float, pause: float) -> Run:
        """Let them read."""
        end = time.perf_counter() + seconds
        await asyncio.gather(*(self._read(random.Random(n), end, pause) for n in range(readers)))
        return self

    async def _read(self, chance: random.Random, end: float, pause: float) -> None:
        connection = Connection(self._port)
        await asyncio.sleep(chance.random() * pause)
        while time.perf_counter() < end:
            kind = chance.choice(self._kinds)
            address = next(self._left[kind])
            answers = self.again if address in self._asked else self.first
            self._asked.add(address)
            answers[kind].append(await connection.get(address))
            await asyncio.sleep(pause)
        connection.close()


async def weights(port: int, pages: Kinds) -> dict[str, tuple[int, int]]:
    """Bytes of a page of each kind as sent, and with all that it loads, outlines for a closer look too."""
    connection, found = Connection(port), {}
    for kind, addresses in pages.items():
        answer = await connection.get(addresses[0])
        if not urlsplit(addresses[0]).path.endswith(".json"):
            loaded = [(await connection.get(one)).size for one in set(LOADED.findall(answer.text))]
            found[kind] = answer.size, answer.size + sum(loaded)
    connection.close()
    return found


# ── what is told ──────────────────────────────────────────────────────────────────────────────────


def tell(what: str, run: Run, seconds: float, spent: float) -> None:
    """A line for each kind; `spent`: seconds of the processor."""
    every = [one for answers in (run.first, run.again) for some in answers.values() for one in some]
    wrong = sum(one.status != 200 for one in every)
    print(
        f"\n{what}: {len(every) / seconds:,.0f} pages a second, {spent * 1000 / len(every):.1f} ms of the "
        f"processor each; not answered with 200: {wrong}"
    )
    print(f"{'ms to the first byte':34}{'opened':>8}{'again':>8}{'median':>9}{'95 %':>9}")
    told = [*sorted(run.first.items()), ("all", [one for some in run.first.values() for one in some])]
    for kind, some in told:
        times = sorted(one.first * 1000 for one in some)
        median, slow = statistics.median(times), times[int(len(times) * 0.95)]
        again = len(every) - len(some) if kind == "all" else len(run.again[kind])
        over = "  over the bar" if median > MEDIAN or slow > SLOW else ""
        print(f"{kind:34}{len(some):>8,}{again:>8,}{median:>9.1f}{slow:>9.1f}{over}")


def tell_weights(found: dict[str, tuple[int, int]]) -> None:
    """A line for each kind."""
    print(f"\n{'KB as sent':34}{'page':>8}{'with all that it loads':>25}")
    for kind, (page, whole) in found.items():
        print(
            f"{kind:34}{page / 1000:>8.1f}{whole / 1000:>25.1f}{'  over the bar' if whole > WEIGHT else ''}"
        )


def resident(process: subprocess.Popen[bytes]) -> str:
    """Memory now, and at most."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    sizes = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status))
    return f"{int(sizes['VmRSS']) / 1000:,.0f} MB, at most {int(sizes['VmHWM']) / 1000:,.0f} MB"


def worked(process: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor so far."""
    told = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


# ── runs ──────────────────────────────────────────────────────────────────────────────────────────


class Served:
    """A server on a port of its own, from when it answers until it is no longer needed."""

    def __init__(self, *command: str) -> None:
        self.port = free_port()
        self._command = [*command, "--port", str(self.port)]

    def __enter__(self) -> Served:
        began = time.perf_counter()
        self.process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not asyncio.run(self._answers()):
            if self.process.poll() is not None or time.perf_counter() - began > 60:
                sys.exit(f"This does not serve: {' '.join(self._command)}")
            time.sleep(0.05)
        print(f"\n== {Path(self._command[0]).name}: answers after {time.perf_counter() - began:.1f} s")
        return self

    async def _answers(self) -> bool:
        try:
            await Connection(self.port).get("/")
        except OSError:
            return False
        return True

    def __exit__(self, *error: object) -> None:
        print(f"\nresident: {resident(self.process)}")
        self.process.terminate()
        self.process.wait(30)

    def read(self, what: str, pages: Kinds, readers: int, seconds: float, pause: float) -> None:
        """Let readers at it, and tell."""
        before = worked(self.process)
        run = asyncio.run(Run(self.port, pages).go(readers, seconds, pause))
        spent = worked(self.process) - before
        tell(f"{what}, {readers} readers at once, {pause:g} s between pages", run, seconds, spent)


def program(name: str) -> str | None:
    """Beside this Python, or on the path."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def measure(case: Path, readers: int, seconds: float) -> None:
    """The room, its lists alone, and datasette's tables."""
    serve = ("-c", "from whosays.cli import main; main()", "serve", str(case))
    with Served(sys.executable, *serve) as room:
        pages = asyncio.run(explored(room.port))
        room.read("every page", pages, readers, seconds, 1.0)
        tell_weights(asyncio.run(weights(room.port, pages)))
    lists = {kind: pages[kind] for kind in LISTS if kind in pages}
    for what, some, pause in (("lists", lists, 1.0), ("every page", pages, 0.0), ("lists", lists, 0.0)):
        with Served(sys.executable, *serve) as room:  # anew, so that it has kept none of these pages
            asyncio.run(opened(room.port, [kind for kind in pages if "{" not in kind]))
            room.read(what, some, readers, seconds, pause)
    datasette = program("datasette")
    if datasette is None:
        print("\ndatasette is not installed, so nothing is compared with it: pip install datasette")
        return
    for settings in ((), QUICKER):
        with Served(datasette, str(case), *settings) as other:
            tables = asyncio.run(leafed(other.port, case))
            for pause in (1.0, 0.0):
                other.read(" ".join(("tables", *settings)), tables, readers, seconds, pause)


def make(many: int, case: Path, shared: Path, together: int = 2_000) -> None:
    """A casebook of so many documents."""
    with Writer.open(str(case)) as writer:
        for first in range(0, many, together):
            for reading in readings(shared, first, min(together, many - first)):
                writer.put(reading.document.source, reading, "print")
            writer.commit()
            bring_up_to_date(writer)


def main() -> None:
    """As asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--make", type=int, metavar="N", help="make CASE, of N documents")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where data/muc4 lies")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    if given.make:
        make(given.make, given.case, given.shared)
    else:
        measure(given.case, given.readers, given.seconds)


if __name__ == "__main__":
    main()
