"""What one document adds to the casebook: its entities, where they stand, and the lines of its chronology.

A pure function of the document and its key, so that documents can be derived in any order, on any worker, and
again after a change, with the same ids.
"""

from __future__ import annotations

from whosays.records import Document, Entity, Span, Statement
from whosays.records.derived import Derived, Known, Line, Party, Sighting, content_id
from whosays.records.edtf import bounds, is_edtf
from whosays.resolve.ids import event_id, line_ids
from whosays.resolve.names import is_safe, normal_name
from whosays.resolve.stances import Stances
from whosays.resolve.voices import Voices
from whosays.resolve.whereabouts import Whereabouts, figures_of


def derive(document: Document, key: str, ids: dict[str, str] | None = None) -> Derived:
    """The casebook's view of `document`; `key` is the id of the reading (`records.derived.document_key`).

    `ids`: the casebook's ids of its entities, if they are known (`entity_ids`).
    """
    ids = entity_ids(document, key) if ids is None else ids
    return Derived(
        lines=_lines(document, key, ids),
        entities=_known(document, ids),
        sightings=tuple(
            Sighting(entity=ids[mention.entity], start=mention.start, end=mention.end, kind=mention.kind)
            for mention in document.mentions
            if mention.entity in ids
        ),
        places=Whereabouts(document, ids).all(),
    )


def entity_ids(document: Document, key: str, apart: tuple[Span, ...] = ()) -> dict[str, str]:
    """The casebook's ids of the document's entities, by theirs.

    `apart`: passages whose entity keeps to this document, since people decided that it is somebody else than
    who bears its name elsewhere.
    """
    own = {m.entity for start, end in apart for m in document.mentions if m.start < end and m.end > start}
    named = {mention.entity for mention in document.mentions if mention.kind == "name"}
    acting = {document.mentions[m].entity for s in document.statements for r in s.roles.values() for m in r}
    acting |= {a.speaker for a in document.attributions if a.speaker is not None}
    return {
        entity.id: entity_id(entity, key, named=entity.id in named and entity.id not in own)
        for entity in document.entities
        if entity.id in named or entity.id in acting  # what is only described, and does nothing, is nobody
    }


def entity_id(entity: Entity, key: str, *, named: bool = True) -> str:
    """The casebook's id of an entity of one document.

    Entities of different documents get one id only where type and normal name agree and the name is safe
    (`names.is_safe`); any other keeps to its document. A described thing ("the gunmen") always does.
    """
    normal = normal_name(entity.name, entity.type)
    if named and is_safe(normal, entity.type):
        return content_id("e", entity.type, normal)
    return content_id("e", entity.type, normal, key, entity.id)


def _known(document: Document, ids: dict[str, str]) -> tuple[Known, ...]:
    """One record an id: two entities of a document that bear one safe name are one here."""
    merged: dict[str, tuple[str, str, list[str]]] = {}
    for entity in document.entities:
        if entity.id not in ids:
            continue
        found = merged.setdefault(ids[entity.id], (entity.type, entity.name, []))
        found[2].extend(name for name in (entity.name, *entity.aliases) if name != found[1])
    return tuple(
        Known(id=id_, type=type_, name=name, aliases=tuple(dict.fromkeys(aliases)))
        for id_, (type_, name, aliases) in sorted(merged.items())
    )


def _lines(document: Document, key: str, ids: dict[str, str]) -> tuple[Line, ...]:
    voices = Voices(document, ids)
    places = Whereabouts(document, ids)
    stances = Stances(document)
    return tuple(
        _line(document, key, ids, statement, id_, voices, places, stances)
        for id_, statement in line_ids(document, key)
    )


def _line(
    document: Document,
    key: str,
    ids: dict[str, str],
    statement: Statement,
    id_: str,
    voices: Voices,
    places: Whereabouts,
    stances: Stances,
) -> Line:
    time = None if statement.time is None else document.times[statement.time]
    edtf = statement.edtf if statement.edtf is not None and is_edtf(statement.edtf) else None
    earliest, latest = bounds(edtf) if edtf is not None else (None, None)
    span = (statement.start, statement.end)
    return Line(
        id=id_,
        document=key,
        kind=statement.kind,
        type=statement.type,
        mode=statement.mode,
        event=event_id(statement, key),
        start=statement.start,
        end=statement.end,
        summary=document.words(span),
        when=None if time is None else document.words((time.start, time.end)),
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        polarity=statement.polarity,
        certainty=statement.certainty,
        voice=voices.chain(statement.attribution, statement.trigger),
        parties=_parties(document, ids, statement),
        where=places.of(statement),
        figures=figures_of(document, statement),
        code=statement.code,
        code_words=_code_words(document, statement),
        stance=stances.at(span, statement.attribution, statement),
        trigger=statement.trigger,
    )


def _code_words(document: Document, statement: Statement) -> str:
    """The trigger and the words of its pattern that stand apart from it, in the order of the text."""
    words, end = "", None
    for span in sorted({statement.trigger, *statement.apart}):
        if end is not None:
            words += " … " if document.text[end : span[0]].strip() else " "
        words += document.words(span)
        end = span[1]
    return words


def _parties(document: Document, ids: dict[str, str], statement: Statement) -> tuple[Party, ...]:
    found = []
    for role, mentions in sorted(statement.roles.items()):
        for index in mentions:
            mention = document.mentions[index]
            if mention.entity in ids:
                entity = ids[mention.entity]
                found.append(Party(role=role, entity=entity, start=mention.start, end=mention.end))
    return tuple(found)
