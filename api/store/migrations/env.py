"""Run by Alembic for every step: on the connection that `api.store.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from api.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
