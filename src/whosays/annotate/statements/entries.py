"""Dated entries and items of a list: what their opening date and the words above the list lend them."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import dating, stance
from whosays.annotate.statements.dating import Setting
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.sentence import SentenceWords, Words
from whosays.records import Block, Document, Span

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


class Lead(msgspec.Struct, frozen=True):
    """What introduces a list, and the report of speech that it stands in."""

    found: Found
    attribution: int | None


class Entries:
    """Asks, for each sentence, whether it is an entry; remembers what lead-ins said."""

    def __init__(self, document: Document, words: SentenceWords) -> None:
        self._document = document
        self._words = words
        self._heading_times: dict[int, int | None] = {}
        self._leads: dict[int, Lead] = {}
        self._item_times: dict[int, int | None] = {}

    def pass_by(self, sentence: Span, setting: Setting) -> None:
        """Note the date that begins an item whose first sentence has no event word."""
        if setting.block is None or setting.block.kind != "item" or sentence[0] != setting.block.start:
            return
        opening = dating.opening_time(self._words.words(sentence))
        if opening is not None:
            self._item_times[sentence[0]] = opening[0]

    def entry(self, w: Words, setting: Setting) -> Entry | None:
        """The entry that the sentence is, or is part of."""
        opening = dating.opening_time(w)
        item = setting.block if setting.block is not None and setting.block.kind == "item" else None
        if item is None:
            if opening is None:
                return None
            return Entry(time=opening[0], body=opening[1], item=None, dated=True)
        if opening is not None:
            self._item_times[item.start] = opening[0]
        time = self._item_times.get(item.start)
        dated = time is not None
        if time is None:
            time = self._of_heading(setting.heading)
        return Entry(time=time, body=opening[1] if opening is not None else 0, item=item, dated=dated)

    def _of_heading(self, heading: Block | None) -> int | None:
        if heading is None:
            return None
        if heading.start not in self._heading_times:
            time = dating.only_time(self._document, heading.start, heading.end)
            self._heading_times[heading.start] = time
        return self._heading_times[heading.start]

    def remember(self, w: Words, found: Found, setting: Setting) -> bool:
        """Keep a statement that introduces a list: its block ends in a colon, or is a heading for such.

        True where it speaks of those listed and of nothing else ("these killings:").
        """
        block = setting.block
        if block is None or block.kind == "item" or found.sense.relation:
            return False
        colon = self._document.text[max(block.start, block.end - 3) : block.end].rstrip().endswith(":")
        if not colon and block.kind != "heading":
            return False
        attribution = stance.reported_by(self._document, w.spans[found.at][0])
        self._leads[block.start] = Lead(found, attribution)
        return found.sense.part == "noun" and "plural" in found.sense.forms

    def lead(self, setting: Setting) -> Lead | None:
        """The statement that introduces the list in which this item stands."""
        return self._leads.get(setting.lead.start) if setting.lead is not None else None


def item_span(entry: Entry, sentence: Span) -> Span:
    """What is shown of an entry: the whole item, if short and begun with its date, else the sentence."""
    item = entry.item
    if item is None or not entry.dated or item.end - item.start > _LONGEST_ITEM:
        return sentence
    return item.start, item.end
