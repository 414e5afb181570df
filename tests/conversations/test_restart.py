"""A conversation outlives the engine: the follow-up works after a restart, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.dialogue import Dialogue
from bot.replies import State
from bot.supervisor import Engine

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]


def _ask(settings: Settings, message: str) -> tuple[State, str]:
    with Engine(settings, own_ports=True) as engine, Dialogue(engine.url, seconds=60) as dialogue:
        reply = dialogue.turn("traveller", message)[0]
        return reply.state, " ".join(citation.quote for citation in reply.citations)


def test_a_follow_up_after_a_restart(ready_settings: Settings, tmp_path: Path) -> None:
    pgserver = pytest.importorskip("pgserver", reason="no PostgreSQL for this platform")
    server = pgserver.get_server(tmp_path / "postgres")
    try:
        settings = ready_settings.copy(update={"tracker_url": SecretStr(server.get_uri())})
        assert _ask(settings, "can a country send a refugee back to where he is in danger?")[0] is State.ANSWERED
        state, quotes = _ask(settings, "and if the person is a danger to security?")
    finally:
        server.cleanup()
    assert state is State.ANSWERED
    assert "Article 33(2)" in quotes
