"""Where a sentence stands on its page: its block, the heading over it, what introduces its list."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from whosays.records import Block, Document


class Setting(msgspec.Struct, frozen=True):
    """Where a sentence stands in the layout."""

    block: Block | None = None
    heading: Block | None = None
    """The heading it stands under."""
    lead: Block | None = None
    """Of an item: the heading or paragraph right above the list."""

    @property
    def is_heading(self) -> bool:
        """Does the sentence stand in a heading?"""
        return self.block is not None and self.block.kind == "heading"


class Layout:
    """The blocks of a document, asked by offset."""

    def __init__(self, document: Document) -> None:
        self._blocks = [block for block in document.blocks if block.kind != "page-break"]
        self._starts = [block.start for block in self._blocks]
        self._settings = self._find_settings()

    def _find_settings(self) -> list[Setting]:
        found = []
        heading: Block | None = None
        lead: Block | None = None
        for block in self._blocks:
            if block.kind == "heading":
                heading = lead = block
            elif block.kind != "item":
                lead = block
            found.append(Setting(block, heading, lead if block.kind == "item" else None))
        return found

    def setting(self, offset: int) -> Setting:
        """Where the character at `offset` stands."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self._blocks[at].end <= offset:
            return Setting()
        return self._settings[at]
