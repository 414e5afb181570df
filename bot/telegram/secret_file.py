"""A secret that is made once and then stays, in a file for its owner's eyes only."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["secret_of"]


def secret_of(file: Path, make: Callable[[], bytes]) -> bytes:
    """What ``file`` holds; at the first call that is what ``make`` gives. Two processes at once get the same.

    Raises:
        OSError: the folder cannot be written or the file not be read.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        made = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(make())
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its secret holds
            os.link(made, file)
        made.unlink()
    return file.read_bytes()
