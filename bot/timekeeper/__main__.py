"""``python -m bot.timekeeper``: keeps the time until a signal comes."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from bot.lifetime import ends, run_until_signal

if TYPE_CHECKING:
    from bot.timekeeper.options import Options
    from settings import Settings

__all__ = ["main", "options_of"]


def options_of(chosen: Settings) -> Options:
    """The settings as plain values."""
    from bot.timekeeper.options import CalendarServer, Options, Serving

    serving = Serving(chosen.calendar_url, chosen.calendar_host, chosen.calendar_port)
    caldav = CalendarServer(chosen.caldav_url, chosen.caldav_user, chosen.caldav_password.get_secret_value())
    return Options(
        home=chosen.home,
        database=chosen.database,
        organizer=chosen.organizer_uri,
        organizer_name=chosen.organizer_name,
        zone=chosen.zone,
        language=chosen.language,
        serving=serving if chosen.calendar_url else None,
        caldav=caldav if chosen.caldav_url else None,
    )


def main() -> int:
    """Keep the time; 0 after a signal, 1 after a sentence about what is wrong."""
    import settings

    try:
        chosen = settings.load()
    except settings.SettingsError as error:
        return ends(str(error))
    logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("urllib3", "caldav", "asyncio"):  # they name addresses
        logging.getLogger(name).setLevel(logging.ERROR)

    from bot.timekeeper.app import run

    return run_until_signal(run(options_of(chosen)))


if __name__ == "__main__":
    sys.exit(main())
