"""Text, names and statements, looked for; names suggested while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from whosays.casebook.finding import Found, Sought
from whosays.casebook.rows import DocumentRow
from whosays.casebook.search import normal
from whosays.casebook.tallies import Often
from whosays.errors import NotFound
from whosays.views.asking import PARTS, Asked, Part, Snippet, asked, snippet
from whosays.views.chronology import entries, named
from whosays.views.web.lines import LineView, shown
from whosays.views.web.page import Limit, Offset, Words, page
from whosays.views.web.room import Ask

FEW = 5
"""Shown of each part where all are looked through."""
SUGGESTED = 10
LOOKED_AT = 300
"""Names, of all that begin so, while somebody types."""
WELL_KNOWN = 1_000
"""Names of whom there is most, suggested though many others begin with the same letters."""
ROWS = 500
"""Fetched at a time for CSV."""


class SearchQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, and where."""

    q: Words | None = None
    part: Part | None = msgspec.field(default=None, name="in")
    limit: Limit = 20
    offset: Offset = 0


class NameHit(msgspec.Struct, frozen=True, kw_only=True):
    """Who bears a name with the words."""

    id: str
    type: str
    name: str
    """As the casebook shows it."""
    documents: int
    alias: str | None
    """The name that holds the words, where that is another."""
    words: Snippet


class StatementHit(msgspec.Struct, frozen=True, kw_only=True):
    """A line with the words."""

    line: LineView
    words: Snippet


class PassageHit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with the words."""

    document: DocumentRow
    start: int
    """Of the first of the words, in code points of the document."""
    words: Snippet


class TitleHit(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the words in its title."""

    document: DocumentRow
    words: Snippet


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is in one part."""

    part: Part
    total: int
    more: bool
    """There is more than `total`, which was not counted, nor put in order."""


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, some of each part; or, of one part, `limit` from `offset` on."""

    q: str
    asked: Asked
    part: Part | None
    tallies: tuple[Tally, ...]
    """Of the parts that can hold what is looked for."""
    unknown: tuple[str, ...]
    """Names in `who:`, `by:` and `source:` that nobody here bears."""
    near: tuple[NameHit, ...]
    """Names that begin alike, where nothing was found."""
    offset: int
    limit: int
    names: tuple[NameHit, ...] = ()
    statements: tuple[StatementHit, ...] = ()
    text: tuple[PassageHit, ...] = ()
    titles: tuple[TitleHit, ...] = ()


class _Search:
    """One search: what is looked for, as this casebook knows it."""

    def __init__(self, ask: Ask, typed: str) -> None:
        self.ask = ask
        self.asked = asked(typed)
        self.unknown: list[str] = []
        told = self.asked
        source = told.source
        publishers = None if source is None else self._publishers(source)
        self.sought = Sought(
            words=told.words,
            without=told.without,
            entities=self._entities(told.who),
            voices=self._entities(told.by),
            publishers=publishers,
            source=source,
            type=told.type,
            earliest=told.earliest,
            latest=told.latest,
        )

    def _entities(self, name: str | None) -> tuple[str, ...] | None:
        if name is None:
            return None
        try:
            return tuple(row.id for row in named(self.ask.reader, name))
        except NotFound:
            self.unknown.append(name)
            return ()

    def _publishers(self, source: str) -> tuple[str, ...]:
        every = self.ask.held.get("publishers", self.ask.reader.finding.publishers)
        return tuple(name for name in every if normal(source) in normal(name))

    def parts(self) -> tuple[Part, ...]:
        """Which parts can hold what is looked for: only a statement has a voice, only a passage a place."""
        told = self.asked
        where = {
            "names": told.words and not any((told.who, told.by, told.source, told.earliest, told.latest)),
            "statements": told.words or told.bounds,
            "text": told.words and not (told.by or told.type),
            "titles": told.words and not told.bounds,
        }
        return tuple(part for part in PARTS if where[part])

    def found(self, part: Part, limit: int, offset: int) -> tuple[Tally, Callable[[], tuple[object, ...]]]:
        """How much there is, and what makes some of it."""
        if part == "names":
            hits, more = self.ask.reader.finding.names(self.sought)
            some = hits[offset : offset + limit]
            return Tally(part=part, total=len(hits), more=more), lambda: tuple(
                name_hit(self.ask, one.entity, one.name, self.asked.words) for one in some
            )
        if part == "titles":
            titles = self._titles()
            return Tally(part=part, total=len(titles), more=False), lambda: self._title_hits(
                titles[offset : offset + limit]
            )
        look = (
            self.ask.reader.finding.statements if part == "statements" else self.ask.reader.finding.passages
        )
        there = look(self.sought, limit=limit, offset=offset)
        make = self._statement_hits if part == "statements" else self._passage_hits
        return Tally(part=part, total=there.total, more=there.more), lambda: make(there)

    def _statement_hits(self, there: Found) -> tuple[StatementHit, ...]:
        reader = self.ask.reader
        views = shown(self.ask, entries(reader, reader.finding.lines(there.numbers)))
        return tuple(
            StatementHit(line=view, words=snippet(view.entry.summary, self.asked.words, most=10_000))
            for view in views
        )

    def _passage_hits(self, there: Found) -> tuple[PassageHit, ...]:
        blocks = self.ask.reader.finding.blocks(there.numbers)
        documents = self.ask.reader.document_rows(block.document for block in blocks)
        hits = []
        for block in blocks:
            words = snippet(block.text, self.asked.words)
            document = documents[block.document]
            hits.append(PassageHit(document=document, start=block.start + words.start, words=words))
        return tuple(hits)

    def _titles(self) -> list[tuple[str, str]]:
        """Title and key, by title."""

        def make() -> list[tuple[str, str, str]]:
            return sorted(
                (f" {normal(title)} ", title, key) for key, title in self.ask.reader.finding.titles()
            )

        every = self.ask.held.get("titles", make)
        wanted, unwanted = map(_stretches, (self.asked.words, self.asked.without))
        return [
            (title, key)
            for plain, title, key in every
            if all(each in plain for each in wanted) and not any(each in plain for each in unwanted)
        ]

    def _title_hits(self, some: Sequence[tuple[str, str]]) -> tuple[TitleHit, ...]:
        documents = self.ask.reader.document_rows(key for _, key in some)
        return tuple(
            TitleHit(document=documents[key], words=snippet(title, self.asked.words)) for title, key in some
        )

    def near(self) -> tuple[NameHit, ...]:
        """Names that begin like the words, or like most of them."""
        words = [word for term in self.asked.words for word in normal(term.rstrip("*")).split()]
        begin = tuple(f"{word[: max(3, len(word) - 2)]}*" for word in words if len(word) > 2)
        hits, _ = self.ask.reader.finding.names(Sought(words=begin[:4]))
        return tuple(name_hit(self.ask, one.entity, one.name, begin) for one in hits[:FEW])


def _stretches(words: Sequence[str]) -> list[str]:
    return [f" {normal(word.rstrip('*'))}" + ("" if word.endswith("*") else " ") for word in words]


def name_hit(ask: Ask, entity: str, name: str, words: Sequence[str]) -> NameHit:
    """Who is meant by a name that holds the words."""
    called = ask.reader.finding.called(entity)
    if called is None:
        raise NotFound(f"There is no entity {entity}.")
    type_, shown_as, documents = called
    return NameHit(
        id=entity,
        type=type_,
        name=shown_as,
        documents=documents,
        alias=None if name == shown_as else name,
        words=snippet(name, words),
    )


def _table(ask: Ask, wanted: SearchQuestion) -> Iterator[Sequence[object]]:
    yield ["part", "id", "type", "words", "date", "voice", "document", "start"]
    search = _Search(ask, wanted.q or "")
    only = wanted.part or search.asked.part
    for part in search.parts():
        offset = 0
        while only in (None, part):
            _, make = search.found(part, ROWS, offset)
            hits = make()
            yield from map(_row, hits)
            offset += ROWS
            if not hits or (part == "names" and len(hits) < ROWS):
                break


def _row(hit: object) -> Sequence[object]:
    if isinstance(hit, NameHit):
        return ["names", hit.id, hit.type, hit.alias or hit.name, None, None, None, None]
    if isinstance(hit, StatementHit):
        one = hit.line.entry
        return [
            "statements", one.id, one.type, one.summary, one.date, one.voice, one.document, one.start,
        ]  # fmt: skip
    assert isinstance(hit, (PassageHit, TitleHit))
    start = hit.start if isinstance(hit, PassageHit) else None
    part = "text" if isinstance(hit, PassageHit) else "titles"
    words = "".join(piece.text for piece in hit.words.pieces)
    return [part, hit.document.key, None, words, hit.document.published, None, hit.document.key, start]


@page(
    "/search",
    template="search.html",
    summary="Names, statements, passages and titles with these words.",
    table=_table,
)
def search(ask: Ask, wanted: SearchQuestion) -> SearchPage:
    """What was found."""
    typed = (wanted.q or "").strip()
    one = _Search(ask, typed)
    part = wanted.part or one.asked.part
    tallies: list[Tally] = []
    found: dict[str, tuple[object, ...]] = {}
    for each in one.parts():
        limit = wanted.limit if part == each else 0 if part else FEW
        tally, make = one.found(each, limit, wanted.offset if part == each else 0)
        tallies.append(tally)
        if limit:
            found[each] = make()
    nothing = not any(tally.total for tally in tallies)
    return SearchPage(
        q=typed,
        asked=one.asked,
        part=part,
        tallies=tuple(tallies),
        unknown=tuple(dict.fromkeys(one.unknown)),
        near=one.near() if nothing and one.asked.words else (),
        offset=wanted.offset,
        limit=wanted.limit if part else FEW,
        **found,  # type: ignore[arg-type]
    )


# ── suggestions ───────────────────────────────────────────────────────────────────────────────────


class SuggestQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning of a name, or words of it."""

    q: Words | None = None


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who may be meant."""

    id: str
    name: str
    type: str
    documents: int
    alias: str | None
    """The name that holds the words, where that is another."""


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """Who may be meant, the likeliest first."""

    names: tuple[Suggestion, ...]


@page("/suggest", template=None, summary="Names that begin with these words.")
def suggest(ask: Ask, wanted: SuggestQuestion) -> Suggestions:
    """At most ten names."""
    words = tuple(f"{word}*" for word in normal(wanted.q or "").split())
    if not words or not any(word[:1].isalnum() for word in words):
        return Suggestions(names=())
    hits, more = ask.reader.finding.names(Sought(words=words), most=LOOKED_AT)
    likely = dict.fromkeys(_well_known(ask, words)) if more else {}
    called = {one.entity: one.name for one in hits}
    ids = list(dict.fromkeys([*likely, *called]))[:SUGGESTED]
    found = (name_hit(ask, id_, called.get(id_, ""), words) for id_ in ids)
    return Suggestions(
        names=tuple(
            Suggestion(
                id=one.id, name=one.name, type=one.type, documents=one.documents, alias=one.alias or None
            )
            for one in found
        )
    )


def _well_known(ask: Ask, words: Sequence[str]) -> Iterator[str]:
    def make() -> list[tuple[str, Often]]:
        often = ask.reader.tallies.most_named(limit=WELL_KNOWN)
        return [(f" {normal(one.name)} ", one) for one in often]

    wanted = _stretches(words)
    for plain, one in ask.held.get("well-known", make):
        if all(each in plain for each in wanted):
            yield one.entity


PAGES = (search, suggest)
