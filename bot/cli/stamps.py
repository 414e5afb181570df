"""Stamps: what each built thing was built from, so that nothing is built, or even loaded, twice.

A stamp is a fingerprint over the paths, sizes and times of the files that went in and came out. It only says that
nothing changed; when it does not, the step itself looks at contents and does as little as it can.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from settings import Settings

__all__ = ["Stamp", "encoder", "index"]


@dataclass(frozen=True)
class Stamp:
    """The stamp of one step.

    Attributes:
        path: where it is kept.
        values: settings that matter.
        inputs: files and folders that go in; what is missing counts as such.
        outputs: names those that came out; ``None`` when there is nothing yet.
    """

    path: Path
    values: tuple[str, ...]
    inputs: tuple[Path, ...]
    outputs: Callable[[], tuple[Path, ...] | None]

    def current(self) -> bool:
        """Whether nothing changed since ``write``."""
        try:
            return self.outputs() is not None and self.path.read_text(encoding="ascii") == self._fingerprint()
        except (OSError, UnicodeDecodeError):
            return False

    def write(self) -> None:
        """Note that the step is done."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self.path.with_suffix(f".{os.getpid()}")
        beside.write_text(self._fingerprint(), encoding="ascii")
        beside.replace(self.path)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256("\0".join(self.values).encode("utf-8", "surrogateescape"))
        for line in (*_lines(self.inputs), *_lines(self.outputs() or ())):
            digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
        return digest.hexdigest()


def encoder(settings: Settings) -> Stamp:
    """The encoders' folders."""
    folders = tuple(filter(None, (settings.encoder_dir, settings.second_encoder_dir)))
    return Stamp(
        _path(settings, "encoder"),
        (*map(str, folders), settings.encoder_hub, settings.encoder_adapter, settings.second_adapter),
        (PROJECT / "knowledge" / "encoder",),
        lambda: folders if all(folder.is_dir() for folder in folders) else None,
    )


def index(settings: Settings) -> Stamp:
    """The index of the library."""
    folder = settings.index_dir
    encoders = tuple(filter(None, (settings.encoder_dir, settings.second_encoder_dir)))
    return Stamp(
        _path(settings, "index"),
        (str(folder), *map(str, encoders)),
        (PROJECT / "knowledge", *settings.sources, *encoders),
        lambda: (folder,) if (folder / "CURRENT").is_file() else None,
    )


def _path(settings: Settings, name: str) -> Path:
    return settings.home / "stamps" / name


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for file in _files(path):
            yield f"{file} {_about(file)}"


def _about(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return "missing"
    return f"{found.st_size} {found.st_mtime_ns}"


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            if not name.endswith((".lock", ".pyc")):
                yield path.__class__(folder) / name
