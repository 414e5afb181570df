"""Settings: where they come from, and what unusable ones get."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from knowledge.encoder.adapter import QUESTIONS
from settings import Settings, SettingsError, load, unknown_names

TOKEN = "123456789:AAhush-hush_0123456789abcdefghijklm"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path):
    """No settings from this machine, and none remembered."""
    for field in Settings.__fields__:
        monkeypatch.delenv(f"ATTACHE_{field.upper()}", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    load.cache_clear()
    yield
    load.cache_clear()


def sentence_about(monkeypatch, **given: str) -> str:
    for name, value in given.items():
        monkeypatch.setenv(f"ATTACHE_{name.upper()}", value)
    with pytest.raises(SettingsError) as error:
        load()
    return str(error.value)


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    (tmp_path / "attache.env").write_text("ATTACHE_RASA_PORT=6005\nATTACHE_ACTIONS_PORT=6055\n", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_RASA_PORT", "7005")
    assert (load().rasa_port, load().actions_port) == (7005, 6055)


def test_folders_follow_the_home_folder(tmp_path):
    settings = Settings(home=tmp_path)
    assert settings.index_dir == tmp_path / "index"
    assert settings.encoder_dir == tmp_path / "encoders" / "multilingual-e5-small"
    assert settings.models_dir == tmp_path / "models"
    assert settings.vectors_dir == tmp_path / "vectors"
    assert settings.logs_dir == tmp_path / "logs"
    assert settings.database == f"sqlite:///{tmp_path}/attache.db"


@pytest.mark.parametrize(
    ("second", "encoder", "folder"),
    [
        ("shipped", None, "encoders/all-mpnet-base-v2"),
        ("Shipped", "mine", None),  # beside another encoder nobody has measured it
        ("none", None, None),
        ("", None, None),
        ("voices/english", None, "voices/english"),
        ("voices/english", "mine", "voices/english"),
    ],
)
def test_the_second_encoder(tmp_path, second, encoder, folder):
    settings = Settings(home=tmp_path, second_encoder=second, encoder_path=encoder)
    assert settings.second_encoder_dir == (tmp_path / folder if folder else None)


@pytest.mark.parametrize(
    ("second", "folder"),
    [("shipped", QUESTIONS), ("none", None), ("", None), ("mine/one", Path("mine/one"))],
)
def test_what_the_second_encoder_adds_for_questions(second, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = Settings(second_adapter=second).second_adapter_dir
    assert found == (folder and folder.absolute())


def test_what_attache_remembers_goes_where_the_setting_says():
    settings = Settings(database_url="postgres://user:hush@db/x")
    assert settings.database == "postgresql://user:hush@db/x"
    assert "hush" not in repr(settings)


def test_relative_folders_become_absolute(tmp_path):
    assert Settings(home=Path("here")).home == tmp_path / "here"


def test_an_empty_path_is_an_unset_one(monkeypatch):
    monkeypatch.setenv("ATTACHE_INDEX_PATH", "")
    assert load().index_dir == load().home / "index"


def test_secrets_are_not_printed():
    settings = Settings(tracker_url=SecretStr("postgresql://user:hush@db/attache"))
    assert "hush" not in repr(settings)
    assert settings.tracker_url.get_secret_value() == "postgresql://user:hush@db/attache"


def test_the_short_name_of_postgresql_is_understood():
    assert Settings(tracker_url="postgres://u@db/x").tracker_url.get_secret_value() == "postgresql://u@db/x"


def test_a_number_beyond_its_limit_is_named_with_its_value(monkeypatch):
    assert sentence_about(monkeypatch, rasa_port="99999") == (
        "The setting ATTACHE_RASA_PORT ('99999') cannot be used: ensure this value is less than or equal to 65535. "
        "See docs/settings.md."
    )


def test_every_problem_gets_its_sentence(monkeypatch):
    sentences = sentence_about(monkeypatch, language="de", log_level="LOUD", host="localhost").splitlines()
    assert sentences == [
        "The setting ATTACHE_LANGUAGE ('de') cannot be used: choose one of ar, en, es, fr, ru, zh. "
        "See docs/settings.md.",
        "The setting ATTACHE_HOST ('localhost') cannot be used: give an address in figures, e.g. 127.0.0.1 or ::1. "
        "See docs/settings.md.",
        "The setting ATTACHE_LOG_LEVEL ('LOUD') cannot be used: choose one of DEBUG, INFO, WARNING, ERROR. "
        "See docs/settings.md.",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tracker_url", "mysql://user:hush@db/x"),
        ("tracker_url", "hush"),
        ("tracker_url", "postgresql://user:hush@db:port/x"),
        ("lock_url", "http://:hush@cache"),
        ("events_url", "amqp://user:hush@queue"),
        ("database_url", "mysql://user:hush@db/x"),
    ],
)
def test_a_bad_url_is_named_and_its_secret_is_not(monkeypatch, name, value):
    sentence = sentence_about(monkeypatch, **{name: value})
    assert sentence.startswith(f"The setting ATTACHE_{name.upper()} cannot be used: give a URL like ")
    assert "hush" not in sentence


def test_one_port_for_two_servers_is_refused(monkeypatch):
    assert sentence_about(monkeypatch, rasa_port="5055") == (
        "ATTACHE_RASA_PORT and ATTACHE_ACTIONS_PORT are both 5055; give them two ports. See docs/settings.md."
    )


def test_events_go_to_another_database(monkeypatch):
    url = "postgresql://user:hush@db/x"
    assert sentence_about(monkeypatch, tracker_url=url, events_url=url) == (
        "ATTACHE_EVENTS_URL is the same database as ATTACHE_TRACKER_URL; give it another one. See docs/settings.md."
    )


def test_several_workers_need_a_shared_lock_and_a_shared_database(monkeypatch):
    assert "needs ATTACHE_LOCK_URL" in sentence_about(monkeypatch, workers="2")
    assert "needs ATTACHE_TRACKER_URL" in sentence_about(monkeypatch, workers="2", lock_url="redis://cache:6379/1")
    monkeypatch.setenv("ATTACHE_TRACKER_URL", "postgresql://u@db/x")
    assert load().workers == 2


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "attache.env").write_bytes(b"ATTACHE_LANGUAGE=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^The file attache\.env is not UTF-8 text\. Save it as UTF-8\.$"):
        load()


def test_misspelt_names_are_found(monkeypatch, tmp_path):
    (tmp_path / "attache.env").write_text("ATTACHE_LANGAUGE=fr\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_RASAPORT", "1")
    assert unknown_names() == ["ATTACHE_LANGAUGE", "ATTACHE_RASAPORT"]
    assert unknown_names({"ATTACHE_RASA_PORT": "1", "HOME": "/"}) == []


def test_without_a_token_there_is_no_telegram():
    assert (load().telegram_token.get_secret_value(), load().telegram_url) == ("", "https://api.telegram.org")


@pytest.mark.parametrize(
    "given",
    [
        {"ATTACHE_TELEGRAM_TOKEN": TOKEN},
        {"TELEGRAM_BOT_TOKEN": TOKEN},
        {"TELEGRAM_BOT_TOKEN": f" {TOKEN}\n"},
        {"ATTACHE_TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BOT_TOKEN": "987654321:another-one-0123456789"},
    ],
)
def test_the_token_goes_by_two_names_and_ours_wins(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert load().telegram_token.get_secret_value() == TOKEN
    assert TOKEN not in repr(load())


def test_the_other_name_counts_in_the_file_too(tmp_path):
    (tmp_path / "attache.env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n", encoding="utf-8")
    assert load().telegram_token.get_secret_value() == TOKEN


def test_our_name_set_empty_turns_telegram_off(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ATTACHE_TELEGRAM_TOKEN", "")
    assert load().telegram_token.get_secret_value() == ""


@pytest.mark.parametrize("name", ["ATTACHE_TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"])
@pytest.mark.parametrize("value", ["hush", "123456789", "123456789:", "bot" + TOKEN, f"{TOKEN}/getMe", f'"{TOKEN}'])
def test_what_is_no_token_is_refused_by_the_name_it_came_by_and_not_shown(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value) == (
        f"The setting {name} cannot be used: it does not look like a bot token (123456789:ABC...); "
        "copy it whole from @BotFather. See docs/settings.md."
    )


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://api.telegram.org/", "https://api.telegram.org"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://telegram-bot-api:8081/tg/", "http://telegram-bot-api:8081/tg"),
        ("http://[::1]:8081", "http://[::1]:8081"),
    ],
)
def test_a_bot_api_server_of_ones_own(given, used):
    assert Settings(telegram_url=given).telegram_url == used


@pytest.mark.parametrize(
    "value",
    [
        "api.telegram.org",
        "ftp://host",
        "https://",
        "http://host:port",
        "https://me:hush@host",
        "https://host?a=hush",
        "",
    ],
)
def test_what_is_no_address_of_a_bot_api_is_refused(monkeypatch, value):
    assert sentence_about(monkeypatch, telegram_url=value) == (
        "The setting ATTACHE_TELEGRAM_URL cannot be used: give an address like https://api.telegram.org or "
        "http://127.0.0.1:8081. See docs/settings.md."
    )


@pytest.mark.parametrize("given", ["", " ", "http://127.0.0.1:8000/v1", "https://api.openai.com/v1/"])
def test_a_speech_service(given):
    assert Settings(speech_url=given).speech_url == given.strip().rstrip("/")


@pytest.mark.parametrize("value", ["sk two", "“sk-hush”", "sk\nhush"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(monkeypatch, value):
    assert Settings(speech_key=" sk-hush\n").speech_key.get_secret_value() == "sk-hush"
    assert sentence_about(monkeypatch, speech_key=value) == (
        "The setting ATTACHE_SPEECH_KEY cannot be used: it holds a space or a character that is not ASCII; copy it "
        "again, without quotation marks. See docs/settings.md."
    )


@pytest.mark.parametrize("value", ["whisper", "https://me:hush@host/v1", "https://host/v1?key=hush"])
def test_what_is_no_address_of_a_speech_service_is_refused(monkeypatch, value):
    assert sentence_about(monkeypatch, speech_url=value) == (
        "The setting ATTACHE_SPEECH_URL cannot be used: give an address like http://127.0.0.1:8000/v1 or "
        "https://api.openai.com/v1. See docs/settings.md."
    )


@pytest.mark.parametrize(
    "value", ["", "help@programme.example", "https://programme.example", " https://programme.example/help?a=b "]
)
def test_whom_to_turn_to(value):
    assert Settings(contact=value).contact == value.strip()


@pytest.mark.parametrize("value", ["the office", "http://programme.example", "a@b", "https://", "x@y.z and more"])
def test_what_is_no_contact_is_refused(monkeypatch, value):
    assert sentence_about(monkeypatch, contact=value) == (
        f"The setting ATTACHE_CONTACT ({value!r}) cannot be used: give an e-mail address (help@programme.example) or "
        "one that begins with https://. See docs/settings.md."
    )


@pytest.mark.parametrize(
    "value",
    ["", "https://bot.example.org/telegram", " https://bot.example.org:8443/ ", "http://127.0.0.1:8088/telegram"],
)
def test_where_telegram_brings_messages(value):
    assert Settings(telegram_webhook_url=value).telegram_webhook_url == value.strip()


@pytest.mark.parametrize(
    "value",
    [
        "bot.example.org",
        "http://bot.example.org/telegram",
        "https://",
        "https://bot.example.org:8080/telegram",
        "https://bot.example.org:port/",
        "https://me:hush@bot.example.org/telegram",
        "https://bot.example.org/telegram?key=hush",
        "https://bot.example.org/telegram#here",
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused(monkeypatch, value):
    assert sentence_about(monkeypatch, telegram_webhook_url=value) == (
        "The setting ATTACHE_TELEGRAM_WEBHOOK_URL cannot be used: give a public https address like "
        "https://bot.example.org/telegram, on port 443, 80, 88 or 8443. See docs/settings.md."
    )


@pytest.mark.parametrize(
    ("given", "quiet"),
    [("", None), ("21:00-07:30", (time(21), time(7, 30))), (" 12:00 – 14:00 ", (time(12), time(14)))],
)
def test_quiet_hours_are_two_times_of_the_day(monkeypatch, given, quiet):
    monkeypatch.setenv("ATTACHE_QUIET_HOURS", given)
    assert Settings().quiet == quiet


@pytest.mark.parametrize("given", ["21-7", "24:00-07:00", "21:00-21:00", "21:00-07:60", "at night"])
def test_other_quiet_hours_are_refused_with_a_sentence(monkeypatch, given):
    monkeypatch.setenv("ATTACHE_QUIET_HOURS", given)
    with pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value).startswith(f"The setting ATTACHE_QUIET_HOURS ({given!r}) cannot be used: ")


@pytest.mark.parametrize("given", ["Mars/Olympus", "../etc/passwd", "EST5EDT4", ""])
def test_a_time_zone_is_one_that_there_is(monkeypatch, given):
    monkeypatch.setenv("ATTACHE_ZONE", given)
    with pytest.raises(SettingsError) as caught:
        load()
    assert "it is no time zone; give an IANA name such as America/New_York" in str(caught.value)


def test_calendars_and_their_organizer():
    chosen = Settings(
        calendar_url="https://bot.example.org/calendar/",
        caldav_url="https://cal.example.org/a/b",
        organizer=" a@b.org ",
    )
    assert chosen.calendar_url == "https://bot.example.org/calendar"
    assert chosen.caldav_url == "https://cal.example.org/a/b/"
    assert chosen.organizer_uri == "mailto:a@b.org"


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("", "mailto:nobody@attache.invalid"),
        ("help@programme.org", "mailto:help@programme.org"),
        ("https://programme.org", "mailto:nobody@attache.invalid"),
    ],
)
def test_without_an_organizer_the_contact_is_one_where_it_can_be_written_to(contact, uri):
    assert Settings(contact=contact).organizer_uri == uri


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("calendar_url", "bot.example.org", "give an address like https://bot.example.org/calendar"),
        ("calendar_url", "https://user:hush@bot.example.org", "give an address like"),
        ("caldav_url", "ftp://cal.example.org/", "give an address like https://cal.example.org/programme/sessions/"),
        ("organizer", "nobody", "give an e-mail address"),
        ("organizer", "A <a@b.org>", "give an e-mail address"),
        ("organizer_name", " ", "give a name of 1 to 80 characters"),
        ("organizer_name", "x" * 81, "give a name of 1 to 80 characters"),
        ("calendar_host", "localhost", "give an address in figures"),
        ("calendar_port", "0", "greater than or equal to 1"),
    ],
)
def test_calendar_settings_that_cannot_be_used(monkeypatch, field, value, says):
    said = sentence_about(monkeypatch, **{field: value})
    assert says in said
    assert "hush" not in said
