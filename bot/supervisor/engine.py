"""Everything that runs: Rasa, the action server, the timekeeper, Telegram; what has to be right before they start."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot.errors import NotBuilt, TokenRefused
from bot.supervisor import endpoints, ports, stores
from bot.supervisor.health import ask
from bot.supervisor.logs import secrets
from bot.supervisor.model import is_whole, newest_model
from bot.supervisor.process import Child
from bot.supervisor.state import Running, StateFile
from bot.supervisor.supervisor import Part, Progress, Supervisor
from bot.supervisor.telegram import bot_health, whoami
from bot.supervisor.timekeeper import timekeeper_health

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.supervisor.health import Health
    from settings import Settings

__all__ = ["Engine"]


class Engine:
    """The dialogue engine (Rasa), the action server and the timekeeper, and the Telegram bot where it has a token.

    Usage::

        with Engine(settings, own_ports=True) as engine:
            Dialogue(engine.url).turn("me", "What is non-refoulement?")

    Args:
        settings: where everything is.
        own_ports: listen on two free ports instead of those in the settings, unseen by other commands, and
            without the timekeeper and Telegram, of which there may be one only.
        progress: told how far each part has come.
    """

    def __init__(self, settings: Settings, *, own_ports: bool = False, progress: Progress | None = None) -> None:
        self._public = not own_ports
        if own_ports:
            settings = settings.copy(
                update={"rasa_port": ports.free(settings.host), "actions_port": ports.free(settings.host)}
            )
        self.settings = settings
        self._progress = progress
        self._state = StateFile(settings.home)
        self._supervisor: Supervisor | None = None
        self._bot: Health | None = None

    @property
    def url(self) -> str:
        """Base address of the dialogue engine, for ``bot.dialogue``."""
        return ports.address(self.settings.host, self.settings.rasa_port)

    @property
    def actions_url(self) -> str:
        """Base address of the action server."""
        return ports.address(self.settings.host, self.settings.actions_port)

    @property
    def telegram(self) -> str | None:
        """The bot's name (``"@attache_bot"``), or a sentence why it is not known yet; ``None`` without Telegram."""
        if self._bot is None:
            return None
        if self._bot.works and self._bot.details:
            return str(self._bot.details["name"])
        return f"{self._bot.reason} It is tried again until it works."

    def start(self) -> None:
        """Start everything and return when everything answers.

        Raises:
            AlreadyRunning: another engine runs on this home folder.
            NotBuilt: there is no trained model.
            StoreUnreachable: the database or the Redis does not answer.
            TokenRefused: Telegram does not accept the bot's token.
            PortInUse: another program listens at one of the ports.
            StartFailed: a process ended, or was not ready in time. Nothing of ours runs after any of these.
        """
        if self._public:
            self._state.hold()
        try:
            self._supervisor = Supervisor(
                self._prepare(),
                start_seconds=self.settings.start_seconds,
                progress=self._progress,
                restarts=self.settings.restarts,
            )
            self._supervisor.start()
        except BaseException:
            self.stop()
            raise
        if self._public:
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            self._state.publish(Running(pid=os.getpid(), url=self.url, actions_url=self.actions_url, started=now))

    def wait(self) -> None:
        """Return when ``stop`` was called.

        Raises:
            GaveUp: a process ended too often.
        """
        if self._supervisor is not None:
            self._supervisor.wait()

    def stop(self) -> None:
        """Stop everything. Harmless when nothing runs."""
        if self._supervisor is not None:
            self._supervisor.stop()
        self._state.release()
        if not self._public:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _folder(self) -> Path:
        """Where the files for Rasa lie while it runs."""
        return self.settings.home / "run" / str(self.settings.rasa_port)

    def __enter__(self) -> Engine:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _prepare(self) -> tuple[Part, ...]:
        """Everything that can be known to go wrong, before anything is started."""
        settings = self.settings
        model = newest_model(settings.models_dir)
        if model is None:
            raise NotBuilt(f"There is no trained model in {settings.models_dir} yet. Run: attache ready.")
        if not is_whole(model):
            raise NotBuilt(f"The model {model} is cut off or is none. Delete it and run: attache train.")
        stores.check(settings)
        ports.claim(settings.host, settings.rasa_port, "ATTACHE_RASA_PORT")
        ports.claim(settings.host, settings.actions_port, "ATTACHE_ACTIONS_PORT")
        files = endpoints.write(settings, self._folder)
        environment, hidden = endpoints.environment(settings), secrets(settings)
        rasa = Child(
            "dialogue engine",
            "bot.rasa_server",
            ["--model", str(model), "--endpoints", str(files[0]), "--credentials", str(files[1])],
            environment=environment,
            log=settings.logs_dir / "rasa.log",
            hidden=hidden,
        )
        actions = Child(
            "action server",
            "actions.server",
            environment=endpoints.actions_environment(settings),
            log=settings.logs_dir / "actions.log",
            hidden=hidden,
        )
        return (
            Part(rasa, lambda: ask(f"{self.url}/webhooks/rest/")),
            Part(actions, lambda: ask(f"{self.actions_url}/health")),
            *self._timekeeper(hidden),
            *self._telegram(hidden),
        )

    def _timekeeper(self, hidden: tuple[str, ...]) -> tuple[Part, ...]:
        """What is done by the clock; an engine of one's own leaves it to the one that others talk to."""
        settings = self.settings
        if not self._public:
            return ()
        stores.check_database(settings.database, "ATTACHE_DATABASE_URL")
        if settings.calendar_url:
            ports.claim(
                settings.calendar_host,
                settings.calendar_port,
                "ATTACHE_CALENDAR_PORT",
                host_setting="ATTACHE_CALENDAR_HOST",
            )
        child = Child(
            "timekeeper",
            "bot.timekeeper",
            environment=endpoints.timekeeper_environment(settings),
            log=settings.logs_dir / "timekeeper.log",
            hidden=hidden,
        )
        return (Part(child, lambda: timekeeper_health(settings.home, child.pid), after=True, watched=True),)

    def _telegram(self, hidden: tuple[str, ...]) -> tuple[Part, ...]:
        """The Telegram bot, if it has a token. How it is, it writes into a file."""
        settings, token = self.settings, self.settings.telegram_token.get_secret_value()
        if not (self._public and token):
            return ()
        self._bot = whoami(settings.telegram_url, token)
        if self._bot.status == "failed":
            raise TokenRefused(self._bot.reason)
        if settings.telegram_webhook_url:
            ports.claim(
                settings.telegram_webhook_host,
                settings.telegram_webhook_port,
                "ATTACHE_TELEGRAM_WEBHOOK_PORT",
                host_setting="ATTACHE_TELEGRAM_WEBHOOK_HOST",
            )
        child = Child(
            "Telegram bot",
            "bot.telegram",
            environment=endpoints.telegram_environment(settings),
            log=settings.logs_dir / "telegram.log",
            hidden=hidden,
        )
        return (Part(child, lambda: bot_health(settings.home, child.pid), after=True, watched=True),)
