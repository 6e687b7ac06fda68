"""Documents by date, as far as needed to say who says what in them: text, names, attributions, credits.

There is no table of attributions: their documents are read as they are asked for, one at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from whosays.casebook.lines import days
from whosays.casebook.sqlite import Session, Value
from whosays.records import Attribution, Block, Credit, Document, Entity, Mention


class _Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a kept document that is decoded; words, trees and statements are passed over."""

    id: str
    source: str
    format: str
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    republished_from: str | None = None
    credits: tuple[Credit, ...] = ()
    text: str
    blocks: tuple[Block, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()


_decode = msgspec.json.Decoder(_Spoken).decode


def spoken(
    session: Session, *, entities: Sequence[str] | None, earliest: str | None, latest: str | None
) -> Iterator[tuple[str, Document]]:
    """Key and document, those without a date last, as they are asked for.

    `entities`: only documents that mention one of these; `earliest`, `latest`: only documents whose date may
    lie in these days (EDTF), which one without a date never does.
    """
    yield from spoken_in(session, _keys(session, entities, earliest, latest))


def spoken_in(session: Session, keys: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """The same of these documents, in this order."""
    for key in keys:
        row = session.one("SELECT data FROM annotations WHERE document = :key", {"key": key})
        if row is not None:
            kept = _decode(zlib.decompress(row[0]))
            yield key, Document(**{name: getattr(kept, name) for name in _Spoken.__struct_fields__})


def _keys(
    session: Session, entities: Sequence[str] | None, earliest: str | None, latest: str | None
) -> Iterator[str]:
    conditions, given = ["d.current = TRUE"], dict[str, Value]()
    if earliest is not None:
        conditions.append("d.latest >= :first")
        given["first"] = days(earliest)[0]
    if latest is not None:
        conditions.append("d.earliest <= :last")
        given["last"] = days(latest)[1]
    if entities is not None:
        names = [f"entity{number}" for number in range(len(entities))]
        given.update(zip(names, entities, strict=True))
        among = ", ".join(f":{name}" for name in names)
        conditions.append(f"d.key IN (SELECT document FROM mentions WHERE entity IN ({among}))")  # noqa: S608
    # Dated ones by the index, then the others: a sort would hold all of them.
    for half in ("d.earliest IS NOT NULL", "d.earliest IS NULL"):
        where = " AND ".join([*conditions, half])
        for (key,) in session.rows(
            f"SELECT d.key FROM documents d WHERE {where} ORDER BY d.earliest, d.key",  # noqa: S608
            given,
        ):
            yield key
