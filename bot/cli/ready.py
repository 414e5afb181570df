"""``attache ready``: everything that a conversation needs, built where it is missing or out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import output

if TYPE_CHECKING:
    from settings import Settings

__all__ = ["model_is_current", "ready"]


@click.command()
def ready() -> None:
    """Build what is missing or out of date.

    Encoder, index and dialogue model, each only if something changed.
    """
    settings = output.prepare()
    from bot.cli import stamps

    # Nothing heavy is imported to find that nothing changed.
    encoder, index = stamps.encoder(settings), stamps.index(settings)
    if encoder.current() and index.current() and model_is_current(settings):
        return
    from bot.cli import building
    from bot.cli.progress import steps

    output.messages().print("Getting ready. The first time this takes a few minutes, later it takes none.")
    with steps() as progress:
        if not encoder.current():
            building.encoder(settings, progress)
            encoder.write()
        if not index.current():
            building.index(settings, settings.sources, settings.index_dir, progress)
            index.write()
        if not model_is_current(settings):
            building.model(settings, progress)


def model_is_current(settings: Settings) -> bool:
    """Whether the trained model is whole and made of what is there; one that is cut off is deleted."""
    from bot.supervisor.model import is_whole, newest_model
    from nlu.training import is_current

    model = newest_model(settings.models_dir)
    if model is not None and not is_whole(model):
        model.unlink()  # cut off, and built again below
    return is_current(settings)
