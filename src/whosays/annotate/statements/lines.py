"""Which words of a document are shown for a statement, and which of a source's words it stands in."""

from __future__ import annotations

from whosays.records import Document, Span

_FEWEST = 3  # words that read as a line
_GAP = 2  # characters between a cue and what completes it
_THAT = "that "
_EDGES = " \t\n\r,;:\"'\u201c\u201d\u2018\u2019\u00ab\u00bb-\u2013\u2014"


def content_round(document: Document, attribution: int | None, offset: int) -> Span | None:
    """The span of what a source says that holds the character at `offset`."""
    if attribution is None:
        return None
    for low, high in document.attributions[attribution].content:
        if low <= offset < high:
            return low, high
    return None


def line_of(document: Document, attribution: int | None, trigger: Span, sentence: Span) -> Span:
    """The sentence without the words that report it; the whole sentence where that would be a scrap."""
    content = content_round(document, attribution, trigger[0])
    if content is None:
        return trimmed(document, sentence, trigger)
    if _completes_its_cue(document, attribution, content):
        return trimmed(document, sentence, trigger)
    start, end = max(content[0], sentence[0]), min(content[1], sentence[1])
    if document.text[start : start + len(_THAT)].lower() == _THAT and start + len(_THAT) <= trigger[0]:
        start += len(_THAT)
    start, end = trimmed(document, (min(start, trigger[0]), max(end, trigger[1])), trigger)
    if len(document.text[start:end].split()) < _FEWEST:
        return trimmed(document, sentence, trigger)
    return start, end


def _completes_its_cue(document: Document, attribution: int | None, content: Span) -> bool:
    """ "denied | any part in the bombing", "accused | the Front of it": no clause that can stand alone.

    So is "said | gunmen attacked …"; the line then repeats who said it, which does no harm.
    """
    if attribution is None or document.attributions[attribution].quoted:
        return False
    if document.text[content[0] : content[0] + len(_THAT)].lower() == _THAT:
        return False
    return any(0 <= content[0] - end <= _GAP for _, end in document.attributions[attribution].cue)


def trimmed(document: Document, span: Span, trigger: Span) -> Span:
    """A span without marks and spaces at its edges, the trigger always inside."""
    start, end = span
    while start < trigger[0] and document.text[start] in _EDGES:
        start += 1
    while end > trigger[1] and document.text[end - 1] in _EDGES:
        end -= 1
    return start, end
