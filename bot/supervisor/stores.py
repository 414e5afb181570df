"""Whether the places where conversations are kept can be reached, asked before Rasa would wait for them.

Rasa itself goes on with conversations in memory when its database is away, and they are lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bot.errors import StoreUnreachable
from bot.supervisor.endpoints import conversations_url

if TYPE_CHECKING:
    from settings import Settings

__all__ = ["check", "check_database", "check_redis", "place"]

#: Time limit for one connection, in seconds.
CONNECT_SECONDS = 5


def check(settings: Settings) -> None:
    """Reach every store that the settings name.

    Raises:
        StoreUnreachable: one does not answer; the text names it without its password.
    """
    check_database(conversations_url(settings), "ATTACHE_TRACKER_URL")
    if events := settings.events_url.get_secret_value():
        check_database(events, "ATTACHE_EVENTS_URL")
    if lock := settings.lock_url.get_secret_value():
        check_redis(lock, "ATTACHE_LOCK_URL")


def place(url: str) -> str:
    """Where a URL points to, without who and without password."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return unquote(parts.path.removeprefix("/")) or "memory"
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def check_database(url: str, setting: str) -> None:
    """One statement on the database at ``url``, which ``setting`` gives.

    Raises:
        StoreUnreachable: it does not answer, or a SQLite file is none.
    """
    if urlsplit(url).scheme == "sqlite":
        _check_sqlite(Path(place(url)))
        return
    import sqlalchemy  # type: ignore[import-untyped,unused-ignore]

    engine = sqlalchemy.create_engine(
        url, connect_args={"connect_timeout": CONNECT_SECONDS}, poolclass=sqlalchemy.pool.NullPool
    )
    try:
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("SELECT 1"))
    except sqlalchemy.exc.SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        raise StoreUnreachable(
            f"The database at {place(url)} cannot be used: {_without_password(reason, url)}. "
            f"Start it, or correct {setting}."
        ) from None


def check_redis(url: str, setting: str) -> None:
    """One ping to the Redis at ``url``, which ``setting`` gives.

    Raises:
        StoreUnreachable: it does not answer.
    """
    import redis  # type: ignore[import-untyped,unused-ignore]

    client = redis.Redis.from_url(url, socket_timeout=CONNECT_SECONDS, socket_connect_timeout=CONNECT_SECONDS)
    try:
        client.ping()
    except (redis.RedisError, OSError) as error:
        raise StoreUnreachable(
            f"The Redis at {place(url)} cannot be used: {_without_password(str(error), url)} "
            f"Start it, or correct {setting}."
        ) from None
    finally:
        client.close()


def _check_sqlite(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.closing(sqlite3.connect(path, timeout=CONNECT_SECONDS)) as connection:
            connection.execute("BEGIN IMMEDIATE")  # asks for the right to write, which SELECT does not
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.rollback()
        path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StoreUnreachable(
            f"The database {path} cannot be used: {error}. "
            "Make the folder writable, or move a damaged file away (a new one is made)."
        ) from None


def _without_password(text: str, url: str) -> str:
    password = urlsplit(url).password
    return text.replace(unquote(password), "**********") if password else text
