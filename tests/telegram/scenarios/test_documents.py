"""Documents that staff offer to the library: asked about, fetched, read, decided on; and what is not taken."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from bot.telegram import offer_wording, wording
from bot.telegram.offer_tidying import tell
from programme import Database, Offers, Outbox, Staff
from tests.telegram import running as stand
from tests.telegram.files import LARGEST, hands
from tests.telegram.running import running

if TYPE_CHECKING:
    from tests.telegram.chats import Chat
    from tests.telegram.server import BotApi

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

TEXT = "# {title}\n\nNo Contracting State shall expel or return a refugee to the frontiers of territories.\n"
TITLES = {"fr": "Le non-refoulement", "ar": "عدم الإعادة القسرية", "en": "Non-refoulement"}


async def answers(api: BotApi, chat: Chat, count: int) -> None:
    """Wait for so many messages in a chat; a process of its own may be started for them."""
    await stand.answers(api, chat, count, 90)


@pytest.fixture
def database(chosen):
    one = Database(chosen.database)
    one.create()
    yield one
    one.close()


@pytest.fixture
def member(api, database):
    """Make somebody who is staff."""

    def make(language: str = "en"):
        person, staff, now = api.world.user("Amina", language), Staff(database), datetime.now(timezone.utc)
        staff.link(staff.invite("editor", now), "telegram", str(person.id), now, language=language)
        return person

    return make


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069\u200e\u200f")


def kept(chosen) -> list:
    folder = chosen.home / "offers"
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_document_is_offered(api, chosen, database, member, language):
    amina, title = member(language), TITLES[language]
    async with running(chosen):
        sent = hands(amina, "../../etc/Cours № 3.md", TEXT.format(title=title).encode())
        await answers(api, amina.chat, 1)
        asked = amina.chat.last
        assert asked.reply_to is sent
        assert plain(asked.text).startswith(".. .. etc Cours № 3.md")
        assert asked.buttons == [offer_wording.yes_button(language), offer_wording.no_button(language)]
        assert (kept(chosen), Offers(database).all()) == ([], [])
        amina.presses(asked, offer_wording.yes_button(language))
        await answers(api, amina.chat, 2)
        assert plain(amina.chat.last.text) == plain(offer_wording.offered(language, title=title, number=1, pages=None))
        await api.world.until(lambda: asked.buttons == [], 30)
        (offer,) = Offers(database).all("offered")
        assert (offer.title, offer.key, offer.language) == (title, str(amina.id), language)
        (file,) = kept(chosen)
        assert (file.name, file.read_bytes()) == (offer.file, TEXT.format(title=title).encode())
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert "Cours" not in file.name
        hands(amina, "again.md", TEXT.format(title=title).encode())
        await answers(api, amina.chat, 3)
        amina.presses(amina.chat.last, offer_wording.yes_button(language))
        await answers(api, amina.chat, 4)
        assert plain(amina.chat.last.text) == plain(offer_wording.known(language, number=1, accepted=False))
        assert kept(chosen) == [file]
        Offers(database).decide(1, "accepted", datetime.now(timezone.utc))
        tell(Outbox(database), offer, "accepted", now=datetime.now(timezone.utc), days=30)
        await answers(api, amina.chat, 5)
        assert plain(amina.chat.last.text) == plain(offer_wording.decided(language, "accepted", title=title, days=30))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_from_anybody_else_no_document_is_taken(api, chosen, member, language):
    boris = api.world.user("Boris", language)
    async with running(chosen):
        hands(boris, "notes.pdf", b"%PDF-1.7")
        await answers(api, boris.chat, 1)
        assert plain(boris.chat.last.text) == plain(wording.cannot_take(language, "document"))
        assert boris.chat.last.buttons == []
    assert (api.called("getFile"), kept(chosen)) == ([], [])


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_what_is_not_offered_is_not_kept(api, chosen, database, member, language):
    amina = member(language)
    async with running(chosen):
        hands(amina, "notes.md", b"# Notes")
        await answers(api, amina.chat, 1)
        amina.presses(amina.chat.last, offer_wording.no_button(language))
        await answers(api, amina.chat, 2)
        assert plain(amina.chat.last.text) == plain(offer_wording.declined(language))
    assert (api.called("getFile"), kept(chosen), Offers(database).all()) == ([], [], [])


@pytest.mark.parametrize("language", ["en", "es"])
async def test_what_cannot_be_taken_is_said_at_once(api, chosen, database, member, language):
    amina = member(language)
    said = []

    async def offers(name: str, content: bytes, *, asked: bool = True, size: int = 0) -> None:
        hands(amina, name, content, size=size)
        await answers(api, amina.chat, len(said) + 1)
        said.append(plain(amina.chat.last.text))
        if asked:
            amina.presses(amina.chat.last, "offer:yes")
            await answers(api, amina.chat, len(said) + 1)
            said.append(plain(amina.chat.last.text))

    async with running(chosen):
        await offers("run.exe", b"MZ", asked=False)
        assert said[-1] == plain(offer_wording.wrong_format(language))
        await offers("large.pdf", b"%PDF", size=LARGEST + 1, asked=False)
        assert said[-1] == plain(offer_wording.too_large(language))
        await offers("broken.pdf", b"%PDF-1.7\n" + b"\xff" * 500)
        assert said[-1] == plain(offer_wording.cannot_read(language, "broken"))
        await offers("none.pdf", b"PK\x03\x04 something else")
        assert said[-1] == plain(offer_wording.cannot_read(language, "format"))
        await offers("empty.md", b" ")
        assert said[-1] == plain(offer_wording.cannot_read(language, "empty"))
        hands(amina, "gone.md", b"# Gone")
        await answers(api, amina.chat, len(said) + 1)
        api.world.files.forget()
        amina.presses(amina.chat.last, "offer:yes")
        await answers(api, amina.chat, len(said) + 2)
        assert plain(amina.chat.last.text) == plain(offer_wording.not_fetched(language))
    assert (kept(chosen), Offers(database).all()) == ([], [])


async def test_who_is_staff_no_longer_cannot_press(api, chosen, database, member):
    amina, staff = member(), Staff(database)
    async with running(chosen):
        hands(amina, "notes.md", b"# Notes")
        await answers(api, amina.chat, 1)
        staff.remove(1, datetime.now(timezone.utc))
        query = amina.presses(amina.chat.last, "offer:yes")
        await api.world.until(lambda: query.answers, 30)
    assert query.answers == [{"text": wording.old_button("en"), "show_alert": True}]
    assert (api.called("getFile"), kept(chosen)) == ([], [])


async def test_what_nobody_decides_on_is_deleted_and_who_offered_it_is_told(api, chosen, database, member):
    amina, offers, now = member("fr"), Offers(database), datetime.now(timezone.utc)
    amina.starts()
    (chosen.home / "offers").mkdir()
    for name, age in (("old", 31), ("new", 29)):
        offers.put(
            "telegram",
            str(amina.id),
            name=f"{name}.md",
            file=f"{name}.md",
            checksum=name * 21,
            bytes=3,
            title=name,
            pages=None,
            now=now - timedelta(days=age),
            language="fr",
        )
        (chosen.home / "offers" / f"{name}.md").write_text(name)
    stray = chosen.home / "offers" / "stray.md"
    stray.write_text("left by a crash")
    os.utime(stray, (0, 0))
    async with running(replace(chosen, offer_days=30)):
        await answers(api, amina.chat, 2)
        texts = [plain(one.text) for one in amina.chat.sent]
        assert plain(offer_wording.decided("fr", "expired", title="old", days=30)) in texts
    assert [file.name for file in kept(chosen)] == ["new.md"]
    assert [offer.title for offer in offers.all()] == ["new"]


async def test_offers_are_shown_and_forgotten(api, chosen, database, member):
    amina = member()
    async with running(chosen):
        hands(amina, "notes.md", TEXT.format(title="Notes").encode())
        await answers(api, amina.chat, 1)
        amina.presses(amina.chat.last, "offer:yes")
        await answers(api, amina.chat, 2)
        amina.says("/mydata")
        await answers(api, amina.chat, 4)
        held = json.loads(amina.chat.last.document[1])
        assert [(row["title"], row["name"]) for row in held["offers"]] == [("Notes", "notes.md")]
        amina.says("/forget")
        await answers(api, amina.chat, 5)
        amina.presses(amina.chat.last, "forget:yes")
        await answers(api, amina.chat, 6)

        def is_gone() -> bool:
            """The request itself is the last to go, when it is done."""
            with sqlite3.connect(chosen.home / "attache.db") as connection:
                return str(amina.id) not in "\n".join(connection.iterdump())

        await api.world.until(is_gone, 30)
    (offer,) = Offers(database).all()
    assert (offer.channel, offer.key, offer.language, offer.title) == ("", "", None, "Notes")
