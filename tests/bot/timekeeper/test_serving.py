"""Calendars over real HTTP: who gets them, who learns nothing, what is said twice, what stands in a log."""

from __future__ import annotations

import logging

import httpx
import icalendar
import pytest

from bot.errors import StartFailed
from bot.supervisor.ports import free
from bot.timekeeper.feeds import Calendars
from bot.timekeeper.options import Serving
from bot.timekeeper.serving import serving
from programme import Bookings, Feeds, People, Sessions
from programme.errors import DatabaseFailed
from tests.bot.timekeeper.conftest import NOW

pytestmark = pytest.mark.loopback


@pytest.fixture
def clock():
    return [NOW]


@pytest.fixture
async def get(database, clock):
    """Asks for a path of the calendars, as they are served."""
    calendars = Calendars(database, name="Programme", clock=lambda: clock[0])
    async with (
        serving(calendars, Serving("https://bot.example.org/calendar", port=0)) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        yield client


def titles(answer):
    return sorted(str(event["summary"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def about(answer):
    """All that a stranger could tell one answer from another by."""
    return answer.status_code, answer.content, {name: value for name, value in answer.headers.items() if name != "date"}


async def test_a_person_has_what_they_have_a_place_in_and_nobody_else_learns_of_it(
    get, session, person, register, database
):
    amina, boris = person(1), person(2)
    mine, full = session(), session(72, title="Statelessness", capacity=1)
    session(96, title="Not mine")
    register(mine, amina), register(full, boris), register(full, amina)  # the last one waits
    token = Feeds(database).make(amina.id, NOW)
    answer = await get.get(f"/calendar/{token}.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert titles(answer) == ["Climate mobility"]
    assert b"meet.example.org" in answer.content  # whoever has a place may join
    assert answer.headers["cache-control"].startswith("private")


async def test_a_token_that_was_revoked_replaced_or_never_given_is_like_no_calendar(get, person, database):
    amina = person()
    feeds = Feeds(database)
    old = feeds.make(amina.id, NOW)
    token = feeds.make(amina.id, NOW)
    strange = await get.get("/calendar/abcdefghijklmnopqrstuvwxyz.ics")
    assert strange.status_code == 404
    for path in (f"/calendar/{old}.ics", "/calendar/x.ics", "/calendar/.ics", "/calendar/a%2Fb.ics", "/", "/calendar/",
                 f"/calendar/{token}", f"/{token}.ics", "/calendar/" + "x" * 300 + ".ics"):  # fmt: skip
        assert about(await get.get(path)) == about(strange), path
    assert (await get.get(f"/calendar/{token}.ics")).status_code == 200
    feeds.revoke(amina.id)
    assert about(await get.get(f"/calendar/{token}.ics")) == about(strange)


async def test_consent_that_is_withdrawn_ends_the_calendar(get, person, database):
    amina = person()
    token = Feeds(database).make(amina.id, NOW)
    People(database).withdraw(amina.id, NOW)
    assert (await get.get(f"/calendar/{token}.ics")).status_code == 404


async def test_the_programme_is_for_everybody_without_the_address_to_join_at(get, session, database):
    one = session()
    session(72, title="Statelessness")
    Sessions(database).cancel(one.id, NOW)
    answer = await get.get("/calendar/programme.ics")
    assert titles(answer) == ["Climate mobility", "Statelessness"]
    assert b"meet.example.org" not in answer.content
    assert answer.content.count(b"STATUS:CANCELLED") == 1
    assert answer.headers["cache-control"].startswith("public")


async def test_what_did_not_change_is_not_sent_again(get, session, person, register, database, clock):
    amina, one = person(), session()
    register(one, amina)
    path = f"/calendar/{Feeds(database).make(amina.id, NOW)}.ics"
    first = await get.get(path)
    clock[0] = NOW.replace(minute=30)  # made at another moment, and the same all the same
    known = {"If-None-Match": first.headers["etag"]}
    again = await get.get(path, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (await get.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})).status_code == 304
    assert (await get.get(path, headers={"If-None-Match": '"other"'})).status_code == 200
    Bookings(database).cancel(one.id, amina.id, NOW)
    assert (await get.get(path, headers=known)).status_code == 200


async def test_a_calendar_program_may_ask_for_the_head_alone(get, session):
    session()
    answer = await get.head("/calendar/programme.ics")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
async def test_nothing_can_be_done_but_reading(get, method):
    assert (await get.request(method, "/calendar/programme.ics")).status_code in (404, 405)


async def test_no_token_is_in_a_log_whatever_happens(get, person, database, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    token = Feeds(database).make(person().id, NOW)
    path = f"/calendar/{token}.ics"
    await get.get(path)
    monkeypatch.setattr(Bookings, "of", lambda *_, **__: 1 / 0)
    assert (await get.get(path)).status_code == 500

    def away(*_, **__):
        raise DatabaseFailed("The database is not reached.")

    monkeypatch.setattr(Bookings, "of", away)
    busy = await get.get(path)
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "60")
    ours = [record for record in caplog.records if record.name.partition(".")[0] not in ("httpx", "httpcore")]
    assert [record for record in ours if token in record.getMessage()] == []
    assert "The database is not reached." in caplog.text


async def test_a_port_that_is_taken_is_said_with_its_setting(database):
    calendars, port = Calendars(database, name="Programme"), free("127.0.0.1")
    address = Serving("https://bot.example.org", port=port)
    async with serving(calendars, address):
        with pytest.raises(StartFailed, match=f"port {port} .* set ATTACHE_CALENDAR_PORT to a free port"):
            async with serving(calendars, address):
                pass
