"""Across documents: cards and clusters, topics and claims, conflicts and cautions, decisions.

The tables come empty, and all documents and entities are marked as stale: an entity of several documents is
never new, whichever of them is read again. The next `whosays read` annotates each of them
anew, since the annotators are others; of one whose file is gone it derives what it can. No version before
could make a decision, so the old table of them is empty and gives way.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """To this schema from the one before."""
    op.add_column("statements", sa.Column("stance", sa.String(), server_default="asserts", nullable=False))
    op.add_column("statements", sa.Column("trigger_start", sa.Integer(), nullable=True))
    op.add_column("statements", sa.Column("trigger_end", sa.Integer(), nullable=True))
    _cards()
    _topics()
    _claims()
    _decisions()
    op.execute("INSERT INTO stale (kind, id) SELECT 'document', key FROM documents")
    op.execute("INSERT INTO stale (kind, id) SELECT 'entity', id FROM entities")


def _cards() -> None:
    """Cards, and what comparing them brings about."""
    op.create_table(
        "facts",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"]),
        sa.PrimaryKeyConstraint("document", "entity"),
        sqlite_with_rowid=False,
    )
    op.create_index("facts_by_entity", "facts", ["entity", "document"], unique=False)
    op.create_table(
        "cards",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passages",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.PrimaryKeyConstraint("document", "start", "end", "card"),
        sqlite_with_rowid=False,
    )
    op.create_index("passages_by_card", "passages", ["card"], unique=False)
    op.create_table(
        "card_keys",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "card"),
        sqlite_with_rowid=False,
    )
    op.create_index("card_keys_by_card", "card_keys", ["kind", "card"], unique=False)
    op.create_table(
        "twins",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("twin", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "card"),
        sqlite_with_rowid=False,
    )
    op.create_index("twins_in_order", "twins", ["kind", "twin", "card"], unique=False)
    op.create_table(
        "verdicts",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lone", sa.String(), nullable=True),
        sa.Column("decided", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("verdicts_by_b", "verdicts", ["kind", "b"], unique=False)
    op.create_table(
        "clusters",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "card"),
        sqlite_with_rowid=False,
    )
    op.create_index("clusters_in_order", "clusters", ["kind", "cluster", "card"], unique=False)
    op.create_table(
        "stale",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id"),
        sqlite_with_rowid=False,
    )


def _topics() -> None:
    """What claims are about."""
    op.create_table(
        "document_facts",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("cites", sa.Boolean(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.PrimaryKeyConstraint("document"),
        sqlite_with_rowid=False,
    )
    op.create_index("document_facts_by_publisher", "document_facts", ["publisher", "document"], unique=False)
    op.create_index("document_facts_that_cite", "document_facts", ["cites", "document"], unique=False)
    op.create_table(
        "weighed_as",
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shared_passages",
        sa.Column("cluster", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("cluster"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "card_lines",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("card_lines_by_card", "card_lines", ["card", "statement"], unique=False)
    op.create_table(
        "topic_lines",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("topic_lines_by_topic", "topic_lines", ["topic", "statement"], unique=False)


def _claims() -> None:
    """What is claimed, and what can't all be right."""
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claims_by_origins", "claims", ["origins", "id"], unique=False)
    op.create_index("claims_by_topic", "claims", ["topic", "position"], unique=False)
    op.create_table(
        "claim_reports",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("claim", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_reports_by_statement", "claim_reports", ["statement"], unique=False)
    op.create_table(
        "origins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("origins_by_claim", "origins", ["claim", "position"], unique=False)
    op.create_table(
        "conflicts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("conflicts_by_kind", "conflicts", ["kind", "id"], unique=False)
    op.create_index("conflicts_by_topic", "conflicts", ["topic", "position"], unique=False)
    op.create_table(
        "conflict_sides",
        sa.Column("conflict", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["conflict"], ["conflicts.id"]),
        sa.PrimaryKeyConstraint("conflict", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "side_reports",
        sa.Column("conflict", sa.String(), nullable=False),
        sa.Column("side", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conflict"], ["conflicts.id"]),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("conflict", "side", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("side_reports_by_statement", "side_reports", ["statement"], unique=False)
    op.create_table(
        "cautions",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.PrimaryKeyConstraint("document", "scope", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("cautions_by_kind", "cautions", ["kind", "document"], unique=False)
    op.create_index("cautions_by_scope", "cautions", ["scope"], unique=False)


def _decisions() -> None:
    """What people decide, and what each decision is about."""
    op.drop_table("decisions")
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("decisions_in_order", "decisions", ["made_at", "id"], unique=False)
    op.create_table(
        "decided",
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"]),
        sa.PrimaryKeyConstraint("decision", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("decided_by_subject", "decided", ["subject"], unique=False)
    op.create_table(
        "kept_apart",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.PrimaryKeyConstraint("document", "start", "end"),
        sqlite_with_rowid=False,
    )
