"""A reply as it looks in a terminal: quotations as blocks, places in bold, choices with numbers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot.replies import Button, Reply, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

__all__ = ["Block", "choice", "plain", "render"]

_BAR = "│ "
#: The colour of a quotation's bar says how sure the reply is; so does its text, for people who see no colours.
_BAR_STYLES = {State.ANSWERED: "green", State.CLOSEST: "yellow"}


class Block:
    """Lines with a bar in front. Nothing stands behind them: that would break where text runs from right to left."""

    def __init__(self, lines: str, style: str) -> None:
        self.lines = lines
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        width = max(options.max_width - len(_BAR), 20)
        for line in Text(self.lines).wrap(console, width):
            line.rstrip()
            yield Text.assemble((_BAR, self.style), line)


def render(reply: Reply) -> RenderableType:
    """The whole reply; every character of its text is there, in order."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for is_quotation, text in _parts(reply):
        if is_quotation:
            parts.append(Block(text, _BAR_STYLES.get(reply.state, "dim")))
            continue
        words = Text(text, style="red" if reply.state is State.UNAVAILABLE else "")
        for citation in reply.citations:
            words.highlight_words([citation.label], "bold")
        parts.append(words)
    parts += [Text.assemble((attachment.name, "bold"), f"  {attachment.path}") for attachment in reply.attachments]
    if reply.buttons:
        parts.append(Text())
        parts.append(Text("   ".join(_numbered(reply.buttons)), style="dim"))
    return Group(*parts)


def plain(reply: Reply) -> str:
    """The same for pipes: the text as it is, then attachments and numbered choices, a line each."""
    lines = [reply.text.strip(), *(f"{attachment.name}  {attachment.path}" for attachment in reply.attachments)]
    return "\n".join([*lines, *_numbered(reply.buttons)])


def choice(typed: str, buttons: Sequence[Button]) -> Button | None:
    """The button whose number was typed, in any digits (``2``, ``٢``, ``２``); ``None`` when it is none."""
    typed = typed.strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1]
    return None


def _numbered(buttons: Sequence[Button]) -> list[str]:
    return [f"[{number}] {button.title}" for number, button in enumerate(buttons, 1)]


def _parts(reply: Reply) -> Iterator[tuple[bool, str]]:
    """Runs of whole lines: those that a quotation touches, and the others."""
    quotes = {citation.quote for citation in reply.citations} | {reply.quote or ""}
    spans = [found.span() for quote in quotes if quote for found in re.finditer(re.escape(quote), reply.text)]
    lines, offset = [], 0
    for line in reply.text.split("\n"):
        end = offset + len(line)
        lines.append((any(start < end and offset < stop for start, stop in spans), line))
        offset = end + 1
    for is_quotation, run in groupby(lines, key=lambda item: item[0]):
        yield is_quotation, "\n".join(line for _, line in run)
