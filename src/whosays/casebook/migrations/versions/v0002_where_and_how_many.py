"""Where and how many: the places that documents name, and the places and figures of statements.

The tables come empty. The next `whosays read` annotates each document anew, since the annotators are others,
and fills them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """To this schema from the one before."""
    op.create_table(
        "places",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gazetteer", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("radius_km", sa.Float(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"]),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"]),
        sa.PrimaryKeyConstraint("document", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.create_index("places_by_country", "places", ["country", "document"], unique=False)
    op.create_index("places_by_entity", "places", ["entity"], unique=False)
    op.create_table(
        "statement_places",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("statement", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Numeric(asdecimal=False), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("min", sa.Numeric(asdecimal=False), nullable=True),
        sa.Column("max", sa.Numeric(asdecimal=False), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"]),
        sa.PrimaryKeyConstraint("statement", "position"),
        sqlite_with_rowid=False,
    )
