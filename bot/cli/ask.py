"""``attache ask``: one turn through the whole dialogue engine."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from bot.cli import output

if TYPE_CHECKING:
    from bot.replies import Reply

__all__ = ["ask"]


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--sender", help="The conversation's name; give the same one again to go on. A new one when unset.")
@click.option("--language", type=output.LANGUAGES, help="Language of the conversation; recognised when unset.")
@click.option("--staff", is_flag=True, help="Speak as one of the staff, who plan, change and cancel sessions.")
@click.option("--json", "as_json", is_flag=True, help="Print the replies as JSON.")
def ask(question: tuple[str, ...], sender: str | None, language: str | None, staff: bool, as_json: bool) -> None:
    """Ask QUESTION and print the reply.

    Uses the engine that runs (`attache up`), or starts one for this turn.
    """
    text = output.text_of(" ".join(question), "question")
    sender = output.text_of(sender, "name of the conversation") if sender else f"ask-{uuid.uuid4().hex}"
    settings = output.prepare()
    from bot.cli.running import engine_url
    from bot.dialogue import Dialogue, unavailable
    from bot.errors import DialogueError

    about = {"channel": "terminal"} | ({"role": "staff"} if staff else {})
    with engine_url(settings) as url, Dialogue(url, seconds=settings.turn_seconds) as dialogue:
        try:
            replies = dialogue.turn(sender, text, language=language, metadata=about)
        except DialogueError as error:
            _print([unavailable(error, text=text, language=language, seconds=settings.turn_seconds)], as_json)
            raise
    _print(replies, as_json)


def _print(replies: list[Reply], as_json: bool) -> None:
    if as_json:
        output.print_json([reply.to_dict() for reply in replies])
        return
    from bot.rendering import plain, render

    console = output.console()
    for number, reply in enumerate(replies):
        if number:
            click.echo()
        if console.is_terminal:
            console.print(render(reply))
        else:
            click.echo(plain(reply))
