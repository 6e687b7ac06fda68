"""The text of a message: decoded, and laid out in paragraphs and quotations. Not a character is changed."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from whosays.read.names import shown
from whosays.read.passed_on import opens_message
from whosays.records import Block, BlockKind

_MARK = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]{0,8}(?:[-*•‣–]|\(?\d{1,3}[.)])[ \t]")


_NOT_FOR_TEXT = frozenset(
    {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
"""Codecs of Python that are no encodings of text, or cost more than time in proportion."""


def usable_charset(name: str) -> str | None:
    """The name of an encoding as Python knows it; `None` where it is none."""
    try:
        known = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return None if known is None or known.replace("-", "_") in _NOT_FOR_TEXT else known


def decoded(data: bytes, charset: str) -> tuple[str, str | None]:
    """Text, and a note where its encoding had to be guessed or did not hold."""
    told = usable_charset(charset)
    # Who writes "Latin-1" or "ASCII" means Windows-1252 (WHATWG Encoding Standard).
    tried = ["ascii", "cp1252", "latin-1"] if told in {"iso8859-1"} else [told or "ascii"]
    for name in tried:
        try:
            return data.decode(name).removeprefix("\ufeff"), None
        except (LookupError, ValueError):
            continue
    wrong = (
        f"its encoding {shown(charset)[:40]!r} did not hold; "
        if charset
        else "it does not say its encoding; "
    )
    try:
        return data.decode("utf-8-sig"), wrong + "it is UTF-8"
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[: 1 << 20]).best()
        guess = best.encoding if best is not None else "utf-8"
        return data.decode(guess, "replace"), f"{wrong}{guess} was guessed"


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs, list items and quotations; what follows a line of forwarding is a quotation."""
    return _Blocks(text).found()


class _Blocks:
    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)
        self._done: list[Block] = []
        self._now: tuple[BlockKind, int] | None = None
        self._begin = self._end = 0
        self._passed_on = 0
        """How many times what follows was passed on."""

    def found(self) -> tuple[Block, ...]:
        at = 0
        for number, line in enumerate(self._lines):
            self._take(number, line, at)
            at += len(line)
        self._close()
        return tuple(self._done)

    def _take(self, number: int, line: str, at: int) -> None:
        mark = _MARK.match(line)
        words = line[mark.end() :] if mark else line
        if not words.strip():
            self._close()
            return
        passes_on = mark is None and opens_message(self._lines, number)
        kind = self._kind(mark[0].count(">") if mark else 0, words)
        if passes_on:
            self._close()
            self._passed_on += 1
        if kind != self._now or (kind[0] == "item" and _ITEM.match(words)):
            self._close()
            self._begin, self._now = at + len(line) - len(line.lstrip()), kind
        self._end = at + len(line.rstrip())
        if passes_on:
            self._close()

    def _kind(self, quoted: int, words: str) -> tuple[BlockKind, int]:
        level = quoted + self._passed_on
        if level:
            return "quote", level
        in_list = self._now == ("item", 1)
        # A line that begins with a number may as well be the middle of a sentence.
        if _ITEM.match(words) and (self._now is None or in_list):
            return "item", 1
        return ("item", 1) if in_list and words[0] in " \t" else ("paragraph", 0)

    def _close(self) -> None:
        if self._now is not None:
            kind, level = self._now
            self._done.append(Block(start=self._begin, end=self._end, kind=kind, level=level))
            self._now = None
