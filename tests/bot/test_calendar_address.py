from __future__ import annotations

from bot.calendar_address import feed_address, programme_address, webcal


def test_addresses_of_calendars():
    url = "https://bot.example.org/calendar"
    assert feed_address(url, "abc") == "https://bot.example.org/calendar/abc.ics"
    assert programme_address(url) == "https://bot.example.org/calendar/programme.ics"
    assert webcal(feed_address(url, "abc")) == "webcal://bot.example.org/calendar/abc.ics"


def test_where_there_are_none_there_is_no_address():
    assert (feed_address("", "abc"), programme_address(""), webcal("")) == ("", "", "")
