"""Our engine behind Rasa's own Telegram channel: what stands beside our bot."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import yaml

from bot.supervisor import endpoints, newest_model, ports
from bot.supervisor.health import ask
from bot.supervisor.process import Child
from bot.supervisor.supervisor import Part, Supervisor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings

__all__ = ["CHANNEL", "PEER", "rasa_telegram"]

#: What it is called in the table.
PEER = "Rasa's Telegram channel"
CHANNEL = "bench.telegram_channel.RasaTelegram"


@contextlib.contextmanager
def rasa_telegram(settings: Settings, *, token: str, username: str, server: str) -> Iterator[str]:
    """The engine with both its REST channel and Rasa's Telegram channel; its address.

    Args:
        settings: of the engine, in a home of its own.
        token: of the bot.
        username: of the bot, which Rasa's channel asks for with every message.
        server: address of the Bot API server, without a path.

    Raises:
        StartFailed: it ended, or was not ready in time.
    """
    settings = settings.copy(update={"rasa_port": ports.free(settings.host), "actions_port": ports.free(settings.host)})
    url = ports.address(settings.host, settings.rasa_port)
    actions_url = ports.address(settings.host, settings.actions_port)
    folder = settings.home / "run" / "peer"
    endpoints_file, credentials_file = endpoints.write(settings, folder)
    telegram = {"access_token": token, "verify": username, "server": server}
    telegram["webhook_url"] = f"{url}/webhooks/telegram/webhook"
    credentials_file.write_text(yaml.safe_dump({**endpoints.credentials(), CHANNEL: telegram}), encoding="utf-8")
    arguments = ["--model", str(newest_model(settings.models_dir)), "--endpoints", str(endpoints_file)]
    arguments += ["--credentials", str(credentials_file)]
    environment = endpoints.environment(settings)
    rasa = Child(
        "dialogue engine with Rasa's Telegram channel",
        "bot.rasa_server",
        arguments,
        environment=environment,
        log=settings.logs_dir / "bench-peer.log",
        hidden=(token,),
    )
    actions = Child("action server", "actions.server", environment=environment, log=settings.logs_dir / "actions.log")
    supervisor = Supervisor(
        (Part(rasa, lambda: ask(f"{url}/webhooks/rest/")), Part(actions, lambda: ask(f"{actions_url}/health"))),
        start_seconds=settings.start_seconds,
    )
    supervisor.start()
    try:
        yield url
    finally:
        supervisor.stop()
