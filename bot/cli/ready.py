"""``attache ready``: everything that a conversation needs, built where it is missing or out of date."""

from __future__ import annotations

import click

from bot.cli import output

__all__ = ["ready"]


@click.command()
def ready() -> None:
    """Build what is missing or out of date.

    Encoder, index and dialogue model, each only if something changed.
    """
    settings = output.prepare()
    from bot.cli import stamps

    wanted = {
        "encoder": stamps.encoder(settings),
        "index": stamps.index(settings),
        "model": stamps.model(settings),
    }
    # Told from sizes and times of files alone: nothing heavy is imported to find that nothing changed.
    if all(stamp.current() for stamp in wanted.values()):
        return
    from bot.cli import building
    from bot.cli.progress import steps

    output.messages().print("Getting ready. The first time this takes a few minutes, later it takes none.")
    with steps() as progress:
        if not wanted["encoder"].current():
            building.encoder(settings, progress)
            wanted["encoder"].write()
        if not wanted["index"].current():
            building.index(settings, [settings.library_path], settings.index_dir, progress)
            wanted["index"].write()
        if not wanted["model"].current():
            building.model(settings, progress)
            wanted["model"].write()
