"""What a server says of itself, and what silence means."""

from __future__ import annotations

import pytest

from bot.supervisor.health import Health, ask
from bot.supervisor.ports import free

pytestmark = pytest.mark.loopback


@pytest.mark.parametrize(
    ("said", "status", "works", "started"),
    [
        ({"status": "ok"}, 200, True, True),
        ({"status": "ready", "passages": 210}, 200, True, True),
        ({"status": "loading"}, 503, False, False),
        ({"status": "failed", "reason": "There is no index yet."}, 503, False, True),
    ],
)
def test_what_it_says_is_understood(server, said, status, works, started):
    server.says(said, status)
    health = ask(f"{server.url}/health")
    assert health == Health(said["status"], said.get("reason"), said)
    assert (health.works, health.started) == (works, started)
    assert server.paths == ["/health"]


@pytest.mark.parametrize("said", [b"Hello from Rasa: 3.6.21", b"", b"[]", b"{}", b"\xff\xfe", b'"ready"'])
def test_another_program_is_not_taken_for_ours(server, said):
    server.says(said)
    assert ask(server.url) == Health("unknown")


def test_nothing_there():
    assert ask(f"http://127.0.0.1:{free('127.0.0.1')}/health") == Health("down")


def test_too_slow_is_down(server):
    server.seconds = 2.0
    assert ask(server.url, seconds=0.2) == Health("down")


def test_proxies_are_not_asked(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.says({"status": "ok"})
    assert ask(server.url).works
