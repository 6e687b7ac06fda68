"""The blocks of a typed text: paragraphs, headings, list items, quotations, pages.

Lines that belong together stand without an empty line between them. What could as well be a sentence is one:
a heading has to stand alone and look like a heading, items have to follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from whosays.read import imprint
from whosays.read.web_words import words
from whosays.records import Block, BlockKind

_LINE_END = re.compile("\r\n|[\n\r\f\x85\u2028\u2029]")
_EMPTY = re.compile(r"\n[ \t\r]{0,80}\n|\f")
MANY_LINES = 200_000
_LONGEST_HEADING = 120
_LONGEST_TITLE = 160
_MOST_WORDS = 14
_DEEPEST = 8
_START = re.compile(r"\s{0,80}")
_BULLET = re.compile(r"[-*+•‣▪◦–—]\s{1,8}(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s{1,8}(?=\S)")
_LETTER = re.compile(r"\(?[a-zA-Z][)]\s{1,8}(?=\S)|\(?[ivx]{1,5}[)]\s{1,8}(?=\S)")
_QUOTE = re.compile(r"(?:>\s{0,2}){1,20}")
_NUMBERED = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|[IVX]{1,5}\.)\s{1,4}(?=[^\W\d_])")
_YEARS = re.compile(r"[12]\d{3}(?:\s?[-–]\s?(?:[12]\d{3}|\d{2}))?:?")
_UNDERLINE = re.compile(r"={3,200}|-{3,200}|_{3,200}")
_STOP = tuple(".;,!")
_LETTERS = re.compile(r"[^\W\d_]+")


class PlainLayout(msgspec.Struct, frozen=True):
    """What was found."""

    blocks: tuple[Block, ...]
    title: str | None
    byline: tuple[str, ...]


class _Line:
    """A line with words in it, without the white space around them."""

    __slots__ = ("begins", "ends", "indent", "marker", "quoted", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        margin = _START.match(text, start, end)
        self.indent = len(text[start : margin.end()].expandtabs(4)) if margin else 0
        self.begins = margin.end() if margin else start
        self.ends = end
        self.text = text[self.begins : min(end, self.begins + 2 * _LONGEST_TITLE)]
        self.marker = _marker(self.text)
        quote = _QUOTE.match(self.text)
        self.quoted = quote[0].count(">") if quote else 0


_Group = list[_Line]


def layout_of(text: str) -> PlainLayout:
    """The blocks of `text`."""
    if sum(1 for _ in _LINE_END.finditer(text)) > MANY_LINES:
        return PlainLayout(_paragraphs(text), None, ())
    blocks: list[Block] = []
    page = 1
    groups: list[_Group] = []
    loud = _mostly_capitals(text[:20_000])
    first_page: list[_Group] = []
    for item in _groups(text):
        if isinstance(item, int):
            blocks += _page_blocks(groups, loud, first=page == 1)
            first_page, groups, page = first_page or groups, [], page + 1
            blocks.append(Block(start=item, end=item + 1, kind="page-break", level=page))
        else:
            groups.append(item)
    blocks += _page_blocks(groups, loud, first=page == 1)
    while blocks and blocks[-1].kind == "page-break":
        blocks.pop()  # the form feed at the end of the last page opens none
    first_page = first_page or groups
    titled = bool(first_page) and _is_title(first_page, loud)
    title = text[first_page[0][0].begins : first_page[0][0].ends].strip() if titled else None
    return PlainLayout(tuple(blocks), title, _byline(first_page) if titled else ())


def _groups(text: str) -> Iterator[_Group | int]:
    """Lines that stand together, and where pages break."""
    group: _Group = []
    start = 0
    for end, following in _line_ends(text):
        feed = text[end:following] == "\f"
        stop = start + len(text[start:end].rstrip())
        if stop > start:
            group.append(_Line(text, start, stop))
        if group and (stop == start or feed):
            yield group
            group = []
        if feed:
            yield end
        start = following
    if group:
        yield group


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE_END.finditer(text):
        yield match.span()
    yield len(text), len(text)


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Only what stands between empty lines: for texts of so many lines that nobody typed them."""
    blocks: list[Block] = []
    start = 0
    for end, following in [*(match.span() for match in _EMPTY.finditer(text)), (len(text), len(text))]:
        begins = start + len(text[start:end]) - len(text[start:end].lstrip())
        ends = start + len(text[start:end].rstrip())
        if begins < ends:
            blocks.append(Block(start=begins, end=ends, kind="paragraph"))
        start = following
    return tuple(blocks)


# ── a page ────────────────────────────────────────────────────────────────────────────────────────


def _page_blocks(groups: Sequence[_Group], loud: bool, *, first: bool) -> list[Block]:
    runs = _item_lines(groups)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        level = 0
        if first and number == 0 and _is_title(groups, loud):
            level = 1
        elif number + 1 < len(groups):
            level = _heading_level(group, loud)
            if first and number == 1 and imprint.date_line(group[0].text):
                level = 0  # the date of the whole, under its title
        if level:
            blocks.append(_block("heading", group, level))
        else:
            blocks += _group_blocks(group, runs, loud)
    return blocks


def _group_blocks(group: _Group, runs: dict[int, int], loud: bool) -> list[Block]:
    """A group that is no heading: paragraphs, quotations and items, in order."""
    blocks: list[Block] = []
    pending: _Group = []
    pending_level = -1  # 0: paragraph, above: item; below: quotation

    def close() -> None:
        nonlocal pending
        if pending:
            kind: BlockKind = "paragraph" if not pending_level else "item" if pending_level > 0 else "quote"
            blocks.append(_block(kind, pending, abs(pending_level)))
        pending = []

    if len(group) > 1 and group[1].begins in runs and _heading_level(group[:1], loud):
        # A heading right over its list.
        blocks.append(_block("heading", group[:1], _heading_level(group[:1], loud)))
        group = group[1:]
    for line in group:
        level = runs.get(line.begins)
        if level is None:
            level = -line.quoted if line.quoted else None
        if level is None:
            # A line without a mark goes on with the item, but not with the quotation, before it.
            level = pending_level if pending and pending_level > 0 else 0
            begins = bool(pending) and pending_level < 0
        else:
            begins = level > 0 or level != pending_level
        if begins or not pending:
            close()
        pending_level = level
        pending.append(line)
    close()
    return blocks


def _block(kind: BlockKind, lines: _Group, level: int) -> Block:
    return Block(start=lines[0].begins, end=lines[-1].ends, kind=kind, level=level)


# ── items ─────────────────────────────────────────────────────────────────────────────────────────


def _marker(line: str) -> str | None:
    """What sort of mark a line begins with."""
    for name, pattern in (("bullet", _BULLET), ("number", _NUMBER), ("letter", _LETTER), ("date", _dated())):
        if pattern.match(line):
            return f"bullet {line[0]}" if name == "bullet" else name
    return None


@cache
def _dated() -> re.Pattern[str]:
    """ "May 4, 1985:", "4 May:", "1985 -": a date that opens a line, set off by a colon or a dash."""
    month = "|".join(sorted(words().months, key=len, reverse=True))
    year = r"[12]\d{3}"
    day = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
    forms = (
        rf"(?:{month})\.?\s{day}(?:,?\s{year})?",
        rf"{day}\s(?:{month})\.?(?:,?\s{year})?",
        rf"(?:{month})\.?\s{year}",
        rf"{year}-\d\d-\d\d",
        year,
    )
    date = "|".join(forms)
    return re.compile(rf"(?:{date})\s?(?::|[-–—]\s)\s{{0,8}}(?=\S)", re.I)


def _item_lines(groups: Sequence[_Group]) -> dict[int, int]:
    """The lines that begin an item, by their start, with the item's depth.

    Marks count where at least two of a kind follow each other: lone ones are dashes, sums, dates in a text.
    """
    at = {line.begins: number for number, group in enumerate(groups) for line in group}
    opens = [group[0].begins for group in groups]
    found: dict[int, _Line] = {}
    for one, other in pairwise(line for group in groups for line in group if line.marker):
        here, there = at[one.begins], at[other.begins]
        # In one group, or in the next one, which then begins with it; a paragraph without marks ends a list.
        near = here == there or (
            here + 1 == there and opens[there] == other.begins and groups[here][0].marker
        )
        if near and one.marker == other.marker:
            found[one.begins], found[other.begins] = one, other
    return _depths(list(found.values()))


def _depths(lines: Sequence[_Line]) -> dict[int, int]:
    depths: dict[int, int] = {}
    open_indents: list[int] = []
    for line in lines:
        while open_indents and open_indents[-1] > line.indent:
            open_indents.pop()
        if not open_indents or open_indents[-1] < line.indent:
            open_indents.append(line.indent)
        depths[line.begins] = min(len(open_indents), _DEEPEST)
    return depths


# ── headings ──────────────────────────────────────────────────────────────────────────────────────


def _is_title(groups: Sequence[_Group], loud: bool) -> bool:
    """Is the first line plainly the heading of all that follows?"""
    group = groups[0]
    if len(groups) < 2 or not _alone(group, _LONGEST_TITLE):
        return False
    line = group[0].text
    if not _LETTERS.search(line) or (line.endswith("?") and len(_LETTERS.findall(line)) < 3):
        return False
    if loud or line.endswith(":") or imprint.byline(line) or any(imprint.dates_in(line)):
        return False
    follows = max(len(other.text) for other in groups[1]) if len(groups) == 2 else _LONGEST_TITLE
    return line[0] in "\"“‘«'([" or line[0].isupper() or line[0].isdigit() if follows > len(line) else False


def _alone(group: _Group, longest: int) -> bool:
    """One short line that does not end as a sentence does (or one with a line drawn under it)."""
    if len(group) == 2 and _UNDERLINE.fullmatch(group[1].text):
        return group[0].ends - group[0].begins <= longest
    line = group[0]
    return (
        len(group) == 1
        and line.ends - line.begins <= longest
        and not line.text.endswith(_STOP)
        and not line.quoted
        and (line.marker is None or line.marker == "number")
        and 1 <= len(line.text.split()) <= 2 * _MOST_WORDS
        and re.search(r"\w", line.text) is not None
    )


def _heading_level(group: _Group, loud: bool) -> int:
    """1 to 6 where the group is a heading; 0 where it may be something else."""
    if not _alone(group, _LONGEST_HEADING):
        return 0
    line = group[0].text
    if len(group) == 2:
        return 1 if "=" in group[1].text else 2
    if _YEARS.fullmatch(line) or imprint.date_line(line.rstrip(":")):
        return 3
    if len(line.split()) > _MOST_WORDS or line.endswith("?"):
        return 0
    numbered = _NUMBERED.match(line)
    if numbered:
        return min(2 + (numbered[1] or "").count("."), 6) if len(line.split()) <= 10 else 0
    if loud or line.endswith(":") or imprint.byline(line):
        return 0
    return 2 if _capitals(line) or _title_case(line) else 0


def _capitals(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _title_case(line: str) -> bool:
    """Do all the longer words begin with a capital? One word, or a name's two, is not enough to tell."""
    longer = [word for word in _LETTERS.findall(line) if len(word) > 3]
    return len(longer) >= 3 and all(word[0].isupper() for word in longer)


def _mostly_capitals(text: str) -> bool:
    """Telegrams: capitals say nothing there."""
    upper = sum(character.isupper() for character in text)
    lower = sum(character.islower() for character in text)
    return upper > lower


def _byline(groups: Sequence[_Group]) -> tuple[str, ...]:
    """The names in a line right under the title that says "By …" and nothing else."""
    if len(groups) < 2 or len(groups[1]) > 2:
        return ()
    for line in groups[1]:
        if not line.text.endswith(_STOP) and (found := imprint.byline(line.text)):
            return found
    return ()
