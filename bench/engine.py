"""Attaché's own dialogue engine for measuring: the model and the index that are there, in a home of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

__all__ = ["isolated"]


def isolated(settings: Settings, home: Path) -> Settings:
    """The same settings with another home: what the bench says lands in nobody's conversations.

    Args:
        settings: whose encoder, index and trained model are taken along.
        home: the new home folder.

    Returns:
        Settings with the default stores.
    """
    models = home / "models"
    models.mkdir(parents=True)
    for model in settings.models_dir.glob("*.tar.gz"):
        shutil.copy2(model, models)
    unset = SecretStr("")
    return settings.copy(
        update={
            "home": home,
            "encoder_path": settings.encoder_dir,
            "second_encoder": str(settings.second_encoder_dir or "none"),
            "index_path": settings.index_dir,
            "workers": 1,
            "tracker_url": unset,
            "events_url": unset,
            "lock_url": unset,
        }
    )
