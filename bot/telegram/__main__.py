"""``python -m bot.telegram``: the bot, until a signal comes."""

from __future__ import annotations

import logging
import sys
import time

from bot.lifetime import ends, run_until_signal

__all__ = ["main"]

_BEGAN = time.monotonic()


def main() -> int:
    """Serve; 0 after a signal, 1 after a sentence about what is wrong."""
    import settings

    try:
        chosen = settings.load()
    except settings.SettingsError as error:
        return ends(str(error))
    token = chosen.telegram_token.get_secret_value()
    if not token:
        return ends("There is no token. Take the one that @BotFather shows and set it as ATTACHE_TELEGRAM_TOKEN.")
    logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")

    from bot.attachments import Organizer
    from bot.telegram.app import run
    from bot.telegram.options import Options
    from bot.telegram.speech import Listening
    from bot.telegram.webhook import Address

    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    options = Options(
        token=token,
        home=chosen.home,
        database=chosen.database,
        conversations=chosen.conversations,
        events=chosen.events_url.get_secret_value() or None,
        days=chosen.conversation_days,
        question_days=chosen.question_days,
        engine=f"http://{host}:{chosen.rasa_port}",
        seconds=chosen.turn_seconds,
        language=chosen.language,
        quiet=chosen.quiet,
        zone=chosen.zone,
        base_url=f"{chosen.telegram_url.rstrip('/')}/bot",
        base_file_url=f"{chosen.telegram_url.rstrip('/')}/file/bot",
        actions=f"http://{host}:{chosen.actions_port}",
        listening=Listening(
            chosen.speech_url,
            chosen.speech_key.get_secret_value(),
            chosen.speech_model,
            wait_seconds=chosen.speech_wait_seconds,
            seconds=chosen.speech_seconds,
            megabytes=chosen.speech_megabytes,
        )
        if chosen.speech_url
        else None,
        offer_days=chosen.offer_days,
        read_seconds=chosen.read_seconds,
        read_megabytes=chosen.read_megabytes,
        organizer=Organizer(chosen.organizer_uri, chosen.organizer_name),
        webhook=Address(chosen.telegram_webhook_url, chosen.telegram_webhook_host, chosen.telegram_webhook_port)
        if chosen.telegram_webhook_url
        else None,
    )
    return run_until_signal(run(options, began=_BEGAN))


if __name__ == "__main__":
    sys.exit(main())
