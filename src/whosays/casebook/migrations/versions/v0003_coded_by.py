"""Coded by: which entry of the lexicon, or which rule, made a statement, and the words that it saw.

The columns come empty. The next `whosays read` annotates each document anew, since the annotators are others,
and fills them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """To this schema from the one before."""
    op.add_column("statements", sa.Column("code", sa.String(), nullable=True))
    op.add_column("statements", sa.Column("code_words", sa.Text(), nullable=True))
