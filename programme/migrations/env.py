"""What Alembic runs: revisions, on the connection it is given and in the transaction that holds there."""

from __future__ import annotations

from alembic import context

from programme.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by making its table anew
)
context.run_migrations()
