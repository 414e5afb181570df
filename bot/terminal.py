"""A conversation in a terminal, or over pipes: one message a line."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.dialogue import unavailable
from bot.errors import DialogueError
from bot.rendering import choice, plain, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from rich.console import Console

    from bot.dialogue import Dialogue
    from bot.replies import Button, Reply

__all__ = ["Terminal"]

_LEAVE = frozenset({"/quit", "/exit", "/q"})


class Terminal:
    """One person, one conversation.

    Args:
        dialogue: the way to the engine.
        sender: the conversation's name.
        language: what the person chose, ``None`` to have it recognised from what they write.
        interface_language: language of this class's own few words.
        seconds: the time limit of a turn, for the text that says it is over.
        staff: whether the person is of the staff, who plan sessions.
        save: saves what a reply brings along, and says where; ``None`` where nothing is saved.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        *,
        sender: str,
        language: str | None = None,
        interface_language: str = "en",
        seconds: float = 15.0,
        staff: bool = False,
        save: Callable[[Reply], list[str]] | None = None,
    ) -> None:
        from nlu.texts import texts

        self._dialogue = dialogue
        self._sender = sender
        self._language = language
        self._seconds = seconds
        self._about = {"channel": "terminal"} | ({"role": "staff"} if staff else {})
        self._save = save or (lambda reply: [])
        self._say = texts(language or interface_language).say
        self._buttons: tuple[Button, ...] = ()

    def talk(self, console: Console) -> None:
        """Ask and answer until the person leaves: ``/quit``, Ctrl-D or Ctrl-C."""
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - gives ``input`` a line editor and a history

        console.print(
            self._say(
                "Attaché answers questions on international migration law in the words of its sources. "
                "Write a question; /help shows what else I can do, /quit leaves."
            )
        )
        try:
            while True:
                console.print()
                typed = input("> ").strip()
                if typed.lower() in _LEAVE:
                    break
                if not typed:
                    continue
                message = self._message(typed)
                with console.status(self._say("One moment…")):
                    replies, problem = self._turn(message)
                for reply in replies:
                    console.print()
                    console.print(render(reply))
                    for line in self._save(reply):
                        console.print(line, style="dim", markup=False, highlight=False, soft_wrap=True)
                if problem:
                    console.print(problem, style="dim")
        except (EOFError, KeyboardInterrupt):
            console.print()  # the cursor still stands behind the prompt
        console.print(self._say("Goodbye."))

    def read(self, lines: Iterable[bytes], out: TextIO, errors: TextIO) -> int:
        """One message a line, an answer to each, until the lines end or one is ``/quit``.

        A line that is not UTF-8 is named on ``errors`` and passed over.

        Returns:
            The number of lines that brought no answer.
        """
        failed = 0
        for number, line in enumerate(lines, 1):
            try:
                typed = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError:
                errors.write(f"Line {number} is not UTF-8 text and was passed over. Save the messages as UTF-8.\n")
                failed += 1
                continue
            if typed.lower() in _LEAVE:
                break
            if not typed:
                continue
            replies, problem = self._turn(self._message(typed))
            for reply in replies:
                out.write("\n".join((plain(reply), *self._save(reply))) + "\n\n")
            out.flush()
            if problem:
                errors.write(problem + "\n")
                failed += 1
        return failed

    def _message(self, typed: str) -> str:
        """What a number stands for, or what was typed."""
        chosen = choice(typed, self._buttons)
        return chosen.payload if chosen else typed

    def _turn(self, message: str) -> tuple[list[Reply], str]:
        """The replies, and a sentence for whoever runs the engine when something is wrong."""
        try:
            replies = self._dialogue.turn(self._sender, message, language=self._language, metadata=self._about)
        except DialogueError as error:
            reply = unavailable(error, text=message, language=self._language, seconds=self._seconds)
            return [reply], str(error)
        self._buttons = next((reply.buttons for reply in reversed(replies) if reply.buttons), ())
        return replies, ""
