"""The scenarios with the bot, the Bot API server and the stand-in for the engine; the page itself needs the engine."""

from __future__ import annotations

import pytest

from programme.errors import BadDatabaseUrl
from scripts.telegram_transcripts import playing
from scripts.telegram_transcripts.__main__ import main
from scripts.telegram_transcripts.playing import LANGUAGES, play
from scripts.telegram_transcripts.scenarios import SCENARIOS, Scenario
from scripts.telegram_transcripts.transcript import Transcript
from tests.telegram.engine import Engine

EACH = [(scenario, language) for scenario in SCENARIOS for language in scenario.words]


@pytest.fixture
def engine():
    with Engine() as one:
        yield one


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """The stand-in answers at once, so that less quiet will do."""
    monkeypatch.setattr(playing, "Transcript", lambda *about: Transcript(*about, quiet=0.3))


def test_every_scenario_is_told_in_two_languages_of_ours_with_the_same_words() -> None:
    assert len({scenario.title for scenario in SCENARIOS}) == len(SCENARIOS)
    for scenario in SCENARIOS:
        assert len(scenario.words) >= 2
        assert scenario.words.keys() <= LANGUAGES.keys()
        assert len({frozenset(words) for words in scenario.words.values()}) == 1


@pytest.mark.loopback
@pytest.mark.parametrize(("scenario", "language"), EACH, ids=[f"{s.title} {language}" for s, language in EACH])
async def test_a_scenario_goes_to_its_end(scenario, language, engine) -> None:
    lines = await play(scenario, language, {"engine": engine.url})
    assert lines[0] == f"## {scenario.title}, {LANGUAGES[language]}\n"
    said = [words for name, words in scenario.words[language].items() if name not in ("file", "text", "title")]
    for words in said:
        assert any(line.startswith("**") and words in line for line in lines)


@pytest.mark.loopback
async def test_what_is_written_down(engine) -> None:
    async def scenario(talk, words):
        delegate = talk.person("Delegate")
        asked = await talk.says(delegate, "first")
        await talk.presses(delegate, "Helpful")
        await talk.edits(delegate, asked, "second")
        talk.note("An hour later.")

    lines = await play(Scenario("A talk", scenario, {"en": {}}), "en", {"engine": engine.url})
    shown = "```text\n> “No Contracting State shall expel (first).”\n1951 Refugee Convention, Article 33(1)\n"
    assert lines[:2] == ["## A talk, English\n", "**Delegate**: first\n"]
    assert lines[2].replace("— ", "").startswith(shown)
    assert lines[3:6] == [
        "**Delegate**: [Helpful]\n",
        "*Over the chat: Noted: it helped.*\n",
        "**Delegate**: (edits it) second\n",
    ]
    assert lines[6].startswith("*It now reads:*\n\n```text\n> “No Contracting State shall expel (second).”")
    assert lines[7:] == ["*An hour later.*\n"]


@pytest.mark.loopback
async def test_an_answer_to_what_is_not_for_the_bot_is_an_error(engine, monkeypatch) -> None:
    monkeypatch.setattr(playing, "Transcript", lambda *about: Transcript(*about, quiet=5.0))

    async def scenario(talk, words):
        await talk.says(talk.person("Delegate"), "a question", silence=True)

    with pytest.raises(AssertionError, match="'a question'"):
        await play(Scenario("A talk", scenario, {"en": {}}), "en", {"engine": engine.url})


def test_a_title_that_does_not_exist_is_refused_with_those_that_do(capsys) -> None:
    assert main(["In the sauna"]) == 1
    there = ", ".join(scenario.title for scenario in SCENARIOS)
    assert capsys.readouterr().err == f"There is no 'In the sauna'. There are: {there}.\n"


@pytest.mark.loopback
async def test_a_bot_that_ends_ends_the_conversation_with_its_error(engine) -> None:
    async def scenario(talk, words):
        await talk.says(talk.person("Delegate"), "a question")

    changes = {"engine": engine.url, "database": "nowhere://"}
    with pytest.raises(BadDatabaseUrl):
        await play(Scenario("A talk", scenario, {"en": {}}), "en", changes)
