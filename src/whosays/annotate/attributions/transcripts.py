"""Turns of a transcript: blocks that begin with a label and a colon ("Q:", "MR SMITH:") or "[RODRIGUEZ]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from whosays.annotate.attributions.reporting import words
from whosays.records import Document, Span

_LABEL = re.compile(r"[ \t>*_]{0,4}[\"“]?([^\W\d_][^\n:,;\"“”\[\]]{0,40}?)[*_]{0,2}:[*_]{0,2}[ \t]+(?=\S)")
_BRACKETED = re.compile(r"\[([^\W\d_][^\]\[\n]{1,40})\][ \t]*(?=[\"“])")
_REPEATED = 2


class Turn(msgspec.Struct, frozen=True):
    """What one speaker says in one block."""

    label: Span
    cue: Span | None
    """The colon."""
    content: Span


def turns(document: Document, spans: Sequence[Span]) -> Iterator[Turn]:
    """The blocks of `spans` that are turns; a label not known as one must be a name or come back."""
    text = document.text
    headings = {block.start for block in document.blocks if block.kind in ("heading", "cell")}
    names = {(m.start, m.end) for m in document.mentions if m.kind == "name" and m.type == "Person"}
    candidates: list[tuple[re.Match[str], bool, int]] = []
    for start, end in spans:
        if start in headings:
            continue
        match = _LABEL.match(text, start, min(end, start + 60))
        bracketed = match is None
        match = match or _BRACKETED.match(text, start, min(end, start + 60))
        if match is not None and match.end() < end:
            candidates.append((match, bracketed, end))
    seen = Counter(match.group(1) for match, _, _ in candidates)
    # One label alone that comes back is a heading of notes or a form, not a conversation.
    talk = len({label for label, count in seen.items() if count >= _REPEATED and _is_label(label)}) >= 2
    for match, bracketed, end in candidates:
        label = match.group(1)
        known = label.lower() in words().labels and (len(label) > 1 or talk)
        named = (match.start(1), match.end(1)) in names
        speaks = seen[label] >= _REPEATED or label.split()[0].isupper()
        if not _is_label(label) or not (named or known or (talk and speaks)):
            continue
        colon = text.find(":", match.end(1), match.end())
        cue = None if bracketed or colon < 0 else (colon, colon + 1)
        yield Turn((match.start(1), match.end(1)), cue, (match.end(), end))


def _is_label(label: str) -> bool:
    """A few words, in capitals or each with a capital, that are no heading of a form."""
    parts = label.split()
    if len(parts) > 4 or label.lower() in words().not_labels:
        return False
    return label.isupper() or all(part[0].isupper() for part in parts)
