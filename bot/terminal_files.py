"""The files that come with replies in a terminal: saved in the folder one is in, and their place told."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from nlu.texts import texts

if TYPE_CHECKING:
    from bot.attachments import Organizer
    from bot.replies import Attachment, Reply

__all__ = ["CHANNEL", "TerminalFiles"]

#: What the engine calls this channel; a person is known in it by the name of the conversation.
CHANNEL = "terminal"


class TerminalFiles:
    """Saves what replies bring along.

    Args:
        database: address of the programme's database.
        organizer: whom calendar files name.
        sender: the conversation's name.
        folder: where they are saved.
    """

    def __init__(self, database: str, organizer: Organizer, sender: str, folder: Path) -> None:
        self._database, self._organizer, self._sender, self._folder = database, organizer, sender, folder

    def save(self, reply: Reply) -> list[str]:
        """Save all attachments of a reply; a line for each, which says where it is or why it is not."""
        return [self._save(each, reply.language) for each in reply.attachments]

    def _save(self, attachment: Attachment, language: str) -> str:
        from bot.attachments import NoAttachment
        from programme.errors import ProgrammeError

        said = texts(language)
        try:
            content = self._content(attachment.path)
            place = self._folder / _name(attachment)
            beside = place.with_name(f".{place.name}.{os.getpid()}")
            beside.write_bytes(content)
            beside.replace(place)  # of the same session the newest counts
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return said.say("The file {name} could not be saved: {reason}.", name=attachment.name, reason=reason)
        except (NoAttachment, ProgrammeError):
            return said.say("The file {name} could not be made just now.", name=attachment.name)
        return said.say("Saved for your calendar: {path}", path=str(place))

    def _content(self, path: str) -> bytes:
        from bot.attachments import content
        from programme import Database, People

        database = Database(self._database)
        try:
            person = People(database).of(CHANNEL, self._sender)
            who = None if person is None or person.consented_at is None else person.id
            now = datetime.now(timezone.utc)
            return content(path, person=who, database=database, organizer=self._organizer, now=now)
        finally:
            database.close()


def _name(attachment: Attachment) -> str:
    """A name of its own for each session, without anything that leads to another folder."""
    name = Path(Path(attachment.name).name)
    of = "".join(each for each in attachment.path.split(":")[1] if each.isalnum() or each == "-")[:36]
    return f"{name.stem}-{of}{name.suffix}"
