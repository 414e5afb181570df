"""What Rasa is told about its surroundings: ``endpoints.yml``, ``credentials.yml`` and the environment.

Secrets go into the environment of the processes; the files name them as ``${...}`` and hold none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from bot.supervisor.ports import address
from settings.settings import ALIASES, PREFIX, PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

__all__ = [
    "BYTECODE",
    "CHANNEL",
    "actions_environment",
    "conversations_url",
    "credentials",
    "endpoints",
    "environment",
    "telegram_environment",
    "timekeeper_environment",
    "write",
]

#: The one channel of the dialogue engine.
CHANNEL = "bot.rasa_channel.RestChannel"

#: Where compiled modules are kept when nothing may be written beside the sources; one for all home folders.
BYTECODE = PROJECT / "var" / "cache" / "bytecode"

_LOCK_USER = f"{PREFIX}LOCK_USER"
_LOCK_PASSWORD = f"{PREFIX}LOCK_PASSWORD"

#: Only for the process that talks to Telegram: who has the token is the bot. (The database is for some others as well.)
_FOR_TELEGRAM = ("telegram_token", "database_url", "speech_key")
#: Only for the one that publishes to a CalDAV server.
_FOR_TIMEKEEPER = ("caldav_password",)

#: For every process: nothing is sent to anybody, nothing is fetched, and the log is for people.
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}


def conversations_url(settings: Settings) -> str:
    """SQLAlchemy URL of the database for conversations; holds a password where one is set."""
    return settings.conversations


def endpoints(settings: Settings) -> dict[str, Any]:
    """``endpoints.yml`` as data. Rasa's SQL stores take a whole SQLAlchemy URL as ``url``."""
    found: dict[str, Any] = {
        "action_endpoint": {"url": f"{address(settings.host, settings.actions_port)}/webhook"},
        "nlg": {"type": "nlu.nlg.CatalogueGenerator"},
        "tracker_store": {"type": "SQL", "url": f"${{{PREFIX}TRACKER_URL}}"},
    }
    lock_url = settings.lock_url.get_secret_value()
    if lock_url:
        found["lock_store"] = _redis(lock_url)
    if settings.events_url.get_secret_value():
        found["event_broker"] = {"type": "SQL", "url": f"${{{PREFIX}EVENTS_URL}}"}
    return found


def credentials() -> dict[str, Any]:
    """``credentials.yml`` as data."""
    return {CHANNEL: None}


def environment(settings: Settings) -> dict[str, str]:
    """The environment of Rasa: this one's, these very settings, and what keeps Rasa quiet.

    Secrets that it does not need are left empty, whatever name they came by.
    """
    found = {**os.environ, **_QUIET}
    for alias in ALIASES.values():
        found.pop(alias, None)
    for field in settings.__fields__:
        value = "" if field in (*_FOR_TELEGRAM, *_FOR_TIMEKEEPER) else getattr(settings, field)
        text = value.get_secret_value() if isinstance(value, SecretStr) else "" if value is None else str(value)
        found[PREFIX + field.upper()] = text
    found[f"{PREFIX}TRACKER_URL"] = conversations_url(settings)
    if found.pop(
        "PYTHONDONTWRITEBYTECODE", ""
    ):  # nothing beside the sources, then; but compiling takes seconds a start
        found["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    found["SANIC_WORKERS"] = str(settings.workers)
    lock = urlsplit(settings.lock_url.get_secret_value())
    if lock.username:
        found[_LOCK_USER] = unquote(lock.username)
    if lock.password:
        found[_LOCK_PASSWORD] = unquote(lock.password)
    return found


def actions_environment(settings: Settings) -> dict[str, str]:
    """The environment of the action server: that of the others, and the database of the programme, for sessions."""
    return {**environment(settings), f"{PREFIX}DATABASE_URL": settings.database}


def telegram_environment(settings: Settings) -> dict[str, str]:
    """The environment of the process that talks to Telegram: that of the others, its secrets, and its database."""
    return {
        **environment(settings),
        f"{PREFIX}TELEGRAM_TOKEN": settings.telegram_token.get_secret_value(),
        f"{PREFIX}DATABASE_URL": settings.database,
        f"{PREFIX}SPEECH_KEY": settings.speech_key.get_secret_value(),
    }


def timekeeper_environment(settings: Settings) -> dict[str, str]:
    """The environment of the timekeeper: that of the others, the database of the programme, and its secret."""
    return {
        **environment(settings),
        f"{PREFIX}DATABASE_URL": settings.database,
        f"{PREFIX}CALDAV_PASSWORD": settings.caldav_password.get_secret_value(),
    }


def write(settings: Settings, folder: Path) -> tuple[Path, Path]:
    """Write both files into ``folder`` and return where they are: endpoints, credentials."""
    import yaml

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    paths = []
    for name, data in (("endpoints", endpoints(settings)), ("credentials", credentials())):
        path = folder / f"{name}.yml"
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(yaml.safe_dump(data, sort_keys=True, allow_unicode=True), encoding="utf-8")
        beside.replace(path)
        paths.append(path)
    return paths[0], paths[1]


def _redis(url: str) -> dict[str, Any]:
    """Rasa's Redis lock store wants the parts of a URL, the host under the name ``url``."""
    parts = urlsplit(url)
    store: dict[str, Any] = {
        "type": "redis",
        "url": parts.hostname or "localhost",
        "port": parts.port or 6379,
        "db": int(parts.path.strip("/") or 0),
        "use_ssl": parts.scheme == "rediss",
        "key_prefix": "attache",
    }
    if parts.username:
        store["username"] = f"${{{_LOCK_USER}}}"
    if parts.password:
        store["password"] = f"${{{_LOCK_PASSWORD}}}"
    return store
