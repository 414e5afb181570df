"""Questions from many chats: into Telegram and out again, and the same ones straight to the engine."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.replies import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.questions import Question
    from bot.dialogue import Dialogue
    from tests.telegram.server import BotApi, Call

__all__ = ["SHAPES", "Asked", "Shape", "Told", "ask_directly", "ask_in_telegram", "expected", "same"]

#: Longest wait for the answers of one round, in seconds.
_SECONDS = 60.0
#: Between two rounds, in seconds: each stands by itself, and none meets Telegram's limits because of the one before.
_REST = 0.5
#: So many letters at the beginning of a quotation say which one it is.
_LETTERS = 60
#: Between two looks for answers, in seconds. What is told is when each came, not when it was seen.
_LOOK = 0.005
_OK = 200
_ANSWERS = frozenset({State.ANSWERED, State.CLOSEST})


@dataclass(frozen=True, slots=True)
class Shape:
    """How questions come.

    Attributes:
        name: as it stands in the table.
        chats: how many ask, one question each.
        every: seconds between two questions; 0: all at the same moment.
        rounds: how often, each time with new chats.
    """

    name: str
    chats: int
    every: float
    rounds: int


#: 100 questions at least, so that a 95th percentile can be told.
SHAPES = (
    Shape("1 chat", 1, 0.0, 100),
    Shape("10 chats, 5 questions a second", 10, 0.2, 10),
    Shape("10 chats at once", 10, 0.0, 10),
    Shape("100 chats, 5 questions a second", 100, 0.2, 1),
    Shape("100 chats at once", 100, 0.0, 2),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the quotation that answers it when it is asked alone."""

    question: Question
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came back.

    Attributes:
        milliseconds: of each answer, in no order.
        lost: questions whose first answer did not come in time, or was not the one that the question gets alone.
    """

    milliseconds: tuple[float, ...]
    lost: int


def expected(dialogue: Dialogue, asked: Sequence[Question], *, hint: bool) -> list[Asked]:
    """Those of the questions that bring a quotation, each in a conversation of its own.

    Args:
        dialogue: with the engine.
        asked: the questions.
        hint: whether the engine is told the language of the person's Telegram, as our bot does.
    """
    found = []
    for question in asked:
        name = f"alone {question.topic} {question.language}"
        reply = dialogue.turn(name, question.text, metadata=_about(question, hint))[0]
        if reply.state in _ANSWERS and reply.quote:
            found.append(Asked(question, reply.quote))
    return found


async def ask_directly(url: str, shape: Shape, asked: Sequence[Asked], *, hint: bool) -> Told:
    """Post the questions to the engine in this shape; each opens a conversation."""
    from bot.dialogue import Dialogue
    from bot.errors import DialogueError

    dialogue = Dialogue(url, seconds=_SECONDS)
    times, lost = [], 0

    async def ask(name: str, one: Asked, start: float) -> None:
        nonlocal lost
        await asyncio.sleep(max(start - time.perf_counter(), 0.0))
        posted = time.perf_counter()
        try:
            reply = (await dialogue.turn_async(name, one.question.text, metadata=_about(one.question, hint)))[0]
        except DialogueError:
            lost += 1
            return
        taken = (time.perf_counter() - posted) * 1000
        if same(one.quote, reply.text):
            times.append(taken)
        else:
            lost += 1

    try:
        for number in range(shape.rounds):
            start = time.perf_counter() + _rest(shape, number)
            questions = _round(shape, number, asked)
            await asyncio.gather(
                *(
                    ask(f"{shape.name} {number} {place}", one, start + place * shape.every)
                    for place, one in enumerate(questions)
                )
            )
    finally:
        await dialogue.close_async()
    return Told(tuple(times), lost)


def ask_in_telegram(api: BotApi, shape: Shape, asked: Sequence[Asked], *, seconds: float = _SECONDS) -> Told:
    """Let new people write the questions in this shape.

    An answer takes from the moment when the Bot API server has the question to the moment when ``sendMessage`` comes
    to it.

    Args:
        api: the Bot API server, in another thread, with a bot at work.
        shape: how they come.
        asked: the questions, taken in turn.
        seconds: longest wait for the answers of one round.
    """
    times, lost = [], 0
    for number in range(shape.rounds):
        start = time.perf_counter() + _rest(shape, number)
        before = len(api.calls)
        posted: dict[int, tuple[float, Asked]] = {}
        for place, one in enumerate(_round(shape, number, asked)):
            time.sleep(max(start + place * shape.every - time.perf_counter(), 0.0))
            person = api.world.user("Delegate", one.question.language)
            posted[person.chat.id] = (time.perf_counter(), one)
            person.says(one.question.text)
        answers = _answers(api, set(posted), before, seconds)
        for chat, (moment, one) in posted.items():
            if chat in answers and same(one.quote, api.world.chats[chat].sent[0].text):
                times.append((answers[chat].at - moment) * 1000)
            else:
                lost += 1
    return Told(tuple(times), lost)


def same(quote: str, text: str) -> bool:
    """Whether ``text`` holds the beginning of ``quote``; spaces, marks and signs of direction do not count."""
    return _letters(quote)[:_LETTERS] in _letters(text)


def _answers(api: BotApi, chats: set[int], before: int, seconds: float) -> dict[int, Call]:
    """The first message to each chat among the calls after ``before``; those that did not come in time are missing."""
    deadline = time.perf_counter() + seconds
    while True:
        found: dict[int, Call] = {}
        for call in api.calls[before:]:
            if call.method == "sendMessage" and call.status == _OK:
                found.setdefault(call.parameters.integer("chat_id"), call)
        if len(found.keys() & chats) == len(chats) or time.perf_counter() > deadline:
            return found
        time.sleep(_LOOK)


def _round(shape: Shape, number: int, asked: Sequence[Asked]) -> list[Asked]:
    """The questions of one round; the next round goes on where this one ends."""
    first = number * shape.chats
    return [asked[(first + place) % len(asked)] for place in range(shape.chats)]


def _rest(shape: Shape, number: int) -> float:
    return _REST if number and shape.chats > 1 else 0.0


def _about(question: Question, hint: bool) -> Mapping[str, str]:
    return {"language_hint": question.language, "channel": "telegram"} if hint else {}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
