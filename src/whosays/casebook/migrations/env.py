"""What Alembic runs: the migrations, within the transaction of the connection that it is handed."""

from alembic import context

from whosays.casebook.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
