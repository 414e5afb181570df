"""Write `docs/telegram.md`: conversations in Telegram as they really go, in two languages.

Runs the whole engine over the shipped library, the bot, and the Bot API server of the tests; nothing reaches Telegram.
Run it (`.venv/bin/python -m scripts.telegram_transcripts`) after texts or answers changed, and read what it wrote.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any

from bot.supervisor import Engine
from bot.telegram import privacy_wording
from bot.telegram.options import Options
from nlu.texts import texts
from settings.settings import PROJECT, load
from tests.telegram.running import running
from tests.telegram.server import BotApi

PAGE = PROJECT / "docs" / "telegram.md"
SECONDS = 60.0

PRIVATE = {
    "en": (
        "can a refugee be sent back",
        "and if he is a danger to the country?",
        "what is the boiling point of ethanol",
    ),
    "fr": ("peut-on renvoyer un réfugié", "et s'il est un danger pour le pays ?", "quelle est la capitale du Pérou"),
}
GROUP = {
    "en": "/ask must a ship rescue people in danger at sea",
    "fr": "/ask un navire doit-il secourir les gens en mer",
}
HEAD = """# Conversations in Telegram

Written by `.venv/bin/python -m scripts.telegram_transcripts`: the whole engine, the shipped library, the bot, and the
Bot API server of the tests. The people are roles. What stands in `[ ]` are buttons; a line behind `>` is quoted in a
block.
"""


class Transcript:
    """Writes down what is said in one chat."""

    def __init__(self, api: BotApi, chat: Any) -> None:
        self._api, self._chat = api, chat
        self.lines: list[str] = []

    async def says(self, person: Any, what: str, do: Any) -> Any:
        """Let a person do something, and write down what comes back; the last message of it."""
        before = len(self._chat.sent)
        do()
        await self._api.world.until(lambda: len(self._chat.sent) > before, SECONDS)
        await asyncio.sleep(1.0)  # whatever comes with it
        self.lines.append(f"**{person.user['first_name']}**: {what}\n")
        for message in self._chat.sent[before:]:
            self.lines.append(_shown(message) + "\n")
        return self._chat.last


def _shown(message: Any) -> str:
    text = re.sub("[\u2066-\u2069\u200e\u200f]", "", message.text)
    for quote in message.marked("blockquote"):
        quote = re.sub("[\u2066-\u2069\u200e\u200f]", "", quote)
        text = text.replace(quote, "\n".join(f"> {line}" for line in quote.splitlines()))
    buttons = " ".join(f"[{title}]" for title in message.buttons)
    document = f"({message.document['file_name']})\n" if message.document else ""
    return f"```text\n{document}{text.strip()}\n{buttons}".rstrip() + "\n```"


async def _private(api: BotApi, language: str) -> list[str]:
    delegate = api.world.user("Delegate", language)
    talk = Transcript(api, delegate.chat)
    welcome = await talk.says(delegate, "/start", delegate.starts)
    agree = privacy_wording.agree_button(language)
    await talk.says(delegate, f"[{agree}]", lambda: delegate.presses(welcome, agree))
    for question in PRIVATE[language]:
        answer = await talk.says(delegate, question, lambda question=question: delegate.says(question))
        if question == PRIVATE[language][1]:
            helpful = next((title for title in answer.buttons if title == texts(language).say("Helpful")), None)
            if helpful:
                delegate.presses(answer, helpful)
                talk.lines.append(f"**Delegate**: [{helpful}]\n")
    question = await talk.says(delegate, "/forget", lambda: delegate.says("/forget"))
    erase = privacy_wording.erase_button(language)
    await talk.says(delegate, f"[{erase}]", lambda: delegate.presses(question, erase))
    return talk.lines


async def _group(api: BotApi, language: str) -> list[str]:
    desk = api.world.user("Desk officer", language)
    group = api.world.group("Delegation", desk)
    talk = Transcript(api, group)
    desk.says("good morning", chat=group)  # not for the bot, and never answered
    talk.lines.append("**Desk officer**: good morning\n")
    await talk.says(desk, GROUP[language], lambda: desk.says(GROUP[language], chat=group))
    return talk.lines


async def _write(engine: Engine, conversations: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        async with BotApi() as api:
            chosen = Options(
                token=api.token,
                home=home,
                database=f"sqlite:///{home / 'attache.db'}",
                conversations=f"sqlite:///{conversations}",
                engine=engine.url,
                seconds=SECONDS,
                base_url=api.base_url,
            )
            parts = [HEAD]
            async with running(chosen):
                for language, name in (("en", "English"), ("fr", "French")):
                    parts += [f"## In private, {name}\n", *await _private(api, language)]
                    parts += [f"## In a group, {name}\n", *await _group(api, language)]
            PAGE.write_text("\n".join(parts), encoding="utf-8")


def main() -> None:
    """Start the engine in a home of its own, hold the conversations, write the page."""
    settings = load()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("models", "index"):
            (home / name).symlink_to(settings.home / name)
        own = settings.copy(
            update={"home": home, "encoder_path": settings.encoder_dir, "index_path": settings.index_dir}
        )
        with Engine(own, own_ports=True) as engine:
            asyncio.run(_write(engine, home / "conversations.db"))


if __name__ == "__main__":
    main()
