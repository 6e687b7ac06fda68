"""A document's words and trees in CoNLL-U, the form of Universal Dependencies.

Every character that is no white space is printed. What was not read, since it is in another language, is cut
at white space, `X` by its part of speech, with `Foreign=Yes` and the language in the last column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import PurePosixPath

from whosays.records import Document, Word


def conllu(document: Document) -> str:
    """The lines of one document, each sentence with an empty line behind it."""
    name = PurePosixPath(document.source).name
    lines = [f"# newdoc id = {name.removesuffix(PurePosixPath(name).suffix)}"]
    starts = [word.start for word in document.syntax]
    at = 0
    for start, end, language in _stretches(document):
        lines += _unread(document.text, at, start, None)  # nothing, if the layers hold together
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if language is None and first < last:
            lines += [f"# text = {' '.join(document.text[start:end].split())}"]
            lines += _sentence(document, first, last)
        else:
            lines += _unread(document.text, start, end, language)
        at = end
    lines += _unread(document.text, at, len(document.text), None)
    return "\n".join(lines) + "\n"


def _stretches(document: Document) -> list[tuple[int, int, str | None]]:
    """Sentences with trees and stretches without, in text order."""
    if not document.syntax:
        return [(0, len(document.text), document.language)] if document.text.strip() else []
    read: list[tuple[int, int, str | None]] = [(start, end, None) for start, end in document.sentences]
    return sorted([*read, *((f.start, f.end, f.language) for f in document.foreign)])


def _sentence(document: Document, first: int, last: int) -> Iterator[str]:
    text, words = document.text, document.syntax
    for k in range(first, last):
        word, number = words[k], k - first + 1
        group = k
        while group + 1 < last and words[group + 1].glued and words[group + 1].start == words[group].end:
            group += 1
        if group > k and not word.glued:
            form = text[word.start : words[group].end]
            told = _space(text, words[group].end)
            yield "\t".join([f"{number}-{number + group - k}", form, *"_______", told])
        head = word.head - first + 1 if first <= word.head < last else 0
        yield _line(number, text[word.start : word.end], word, head, _after(text, words, k, last))
    yield ""


def _line(number: int, form: str, word: Word, head: int, told: str) -> str:
    relation = word.deprel if head else "root"
    columns = (str(number), form, word.lemma, word.upos, "_", "_", str(head), relation, "_", told)
    return "\t".join(columns)


def _after(text: str, words: tuple[Word, ...], k: int, last: int) -> str:
    """`SpaceAfter=No`, but inside a token of several words, where the token says it."""
    inside = words[k].glued or (k + 1 < last and words[k + 1].glued and words[k + 1].start == words[k].end)
    return "_" if inside else _space(text, words[k].end)


def _space(text: str, end: int) -> str:
    return "SpaceAfter=No" if end < len(text) and not text[end].isspace() else "_"


def _unread(text: str, start: int, end: int, language: str | None) -> Iterator[str]:
    forms = text[start:end].split()
    told = f"Lang={language}" if language else "_"
    for number, form in enumerate(forms, start=1):
        head, relation = (1, "dep") if number > 1 else (0, "root")
        yield "\t".join([str(number), form, "_", "X", "_", "Foreign=Yes", str(head), relation, "_", told])
    if forms:
        yield ""
