from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.supervisor.ports import free

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]


def start(home: Path, port: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "ATTACHE_HOME": str(home), "ATTACHE_ACTIONS_PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, "-m", "actions.server"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(url: str, process: subprocess.Popen[str], until: str) -> dict[str, Any]:
    """What ``/health`` says as soon as its status is ``until``."""
    for _ in range(300):
        assert process.poll() is None, process.communicate()
        try:
            health: dict[str, Any] = httpx.get(f"{url}/health", timeout=5).json()
            if health["status"] == until:
                return health
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"The action server never said {until!r}.")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of a machine on which nothing has been built yet."""
    port = free("127.0.0.1")
    process = start(tmp_path_factory.mktemp("home"), port)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate(timeout=10)


def call(url: str, action: str, text: str = "May she be expelled?") -> httpx.Response:
    message = {"text": text, "intent": {"name": "ask"}, "entities": [], "metadata": {"language": "fr"}}
    tracker = {"sender_id": "someone", "slots": {}, "latest_message": message, "events": []}
    body = {"next_action": action, "sender_id": "someone", "tracker": tracker, "version": "3.6.21"}
    return httpx.post(f"{url}/webhook", json=body, timeout=20)


@pytest.mark.loopback
def test_health_says_what_is_missing(server):
    url, process = server
    health = wait_for(url, process, "failed")
    assert health["build"] is None
    assert "make ready" in health["reason"]
    assert httpx.get(f"{url}/health", timeout=5).status_code == 503


@pytest.mark.loopback
def test_a_question_without_an_encoder_is_unavailable_and_never_not_found(server):
    url, process = server
    wait_for(url, process, "failed")
    response = call(url, "action_answer")
    reply = response.json()["responses"][0]["custom"]
    assert (response.status_code, reply["state"], reply["language"]) == (200, "unavailable", "fr")
    assert "«\u00a0make ready\u00a0»" in reply["text"]
    assert response.json()["events"] == []


@pytest.mark.loopback
def test_what_needs_no_knowledge_works_all_the_same(server):
    url, process = server
    wait_for(url, process, "failed")
    reply = call(url, "action_refuse").json()["responses"][0]
    assert (reply["text"], reply["custom"]["state"]) == (reply["custom"]["text"], "refused")


@pytest.mark.loopback
def test_an_unknown_action_and_a_broken_call(server):
    url, process = server
    wait_for(url, process, "failed")
    assert call(url, "action_dance").status_code == 404
    for body in (b"", b"{", b"[]", b'{"next_action": "action_answer"}', b"\xff"):
        assert httpx.post(f"{url}/webhook", content=body, timeout=5).status_code == 400


@pytest.mark.loopback
def test_a_failing_action_sends_nothing_back_of_what_was_asked(server):
    url, process = server
    wait_for(url, process, "failed")
    body = {"next_action": "action_answer", "tracker": {"latest_message": {"text": "my secret case"}}}
    response = httpx.post(f"{url}/webhook", json=body, timeout=5)
    assert response.status_code == 500
    assert "secret" not in response.text


@pytest.mark.loopback
def test_a_port_in_use_is_said_in_one_sentence(server, tmp_path):
    url, process = server
    wait_for(url, process, "failed")
    port = int(url.rpartition(":")[2])
    second = start(tmp_path, port)
    _, errors = second.communicate(timeout=30)
    assert second.returncode == 1
    assert errors.strip().splitlines()[-1] == (
        f"Port {port} on 127.0.0.1 is taken by another program. Stop what uses it, or set ATTACHE_ACTIONS_PORT."
    )
    assert "Traceback" not in errors


@pytest.mark.loopback
def test_sigterm_ends_it(server, tmp_path):
    port = free("127.0.0.1")
    process = start(tmp_path, port)
    wait_for(f"http://127.0.0.1:{port}", process, "failed")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 0
