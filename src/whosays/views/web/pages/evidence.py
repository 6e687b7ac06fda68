"""The evidence of a page: every passage that it rests on, each as it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from whosays.casebook.rows import LineFilter
from whosays.errors import NotFound
from whosays.records.derived import Line
from whosays.views.chronology import Entry, entries
from whosays.views.citation import cited
from whosays.views.web.page import Limit, Name, Offset, page
from whosays.views.web.room import Ask
from whosays.views.web.shelf import first_read, row_of

COLUMNS = (
    *("voice", "stance", "words", "document", "title", "publisher", "published"),
    *("start", "end", "sha256", "read"),
)


class EvidenceQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Of what, and which part of it."""

    of: Name
    """The id of a line, event, claim, conflict, entity or document."""
    limit: Limit = 50
    offset: Offset = 0


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with its voice."""

    id: str
    """Of the line that it makes."""
    voice: str
    stance: str
    """Empty where it is plainly asserted."""
    document: str
    start: int
    end: int
    words: str
    title: str | None
    publisher: str | None
    published: str | None
    sha256: str
    read: str | None
    text: str
    """All of it to be copied."""


class EvidencePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the `total` statements that a page rests on; one exhibit for those of the same words."""

    of: str
    total: int
    offset: int
    limit: int
    statements: int
    """That are here."""
    exhibits: tuple[Exhibit, ...]

    @property
    def text(self) -> str:
        """All of them, numbered, to be copied."""
        return "\n\n".join(
            f"[{number}] {one.text}" for number, one in enumerate(self.exhibits, self.offset + 1)
        )


def _table(ask: Ask, wanted: EvidenceQuestion) -> Iterator[Sequence[object]]:
    yield COLUMNS
    offset = 0
    while (some := _lines(ask, wanted.of, wanted.limit, offset))[1]:
        for one in _exhibits(ask, some[1]):
            yield [getattr(one, name) for name in COLUMNS]
        offset += wanted.limit


# The day of citing is on it.
@page(
    "/evidence",
    template="evidence.html",
    summary="The passages that a line, event, claim, conflict, entity or document rests on, to be cited.",
    table=_table,
    kept=False,
)
def evidence(ask: Ask, wanted: EvidenceQuestion) -> EvidencePage:
    """The passages of what is asked for."""
    total, lines = _lines(ask, wanted.of, wanted.limit, wanted.offset)
    return EvidencePage(
        of=wanted.of,
        total=total,
        offset=wanted.offset,
        limit=wanted.limit,
        statements=len(lines),
        exhibits=tuple(_exhibits(ask, lines)),
    )


def _lines(ask: Ask, of: str, limit: int, offset: int) -> tuple[int, list[Line]]:
    """How many statements there are, and some of them."""
    reader, weighed = ask.reader, ask.reader.weighed
    match of.partition("-")[0]:
        case "v" | "t":
            topic = weighed.topic(of)
            if topic is not None:
                some = weighed.lines_of_topic(topic, limit=limit, offset=offset)
                return weighed.count_lines_of_topic(topic), some
        case "e":
            entity = reader.entity(of).id
            some = reader.lines_of(entity, limit=limit, offset=offset)
            return reader.count_lines(LineFilter(entities=(entity,))), some
        case "d":
            wanted = LineFilter(documents=(row_of(ask, of).key,))
            return reader.count_lines(wanted), reader.lines(wanted, limit=limit, offset=offset)
        case "s":
            return 1, [reader.line(of)][offset : offset + limit]
        case "c" if claims := weighed.claims_by_id([of]):
            return _listed(ask, [line for line, _ in claims[0].reports], limit, offset)
        case "k" if conflict := weighed.conflict(of):
            return _listed(ask, [line for side in conflict.sides for line in side.lines], limit, offset)
    raise NotFound(f"There is nothing of the id {of!r} in this casebook.")


def _listed(ask: Ask, ids: Sequence[str], limit: int, offset: int) -> tuple[int, list[Line]]:
    every = list(dict.fromkeys(ids))
    some = ask.reader.weighed.lines_by_id(every[offset : offset + limit])
    return len(every), [some[id_] for id_ in every[offset : offset + limit] if id_ in some]


def _exhibits(ask: Ask, lines: Sequence[Line]) -> Iterator[Exhibit]:
    """A passage once, in the order of its first statement."""
    today = datetime.now(UTC).date()
    places: dict[tuple[str, int, int, str], Entry] = {}
    for entry in entries(ask.reader, lines):
        places.setdefault((entry.document, entry.start, entry.end, entry.voice), entry)
    documents = {key: ask.reader.document(key) for key in {key for key, *_ in places}}
    read = {key: first_read(ask, key) for key in documents}
    for entry in places.values():
        row, document = documents[entry.document]
        one = cited(document, row, entry.start, entry.end, read=read[row.key], today=today)
        said = f"{entry.voice}{f' ({entry.stance})' if entry.stance else ''}:"
        yield Exhibit(
            id=entry.id,
            voice=entry.voice,
            stance=entry.stance,
            document=row.key,
            start=entry.start,
            end=entry.end,
            words=one.words,
            title=row.title,
            publisher=row.publisher,
            published=row.published,
            sha256=row.sha256,
            read=one.read,
            text=f"{said}\n{one.text}",
        )


PAGES = (evidence,)
