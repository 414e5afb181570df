"""The settings themselves, as one validated object."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from pathlib import Path

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

__all__ = ["PROJECT", "Settings", "SettingsError", "load"]

#: The folder of the checkout: where ``config.yml``, ``domain.yml`` and the rooms lie.
PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the text names it, its value and the limit."""


class Settings(BaseSettings):
    """All settings; a unit is part of the name. Secrets print as ``**********``."""

    home: Path = Field(
        PROJECT / "var",
        help="Folder for everything that is built or remembered: encoder, index, models, logs, conversations.",
    )
    language: str = Field("en", help="Language of a conversation until the person's own is known: ar, en, es, fr, ru or zh.")

    library_path: Path = Field(PROJECT / "knowledge" / "library", help="The material that `make ready` indexes.")
    index_path: Path | None = Field(None, help="The index that is searched; `index` in the home folder when unset.")
    encoder_path: Path | None = Field(
        None, help="A sentence-transformers folder to use as the encoder; built into the home folder when unset."
    )
    encoder_hub: str = Field(
        "", help="Model name on a hub to fetch the encoder from, e.g. intfloat/multilingual-e5-small; never fetched when empty."
    )
    encoder_threads: int = Field(2, ge=1, le=64, help="Processor threads for one embedding.")

    read_seconds: int = Field(60, ge=1, le=3600, help="Time limit for reading one file, in seconds.")
    read_megabytes: int = Field(1024, ge=64, le=16384, help="Memory limit for reading one file, in megabytes.")

    host: str = Field("127.0.0.1", help="Address that the dialogue engine and the action server listen on.")
    rasa_port: int = Field(5005, ge=1, le=65535, help="Port of the dialogue engine.")
    actions_port: int = Field(5055, ge=1, le=65535, help="Port of the action server.")
    turn_seconds: float = Field(15.0, gt=0, le=300, help="Time limit for one turn of a conversation, in seconds.")
    start_seconds: int = Field(120, ge=5, le=900, help="Time limit for all processes to become ready, in seconds.")
    message_characters: int = Field(2000, ge=100, le=20000, help="Longest message that is read, in characters.")

    tracker_url: SecretStr = Field(
        SecretStr(""), help="Database for conversations, e.g. postgresql://user:password@host/name; SQLite in the home folder when empty."
    )
    lock_url: SecretStr = Field(
        SecretStr(""), help="Redis for conversation locks, e.g. redis://:password@host:6379/1; in memory when empty (one worker)."
    )
    events_url: SecretStr = Field(
        SecretStr(""), help="Database that also receives every event of a conversation, e.g. postgresql://...; none when empty."
    )
    log_level: str = Field("INFO", help="How much is logged: DEBUG, INFO, WARNING or ERROR.")

    class Config:
        env_prefix = "ATTACHE_"
        env_file = "attache.env"
        env_file_encoding = "utf-8"

    @validator("home", "library_path", "index_path", "encoder_path")
    def _absolute(cls, value: Path | None) -> Path | None:  # noqa: N805 - pydantic 1 validators take the class
        return None if value is None else value.expanduser().absolute()

    @validator("language")
    def _one_of_six(cls, value: str) -> str:  # noqa: N805
        if value not in ("ar", "en", "es", "fr", "ru", "zh"):
            raise ValueError("choose one of ar, en, es, fr, ru, zh")
        return value

    @validator("log_level")
    def _known_level(cls, value: str) -> str:  # noqa: N805
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("choose one of DEBUG, INFO, WARNING, ERROR")
        return value.upper()

    @validator("host")
    def _address(cls, value: str) -> str:  # noqa: N805
        ipaddress.ip_address(value)
        return value

    @property
    def index_dir(self) -> Path:
        """The index folder in use."""
        return self.index_path or self.home / "index"

    @property
    def encoder_dir(self) -> Path:
        """The encoder folder in use."""
        return self.encoder_path or self.home / "encoders" / "multilingual-e5-small"

    @property
    def vectors_dir(self) -> Path:
        """Where computed vectors are cached between index runs."""
        return self.home / "vectors"

    @property
    def models_dir(self) -> Path:
        """Where trained Rasa models lie."""
        return self.home / "models"

    @property
    def logs_dir(self) -> Path:
        """Where the processes of ``attache up`` write their logs."""
        return self.home / "logs"


@lru_cache(maxsize=1)
def load() -> Settings:
    """Read the settings once.

    Raises:
        SettingsError: a value is not usable; the text names the setting, the value and the limit.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "ATTACHE_" + str(first["loc"][0]).upper()
        raise SettingsError(f"The setting {name} cannot be used: {first['msg']}. See docs/settings.md.") from None
