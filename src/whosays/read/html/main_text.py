"""Which pieces of a page are its text.

trafilatura says where the text is; the words are then taken from the page itself, so that headings, lists,
tables and white space are the page's. What trafilatura left out between, right above or right below is put
back where it reads like text: old pages have chronologies under headings, which it drops.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec
from trafilatura import bare_extraction

from whosays.read.html.pieces import ASIDE, FURNITURE, TEXT, Piece
from whosays.read.web_words import words

MANY = 20_000
"""Elements beyond which trafilatura may take minutes: parts of it are quadratic."""

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_STOP = re.compile(r"[.!?:;…。！？؟।][\"'”’»)\]]{0,3}\s{0,3}$")
_TRIPLE = 3
_SAME = 0.6
"""Share of a piece's word triples that trafilatura's text must have for the piece to be in it."""
_MOST_LINKED = 0.5
_TEXT_BEFORE = 300
"""Code points of text that stand before the heading of the comments."""
_GAP = 400
"""Pieces between the main heading and the first piece of text that may be put back."""


class MainText(msgspec.Struct, frozen=True):
    """The pieces of the text, in order."""

    pieces: tuple[Any, ...]
    title: str | None
    """The main heading of the text."""
    container: Any
    """The innermost element that holds it."""
    notes: tuple[str, ...] = ()


def main_text(root: Any, pieces: list[Piece]) -> MainText:
    """The text among the `pieces` of the page `root`."""
    notes: tuple[str, ...] = ()
    if root.xpath("count(//*)") > MANY:
        chosen = _all_of_main_part(root, pieces)
        notes = (f"more than {MANY:,} elements: all of the page but menus and boxes was taken for its text",)
    else:
        chosen = _chosen(pieces, _trafilatura(root))
    chosen = _before_comments(pieces, chosen)
    if not chosen:
        chosen = {at for at, piece in enumerate(pieces) if _in_flow(piece)}
        if not chosen:
            chosen = set(range(len(pieces)))
    heading = _main_heading(pieces, min(chosen, default=0))
    container = _article_around(_container(pieces, chosen))
    if heading is not None and pieces[heading].stands == TEXT:
        container = _holding(container, pieces[heading].element)
    chosen |= _above(pieces, chosen, heading, container)
    chosen |= _between(pieces, min(chosen, default=0), max(chosen, default=0) + 1, chosen)
    chosen |= _below(pieces, chosen, container)
    title = " ".join(pieces[heading].text.split()) if heading is not None else None
    return MainText(tuple(pieces[at] for at in sorted(chosen)), title, container, notes)


def _trafilatura(root: Any) -> list[str]:
    """The blocks of text that trafilatura finds."""
    found: Any = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or found.body is None:
        return []
    lines: list[str] = []
    for element in found.body.iter("p", "head", "item", "cell", "quote", "code", "div", "ab"):
        lines.append("".join(element.itertext()) if len(element) == 0 else element.text or "")
        for child in element:
            if len(element):
                lines.append("".join(child.itertext()) if child.tag in {"hi", "ref", "del"} else "")
                lines.append(child.tail or "")
    text = "\n".join("".join(element.itertext()) for element in found.body)
    return [text, *lines]


def _all_of_main_part(root: Any, pieces: list[Piece]) -> set[int]:
    """What stands in the flow of the only `main` or `article` of a page; nothing where there is none."""
    for tag in ("main", "article"):
        parts = list(root.iter(tag))
        if len(parts) == 1:
            inside = set(parts[0].iter())
            return {at for at, piece in enumerate(pieces) if piece.element in inside and _in_flow(piece)}
    return set()


# ── what trafilatura chose ────────────────────────────────────────────────────────────────────────


def _chosen(pieces: list[Piece], found: list[str]) -> set[int]:
    """The pieces whose words are in trafilatura's text, but for furniture, unless most of it is there."""
    if not found:
        return set()
    tokens = _WORD.findall(found[0].lower())
    triples = set(zip(tokens, tokens[1:], tokens[2:], strict=False))
    short = Counter(" ".join(_WORD.findall(line.lower())) for text in found for line in text.split("\n"))
    chosen: set[int] = set()
    weight = {TEXT: 0, ASIDE: 0, FURNITURE: 0}
    for stands in (TEXT, ASIDE, FURNITURE):
        for at, piece in enumerate(pieces):
            if piece.stands == stands and _is_in(piece, triples, short):
                chosen.add(at)
                weight[stands] += len(piece.text)
    if weight[FURNITURE] * 2 <= weight[TEXT] + weight[ASIDE]:
        chosen = {at for at in chosen if pieces[at].stands != FURNITURE}
    return _without_repeats(pieces, chosen)


def _is_in(piece: Piece, triples: set[tuple[str, str, str]], short: Counter[str]) -> bool:
    tokens = _WORD.findall(piece.text.lower())
    if not tokens:
        return False
    if len(tokens) <= _TRIPLE:
        line = " ".join(tokens)
        if short[line] <= 0:
            return False
        short[line] -= 1
        return True
    own = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return sum(triple in triples for triple in own) >= _SAME * len(own)


def _without_repeats(pieces: list[Piece], chosen: set[int]) -> set[int]:
    """Of a heading or teaser that stands there twice, outside lists and tables, the last before the text."""
    first: dict[str, int] = {}
    dropped: set[int] = set()
    for at in sorted(chosen):
        piece = pieces[at]
        if piece.kind in {"cell", "item"}:
            continue
        line = " ".join(piece.text.split())
        if line in first and (piece.linked or pieces[first[line]].linked):
            dropped.add(at if piece.linked else first[line])
        first[line] = at
    return chosen - dropped


# ── where the text stands ─────────────────────────────────────────────────────────────────────────


def _container(pieces: list[Piece], chosen: set[int]) -> Any:
    """The innermost element that holds four fifths of the chosen words."""
    weight: Counter[Any] = Counter()
    total = 0
    depth: dict[Any, int] = {}
    for at in chosen:
        size = len(pieces[at].text)
        total += size
        line = [pieces[at].element, *pieces[at].element.iterancestors()]
        for up, element in enumerate(line):
            weight[element] += size
            depth[element] = len(line) - up
    heavy = [element for element, size in weight.items() if size >= 0.8 * total]
    return max(heavy, key=lambda element: depth[element], default=None)


def _article_around(element: Any) -> Any:
    """The article, or the main part of the page, that an element stands in; else itself."""
    if element is None:
        return None
    line = [element, *element.iterancestors()]
    for names in ({"article"}, {"main"}):
        for each in line:
            if each.tag in names or (each.get("itemprop") == "articleBody" and "article" in names):
                return each
    return element


def _holding(container: Any, heading: Any) -> Any:
    """The innermost element around `container` that holds the main heading too."""
    above = set(heading.iterancestors())
    while container is not None and container not in above:
        container = container.getparent()
    return container


def _main_heading(pieces: list[Piece], first: int) -> int | None:
    """The last top heading that stands before the second piece of the text."""
    found = None
    for at, piece in enumerate(pieces[: first + 3]):
        if piece.kind == "heading" and piece.level == 1 and piece.stands != FURNITURE:
            found = at
    return found


# ── what was left out ─────────────────────────────────────────────────────────────────────────────


def _in_flow(piece: Piece) -> bool:
    return piece.stands == TEXT and piece.linked <= _MOST_LINKED * len(piece.text)


def _reads_like_text(piece: Piece) -> bool:
    """No link, no lone label: a heading, an item, a cell, a sentence, or a line with a number in it."""
    if not _in_flow(piece):
        return False
    if piece.kind != "paragraph":
        return True
    if _STOP.search(piece.text[-8:]) or len(_WORD.findall(piece.text)) >= 8:
        return True
    return any(character.isdigit() for character in piece.text[:200])


def _before_comments(pieces: list[Piece], chosen: set[int]) -> set[int]:
    """What was chosen, up to a heading "Comments" outside the article that no other heading follows."""
    before = 0
    for at, piece in enumerate(pieces):
        if before >= _TEXT_BEFORE and piece.kind == "heading" and _is_over_comments(piece):
            later = [other for other in chosen if other > at]
            if any(pieces[other].kind == "heading" and not pieces[other].linked for other in later):
                return chosen
            return {other for other in chosen if other < at}
        if at in chosen:
            before += len(piece.text)
    return chosen


def _is_over_comments(piece: Piece) -> bool:
    line = " ".join(_WORD.findall(piece.text.lower()[:80])).strip("0123456789 ")
    return (
        line in words().comments_headings
        and next(piece.element.iterancestors("article", "main"), None) is None
    )


def _opens_furniture(piece: Piece) -> bool:
    """A heading such as "Related" or "Comments (3)"."""
    line = " ".join(_WORD.findall(piece.text.lower()[:80]))
    line = line.rstrip("0123456789 ")
    opened = words().furniture_headings
    return (piece.kind == "heading" or len(line) < 30) and any(
        line == known or (piece.kind == "heading" and line.startswith(known + " ")) for known in opened
    )


def _above(pieces: list[Piece], chosen: set[int], heading: int | None, container: Any) -> set[int]:
    """From the main heading down to the first piece of text; without one, the headings right above it."""
    first = min(chosen, default=0)
    if heading is not None and heading < first:
        if first - heading > _GAP:
            return {heading}
        return {heading} | _between(pieces, heading + 1, first, chosen)
    above: set[int] = set()
    for at in range(first - 1, -1, -1):
        if pieces[at].kind != "heading" or not _in_flow(pieces[at]) or _opens_furniture(pieces[at]):
            break
        above.add(at)
    return above


def _between(pieces: list[Piece], begin: int, end: int, chosen: set[int]) -> set[int]:
    """The pieces from `begin` to `end` that read like text; headings only over such."""
    found: set[int] = set()
    skipping = False
    for at in range(begin, end):
        piece = pieces[at]
        if at in chosen:
            skipping = False
            continue
        if _opens_furniture(piece):
            skipping = True
        elif piece.kind == "heading" and _in_flow(piece):
            skipping = False
        if not skipping and _reads_like_text(piece):
            found.add(at)
    return found - _empty_headings(pieces, found | chosen, end)


def _empty_headings(pieces: list[Piece], kept: set[int], end: int) -> set[int]:
    """Headings with nothing kept under them before the next one of their level or higher."""
    empty: set[int] = set()
    for at in kept:
        if pieces[at].kind != "heading":
            continue
        for below in range(at + 1, min(end + 1, len(pieces))):
            other = pieces[below]
            if below in kept and other.kind != "heading":
                break
            if other.kind == "heading" and other.level <= pieces[at].level and below in kept:
                empty.add(at)
                break
        else:
            empty.add(at)
    return empty


def _below(pieces: list[Piece], chosen: set[int], container: Any) -> set[int]:
    """What follows the last piece of text in the same element, up to the first thing that is none."""
    last = max(chosen, default=len(pieces) - 1)
    found: set[int] = set()
    for at in range(last + 1, len(pieces)):
        piece = pieces[at]
        if container is None or not _is_within(piece.element, container):
            break
        if (
            piece.stands == FURNITURE
            or _opens_furniture(piece)
            or piece.linked > _MOST_LINKED * len(piece.text)
        ):
            break
        if _reads_like_text(piece):
            found.add(at)
    return found - _empty_headings(pieces, found | chosen, len(pieces) - 1)


def _is_within(element: Any, container: Any) -> bool:
    return element is container or any(each is container for each in element.iterancestors())
