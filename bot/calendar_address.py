"""Where calendars subscribe: the addresses of the feeds, as calendars and as browsers call them."""

from __future__ import annotations

__all__ = ["PROGRAMME", "feed_address", "programme_address", "webcal"]

#: The name of the public calendar. No token of a person is so short.
PROGRAMME = "programme"


def feed_address(url: str, token: str) -> str:
    """Address of a person's calendar, over HTTPS; empty where there are no feeds.

    Args:
        url: the setting ``calendar_url``; empty where there are none.
        token: of ``programme.Feeds``. Whoever has the address reads the calendar.
    """
    return f"{url}/{token}.ics" if url else ""


def programme_address(url: str) -> str:
    """Address of the public calendar of the programme; empty where there are no feeds."""
    return feed_address(url, PROGRAMME)


def webcal(address: str) -> str:
    """An address as calendar programs call it: a touch on it subscribes."""
    scheme, separator, rest = address.partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else address
