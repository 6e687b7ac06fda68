"""What a page says of itself: title, publisher, byline, date, address. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from whosays.read import imprint
from whosays.read.addresses import absolute
from whosays.read.html import json_ld
from whosays.read.html.pieces import FURNITURE, Piece

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "date",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "application-name",
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", ": ")
_DATE_CLASSES = frozenset(
    [
        "date",
        "dateline",
        "published",
        "pubdate",
        "posted",
        "timestamp",
        "time",
        "meta",
        "byline",
        "entry-date",
    ]
)
_BYLINE_CLASSES = frozenset({"byline", "author", "by-line", "author-name", "byline-name", "entry-author"})
_NEAR = 6
"""Pieces below the main heading that may be byline and date."""


class PageMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    canonical: str | None
    own_url: str | None
    """Where the page says that it stands, if not at its canonical address."""
    language: str | None
    meta: dict[str, str]
    nodes: tuple[Any, ...]


def page_metadata(root: Any, pieces: Sequence[Piece], heading: str | None, url: str | None) -> PageMetadata:
    """The metadata of the page `root`; `pieces`: those of the whole page; `heading`: the text's main heading;
    `url`: where the page was found, if that is known."""
    meta = _meta(root)
    nodes = json_ld.articles(root)
    near = _near_heading(pieces, heading)
    title, of_title = _title(root, meta, nodes, heading)
    publisher = _publisher(meta, nodes) or of_title
    own = absolute(url) or absolute(meta.get("og:url")) or _base(root)
    return PageMetadata(
        title=title,
        publisher=publisher,
        byline=_byline(root, meta, nodes, near, publisher),
        published=_published(root, meta, nodes, near),
        canonical=_canonical(root, meta, own),
        own_url=own,
        language=_language(root),
        meta=meta,
        nodes=tuple(nodes),
    )


def _meta(root: Any) -> dict[str, str]:
    """Content by name or property, in lower case; the first of several."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content and len(name) < 60 and len(content) < imprint.LONGEST * 10:
                found.setdefault(name, content)
    return found


def _base(root: Any) -> str | None:
    element = next(root.iter("base"), None)
    return absolute(element.get("href")) if element is not None else None


def _canonical(root: Any, meta: dict[str, str], own: str | None) -> str | None:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return absolute(element.get("href"), own)
    return absolute(meta.get("og:url"))


def _language(root: Any) -> str | None:
    found = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    first = found.replace("_", "-").split("-")[0]
    return first if len(first) in {2, 3} and first.isascii() and first.isalpha() else None


# ── title and publisher ───────────────────────────────────────────────────────────────────────────


def _title(
    root: Any, meta: dict[str, str], nodes: Sequence[json_ld.Node], heading: str | None
) -> tuple[str | None, str | None]:
    """The title of the text, and the name of the site where the page's title is both."""
    element = next(root.iter("title"), None)
    whole = " ".join("".join(element.itertext()).split()) if element is not None else ""
    told = next((meta[key] for key in _TITLES if key in meta), None)
    headline = next((found for node in nodes if (found := json_ld.text(node.get("headline")))), None)
    for known in (heading, headline, told):
        rest = _rest(whole, known)
        if rest is not None:
            return known, rest or None
    if headline or heading:
        return headline or heading, None
    return told or whole or None, None


def _rest(whole: str, title: str | None) -> str | None:
    """What stands in `whole` beside `title`, set off from it; `None` where `title` is at neither end."""
    if not title or not whole:
        return None
    if _folded(whole) == _folded(title):
        return ""
    for separator in _SEPARATORS:
        before, found, after = whole.rpartition(separator)
        if found and _folded(before) == _folded(title) and len(after) <= 60:
            return after.strip()
        before, found, after = whole.partition(separator)
        if found and _folded(after) == _folded(title) and len(before) <= 60:
            return before.strip()
    return None


def _folded(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _publisher(meta: dict[str, str], nodes: Sequence[json_ld.Node]) -> str | None:
    for node in nodes:
        if found := json_ld.names(node.get("publisher")):
            return found[0]
    return next((meta[key] for key in _PUBLISHERS if key in meta), None)


# ── byline ────────────────────────────────────────────────────────────────────────────────────────


def _byline(
    root: Any,
    meta: dict[str, str],
    nodes: Sequence[json_ld.Node],
    near: Sequence[Piece],
    publisher: str | None,
) -> tuple[str, ...]:
    told = [json_ld.names(node.get("author")) for node in nodes]
    told += [(meta[key],) for key in _AUTHORS if key in meta]
    for values in told:
        found = tuple(dict.fromkeys(name for value in values for name in imprint.names(value)))
        found = tuple(name for name in found if _folded(name) != _folded(publisher or ""))
        if found:
            return found
    for piece in near:
        if found := imprint.byline(" ".join(piece.text.split())):
            return found
    return _marked_byline(root, near)


def _marked_byline(root: Any, near: Sequence[Piece]) -> tuple[str, ...]:
    """An element whose class or relation says that it is the author's name."""
    for piece in near:
        if _BYLINE_CLASSES & _classes(piece.element):
            return imprint.names(" ".join(piece.text.split()))
    for element in root.iter("a", "span"):
        if (element.get("rel") or "") == "author" or element.get("itemprop") == "author":
            return imprint.names(" ".join("".join(element.itertext()).split()))
    return ()


# ── date ──────────────────────────────────────────────────────────────────────────────────────────


def _published(
    root: Any, meta: dict[str, str], nodes: Sequence[json_ld.Node], near: Sequence[Piece]
) -> str | None:
    told = _dates(json_ld.text(node.get("datePublished")) for node in nodes)
    if len(set(told)) == 1:
        return told[0]
    for key in _DATES:
        if key in meta and (found := imprint.date_from_metadata(meta[key])):
            return found
    if told:
        return None  # several articles on one page, of several days
    marked = _dates(
        element.get("datetime") or element.get("content") or "".join(element.itertext())
        for element in root.iter("time", "span", "meta", "abbr", "p", "div")
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
    )
    if marked:
        return marked[0] if len(set(marked)) == 1 else None
    return _visible_date(near)


def _dates(values: Iterable[str | None]) -> list[str]:
    return [found for value in values if value and (found := imprint.date_from_metadata(value))]


def _visible_date(near: Sequence[Piece]) -> str | None:
    """The one date that stands by itself right under the main heading."""
    told: list[str] = []
    bare: list[str] = []
    for piece in near:
        labelled, plain = imprint.dates_in(" ".join(piece.text.split()))
        told += labelled
        # A month without a day may be a heading in a chronology, unless the element says what it is.
        marked = bool(_DATE_CLASSES & _classes(piece.element))
        bare += [date for date in plain if len(date) == 10 or marked]
    for found in (told, bare):
        if found:
            return found[0] if len(set(found)) == 1 else None
    return None


def _near_heading(pieces: Sequence[Piece], heading: str | None) -> list[Piece]:
    """The short pieces right below the main heading."""
    at = next(
        (
            number
            for number, piece in enumerate(pieces)
            if piece.kind == "heading" and heading is not None and " ".join(piece.text.split()) == heading
        ),
        None,
    )
    if at is None:
        return []
    near: list[Piece] = []
    for piece in pieces[at + 1 : at + 1 + _NEAR]:
        if piece.kind == "heading" or len(piece.text) > imprint.LONGEST * 2:
            break
        if piece.stands != FURNITURE and piece.kind == "paragraph":
            near.append(piece)
    return near


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").lower().split())
