"""Messages: who wrote this one, and whose words are in it that were passed on or answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from whosays.read.credits.places import Place, is_name, words
from whosays.read.passed_on import opens_message, sender_in
from whosays.records import Credit, Document

DEEPEST = 8
"""How often a message may be passed on before its senders are no longer told apart."""
HEADERS = 12
"""Lines after the opening of a message passed on in which its sender stands."""
MESSAGE = "message/rfc822"
_MARKS = re.compile(r"(?:>[ \t]?)+")
_ADDRESS = re.compile(r"\s*[<(\[][^<>\s]*[>)\]]\s*|\s*mailto:\S*")
_SIGNED = re.compile(r"[^\W\d_][^.!?;:@\n]{1,60}")
_Part = tuple[int, str, tuple[int, int] | None, int]


def messages(document: Document, places: Sequence[Place]) -> list[Credit]:
    """The writer of a mail, and of each message within it."""
    forwarded = list(_forwarded(document))
    found = [
        Credit(kind="author", name=name, span=span, covers=((start, len(document.text)),))
        for start, name, span, _ in forwarded
        if name
    ]
    answered = list(_answered(document.text))
    found += [credit for credit, _ in answered]
    own_end = min([len(document.text), *(at for *_, at in forwarded), *(at for _, at in answered)])
    if document.format == MESSAGE and document.byline and document.text[:own_end].strip():
        found.append(Credit(kind="author", name=document.byline[0], covers=((0, own_end),)))
    return found


def _forwarded(document: Document) -> Iterator[_Part]:
    """For each message passed on: where its words begin, its sender and where he is named, where it opens."""
    lines = document.text.splitlines(keepends=True)
    at = begin = found = 0
    for number, line in enumerate(lines):
        # The headers under an opening line look like an opening themselves.
        if at >= begin and found < DEEPEST and opens_message(lines, number):
            found += 1
            part = _part(document.text, lines, number, at)
            begin = part[0]
            yield part
        at += len(line)


def _part(text: str, lines: Sequence[str], number: int, at: int) -> _Part:
    name, span, begin, place = "", None, at + len(lines[number]), at
    for offset, line in enumerate(lines[number : number + HEADERS]):
        told = sender_in(line[:300])
        if told is not None and not name:
            name = _ADDRESS.sub("", told).strip(" \"'") or told.strip(" <>")
            span = (place, place + len(line.rstrip()))
        place += len(line)
        if ":" in line[:40] or offset == 0:
            begin = place
        elif line.strip():
            break
    if not is_name(name) and (signed := _signature(text)):
        name, span = signed
    return begin, name, span, at


def _signature(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first line of the last paragraph, where that is short and no sentence."""
    end = len(text.rstrip())
    start = text.rfind("\n\n", 0, end) + 2
    first = text[start:end].partition("\n")[0].strip()
    if start < 2 or end - start > 160 or not _SIGNED.fullmatch(first) or not is_name(first):
        return None
    return first, (start, start + len(first))


@cache
def _wrote() -> re.Pattern[str]:
    verbs = "|".join(re.escape(word) for word in words().wrote)
    date = r"(?:(?:On|Am|Le|El|Il|Op)\s[^\n]{0,80}?[\d,]\s)?"
    address = r"(?:<[^<>\s]*>)?"
    return re.compile(rf"[>\s]*{date}(?P<name>[^\n,<>]{{2,60}}?)\s?{address}\s(?i:{verbs})\s?{address}:\s*")


class _Answer(msgspec.Struct):
    """The words of somebody that a message answers, with marks before each line."""

    name: str
    span: tuple[int, int]
    depth: int
    """Marks before the line that names him."""
    opened: int
    begin: int | None = None


def _answered(text: str) -> Iterator[tuple[Credit, int]]:
    """What "On 3 May, Anna Sorel wrote:" introduces, each with the place of that line."""
    stack: list[_Answer] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            marks = _MARKS.match(line)
            depth = marks[0].count(">") if marks else 0
            while stack and depth <= stack[-1].depth:
                yield from _closed(stack.pop(), at)
            if stack and stack[-1].begin is None:
                stack[-1].begin = at
            if len(line) <= 300 and line.rstrip()[-1] == ":" and len(stack) < DEEPEST:
                match = _wrote().fullmatch(line)
                if match and is_name(name := match["name"].strip(" \"'")):
                    where = (at + match.start("name"), at + match.end("name"))
                    stack.append(_Answer(name=name, span=where, depth=depth, opened=at))
        at += len(line)
    while stack:
        yield from _closed(stack.pop(), at)


def _closed(answer: _Answer, end: int) -> Iterator[tuple[Credit, int]]:
    if answer.begin is not None:
        yield (
            Credit(kind="author", name=answer.name, span=answer.span, covers=((answer.begin, end),)),
            answer.opened,
        )
