"""The engine when something is missing: said as `unavailable`, never as `not_found`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue import Dialogue
from bot.replies import State
from bot.supervisor import Engine
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from settings import Settings

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

QUESTIONS = {
    "ar": "هل يجوز لدولة أن تعيد لاجئا إلى مكان يكون فيه في خطر؟",
    "en": "can a country send a refugee back to where he is in danger?",
    "es": "¿puede un país devolver a un refugiado a un lugar donde corre peligro?",
    "fr": "un pays peut-il renvoyer un réfugié là où il est en danger ?",
    "ru": "может ли страна вернуть беженца туда, где ему грозит опасность?",
    "zh": "一个国家可以把难民送回他有危险的地方吗？",
}


@pytest.fixture(scope="module")
def without_index(ready_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialogue]:
    """An engine whose index folder is empty."""
    empty: Path = tmp_path_factory.mktemp("no-index")
    settings = ready_settings.copy(update={"index_path": empty})
    with Engine(settings, own_ports=True) as engine, Dialogue(engine.url, seconds=60) as dialogue:
        yield dialogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_index(language: str, without_index: Dialogue) -> None:
    reply = without_index.turn(f"nothing-{language}", QUESTIONS[language])[0]
    assert (reply.state, reply.language, reply.citations) == (State.UNAVAILABLE, language, ())
    assert reply.text.strip()


def test_small_talk_goes_on_without_an_index(without_index: Dialogue) -> None:
    assert without_index.turn("polite", "hello")[0].state is State.INFO
