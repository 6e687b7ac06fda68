"""By what a line was coded, in words: the entry of the lexicon, where it stands, the words that it saw."""

from __future__ import annotations

from whosays import lexicon
from whosays.views.chronology import Entry
from whosays.views.wording import one_line


def coded_by(entry: Entry) -> str:
    """ "killing (ASSAULT), lexicon/events/assault.yaml: “killed”"."""
    if entry.code is None:
        return "nothing that is noted: it was read by an earlier version, or by a plug-in"
    file, _, name = entry.code.rpartition(":")
    where = f"{one_line(file)} (yours)" if file else lexicon.place_of(name) or "a rule of whosays"
    mode = f", {one_line(entry.mode)}" if entry.mode else ""
    words = f": “{one_line(entry.code_words)}”" if entry.code_words else ""
    return f"{one_line(name)} ({one_line(entry.type or entry.kind)}{mode}), {where}{words}"
