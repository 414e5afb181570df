"""The trained Rasa model as a file: which one is used, and whether it is whole."""

from __future__ import annotations

import tarfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["is_whole", "newest_model"]


def newest_model(folder: Path) -> Path | None:
    """The model in ``folder`` that was trained last; ``None`` when there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime) if folder.is_dir() else []
    return models[-1] if models else None


def is_whole(model: Path) -> bool:
    """Whether the archive can be read to its end and says that it is a Rasa model. Milliseconds."""
    try:
        with tarfile.open(model, mode="r:gz") as archive:
            names = [member.name.removeprefix("./") for member in archive]
        return "metadata.json" in names
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        return False
