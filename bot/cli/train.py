"""``attache train``: the Rasa model."""

from __future__ import annotations

import click

from bot.cli import output

__all__ = ["train"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def train(as_json: bool) -> None:
    """Train the dialogue model, if need be.

    Nothing happens when nothing that it is made of changed.
    """
    settings = output.prepare()
    from bot.cli import building
    from bot.cli.progress import steps

    with steps() as progress:
        building.encoder(settings, progress)
        path = building.model(settings, progress)
    if as_json:
        output.print_json({"model": str(path)})
    else:
        click.echo(path)
