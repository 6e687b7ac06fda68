"""Text and its blocks, put together piece by piece so that the offsets cannot go wrong."""

from __future__ import annotations

import re

from whosays.records import Block, BlockKind

_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class Layout:
    """Collects blocks in reading order; `text` and `blocks` give the result.

    Blocks are parted by an empty line, items and cells by a line end. A page break is the character U+000C.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._page = 1

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        """A block with white space folded; nothing where there are no words."""
        text = _SPACES.sub(" ", text).strip(" ")
        if not text:
            return
        tight = kind in {"item", "cell"} and bool(self._blocks) and self._blocks[-1].kind == kind
        self._append("" if not self._pieces else "\n" if tight else "\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(
            Block(start=start, end=self._length, kind=kind, level=level, row=row, column=column)
        )

    def page_break(self) -> None:
        """The next block stands on a new page."""
        self._page += 1
        start = self._length
        self._append("\f")
        self._blocks.append(Block(start=start, end=start + 1, kind="page-break", level=self._page))

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    @property
    def text(self) -> str:
        """All blocks, in order."""
        return "".join(self._pieces)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of `text`."""
        return tuple(self._blocks)
