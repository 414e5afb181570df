"""Builds side by side, and the one small file that says which of them is the index.

A build is complete on disk before ``CURRENT`` names it, and ``CURRENT`` changes in one step (``os.replace``), so a run
that is killed at any moment leaves the old index or the new one, whole. What a killed run leaves behind is removed by
the next. On Linux and macOS a reader that has a removed build open goes on reading it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import datetime, timezone
from pathlib import Path

__all__ = ["CURRENT", "current", "new_build", "swap_in", "sweep"]

#: Name of the file that names the build in use.
CURRENT = "CURRENT"
_BUILDS = "builds"


def current(folder: Path) -> Path | None:
    """The build in use, ``None`` where there is none yet. The folder it names may be gone: then a newer one is in use.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        name = (folder / CURRENT).read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        return None
    # One plain name, so that a damaged file never leads out of the folder.
    return folder / _BUILDS / name if name == Path(name).name and name not in ("", "..") else None


def new_build(folder: Path) -> Path:
    """A new, empty folder to build in."""
    stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    build = folder / _BUILDS / f"{stamp}-{secrets.token_hex(4)}"
    build.mkdir(parents=True)
    return build


def swap_in(folder: Path, build: Path) -> None:
    """Make ``build`` the index in use, after all of it has reached the disk.

    Raises:
        OSError: the disk is full or broken; the index is then the one before.
    """
    for path in sorted(build.rglob("*")):
        _fsync(path)
    for path in (build, build.parent):
        _fsync(path)
    beside = folder / f"{CURRENT}.{build.name}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(f"{build.name}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / CURRENT)  # noqa: PTH105 - the name of the guarantee
    _fsync(folder)


def sweep(folder: Path) -> None:
    """Remove every build but the one in use, and what killed runs left. Only for whoever holds the lock."""
    keep = current(folder)
    for path in folder.glob(f"{CURRENT}.*"):
        path.unlink(missing_ok=True)
    builds = folder / _BUILDS
    for path in builds.iterdir() if builds.is_dir() else ():
        if path != keep:
            # What cannot be removed today (a busy network drive) is tried again at the next run.
            shutil.rmtree(path, ignore_errors=True)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
