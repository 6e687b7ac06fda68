"""Dated entries and items of a list: what their opening date and the words above the list lend them."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import dating
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.layout import Layout, Setting
from whosays.annotate.statements.tree import Tree
from whosays.records import Block, Span

_SHORT = 8  # words of a line that does nothing but introduce a list
_LONGEST_ITEM = 400  # characters of an item that are shown as one line


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a list, or a sentence that begins with its date."""

    time: int | None
    """Index of the time that dates it."""
    body: int
    """First word after the opening date."""
    item: Block | None
    dated: bool = False
    """It begins with its date: its present tense tells what happened then."""


class Entries:
    """Asks, for each sentence, whether it is an entry; remembers what lead-ins said."""

    def __init__(self, tree: Tree, layout: Layout) -> None:
        self._tree = tree
        self._layout = layout
        self._heading_times: dict[int, int | None] = {}
        self._leads: dict[int, Found] = {}
        self._found: dict[int, Entry | None] = {}
        self._item_times = self._opening_times()

    def _opening_times(self) -> dict[int, int]:
        """The date that begins each item, by the item's start."""
        found = {}
        for sentence, (first, end) in enumerate(self._tree.bounds):
            if first < end:
                block = self._layout.setting(self._tree.words[first].start).block
                if block is not None and block.kind == "item" and block.start not in found:
                    opening = dating.opening(self._tree, sentence)
                    if opening is not None:
                        found[block.start] = opening[0]
        return found

    def entry(self, sentence: int, setting: Setting) -> Entry | None:
        """The entry that the sentence is, or is part of."""
        if sentence not in self._found:
            self._found[sentence] = self._entry(sentence, setting)
        return self._found[sentence]

    def _entry(self, sentence: int, setting: Setting) -> Entry | None:
        opening = dating.opening(self._tree, sentence)
        item = setting.block if setting.block is not None and setting.block.kind == "item" else None
        first = self._tree.bounds[sentence][0]
        if item is None:
            return None if opening is None else Entry(time=opening[0], body=opening[1], item=None, dated=True)
        time = self._item_times.get(item.start)
        dated = time is not None
        if time is None:
            time = self._of_heading(setting.heading)
        return Entry(time=time, body=opening[1] if opening is not None else first, item=item, dated=dated)

    def _of_heading(self, heading: Block | None) -> int | None:
        if heading is None:
            return None
        if heading.start not in self._heading_times:
            time = dating.only_time(self._tree.document, heading.start, heading.end)
            self._heading_times[heading.start] = time
        return self._heading_times[heading.start]

    def remember(self, found: Found, setting: Setting) -> bool:
        """Keep an event that introduces a list: its block ends in a colon, or is a heading for such.

        True where it speaks of those listed and of nothing else ("these killings:").
        """
        block = setting.block
        if block is None or block.kind == "item":
            return False
        text = self._tree.document.text
        colon = text[max(block.start, block.end - 3) : block.end].rstrip().endswith(":")
        if not colon and block.kind != "heading":
            return False
        self._leads[block.start] = found
        tree = self._tree
        if colon and len(text[block.start : block.end].split()) <= _SHORT:
            return True  # "The parties have agreed that:"
        return found.sense.part == "noun" and tree.lower[found.at] != tree.lemma[found.at]

    def lead(self, setting: Setting) -> Found | None:
        """The event that introduces the list in which this item stands."""
        return self._leads.get(setting.lead.start) if setting.lead is not None else None


def item_span(entry: Entry, sentence: Span) -> Span:
    """What is shown of an entry: the whole item, if short and begun with its date, else the sentence."""
    item = entry.item
    if item is None or not entry.dated or item.end - item.start > _LONGEST_ITEM:
        return sentence
    return item.start, item.end
