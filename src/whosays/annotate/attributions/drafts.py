"""An attribution in the making."""

from __future__ import annotations

import msgspec

from whosays.records import Span


class Draft(msgspec.Struct):
    """An attribution that may still gain pieces of content."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    quoted: bool = False
    speaker: str | None = None
    clause: int = -1
    labelled: bool = False
    """By a label: the name before a turn of a transcript, or under a quotation."""
    whole: bool = False
    """Its content are whole blocks."""
    speech: bool = True
    """Of a verb, not of a hedge or a noun: a quotation that follows alone goes on with it."""

    def place(self) -> Span:
        """For sorting: where it begins, and where its words of reporting stand."""
        spans = [span for span in (self.source, self.cue, *self.content) if span is not None]
        return (min(start for start, _ in spans), (self.cue or self.content[0])[0])
