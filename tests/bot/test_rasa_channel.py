from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic, response

from bot.rasa_channel import MESSAGE_CHARACTERS, SENDER_CHARACTERS, RestChannel, WholeReplies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rasa.core.channels.channel import UserMessage

REPLY = {"text": "One.\n\nTwo.", "custom": {"state": "info"}, "buttons": None, "timestamp": 1.0, "model_id": "x"}


async def test_text_and_data_stay_one_reply_and_paragraphs_one_text():
    replies = WholeReplies()
    await replies.send_response("someone", dict(REPLY))
    assert replies.messages == [{"recipient_id": "someone", "text": "One.\n\nTwo.", "custom": {"state": "info"}}]


async def test_an_empty_reply_is_dropped():
    replies = WholeReplies()
    await replies.send_response("someone", {"text": None, "custom": {}, "timestamp": 1.0})
    assert replies.messages == []


class Agent:
    """Stands for Rasa's agent: whether a model is loaded, and what it received."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.ready = True
        self.fails = False
        self.silent = False
        self.received: list[UserMessage] = []
        self.events: list[Any] = []
        self.action_endpoint = EndpointConfig("http://127.0.0.1:9/webhook")  # nothing listens there

    @property
    def lock_store(self) -> InMemoryLockStore:
        return InMemoryLockStore()

    @property
    def tracker_store(self) -> Agent:
        return self

    @property
    def processor(self) -> Agent:
        return self

    async def retrieve(self, sender: str) -> Any:
        return SimpleNamespace(events=self.events) if self.events else None

    async def handle_message(self, message: UserMessage) -> None:
        await self.handle(message)

    def is_ready(self) -> bool:
        return self.ready

    async def handle(self, message: UserMessage) -> None:
        self.received.append(message)
        if self.fails:
            raise RuntimeError("broken")
        if self.silent:
            return
        await message.output_channel.send_response(message.sender_id, dict(REPLY))


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Agent, str]]:
    """A running channel; Sanic prepares its code once a process, so one server does for all tests."""
    agent, channel = Agent(), RestChannel()
    app = Sanic("attache_channel_test", configure_logging=False)
    app.ctx.agent = agent

    @app.get("/health")  # as the action server has it
    async def health(_: Any) -> Any:
        return response.json({"status": "ready"})

    app.blueprint(channel.blueprint(agent.handle), url_prefix=f"/webhooks/{channel.url_prefix()}")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    started = threading.Event()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(
            app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        )
        loop.run_until_complete(server.startup())
        loop.call_soon(started.set)
        loop.run_forever()
        server.close()

    thread = threading.Thread(target=serve)
    thread.start()
    assert started.wait(10)
    yield agent, f"http://127.0.0.1:{listening.getsockname()[1]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    listening.close()


@pytest.fixture
def agent(served: tuple[Agent, str]) -> Agent:
    served[0].reset()
    return served[0]


@pytest.fixture
def client(agent: Agent, served: tuple[Agent, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served[1], timeout=10) as opened:
        yield opened


def post(client: httpx.Client, body: Any) -> httpx.Response:
    return client.post("/webhooks/rest/webhook", content=body if isinstance(body, bytes) else json.dumps(body))


@pytest.mark.loopback
def test_one_reply_one_object(client, agent):
    response = post(client, {"sender": "someone", "message": " hello ", "metadata": {"language": "fr"}})
    assert response.status_code == 200
    assert response.json() == [{"recipient_id": "someone", "text": "One.\n\nTwo.", "custom": {"state": "info"}}]
    received = agent.received[0]
    assert (received.text, received.sender_id, received.input_channel, received.metadata) == (
        "hello",
        "someone",
        "rest",
        {"language": "fr"},
    )


@pytest.mark.loopback
def test_health(client):
    assert client.get("/webhooks/rest/").json() == {"status": "ok"}


@pytest.mark.loopback
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        [],
        {"message": "hello"},
        {"sender": "", "message": "hello"},
        {"sender": "x" * (SENDER_CHARACTERS + 1), "message": "hello"},
        {"sender": 7, "message": "hello"},
        {"sender": "someone"},
        {"sender": "someone", "message": None},
        {"sender": "someone", "message": "hello", "metadata": "fr"},
    ],
)
def test_a_request_that_cannot_be_used_gets_a_sentence(client, agent, body):
    response = post(client, body)
    assert response.status_code == 400
    assert response.json()["error"].endswith((".", "}."))
    assert agent.received == []


@pytest.mark.loopback
def test_an_endless_message_is_cut_before_it_is_stored(client, agent):
    assert post(client, {"sender": "someone", "message": "a" * 100_000}).status_code == 200
    assert len(agent.received[0].text) == MESSAGE_CHARACTERS


@pytest.mark.loopback
def test_no_model_yet(client, agent):
    agent.ready = False
    assert post(client, {"sender": "someone", "message": "hello"}).status_code == 503
    assert agent.received == []


@pytest.mark.loopback
def test_a_failed_turn_says_so_and_does_not_log_what_was_asked(client, agent, caplog):
    agent.fails = True
    with caplog.at_level(logging.ERROR):
        response = post(client, {"sender": "someone", "message": "my secret case"})
    assert response.status_code == 500
    assert sorted(response.json()) == ["error"]
    assert "secret" not in caplog.text


def said(turn: str, *replies: str) -> list[Any]:
    """The events of a turn."""
    replied = [BotUttered(text, {"custom": {"state": "info"}}) for text in replies]
    return [UserUttered("hello", metadata={"turn": turn}), SlotSet("question", "hello"), *replied]


AGAIN = {"sender": "someone", "message": "hello", "metadata": {"turn": "7", "again": True}}


@pytest.mark.loopback
def test_a_turn_that_was_finished_is_not_gone_through_again(client, agent):
    agent.events = [*said("6", "before"), *said("7", "One.", "Two.")]
    assert post(client, AGAIN).json() == [
        {"recipient_id": "someone", "text": "One.", "custom": {"state": "info"}},
        {"recipient_id": "someone", "text": "Two.", "custom": {"state": "info"}},
    ]
    assert agent.received == []


@pytest.mark.loopback
@pytest.mark.parametrize(
    "events",
    [
        [],
        said("6", "before"),
        said("7"),
        [*said("7", "before"), *said("8", "later")],
        [*said("7"), BotUttered("Sorry.", {"custom": {"state": "unavailable"}})],
    ],
    ids=["nothing was said", "another turn", "it brought no reply", "others came after it", "sources were away"],
)
def test_a_turn_that_was_not_finished_is_gone_through(client, agent, events):
    agent.events = events
    assert [reply["text"] for reply in post(client, AGAIN).json()] == ["One.\n\nTwo."]
    assert [message.metadata for message in agent.received] == [{"turn": "7"}]


@pytest.mark.loopback
def test_a_turn_is_said_anew_unless_the_client_asks(client, agent):
    agent.events = said("7", "One.")
    post(client, {"sender": "someone", "message": "hello", "metadata": {"turn": "7"}})
    assert len(agent.received) == 1


@pytest.mark.loopback
def test_while_the_action_server_is_away_no_turn_is_begun(client, agent, served):
    agent.silent = True
    assert post(client, {"sender": "someone", "message": "hello"}).status_code == 503
    assert post(client, {"sender": "someone", "message": "hello"}).status_code == 503
    assert len(agent.received) == 1
    agent.silent = False
    agent.action_endpoint = EndpointConfig(f"{served[1]}/webhook")
    assert post(client, {"sender": "someone", "message": "hello"}).status_code == 200
    assert len(agent.received) == 2
