"""The conversations of `docs/telegram.md`, in the order in which they stand there.

To add one, write a function that says what people do, give it words in two languages, and put it into `SCENARIOS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram import privacy_wording
from nlu.texts import texts

if TYPE_CHECKING:
    from bot.telegram.options import Options
    from scripts.telegram_transcripts.transcript import Transcript

__all__ = ["SCENARIOS", "Scenario"]

Words = Mapping[str, str]


def _as_they_are(options: Options) -> Options:
    return options


@dataclass(frozen=True, slots=True)
class Scenario:
    """One conversation.

    Attributes:
        title: the heading, without the language.
        play: lets people act; told the transcript and its language's words.
        words: what people say, by language, in the order of the page; each has the same names.
        change: of the bot's options, where the scenario needs others.
    """

    title: str
    play: Callable[[Transcript, Words], Awaitable[None]]
    words: Mapping[str, Words]
    change: Callable[[Options], Options] = _as_they_are


async def _in_private(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    await talk.says(delegate, "/start")
    await talk.presses(delegate, privacy_wording.agree_button(talk.language))
    await talk.says(delegate, words["question"])
    await talk.says(delegate, words["follow-up"])
    helpful = texts(talk.language).say("Helpful")
    if helpful in delegate.chat.last.buttons:
        await talk.presses(delegate, helpful)
    await talk.says(delegate, words["elsewhere"])
    await talk.says(delegate, "/forget")
    await talk.presses(delegate, privacy_wording.erase_button(talk.language))


async def _in_a_group(talk: Transcript, words: Words) -> None:
    desk = talk.person("Desk officer")
    group = talk.group("Delegation", desk)
    await talk.says(desk, words["greeting"], chat=group, silence=True)
    await talk.says(desk, f"/ask {words['question']}", chat=group)


SCENARIOS = (
    Scenario(
        "In private",
        _in_private,
        {
            "en": {
                "question": "can a refugee be sent back",
                "follow-up": "and if he is a danger to the country?",
                "elsewhere": "what is the boiling point of ethanol",
            },
            "fr": {
                "question": "peut-on renvoyer un réfugié",
                "follow-up": "et s'il est un danger pour le pays ?",
                "elsewhere": "quelle est la capitale du Pérou",
            },
        },
    ),
    Scenario(
        "In a group",
        _in_a_group,
        {
            "en": {"greeting": "good morning", "question": "must a ship rescue people in danger at sea"},
            "fr": {"greeting": "bonjour à tous", "question": "un navire doit-il secourir les gens en mer"},
        },
    ),
)
