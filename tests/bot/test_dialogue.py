"""The client of the dialogue engine: what is sent, what comes back, and everything that can go wrong."""

from __future__ import annotations

import asyncio

import pytest

from bot.dialogue import MESSAGE_CHARACTERS, TURNS_AT_ONCE, Dialogue, clean, unavailable
from bot.errors import BadMessage, BrokenAnswer, EngineDown, EngineSlow, TurnFailed
from bot.replies import Button, Citation, Reply, State
from bot.supervisor.ports import free

pytestmark = pytest.mark.loopback

REPLY = Reply(
    text="“No Contracting State shall expel or return” - 1951 Refugee Convention, Article 33(1)",
    language="en",
    state=State.ANSWERED,
    quote="No Contracting State shall expel or return",
    citations=(
        Citation(
            document="refugees.md",
            title="Non-refoulement",
            label="1951 Refugee Convention, Article 33(1)",
            text="No Contracting State shall expel or return a refugee.",
            quote="No Contracting State shall expel or return",
            score=0.9,
        ),
    ),
    buttons=(Button("Why", "/why"),),
)
HELLO = Reply(text="Hello.", language="fr")


def wire(*replies: Reply) -> list[dict]:
    return [{"recipient_id": "me", "text": reply.text, "custom": reply.to_dict()} for reply in replies]


@pytest.fixture(params=["sync", "async"])
def turn(request, server):
    """``turn`` of both halves, called alike."""

    async def call(sender: str = "me", text: str = "May a refugee be returned?", *, seconds: float = 5.0, **options):
        dialogue = Dialogue(options.pop("url", server.url), seconds=seconds, language="es")
        if request.param == "sync":
            with dialogue:
                return dialogue.turn(sender, text, **options)
        try:
            return await dialogue.turn_async(sender, text, **options)
        finally:
            await dialogue.close_async()

    return call


async def test_replies_come_back_whole_and_in_order(turn, server):
    server.says(wire(REPLY, HELLO))
    assert await turn() == [REPLY, HELLO]
    assert server.paths == ["/webhooks/rest/webhook"]


async def test_sender_message_language_and_metadata_are_sent(turn, server):
    server.says(wire(HELLO))
    await turn("delegate-7", "¿Y en el mar?", language="es", metadata={"channel": "terminal"})
    assert server.asked == [
        {
            "sender": "delegate-7",
            "message": "¿Y en el mar?",
            "metadata": {"channel": "terminal", "language": "es"},
        }
    ]


async def test_without_a_language_none_is_fixed(turn, server):
    server.says(wire(HELLO))
    await turn(metadata={"language_hint": "ru"})
    assert server.asked[0]["metadata"] == {"language_hint": "ru"}


async def test_a_text_of_rasa_itself_becomes_a_reply(turn, server):
    server.says([{"recipient_id": "me", "text": "Hola"}])
    assert await turn() == [Reply(text="Hola", language="es")]


async def test_a_message_of_100_000_characters_is_cut_where_the_engine_calls_it_too_long(turn, server):
    server.says(wire(HELLO))
    await turn(text="条" * 100_000)
    assert server.asked[0]["message"] == "条" * MESSAGE_CHARACTERS


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("", ""),
        ("  \n ", ""),
        ("😀👍", "😀👍"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("null\x00 bell\x07 tab\t line\nend", "null bell tab\t line\nend"),
        ("\udcffbroken", "\ufffdbroken"),
    ],
)
async def test_whatever_is_typed_can_be_sent(turn, server, typed, sent):
    assert clean(typed) == sent
    server.says(wire(HELLO))
    await turn(text=typed)
    assert server.asked[0]["message"] == sent


@pytest.mark.parametrize("sender", ["", "x" * 256])
async def test_a_conversation_needs_a_name_of_some_length(turn, server, sender):
    with pytest.raises(BadMessage, match=rf"1 to 255 characters; this one {len(sender)}\.$"):
        await turn(sender)
    assert server.asked == []


async def test_nothing_there(turn):
    url = f"http://127.0.0.1:{free('127.0.0.1')}"
    with pytest.raises(EngineDown) as error:
        await turn(url=url)
    assert str(error.value) == f"The dialogue engine at {url} does not answer. Start it with: attache up."


async def test_too_slow(turn, server):
    server.seconds = 3.0
    with pytest.raises(EngineSlow) as error:
        await turn(seconds=0.3)
    assert str(error.value) == (
        "The dialogue engine did not answer within 0.3 seconds. Try again; ATTACHE_TURN_SECONDS gives it more time."
    )


async def test_so_many_turns_are_under_way_and_the_time_limit_of_others_begins_when_it_is_their_turn(server):
    server.says(wire(HELLO))
    server.free.clear()
    dialogue = Dialogue(server.url, seconds=2.0)
    turns = [asyncio.create_task(dialogue.turn_async(f"{n}", "Hello?")) for n in range(TURNS_AT_ONCE + 3)]
    first, others = turns[:TURNS_AT_ONCE], turns[TURNS_AT_ONCE:]
    while len(server.asked) < TURNS_AT_ONCE:
        await asyncio.sleep(0.01)
    await asyncio.wait(first)
    server.free.set()
    assert {type(one.exception()) for one in first} == {EngineSlow}
    assert await asyncio.gather(*others) == [[HELLO]] * 3
    assert {asked["sender"] for asked in server.asked[:TURNS_AT_ONCE]} == {f"{n}" for n in range(TURNS_AT_ONCE)}
    await dialogue.close_async()


@pytest.mark.parametrize(
    ("said", "status", "error", "words"),
    [
        ([], 200, TurnFailed, "could not finish this turn"),
        ({"error": "The turn failed inside."}, 500, TurnFailed, "could not finish this turn"),
        (b"Internal Server Error", 500, TurnFailed, "could not finish this turn"),
        ({"error": "No model."}, 503, EngineDown, "still loading"),
        ({"error": '"message" is missing.'}, 400, BadMessage, 'refused the message: "message" is missing.'),
        (b"<html>It works!</html>", 200, BrokenAnswer, "is not the dialogue engine (status 200)"),
        (b"\xff\xfe", 200, BrokenAnswer, "is not the dialogue engine (status 200)"),
        ({"text": "hello"}, 200, BrokenAnswer, "is not the dialogue engine (status 200)"),
        (b"Not Found", 404, BrokenAnswer, "is not the dialogue engine (status 404)"),
        ([{"custom": {"text": "no state"}}], 200, BrokenAnswer, "sent something that is not a reply"),
        ([{"custom": {**HELLO.to_dict(), "state": "sure"}}], 200, BrokenAnswer, "something that is not a reply"),
        (["hello"], 200, BrokenAnswer, "sent something that is not a reply"),
        ([{"image": "x.png"}], 200, BrokenAnswer, "sent something that is not a reply"),
    ],
)
async def test_what_goes_wrong_is_named(turn, server, said, status, error, words):
    server.says(said, status)
    with pytest.raises(error) as caught:
        await turn()
    assert words in str(caught.value)


async def test_proxies_are_not_asked(turn, server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.says(wire(HELLO))
    assert await turn() == [HELLO]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هل يجوز إعادة اللاجئ؟", "ar"),
        ("May a refugee be returned?", "en"),
        ("¿Se puede devolver a un refugiado?", "es"),
        ("Peut-on renvoyer un réfugié ?", "fr"),
        ("Можно ли выслать беженца?", "ru"),
        ("可以遣返难民吗？", "zh"),
    ],
)
def test_unavailable_is_said_in_the_language_of_the_question(text, language):
    reply = unavailable(EngineDown("down"), text=text)
    assert (reply.language, reply.state, reply.citations) == (language, State.UNAVAILABLE, ())
    assert reply.text


def test_unavailable_follows_the_chosen_language():
    assert unavailable(EngineDown("down"), text="hello", language="ru").language == "ru"


def test_what_is_said_differs_for_slow_and_for_down():
    assert unavailable(EngineSlow("slow"), seconds=15.0).text == (
        "That took longer than 15 seconds, so I stopped waiting. Please send it again in a minute."
    )
    assert unavailable(EngineDown("down")).text == (
        "I cannot be reached just now. Your question is not lost if you send it again in a minute."
    )
