"""From what a person types to a decision: ids become passages, which stay what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from whosays.casebook.rows import EntityRow
from whosays.casebook.search import normal
from whosays.errors import NotFound, UsageError
from whosays.records.decisions import (
    Anchor,
    Decision,
    DecisionKind,
    Of,
    anchored,
    contradictions,
    encode,
    flaw,
    in_force,
    standing,
)

if TYPE_CHECKING:
    from whosays.casebook import Reader


SOURCES = 5
"""Sources that are named where the one that is meant is not here."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it is listed."""

    id: str
    decision: Decision
    withdrawn: bool
    overruled: str | None
    """By a later decision that says the opposite."""
    about: tuple[str, ...]
    """Of what it is about in this casebook the id (of a source the name); empty: that is not here now."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some decisions out of `total`."""

    total: int
    offset: int
    decisions: tuple[Kept, ...]


def two(
    reader: Reader, kind: Literal["same", "apart"], a: str, b: str, *, by: str, why: str | None
) -> Decision:
    """Two entities or two events are one, or are not; by id, or by a name that only one bears."""
    if _is_event(a) or _is_event(b):
        subjects = (_event(reader, a), _event(reader, b))
        return _decision(kind, "event", subjects, by=by, why=why)
    (one, part), (other, other_part) = _entity(reader, a), _entity(reader, b)
    if one == other:
        raise UsageError(
            f"{a} and {b} are named by the same words in the same place. To tell two of one name apart, say "
            "in which documents they are (NAME@DOCUMENT)."
        )
    value = "split" if kind == "apart" and part == other_part else None
    return _decision(kind, "entity", (one, other), by=by, why=why, value=value)


def one(
    reader: Reader,
    kind: Literal["accept", "reject", "note"],
    id_: str,
    *,
    by: str,
    why: str | None,
    text: str | None = None,
) -> Decision:
    """A line is accepted, rejected or noted on; an entity or event can be noted on."""
    if kind == "note" and not (text or "").strip():
        raise UsageError("A note needs words.")
    if id_.startswith("s-"):
        return _decision(kind, "statement", (_statement(reader, id_),), by=by, why=why, value=text)
    if kind != "note":
        raise UsageError(f"{id_}: only a line (s-…) can be accepted or rejected.")
    if _is_event(id_):
        return _decision(kind, "event", (_event(reader, id_),), by=by, why=why, value=text)
    return _decision(kind, "entity", (_entity(reader, id_)[0],), by=by, why=why, value=text)


def correct(reader: Reader, id_: str, what: str, value: str, *, by: str, why: str | None) -> Decision:
    """A value of a line is another: `date 1994-09-03`, `dead 17`."""
    return _decision(
        "correct", "statement", (_statement(reader, id_),), by=by, why=why, value=f"{what} {value}"
    )


def letter(reader: Reader, source: str, value: str, *, by: str, why: str | None) -> Decision:
    """A source of this casebook, in whatever case it is written, is of this reliability (Admiralty code)."""
    known = [name for name, *_ in reader.weighed.sources()]
    if source.strip() and source.casefold() not in {name.casefold() for name in known}:
        some = ", ".join(repr(name) for name in known[:SOURCES])
        raise NotFound(
            f"No document in {reader.path} is of the source {source!r}."
            + (f" Sources are: {some}." if known else "")
            + (f" There are {len(known):,} in all." if len(known) > SOURCES else "")
        )
    return _decision("letter", "source", (source,), by=by, why=why, value=value.upper())


def withdraw(reader: Reader, id_: str, *, by: str, why: str | None) -> Decision:
    """A decision no longer holds; it stays in the list."""
    if id_ not in {decision.id for decision in reader.weighed.decisions()}:
        raise NotFound(f"There is no decision {id_} in {reader.path}.")
    return _decision("withdraw", "decision", (id_,), by=by, why=why)


def listed(reader: Reader, *, limit: int | None, offset: int = 0) -> Page:
    """Decisions, the oldest first; at most `limit` from `offset` on."""
    every = kept(reader)
    end = None if limit is None else offset + limit
    return Page(total=len(every), offset=offset, decisions=every[offset:end])


def kept(reader: Reader) -> tuple[Kept, ...]:
    """All decisions, the oldest first."""
    every = reader.weighed.decisions()
    stands = standing(every)
    overruled = contradictions(in_force(every))
    about = reader.weighed.decided()
    named = {decision.id for decision in every} | {name.casefold() for name, *_ in reader.weighed.sources()}

    def here(decision: Decision) -> tuple[str, ...]:
        names = (name for name in decision.subjects if isinstance(name, str))
        return (*(name for name in names if name.casefold() in named), *about.get(decision.id, ()))

    return tuple(
        Kept(
            id=decision.id,
            decision=decision,
            withdrawn=decision.id not in stands,
            overruled=overruled.get(decision.id),
            about=here(decision),
        )
        for decision in every
    )


def _decision(
    kind: DecisionKind,
    of: Of,
    subjects: tuple[Anchor | str, ...],
    *,
    by: str,
    why: str | None,
    value: str | None = None,
) -> Decision:
    if not by.strip():
        raise UsageError("A decision is somebody's: give a name with --by.")
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    made = Decision(made_at=now, made_by=by, kind=kind, of=of, subjects=subjects, value=value, why=why)
    try:
        encode(made)
    except UnicodeEncodeError as error:
        raise UsageError("That can't be decided: it is not UTF-8.") from error
    if (what := flaw(made)) is not None:
        raise UsageError(f"That can't be decided: {what}.")
    return made


def _is_event(name: str) -> bool:
    return name.startswith(("v-", "s-"))


def _entity(reader: Reader, name: str) -> tuple[Anchor, str]:
    """The first passage that names the very entity of documents that is meant, and that entity.

    `NAME@DOCUMENT`: the first in that document, for one of two who bear one name. Where the document knows
    what was found to be one by another entry of it, by that.
    """
    called, document = _of_document(name)
    part = _part(reader, called)
    key = None if document is None else reader.document(document)[0].key
    parts = [part, *(reader.entity(part).parts if key else ())]
    for each in dict.fromkeys(parts):
        sighting = reader.weighed.first_sighting(each, key)
        if sighting is not None:
            key, start, end = sighting
            return _passage(reader, key, start, end), each
    raise NotFound(f"No passage in {reader.path} names {name}.")


def _of_document(name: str) -> tuple[str, str | None]:
    called, at, document = name.rpartition("@")
    return (called, document) if at and called else (name, None)


def _part(reader: Reader, name: str) -> str:
    if name.startswith("e-"):
        return reader.weighed.part(name) or reader.entity(name).id
    found = [entity for entity in reader.find_entities(name) if entity.match != "words"]
    if len(found) != 1:
        known = ", ".join(f"{entity.id} {entity.name}" for entity in found[:5])
        raise UsageError(
            f"{name!r} is borne by {len(found)}: give the id" + (f", one of {known}." if known else ".")
        )
    return _bearer(reader, found[0], name)


def _bearer(reader: Reader, entity: EntityRow, name: str) -> str:
    """Of what was found to be one entity, the part that has this very name."""
    for part in entity.parts:
        if normal(name) in map(normal, reader.weighed.names_of_part(part)):
            return part
    return entity.parts[0]


def _event(reader: Reader, name: str) -> Anchor:
    """The first line of an event, or the line itself."""
    if name.startswith("s-"):
        return _statement(reader, name)
    topic = reader.weighed.topic(name)
    lines = reader.weighed.lines_of_card(name) or (reader.weighed.lines_of_topic(topic) if topic else [])
    if not lines:
        raise NotFound(f"There is no event {name} in {reader.path} that a line tells of.")
    return _statement(reader, lines[0].id)


def _statement(reader: Reader, id_: str) -> Anchor:
    line = reader.line(id_)
    return _passage(reader, line.document, line.start, line.end, line.type)


def _passage(reader: Reader, key: str, start: int, end: int, type_: str | None = None) -> Anchor:
    row, document = reader.document(key)
    return anchored(row.sha256, document.text, start, end, type_)
