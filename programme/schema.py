"""Which version the tables have, and how they come to this program's: revisions of ``programme/migrations``."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import DatabaseNewer

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["downgrade", "upgrade"]

_FIRST = "0001_first"
_TABLES_OF_THE_FIRST = {"channels", "inbox", "outbox", "people"}

_one_at_a_time = threading.Lock()  # Alembic keeps what it works on in variables of its modules


def upgrade(connection: Any, shown: str) -> None:
    """Bring the tables to the newest revision, in the transaction of ``connection``.

    Tables of the time before there were revisions are taken over with all they hold.

    Args:
        connection: in a transaction, and alone: nobody else may do the same at this time.
        shown: the database's address without its password, for the text of an error.

    Raises:
        DatabaseNewer: a later version of the program has changed the tables.
    """
    from alembic import command
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with _one_at_a_time:
        config = _config(connection)
        scripts = ScriptDirectory.from_config(config)
        known = {script.revision for script in scripts.walk_revisions()}
        here = MigrationContext.configure(connection).get_current_heads()
        if not known.issuperset(here):
            raise DatabaseNewer(
                f"The tables of {shown} are at {', '.join(here)}, which this version does not know; it knows up to "
                f"{scripts.get_current_head()}. Use the newer version of Attaché, or another database."
            )
        if not here and _TABLES_OF_THE_FIRST.issubset(sa.inspect(connection).get_table_names()):
            command.stamp(config, _FIRST)
        command.upgrade(config, "head")


def downgrade(connection: Any, revision: str) -> None:
    """Bring the tables back to an earlier ``revision`` (``"base"``: none), in the transaction of ``connection``.

    What only later revisions can hold is lost.
    """
    from alembic import command

    with _one_at_a_time:
        command.downgrade(_config(connection), revision)


def _config(connection: Any) -> Config:
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)  # at INFO it tells of every start
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "programme:migrations")
    return config
