"""The commands that Telegram offers in its menus. What is not here is not offered, in any language."""

from __future__ import annotations

from typing import NamedTuple

from telegram import BotCommand

from nlu.texts import mark, texts

__all__ = ["COMMANDS", "Command", "menu"]


class Command(NamedTuple):
    """One command.

    Attributes:
        name: without the slash; 1 to 32 of ``a-z0-9_``, the same in every language.
        description: English, 3 to 40 characters; Telegram's own limit is 256, a phone shows about 40.
        private: offered in a private chat.
        group: offered in groups, where nothing about a person is shown or changed.
    """

    name: str
    description: str
    private: bool = True
    group: bool = False


#: In the order of the menu: what people need most comes first.
COMMANDS = (
    Command("ask", mark("Ask a question"), group=True),
    Command("topics", mark("Course modules and seminars"), group=True),
    Command("resources", mark("Courses, bodies, places of help"), group=True),
    Command("sessions", mark("Seminars, courses, office hours"), group=True),
    Command("help", mark("What I can do and how to ask"), group=True),
    Command("human", mark("Ask the staff of the programme"), group=True),
    Command("language", mark("Choose the language of my answers")),
    Command("privacy", mark("What I keep, and your consent")),
    Command("mydata", mark("See everything I keep about you")),
    Command("forget", mark("Erase everything I keep about you")),
    Command("cancel", mark("Drop the question that is waiting")),
    Command("start", mark("Begin anew: who I am")),
)


def menu(language: str | None, *, group: bool = False) -> list[BotCommand]:
    """What ``set_my_commands`` takes for one language: the menu of a private chat, or that of a group."""
    said = texts(language)
    return [
        BotCommand(command.name, said.say(command.description))
        for command in COMMANDS
        if (command.group if group else command.private)
    ]
