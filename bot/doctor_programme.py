"""What ``attache doctor`` finds about sessions: the timekeeper, the calendars that people subscribe to, publishing."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot.doctor import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settings import Settings

__all__ = ["programme"]


def programme(settings: Settings) -> Iterator[Finding]:
    """Every finding about sessions and their calendars."""
    yield from _timekeeper(settings)
    yield from _feeds(settings)
    yield from _caldav(settings)
    if not settings.organizer_uri.endswith(".invalid"):
        yield Finding("organizer", Level.OK, f"{settings.organizer_name} <{settings.organizer_uri}>")
    else:
        found = "calendar files name an organizer that nobody can write to"
        yield Finding("organizer", Level.OK, f"{found}; ATTACHE_ORGANIZER=programme@example.org names one")


def _timekeeper(settings: Settings) -> Iterator[Finding]:
    """How the process says it is, where it runs."""
    from bot.supervisor import running
    from bot.supervisor.timekeeper import described
    from bot.timekeeper.status import read

    report = read(settings.home)
    if running(settings.home) is None:
        yield Finding("timekeeper", Level.OK, "not running; attache up starts it, and with it reminders and news")
        return
    log = f"see {settings.logs_dir / 'timekeeper.log'}"
    if report is None:
        yield Finding("timekeeper", Level.WARN, "has not said how it is: no reminders go out", log)
        return
    health = described(report, datetime.now(timezone.utc))
    if not health.works:
        yield Finding("timekeeper", Level.WARN, f"{health.status}: {health.reason}", log)
    elif report.keeps:
        yield Finding("timekeeper", Level.OK, f"ready; last round {report.written_at:%Y-%m-%d %H:%M:%S} UTC")
    else:
        yield Finding("timekeeper", Level.OK, "ready; another machine keeps the time of this database")


def _feeds(settings: Settings) -> Iterator[Finding]:
    """Whether calendars can be subscribed to, asked where the proxy asks."""
    import httpx

    from bot.calendar_address import programme_address
    from bot.supervisor import running
    from bot.supervisor.ports import address
    from bot.timekeeper.options import Serving

    what = "calendar feeds"
    if not settings.calendar_url:
        found = "off; ATTACHE_CALENDAR_URL=https://bot.example.org/calendar turns them on"
        yield Finding(what, Level.OK, f"{found} (docs/calendars.md)")
        return
    public = programme_address(settings.calendar_url)
    if running(settings.home) is None:
        yield Finding(what, Level.OK, f"{public}, once attache up runs")
        return
    path = Serving(settings.calendar_url).path
    here = f"{address(settings.calendar_host, settings.calendar_port)}{path}"
    try:
        status = httpx.get(programme_address(here), timeout=5.0, trust_env=False).status_code
    except httpx.HTTPError:
        status = 0
    if status == 200:
        yield Finding(what, Level.OK, f"{public}, served at {here}")
    else:
        said = f"status {status}" if status else "nothing answers"
        todo = f"see {settings.logs_dir / 'timekeeper.log'}"
        yield Finding(what, Level.WARN, f"{public}: {said} at {here}", todo)


def _caldav(settings: Settings) -> Iterator[Finding]:
    """Whether the calendar on the CalDAV server is reached."""
    from bot.timekeeper.options import CalendarServer
    from bot.timekeeper.publishing import NotPublished, reach

    if not settings.caldav_url:
        yield Finding("CalDAV", Level.OK, "off; ATTACHE_CALDAV_URL publishes the programme (docs/calendars.md)")
        return
    password = settings.caldav_password.get_secret_value()
    try:
        reach(CalendarServer(settings.caldav_url, settings.caldav_user, password))
    except NotPublished as error:
        yield Finding("CalDAV", Level.WARN, str(error), "correct ATTACHE_CALDAV_URL, _USER, _PASSWORD, or start it")
    else:
        yield Finding("CalDAV", Level.OK, f"reached at {settings.caldav_url}")
