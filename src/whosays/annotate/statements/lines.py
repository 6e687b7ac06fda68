"""Which words of a document are shown for a statement, and which of a source's words it stands in."""

from __future__ import annotations

from whosays.annotate.sentences import dateline_end
from whosays.annotate.statements.tree import Tree
from whosays.annotate.statements.voices import content_round
from whosays.records import Document, Span

_FEWEST = 3  # words that read as a line
_GAP = 2  # characters between a cue and what completes it
_THAT = "that "
_MARKS = " \t\n\r,;:-\u2013\u2014"
_BULLETS = _MARKS + ">|*#\u2022\u00b7"
_OPENING = {"\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", '"': '"', "'": "'"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}


def line_of(document: Document, attribution: int | None, trigger: Span, sentence: Span) -> Span:
    """The sentence without the words that report it; the whole sentence where that would be a scrap."""
    sentence = _without_label(document, attribution, trigger, sentence)
    content = content_round(document, attribution, trigger[0])
    if content is None or _is_said_by_nobody(document, attribution):
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


def shown(tree: Tree, attribution: int | None, trigger: Span, at: int) -> Span:
    """The line of what the word `at` tells: what the source says, where it has a verb; else the sentence."""
    document, sentence = tree.document, tree.document.sentences[tree.sentence[at]]
    span = line_of(document, attribution, trigger, sentence)
    if span != sentence and not any(tree.upos[i] in {"VERB", "AUX"} for i in tree.inside(*span)):
        span = trimmed(document, sentence, trigger)
    return span


def _without_label(document: Document, attribution: int | None, trigger: Span, sentence: Span) -> Span:
    """ "VESK: The truce was signed": who speaks is told beside the line."""
    for start, end in () if attribution is None else document.attributions[attribution].source:
        colon = end + len(document.text[end : end + _GAP]) - len(document.text[end : end + _GAP].lstrip())
        if start == sentence[0] and document.text[colon : colon + 1] == ":" and colon < trigger[0]:
            return colon + 1, sentence[1]
    return sentence


def _is_said_by_nobody(document: Document, attribution: int | None) -> bool:
    """A quotation without source or cue is often half a clause: the sentence round it reads better."""
    if attribution is None:
        return True
    said = document.attributions[attribution]
    return not said.source and not said.cue


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
    """A span without dateline, list marks and lone quotation marks at its edges; the trigger stays inside."""
    text, (start, end) = document.text, span
    start = min(dateline_end(text, start, trigger[0]), trigger[0])
    while start < trigger[0] and (text[start] in _BULLETS or _opens_nothing(text, start, end)):
        start += 1
    while end > trigger[1] and (text[end - 1] in _MARKS or _closes_nothing(text, start, end)):
        end -= 1
    closing = _OPENING.get(text[start])
    if start < trigger[0] and closing and text.find(closing, start + 1, end) == end - 1 >= trigger[1]:
        return trimmed(document, (start + 1, end - 1), trigger)  # a whole quotation needs no marks
    return start, end


def _opens_nothing(text: str, start: int, end: int) -> bool:
    """A mark at the beginning whose partner does not stand in the line; or one that closes."""
    mark = text[start]
    if mark in _OPENING:
        return text.find(_OPENING[mark], start + 1, end) < 0
    return mark in _CLOSING


def _closes_nothing(text: str, start: int, end: int) -> bool:
    mark = text[end - 1]
    if mark in _CLOSING:
        return text.find(_CLOSING[mark], start, end - 1) < 0
    return mark in _OPENING
