"""The settings themselves, as one validated object."""

from __future__ import annotations

import ipaddress
import os
import re
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseSettings, Field, SecretStr, ValidationError, root_validator, validator

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALIASES", "PREFIX", "PROJECT", "Settings", "SettingsError", "load", "unknown_names"]

#: The folder of the checkout: where ``config.yml``, ``domain.yml`` and the rooms lie.
PROJECT = Path(__file__).resolve().parent.parent

#: What every setting's name begins with in the environment.
PREFIX = "ATTACHE_"

#: Names that a setting goes by elsewhere as well; the one with the prefix wins when both are set.
ALIASES = {"telegram_token": "TELEGRAM_BOT_TOKEN"}

_DATABASES = ("sqlite", "postgresql", "postgresql+psycopg2")
_REDIS = ("redis", "rediss")
_CONTACT = re.compile(r"https://[^\s/@]+\.[^\s/@]+(/\S*)?|[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_MAIL = re.compile(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+\.[^\s@:/<>\"]+")
_NAME = 80
_HOURS = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{10,200}")


class SettingsError(ValueError):
    """Settings that cannot be used; the text names each, its value (unless it is a secret) and the limit."""


class Settings(BaseSettings):
    """All settings; a unit is part of the name. Secrets print as ``**********``."""

    home: Path = Field(
        PROJECT / "var",
        help="Folder for everything that is built or remembered: encoder, index, models, logs, conversations.",
    )
    language: str = Field(
        "en", help="Language of a conversation until the person's own is known: ar, en, es, fr, ru or zh."
    )

    library_path: Path = Field(PROJECT / "knowledge" / "library", help="The material that `make ready` indexes.")
    index_path: Path | None = Field(None, help="The index that is searched; `index` in the home folder when unset.")
    encoder_path: Path | None = Field(
        None, help="A sentence-transformers folder to use as the encoder; built into the home folder when unset."
    )
    encoder_hub: str = Field(
        "",
        help=(
            "Model name on a hub to fetch the encoder from, e.g. intfloat/multilingual-e5-small; "
            "never fetched when empty."
        ),
    )
    encoder_adapter: str = Field(
        "shipped",
        help=("What tuning adds to the encoder's weights: `shipped`, `none`, or a folder of `attache train-encoder`."),
    )
    questions_adapter: str = Field(
        "shipped",
        help=(
            "What tuning adds to the encoder where it reads questions in other languages than English for the search: "
            "`shipped`, `none`, or a folder of `attache train-encoder --bridge`."
        ),
    )
    second_encoder: str = Field(
        "shipped",
        help=(
            "A second encoder, of English alone, heard beside the first: `shipped` (with the first as it ships; `none` "
            "beside an encoder of your own), `none`, which saves 0.4 GB of memory, or a folder."
        ),
    )
    second_adapter: str = Field(
        "shipped",
        help=(
            "What tuning adds to the second encoder where it embeds questions: `shipped`, `none`, or a folder of "
            "`attache train-encoder --english`."
        ),
    )
    encoder_threads: int = Field(2, ge=1, le=64, help="Processor threads for one embedding.")

    read_seconds: int = Field(60, ge=1, le=3600, help="Time limit for reading one file, in seconds.")
    read_megabytes: int = Field(1024, ge=64, le=16384, help="Memory limit for reading one file, in megabytes.")

    host: str = Field("127.0.0.1", help="Address that the dialogue engine and the action server listen on.")
    rasa_port: int = Field(5005, ge=1, le=65535, help="Port of the dialogue engine.")
    actions_port: int = Field(5055, ge=1, le=65535, help="Port of the action server.")
    workers: int = Field(
        1, ge=1, le=64, help="Processes of the dialogue engine; more than one needs PostgreSQL and Redis (below)."
    )
    turn_seconds: float = Field(15.0, gt=0, le=300, help="Time limit for one turn of a conversation, in seconds.")
    start_seconds: int = Field(120, ge=5, le=900, help="Time limit for all processes to become ready, in seconds.")
    restarts: int = Field(
        5,
        ge=0,
        le=1_000_000,
        help=(
            "How often in a row a process is started again that ends before it has been ready for 10 seconds; "
            "one end more stops all."
        ),
    )
    message_characters: int = Field(2000, ge=100, le=20000, help="Longest message that is read, in characters.")

    tracker_url: SecretStr = Field(
        SecretStr(""),
        help=(
            "Database for conversations, e.g. postgresql://user:password@host/name; "
            "SQLite in the home folder when empty."
        ),
    )
    lock_url: SecretStr = Field(
        SecretStr(""),
        help="Redis for conversation locks, e.g. redis://:password@host:6379/1; in memory when empty (one worker).",
    )
    events_url: SecretStr = Field(
        SecretStr(""),
        help=(
            "Another database that also receives every event of a conversation, e.g. postgresql://...; none when empty."
        ),
    )
    conversation_days: int = Field(
        30,
        ge=1,
        le=3650,
        help="Conversations nobody has written in for so many days are erased, in days; by the Telegram process.",
    )
    database_url: SecretStr = Field(
        SecretStr(""),
        help=(
            "Database for what Attaché itself remembers of the people it talks to, e.g. "
            "postgresql://user:password@host/name; SQLite (`attache.db`) in the home folder when empty."
        ),
    )

    contact: str = Field(
        "",
        help=(
            "Whom to turn to where Attaché cannot help: an e-mail address or an https address that is shown to "
            "everybody; none when empty."
        ),
    )
    question_days: int = Field(
        30,
        ge=1,
        le=3650,
        help="Questions to the staff are erased so many days after they were answered or closed, in days.",
    )

    offer_days: int = Field(
        30,
        ge=1,
        le=365,
        help="Documents that staff offered and nobody decided on are deleted after so many days, in days.",
    )

    telegram_token: SecretStr = Field(
        SecretStr(""),
        help=(
            "Token of the Telegram bot, from @BotFather; also read from TELEGRAM_BOT_TOKEN when this name is not set. "
            "No Telegram when empty."
        ),
    )
    telegram_url: str = Field(
        "https://api.telegram.org", help="Address of the Bot API; another one for a Bot API server of your own."
    )
    telegram_webhook_url: str = Field(
        "",
        help=(
            "Public address at which Telegram brings messages, e.g. https://bot.example.org/telegram, behind a reverse "
            "proxy; the bot asks Telegram for them when empty (long polling)."
        ),
    )
    telegram_webhook_host: str = Field(
        "127.0.0.1", help="Address that the webhook listens on, for the reverse proxy alone."
    )
    telegram_webhook_port: int = Field(8443, ge=1, le=65535, help="Port that the webhook listens on.")
    speech_url: str = Field(
        "",
        help=(
            "Base of a speech service with OpenAI's API, e.g. http://127.0.0.1:8000/v1: voice messages in Telegram go "
            "there to be written down, and are answered. Nobody listens to them when empty."
        ),
    )
    speech_key: SecretStr = Field(SecretStr(""), help="Key of the speech service, where it asks for one.")
    speech_model: str = Field("whisper-1", help="Model of the speech service.")
    speech_seconds: int = Field(180, ge=1, le=3600, help="Longest recording that is listened to, in seconds.")
    speech_megabytes: int = Field(
        20, ge=1, le=2000, help="Largest recording, in megabytes; Telegram itself hands out 20 at most."
    )
    speech_wait_seconds: float = Field(90.0, gt=0, le=600, help="Time limit for writing one down, in seconds.")
    quiet_hours: str = Field(
        "21:00-07:30",
        help=(
            "When reminders and other messages that can wait do not ring, by the clock of whoever they are for, "
            "e.g. 21:00-07:30; none when empty."
        ),
    )
    zone: str = Field(
        "America/New_York",
        help="Time zone of the programme, and of people whose own is not known: an IANA name such as Europe/Zurich.",
    )
    calendar_url: str = Field(
        "",
        help=(
            "Public address of the calendars that people subscribe to, e.g. https://bot.example.org/calendar, behind a "
            "reverse proxy; there are none when empty."
        ),
    )
    calendar_host: str = Field(
        "127.0.0.1", help="Address that the calendars are served on, for the reverse proxy alone."
    )
    calendar_port: int = Field(5065, ge=1, le=65535, help="Port that the calendars are served on.")
    caldav_url: str = Field(
        "",
        help=(
            "A calendar on a CalDAV server that the programme is published to, e.g. "
            "https://cal.example.org/programme/sessions/; nowhere when empty."
        ),
    )
    caldav_user: str = Field("", help="Who may write to that calendar.")
    caldav_password: SecretStr = Field(SecretStr(""), help="The password of that user.")
    organizer: str = Field(
        "",
        help=(
            "E-mail address that calendars name as organizer of every session; none that can be written to when empty."
        ),
    )
    organizer_name: str = Field("Attaché", help="The organizer's name, and that of the public calendar.")
    log_level: str = Field("INFO", help="How much is logged: DEBUG, INFO, WARNING or ERROR.")

    class Config:
        """Where pydantic reads them from."""

        env_prefix = PREFIX
        env_file = "attache.env"
        env_file_encoding = "utf-8"
        fields = {  # noqa: RUF012 - how pydantic 1 takes them
            field: {"env": [PREFIX + field.upper(), alias]} for field, alias in ALIASES.items()
        }

    @validator("home", "library_path", "index_path", "encoder_path")
    def _absolute(cls, value: Path | None) -> Path | None:  # noqa: N805 - pydantic 1 validators take the class
        return None if value is None else value.expanduser().absolute()

    @validator("index_path", "encoder_path", pre=True)
    def _unset(cls, value: Any) -> Any:  # noqa: N805
        return None if value == "" else value  # `ATTACHE_INDEX_PATH=` would be the working folder

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

    @validator("host", "telegram_webhook_host", "calendar_host")
    def _address(cls, value: str) -> str:  # noqa: N805
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            raise ValueError("give an address in figures, e.g. 127.0.0.1 or ::1") from None

    @validator("quiet_hours")
    def _hours(cls, value: str) -> str:  # noqa: N805
        hours = value.strip().replace("\u2013", "-").replace(" ", "")
        if hours and not _HOURS.fullmatch(hours):
            raise ValueError("write two times of the day, e.g. 21:00-07:30 (from 00:00 to 23:59), or nothing for none")
        if hours and len(set(hours.split("-"))) == 1:
            raise ValueError("they begin and end at the same time; write nothing for none, or two times")
        return hours

    @validator("zone")
    def _iana(cls, value: str) -> str:  # noqa: N805
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(value.strip()).key
        except (ValueError, OSError, KeyError):  # KeyError: there is none of this name
            raise ValueError(
                "it is no time zone; give an IANA name such as America/New_York, Europe/Zurich or UTC"
            ) from None

    @validator("tracker_url", "events_url", "database_url")
    def _database(cls, value: SecretStr) -> SecretStr:  # noqa: N805
        return _url(value, _DATABASES, "sqlite:///file or postgresql://user:password@host/name")

    @validator("lock_url")
    def _redis(cls, value: SecretStr) -> SecretStr:  # noqa: N805
        return _url(value, _REDIS, "redis://:password@host:6379/1, or rediss:// for TLS")

    @validator("contact")
    def _contact(cls, value: str) -> str:  # noqa: N805
        contact = value.strip()
        if contact and not _CONTACT.fullmatch(contact):
            raise ValueError("give an e-mail address (help@programme.example) or one that begins with https://")
        return contact

    @validator("telegram_token")
    def _token(cls, value: SecretStr) -> SecretStr:  # noqa: N805
        token = value.get_secret_value().strip()
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("it does not look like a bot token (123456789:ABC...); copy it whole from @BotFather")
        return SecretStr(token)

    @validator("telegram_url")
    def _bot_api(cls, value: str) -> str:  # noqa: N805
        return _address_of(value, "https://api.telegram.org or http://127.0.0.1:8081")

    @validator("speech_key")
    def _key(cls, value: SecretStr) -> SecretStr:  # noqa: N805
        key = value.get_secret_value().strip()
        if not all("!" <= character <= "~" for character in key):  # it travels in a header of HTTP
            raise ValueError(
                "it holds a space or a character that is not ASCII; copy it again, without quotation marks"
            )
        return SecretStr(key)

    @validator("speech_url")
    def _speech(cls, value: str) -> str:  # noqa: N805
        return _address_of(value, "http://127.0.0.1:8000/v1 or https://api.openai.com/v1") if value.strip() else ""

    @validator("telegram_webhook_url")
    def _webhook(cls, value: str) -> str:  # noqa: N805
        url = value.strip()
        try:
            parts = urlsplit(url)
            # Plain HTTP is what a Bot API server on the same machine may use.
            usable = (parts.scheme == "https" and parts.hostname and (parts.port or 443) in (80, 88, 443, 8443)) or (
                parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1")
            )
        except ValueError:
            usable = False
        if url and (not usable or parts.username or parts.password or parts.query or parts.fragment):
            raise ValueError(
                "give a public https address like https://bot.example.org/telegram, on port 443, 80, 88 or 8443"
            )
        return url

    @validator("calendar_url")
    def _calendars(cls, value: str) -> str:  # noqa: N805
        return _address_of(value, "https://bot.example.org/calendar") if value.strip() else ""

    @validator("caldav_url")
    def _caldav(cls, value: str) -> str:  # noqa: N805
        return f"{_address_of(value, 'https://cal.example.org/programme/sessions/')}/" if value.strip() else ""

    @validator("organizer")
    def _mail(cls, value: str) -> str:  # noqa: N805
        mail = value.strip()
        if mail and not _MAIL.fullmatch(mail):
            raise ValueError("give an e-mail address, e.g. programme@example.org")
        return mail

    @validator("organizer_name")
    def _named(cls, value: str) -> str:  # noqa: N805
        name = value.strip()
        if not name or len(name) > _NAME or not name.isprintable():
            raise ValueError(f"give a name of 1 to {_NAME} characters")
        return name

    @root_validator(skip_on_failure=True)
    def _together(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if values["rasa_port"] == values["actions_port"]:
            raise ValueError(
                f"{PREFIX}RASA_PORT and {PREFIX}ACTIONS_PORT are both {values['rasa_port']}; give them two ports"
            )
        tracker, events = (values[name].get_secret_value() for name in ("tracker_url", "events_url"))
        if events and events == tracker:  # Rasa calls its table "events" in both, with other columns
            raise ValueError(f"{PREFIX}EVENTS_URL is the same database as {PREFIX}TRACKER_URL; give it another one")
        if values["workers"] > 1:
            if not values["lock_url"].get_secret_value():
                raise ValueError(f"{PREFIX}WORKERS is {values['workers']}, which needs {PREFIX}LOCK_URL (a Redis)")
            if not tracker.startswith("postgresql"):
                raise ValueError(
                    f"{PREFIX}WORKERS is {values['workers']}, which needs {PREFIX}TRACKER_URL (a PostgreSQL)"
                )
        return values

    @property
    def index_dir(self) -> Path:
        """The index folder in use."""
        return self.index_path or self.home / "index"

    @property
    def encoder_dir(self) -> Path:
        """The encoder folder in use."""
        return self.encoder_path or self.home / "encoders" / "multilingual-e5-small"

    @property
    def second_encoder_dir(self) -> Path | None:
        """Folder of the second encoder; ``None`` for none."""
        if self.second_encoder.casefold() in ("none", ""):
            return None
        if self.second_encoder.casefold() == "shipped":
            # What it is worth beside another encoder, nobody has measured.
            return None if self.encoder_path else self.home / "encoders" / "all-mpnet-base-v2"
        return Path(self.second_encoder).expanduser().absolute()

    @property
    def adapter_dir(self) -> Path | None:
        """Folder of the encoder's adapter; ``None`` for the model as it was published."""
        return _adapter(self.encoder_adapter, "adapter")

    @property
    def questions_adapter_dir(self) -> Path | None:
        """Folder of what the encoder adds for questions in other languages than English; ``None`` for nothing."""
        return _adapter(self.questions_adapter, "adapter_others")

    @property
    def second_adapter_dir(self) -> Path | None:
        """Folder of what the second encoder adds for questions; ``None`` for the model as it was published."""
        return _adapter(self.second_adapter, "adapter_questions")

    @property
    def quiet(self) -> tuple[time, time] | None:
        """When the quiet hours begin and end, by the clock on the wall; ``None`` when there are none."""
        if not self.quiet_hours:
            return None
        begin, end = map(time.fromisoformat, self.quiet_hours.split("-"))
        return begin, end

    @property
    def database(self) -> str:
        """SQLAlchemy URL of what Attaché itself remembers; holds a password where one is set."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.home / 'attache.db'}"

    @property
    def conversations(self) -> str:
        """SQLAlchemy URL of the database for conversations; holds a password where one is set."""
        return self.tracker_url.get_secret_value() or f"sqlite:///{self.home / 'conversations.db'}"

    @property
    def organizer_uri(self) -> str:
        """Whom calendars name as organizer. Where there is no address, one at which nobody can be (RFC 2606)."""
        contact = "" if self.contact.startswith("https://") else self.contact
        return f"mailto:{self.organizer or contact or 'nobody@attache.invalid'}"

    @property
    def vectors_dir(self) -> Path:
        """Where computed vectors are cached between index runs."""
        return self.home / "vectors"

    @property
    def offers_dir(self) -> Path:
        """Where documents lie that staff offered, until somebody decides."""
        return self.home / "offers"

    @property
    def accepted_dir(self) -> Path:
        """Where documents lie that were accepted: part of the library."""
        return self.home / "library"

    @property
    def sources(self) -> tuple[Path, ...]:
        """What `attache ready` indexes: the material that ships, and what was accepted."""
        return (self.library_path, self.accepted_dir) if self.accepted_dir.is_dir() else (self.library_path,)

    @property
    def models_dir(self) -> Path:
        """Where trained Rasa models lie."""
        return self.home / "models"

    @property
    def logs_dir(self) -> Path:
        """Where the processes of ``attache up`` write their logs."""
        return self.home / "logs"


def _adapter(value: str, shipped: str) -> Path | None:
    """Folder of an adapter: the one that ships, another, or none."""
    if value.casefold() in ("none", ""):
        return None
    if value.casefold() == "shipped":
        return PROJECT / "knowledge" / "encoder" / shipped
    return Path(value).expanduser().absolute()


def _address_of(value: str, example: str) -> str:
    """The address of a server, without a slash at the end, and without a password, which would be shown."""
    url = value.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError(f"give an address like {example}")
    return url


def _url(value: SecretStr, schemes: tuple[str, ...], example: str) -> SecretStr:
    """The URL as SQLAlchemy and redis-py want it; never part of an error text, for it holds a password."""
    url = value.get_secret_value().strip()
    if url.startswith("postgres://"):  # the way many hosts write it; SQLAlchemy 1.4 refuses it
        url = "postgresql" + url[len("postgres") :]
    if url:
        try:
            parts = urlsplit(url)
            usable = parts.scheme in schemes and "://" in url and (parts.port is None or parts.port > 0)
        except ValueError:
            usable = False
        if not usable:
            raise ValueError(f"give a URL like {example}")
    return SecretStr(url)


@lru_cache(maxsize=1)
def load() -> Settings:
    """Read the settings once.

    Raises:
        SettingsError: a value is not usable; the text names the setting, the value and the limit.
    """
    try:
        return Settings.parse_obj({})  # everything from the environment and the file
    except ValidationError as error:
        raise SettingsError("\n".join(_sentences(error))) from None
    except UnicodeDecodeError:
        raise SettingsError("The file attache.env is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file attache.env cannot be read: {error.strerror}.") from None


def _sentences(error: ValidationError) -> list[str]:
    """One sentence a problem."""
    sentences = []
    for problem in error.errors():
        field = str(problem["loc"][0])
        if field == "__root__":
            sentences.append(f"{problem['msg']}. See docs/settings.md.")
        else:
            hidden = Settings.__fields__[field].type_ is SecretStr or field.endswith("_url")
            value = "" if hidden else f" ({_given(field)!r})"
            sentences.append(
                f"The setting {_given_name(field)}{value} cannot be used: {problem['msg']}. See docs/settings.md."
            )
    return sentences


def _name(field: str) -> str:
    return PREFIX + field.upper()


def _given_name(field: str) -> str:
    """The name that the value of a setting came by."""
    given = {name.upper() for name in _all_given()}
    return ALIASES[field] if field in ALIASES and _name(field) not in given else _name(field)


def _given(field: str) -> str:
    """The value of a setting as it was given: the environment's, else the file's."""
    return next((value for name, value in _all_given().items() if name.upper() == _name(field)), "")


def _all_given() -> dict[str, str]:
    """Names and values from the environment and, behind it, the file ``attache.env``."""
    from dotenv import dotenv_values

    file = {name: value or "" for name, value in dotenv_values(Settings.Config.env_file).items()}
    return {**file, **os.environ}


def unknown_names(given: Mapping[str, str] | None = None) -> list[str]:
    """Names that look like settings and are none, most likely misspelt; in environment and file when not ``given``."""
    known = {_name(field) for field in Settings.__fields__}
    names = _all_given() if given is None else given
    return sorted(name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known)
