"""The keys of each card in one row of their own, in place of an index as large as the table it was of.

And indexes of verdicts: of the few that people decided, and by the second card alone: one that begins with
the kind is not used.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BATCH = 1_000


def upgrade() -> None:
    """To this schema from the one before."""
    filed = op.create_table(
        "filed",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "card"),
        sqlite_with_rowid=False,
    )
    for rows in _in_batches(_rows(op.get_bind())):
        op.bulk_insert(filed, rows)
    op.drop_index("card_keys_by_card", "card_keys")
    op.drop_index("verdicts_by_b", "verdicts")
    op.create_index("verdicts_by_b", "verdicts", ["b"], unique=False)
    op.create_index(
        "verdicts_decided",
        "verdicts",
        ["decided"],
        unique=False,
        sqlite_where=sa.text("decided IS NOT NULL"),
    )


def _rows(connection: sa.Connection) -> Iterator[dict[str, object]]:
    found = connection.execute(sa.text("SELECT kind, card, key FROM card_keys ORDER BY kind, card, key"))
    for (kind, card), some in groupby(found, key=lambda row: (row.kind, row.card)):
        keys = [row.key for row in some]
        yield {"kind": kind, "card": card, "packed": struct.pack(f">{len(keys)}Q", *keys)}


def _in_batches(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
