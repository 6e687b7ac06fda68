"""The first schema.

Like every migration it stands for itself: it does not follow later changes of `tables.py`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """To this schema from nothing."""
    op.execute("PRAGMA application_id = 1465074009")
    for table in ("blocks_fts", "statements_fts", "names_fts"):
        op.execute(
            f"CREATE VIRTUAL TABLE {table} "
            "USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
    _decisions()
    _entities()
    _originals()
    _refusals()
    _documents()
    _names()
    _annotations()
    _blocks()
    _mentions()
    _sources()
    _statements()
    _statement_parties()
    _voices()


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"],
            ["decisions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("decisions_by_subject", "decisions", ["subject"], unique=False)


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _originals() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("originals_by_size", "originals", ["size"], unique=False)


def _refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("location"),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("republished_from", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["originals.sha256"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("documents_by_date", "documents", ["current", "earliest", "key"], unique=False)
    op.create_index("documents_by_language", "documents", ["current", "language"], unique=False)
    op.create_index("documents_by_original", "documents", ["sha256"], unique=False)
    op.create_index("documents_digests", "documents", ["key", "current", "digest"], unique=False)


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("main", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entities.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entity", "type", "name", name="names_are_listed_once"),
    )
    op.create_index("names_by_normal", "names", ["normal"], unique=False)


def _annotations() -> None:
    op.create_table(
        "annotations",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("derived", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_index("annotations_by_version", "annotations", ["version"], unique=False)


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("table_row", sa.Integer(), nullable=True),
        sa.Column("table_column", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("blocks_by_document", "blocks", ["document"], unique=False)


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entities.id"],
        ),
        sa.PrimaryKeyConstraint("document", "start", "end", "entity"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "mentions_in_order", "mentions", ["entity", "seen", "document", "start", "end"], unique=False
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.PrimaryKeyConstraint("location", "version"),
    )
    op.create_index("sources_by_document", "sources", ["document", "current"], unique=False)
    op.create_index("sources_by_source", "sources", ["source"], unique=False)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("time_words", sa.Text(), nullable=True),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.key"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("statements_by_document", "statements", ["document", "sort_key"], unique=False)
    op.create_index("statements_by_id", "statements", ["id"], unique=False)
    op.create_index(
        "statements_in_order",
        "statements",
        ["sort_key", "earliest", "latest", "kind", "type", "polarity", "certainty"],
        unique=False,
    )


def _statement_parties() -> None:
    op.create_table(
        "statement_parties",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entities.id"],
        ),
        sa.ForeignKeyConstraint(
            ["statement"],
            ["statements.number"],
        ),
        sa.PrimaryKeyConstraint("statement", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("statement_parties_in_order", "statement_parties", ["entity", "sort_key"], unique=False)


def _voices() -> None:
    op.create_table(
        "voices",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entities.id"],
        ),
        sa.ForeignKeyConstraint(
            ["statement"],
            ["statements.number"],
        ),
        sa.PrimaryKeyConstraint("statement", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("voices_in_order", "voices", ["entity", "sort_key"], unique=False)
