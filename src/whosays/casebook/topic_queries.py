"""What is asked about topics, of some statements, entities, events, passages or documents at a time."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select, union_all

from whosays.casebook import sqlite
from whosays.casebook.tables import (
    card_lines,
    claims,
    clusters,
    conflicts,
    decided,
    decisions,
    document_facts,
    facts,
    mentions,
    names,
    passages,
    shared_passages,
    statement_parties,
    statements,
    topic_lines,
    voices,
    weighed_as,
)

_SOME = sqlite.some_values()
DECIDED = (
    select(decided.c.subject, decisions.c.kind, decisions.c.value)
    .join(decisions, decisions.c.id == decided.c.decision)
    .where(
        decided.c.subject.in_(_SOME),
        or_(*(decisions.c.kind == kind for kind in ("accept", "reject", "correct"))),
    )
    .order_by(decisions.c.made_at, decisions.c.id)
)
EVENTS = (
    select(card_lines.c.statement, clusters.c.cluster, card_lines.c.card)
    .outerjoin(clusters, (clusters.c.kind == "event") & (clusters.c.card == card_lines.c.card))
    .where(card_lines.c.statement.in_(_SOME))
)
RESOLVED = select(clusters.c.card, clusters.c.cluster).where(
    clusters.c.kind == "entity", clusters.c.card.in_(_SOME)
)
OF_ENTITIES = (
    select(statement_parties.c.statement).where(statement_parties.c.entity.in_(_SOME)).distinct(),
    select(voices.c.statement).where(voices.c.entity.in_(_SOME)).distinct(),
)
OF_EVENTS = select(card_lines.c.statement).where(
    or_(
        card_lines.c.card.in_(_SOME),
        card_lines.c.card.in_(
            select(clusters.c.card).where(clusters.c.kind == "event", clusters.c.cluster.in_(_SOME))
        ),
    )
)
_HELD = passages.outerjoin(clusters, (clusters.c.kind == "passage") & (clusters.c.card == passages.c.card))
_CLUSTER = func.coalesce(clusters.c.cluster, passages.c.card)
WITH_CARDS = select(passages.c.document).where(passages.c.card.in_(_SOME)).distinct()
OF_DOCUMENTS = select(statements.c.number).where(statements.c.document.in_(_SOME))
_STANDING = union_all(
    select(clusters.c.cluster, passages.c.document)
    .join(passages, passages.c.card == clusters.c.card)
    .where(clusters.c.kind == "passage", clusters.c.cluster.in_(_SOME)),
    select(passages.c.card, passages.c.document).where(
        passages.c.card.in_(_SOME),
        ~exists().where(clusters.c.kind == "passage", clusters.c.card == passages.c.card),
    ),
).subquery()
IN_SEVERAL = (
    select(_STANDING.c.cluster)
    .group_by(_STANDING.c.cluster)
    .having(func.min(_STANDING.c.document) < func.max(_STANDING.c.document))
)
CARDS_IN = select(clusters.c.cluster, clusters.c.card).where(
    clusters.c.kind == "passage", clusters.c.cluster.in_(_SOME)
)
DOCUMENTS_WITH = (
    select(passages.c.document).where(passages.c.card.in_(_SOME), passages.c.quoted.is_(False)).distinct()
)
SHARED = select(shared_passages.c.cluster).where(shared_passages.c.cluster.in_(_SOME))
PASSAGES = (
    select(passages.c.document, passages.c.start, passages.c.end, shared_passages.c.cluster)
    .select_from(_HELD.join(shared_passages, shared_passages.c.cluster == _CLUSTER))
    .where(passages.c.document.in_(_SOME))
    .order_by(passages.c.document, passages.c.start, passages.c.end)
)
UNPLACED = select(statements.c.number, statements.c.id, statements.c.kind, statements.c.type).where(
    statements.c.number.in_(_SOME)
)
PARTIES = (
    select(statement_parties.c.statement, statement_parties.c.role, statement_parties.c.entity)
    .where(statement_parties.c.statement.in_(_SOME))
    .order_by(statement_parties.c.statement, statement_parties.c.position)
)
TOPICS = select(topic_lines.c.statement, topic_lines.c.topic).where(topic_lines.c.statement.in_(_SOME))
LINES_OF = select(topic_lines.c.topic, topic_lines.c.statement).where(topic_lines.c.topic.in_(_SOME))
CLAIMS = select(claims.c.id).where(claims.c.topic.in_(_SOME))
CONFLICTS = select(conflicts.c.id).where(conflicts.c.topic.in_(_SOME))
FACTS = select(document_facts.c.document, document_facts.c.data).where(document_facts.c.document.in_(_SOME))
OFFICES = select(facts.c.entity, facts.c.data).where(facts.c.entity.in_(_SOME))
PARTS = select(clusters.c.cluster, clusters.c.card).where(
    clusters.c.kind == "entity", clusters.c.cluster.in_(_SOME)
)
NAMES = select(names.c.entity, names.c.type, names.c.name, names.c.main).where(
    names.c.entity.in_(_SOME),
    exists().where(mentions.c.entity == names.c.entity, mentions.c.kind == "name"),
)
WEIGHED_AS = select(weighed_as.c.entity, weighed_as.c.data).where(weighed_as.c.entity.in_(_SOME))
_LEADING = (
    statements.c.type == "Directorship",
    statements.c.stance == "asserts",
    statement_parties.c.role == "subject",
)
_LED_BY = statement_parties.alias()
LED = (
    select(statement_parties.c.entity, _LED_BY.c.entity)
    .join(statements, statements.c.number == statement_parties.c.statement)
    .join(_LED_BY, _LED_BY.c.statement == statements.c.number)
    .where(*_LEADING, _LED_BY.c.role == "object", statement_parties.c.entity.in_(_SOME))
    .distinct()
)
LEADERS = (
    select(statement_parties.c.entity)
    .join(statements, statements.c.number == statement_parties.c.statement)
    .where(*_LEADING, statements.c.number.in_(_SOME))
    .distinct()
)
TOPICS_OF = (
    select(topic_lines.c.topic)
    .join(statement_parties, statement_parties.c.statement == topic_lines.c.statement)
    .where(statement_parties.c.entity.in_(_SOME))
    .distinct()
)
