from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.sessions import database
from actions.sessions.database import Store
from actions.sessions.troubles import words_of
from bot.replies import State
from nlu.dates import NoSuchDay
from nlu.texts import LANGUAGES, texts
from programme import errors

NOW = datetime(2027, 10, 31, tzinfo=timezone.utc)
#: Those that only staff meet, on the command line and in Telegram's menus, have words of their own there.
OF_STAFF = {
    "BadDatabaseUrl", "CodeExpired", "CodeUsed", "DatabaseBusy", "DatabaseFailed", "DatabaseNewer", "NoSuchCode",
    "NoSuchMember", "NoSuchOffer", "NoSuchQuestion", "OfferDecided", "ProgrammeError", "QuestionFinished",
    "QuestionTaken",
}  # fmt: skip


def made(kind: type[Exception]) -> Exception:
    """An error with an English text that nobody shall see."""
    known = {
        errors.BadZone: ("Europe/Pariss", ("Europe/Paris",)),
        errors.SkippedTime: ("shown", "Europe/Paris", datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 3)),
        errors.RepeatedTime: ("shown", "Europe/Paris", (NOW, NOW + timedelta(hours=1))),
        errors.TooEarly: ("the English words", NOW),
    }
    return kind(*known.get(kind, ("the English words",)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(set(errors.__all__) - OF_STAFF))
def test_every_error_has_words_in_six_languages(name, language, caplog):
    error = made(getattr(errors, name))
    words = words_of(texts(language), error)
    assert words
    assert "the English words" not in words
    assert str(error) not in words
    assert not caplog.records
    assert (words == words_of(texts("en"), error)) == (language == "en")


def test_a_day_of_no_calendar():
    assert words_of(texts("fr"), NoSuchDay("30 février")).startswith("«\N{NO-BREAK SPACE}30 février\N{NO-BREAK SPACE}»")


def test_what_nobody_thought_of_goes_to_the_log(caplog):
    assert words_of(texts("en"), RuntimeError("secret")) == "That did not work. Please try it in another way."
    assert [record.message for record in caplog.records] == ["A turn about sessions failed."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_database_that_is_away(world, monkeypatch, tmp_path, language):
    (tmp_path / "file").touch()
    config = world.programme.config.copy(update={"home": tmp_path / "file"})
    store = Store(config)
    monkeypatch.setattr(database, "shared", lambda: store)
    talk = world.talk("ann", language)
    for intent in ("sessions", "join", "mine", "office", "affirm"):
        reply = talk.says(intent, "remittances")
        assert (reply.state, reply.language) == (State.UNAVAILABLE, language)
        assert "attache.db" not in reply.text
    store.close()
