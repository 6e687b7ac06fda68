"""How a casebook of an earlier version becomes one of this version: Alembic's scripts, a file a schema."""
