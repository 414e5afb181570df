"""The client of the action server's passages, with a server that says what a test wants."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from bot.errors import BadMessage, BrokenAnswer, EngineDown, EngineSlow
from bot.replies import Citation
from bot.supervisor.ports import free
from bot.telegram.passages import Found, Passages

pytestmark = pytest.mark.loopback

CITATION = Citation("convention.md", "1951 Refugee Convention", "Article 33(1)", "No State shall.", "No State shall.")


@pytest.fixture
async def passages(server):
    one = Passages(server.url, seconds=2.0)
    yield one
    await one.close()


async def test_what_is_found_comes_as_citations(server, passages):
    server.says({"language": "fr", "passages": [asdict(CITATION)]})
    assert await passages.find("refoulement", language="fr", limit=3) == Found("fr", (CITATION,))
    assert (server.paths, server.asked) == (
        ["/passages"],
        [{"question": "refoulement", "language": "fr", "limit": 3}],
    )


@pytest.mark.parametrize(
    ("status", "error"),
    [(503, EngineDown), (400, BadMessage), (413, BadMessage), (404, BrokenAnswer), (500, BrokenAnswer)],
)
async def test_a_refusal(server, passages, status, error):
    server.says({"error": "the question was: sekret"}, status)
    with pytest.raises(error) as caught:
        await passages.find("sekret")
    assert "sekret" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"language": "en"}',
        b'{"language": "en", "passages": [{"label": "sekret"}]}',
        b"\xff",
    ],
)
async def test_what_is_not_the_action_server(server, passages, body):
    server.says(body)
    with pytest.raises(BrokenAnswer) as caught:
        await passages.find("refoulement")
    assert "sekret" not in str(caught.value)


async def test_nobody_there_and_too_slow(server):
    nobody = Passages(f"http://127.0.0.1:{free('127.0.0.1')}")
    with pytest.raises(EngineDown):
        await nobody.find("refoulement")
    await nobody.close()
    server.seconds = 2.0
    hurried = Passages(server.url, seconds=0.1)
    with pytest.raises(EngineSlow, match=r"within 0\.1 seconds"):
        await hurried.find("refoulement")
    await hurried.close()
