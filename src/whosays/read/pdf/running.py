"""Running headers, footers and page numbers: lines that stand on most pages at the same edge."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from whosays.lexicon import load
from whosays.read.pdf.lines import Line

FEWEST_PAGES = 3
"""On fewer pages nothing can be said to repeat."""
_EDGE = 0.12
"""Part of a page's height, above and below, in which such lines stand."""
_LONGEST = 200
_NUMBER = re.compile(r"\d{1,5}")
_NO_WORDS = re.compile(r"[\W_]*")


class PageWords(msgspec.Struct, frozen=True):
    """The form of `pages.yaml`."""

    page_words: tuple[str, ...]
    of_words: tuple[str, ...]


def without_running(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], int]:
    """The pages without such lines, and how many lines were left out.

    Clear cases only: the very same words at the same edge of more than half of all pages, or a number that
    grows by one with each page and has no words but "page" beside it.
    """
    if len(pages) < FEWEST_PAGES:
        return pages, 0
    keys = [
        [_keys(line, height, number) for line in lines]
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]
    seen = Counter(key for lines in keys for key in {key for line in lines for key in line})
    running = {key for key, times in seen.items() if times > len(pages) / 2 and times >= FEWEST_PAGES}
    kept = [
        [line for line, its in zip(lines, found, strict=True) if running.isdisjoint(its)]
        for lines, found in zip(pages, keys, strict=True)
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _keys(line: Line, height: float, number: int) -> frozenset[tuple[str, str | int]]:
    """What must be the same on most pages for the line to be running."""
    if len(line.text) > _LONGEST or height <= 0:
        return frozenset()
    if line.bottom >= height * (1 - _EDGE):
        edge = "top"
    elif line.top <= height * _EDGE:
        edge = "foot"
    else:
        return frozenset()
    if _NUMBER.search(line.text) is None:
        return frozenset({(edge, line.text.casefold())})
    first = _page_number(line.text)
    same: set[tuple[str, str | int]] = {(edge, line.text.casefold())}
    if first is not None:
        same.add((edge + " number", first - number))
    return frozenset(same)


def _page_number(text: str) -> int | None:
    """The number where the line is nothing else: `12`, `- 12 -`, `Page 12`, `12/40`, `page 12 of 40`."""
    numbers = _NUMBER.findall(text)
    words = load("pages", PageWords)
    rest = [word for word in _NUMBER.sub(" ", text).casefold().split() if not _NO_WORDS.fullmatch(word)]
    before = [word for word in rest if word in words.page_words or word + "." in words.page_words]
    between = [word for word in rest if word in words.of_words and len(numbers) == 2]
    if len(numbers) > 2 or len(before) > 1 or len(between) > 1 or len(before) + len(between) < len(rest):
        return None
    return int(numbers[0])
