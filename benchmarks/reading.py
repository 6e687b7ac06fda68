"""Reading web pages: `python -m benchmarks.reading [FOLDER]`.

Pages a second on one core, with metadata, over the `.html` files of a folder or over invented pages of
100-200 KB; and how well the main text agrees with the article that the invented pages were built around
(F1 of words), beside trafilatura's own.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from trafilatura import extract

from benchmarks.pages import page
from whosays.errors import Refused
from whosays.plugins import Limits
from whosays.read.html import document_from_html

PAGES = 60
LIMITS = Limits()


def main(folder: Path | None = None) -> None:
    if folder is None:
        invented()
    else:
        real(folder)


def invented() -> None:
    """Speed and agreement on invented pages."""
    pages = [page(number) for number in range(PAGES)]
    files = [each.html for each in pages]
    ours = [read(data) for data in files]  # warm: imports, word lists
    speed(files)
    theirs = [extract(data, include_comments=False) or "" for data in files]
    print(f"  main text, F1 of words: ours {_score(ours, [each.text for each in pages]):.4f}, ", end="")
    print(f"trafilatura's own {_score(theirs, [each.text for each in pages]):.4f}")


def real(folder: Path) -> None:
    """Speed on real pages, and how far the text is trafilatura's."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*.htm*")) if path.is_file()]
    if not files:
        sys.exit(f"{folder}: no .html files")
    ours = [read(data) for data in files]
    speed(files)
    theirs = [extract(data, include_comments=False) or "" for data in files]
    both = [(one, other) for one, other in zip(ours, theirs, strict=True) if one and other]
    print(f"  agreement with trafilatura's own text: {_score(*zip(*both, strict=True)):.4f}, ", end="")
    print(f"{sum(map(bool, ours))} pages with text by us, {sum(map(bool, theirs))} by trafilatura")


def read(data: bytes) -> str:
    """The text of a page; nothing where it is refused."""
    try:
        return document_from_html(data, source="page.html", limits=LIMITS).text
    except Refused:
        return ""


def speed(files: Sequence[bytes]) -> None:
    """Pages a second on one core, best of three rounds."""
    rounds = []
    for _ in range(3):
        began = time.perf_counter()
        for data in files:
            read(data)
        rounds.append(time.perf_counter() - began)
    size = mean(len(data) for data in files) / 1000
    print(f"web pages: {len(files) / min(rounds):.0f} a second on one core ({len(files)} of {size:.0f} KB)")


def _score(found: Sequence[str], gold: Sequence[str]) -> float:
    return mean(f1(one, other) for one, other in zip(found, gold, strict=True))


def f1(found: str, gold: str) -> float:
    """Harmonic mean of precision and recall of words, each counted as often as it stands there."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, gold))
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
