"""Which files are there to be indexed."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.index.report import Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

__all__ = ["Found", "Inventory", "choose_key", "digest", "readable", "take_inventory"]


@dataclass(frozen=True, slots=True)
class Found:
    """One file.

    Attributes:
        path: absolute, through no symbolic link above the source.
        source: absolute path of the source; equals ``path`` for a single file.
        shown: the path as the person gave it, below the source.
    """

    path: Path
    source: Path
    shown: str


@dataclass(slots=True)
class Inventory:
    """All files under some sources.

    Attributes:
        files: sorted by source, then by path; each file once.
        rows: what was skipped or failed before it was even opened.
        searched: sources that were looked through: as given, and absolute.
        unseen: folders among them that could not be opened: what they hold is not known to be gone.
    """

    files: list[Found] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    searched: list[tuple[Path, Path]] = field(default_factory=list)
    unseen: list[Path] = field(default_factory=list)

    def shown(self, path: Path) -> str | None:
        """The path as the person would give it; ``None`` if a file there would not have been found if it existed."""
        if any(_inside(path, folder) for folder in self.unseen):
            return None
        for given, source in self.searched:
            if _inside(path, source):
                return readable(given / path.relative_to(source))
        return None


def take_inventory(sources: Sequence[Path], suffixes: Collection[str]) -> Inventory:
    """Look through files and folders.

    Hidden files and folders, and folders of vectors (their name starts with ``vectors``), are passed over without a
    word. Links to folders are not followed, so that a circle of them ends. What is named itself is always looked at.

    Args:
        sources: files and folders; one that does not exist costs a row and removes nothing.
        suffixes: of the files that can be read, lower case with the dot.
    """
    inventory = Inventory()
    seen: set[Path] = set()
    for given in sources:
        source = given.expanduser().resolve()
        if not source.exists():
            inventory.rows.append(Row(readable(given), "failed", "There is no such file or folder: check the path."))
            continue
        for found in _walk(given, source, inventory) if source.is_dir() else [Found(source, source, readable(given))]:
            if found.path in seen:
                continue
            seen.add(found.path)
            reason = _unfit(found.path, suffixes)
            if reason:
                inventory.rows.append(Row(found.shown, "skipped", reason))
            else:
                inventory.files.append(found)
        if source not in inventory.unseen:
            inventory.searched.append((given, source))
    return inventory


def _walk(given: Path, source: Path, inventory: Inventory) -> Iterator[Found]:
    def closed(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename))
        inventory.unseen.append(folder)
        shown = given / folder.relative_to(source)
        inventory.rows.append(Row(readable(shown), "failed", f"The folder cannot be opened: {error.strerror}."))

    for folder, folders, names in os.walk(source, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "vectors")))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(folder) / name
                yield Found(path, source, readable(given / path.relative_to(source)))


def _unfit(path: Path, suffixes: Collection[str]) -> str:
    """Why the file is not even opened; empty when it is fit."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"It cannot be looked at: {error.strerror}."
    if not stat.S_ISREG(mode):
        return "It is no regular file."
    if path.suffix.lower() not in suffixes:
        kind = f"files ending in {readable(path.suffix)}" if path.suffix else "files without an ending"
        return f"Attaché does not read {kind}; it reads {', '.join(sorted(suffixes))}."
    return ""


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex.

    Raises:
        OSError: the file cannot be read.
    """
    state = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            state.update(block)
    return state.hexdigest()


def choose_key(found: Found, taken: Iterable[str]) -> str:
    """The document's key: its path from the source folder's name on (``corpus/udhr-1948.md``).

    As much more of the path in front as it takes to differ from the keys that are ``taken``.
    """
    used = set(taken)
    folder = found.source if found.source != found.path else found.path.parent
    parts = found.path.parts[1:]
    own = len(found.path.relative_to(folder).parts)
    for length in range(min(own + 1, len(parts)), len(parts) + 1):
        key = readable("/".join(parts[-length:]))
        if key not in used:
            return key
    # Only names that are no valid UTF-8 get here: once made readable, two may look alike.
    return f"{key}#{hashlib.sha256(os.fsencode(found.path)).hexdigest()[:8]}"


def readable(text: Path | str) -> str:
    """A path or text that can be printed and stored: what is no valid Unicode becomes ``?``, character by character."""
    return str(text).encode("utf-8", "replace").decode("utf-8")


def _inside(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
