"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from knowledge.errors import IndexBusy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCK", "writing"]

#: Name of the lock's file inside the index folder. It stays there: removing it would let two writers in.
LOCK = "LOCK"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the index for writing; the kernel lets go of it however the process ends.

    Raises:
        IndexBusy: another process holds it; the text names that process.
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            process = f"process {holder}" if holder.isdigit() else "another process"
            raise IndexBusy(
                f"The index in {folder} is being written by {process}. Wait until that is done, or stop it, and try "
                "again."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
