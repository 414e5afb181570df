"""What becomes of each document: taken over, read, or removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.index.report import Row, Status
from knowledge.index.sources import Found, Inventory, choose_key, digest, readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.index.build import Progress
    from knowledge.index.manifest import IndexedDocument
    from knowledge.index.previous import Previous

__all__ = ["Known", "Plan", "Task"]

#: The documents of one file in the previous index: several where it holds several, none where it is new.
Known = tuple["IndexedDocument", ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A file that has to be read.

    Attributes:
        key: of its document, or what the keys of its documents begin with.
        sha256: of its bytes when they were looked at; empty when they could not be.
        known: its documents in the previous index.
        reason: why it is read although it did not change.
    """

    found: Found
    key: str
    sha256: str
    known: Known
    reason: str = ""


@dataclass(slots=True)
class Plan:
    """Decisions, and the rows that tell of them.

    Attributes:
        previous: the index that is there.
        read_again: why unchanged files are read too; empty when they are not.
        kept: documents that are taken over.
        tasks: files to read.
        rows: of files that were found, by absolute path.
        other_rows: of files that were passed over or are gone.
        changed: a document goes, or its file is somewhere else now.
    """

    previous: Previous
    read_again: str = ""
    kept: list[IndexedDocument] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    rows: dict[Path, Row] = field(default_factory=dict)
    other_rows: list[Row] = field(default_factory=list)
    changed: bool = False

    def decide(self, inventory: Inventory, progress: Progress) -> None:
        """Go through all files that were found and all documents that are known."""
        self.other_rows += inventory.rows
        known = _by_file(self.previous.documents)
        moved = self._away(inventory)
        taken = {documents[0].file_key for documents in known.values()}
        for done, found in enumerate(inventory.files):
            progress("check", done, len(inventory.files))
            documents = known.pop(found.path, ())
            key = documents[0].file_key if documents else choose_key(found, ())
            if not documents and key in moved:
                known.pop(Path(moved[key][0].path))
                documents = tuple(
                    replace(document, path=str(found.path), source=str(found.source)) for document in moved.pop(key)
                )
                self.changed = True
            elif not documents:
                key = choose_key(found, taken)
                taken.add(key)
            self._look(found, key, documents)
        progress("check", len(inventory.files), len(inventory.files))
        for path, documents in known.items():
            shown = inventory.shown(path)
            if shown is not None:
                self.changed = True
                self.other_rows.append(Row(shown, "removed"))
            elif not self.read_again:
                self.kept += documents
            elif path.exists():
                first = documents[0]
                self._look(Found(path, Path(first.source), readable(path)), first.file_key, documents)
            else:
                self._keep_earlier(documents)

    def fail(self, task: Task, status: Status, reason: str) -> None:
        """A file gives nothing: what is known of it stays, if it can."""
        if task.known and self._keep_earlier(task.known):
            reason += " Its earlier version stays in the index."
        self.rows[task.found.path] = Row(task.found.shown, status, reason)

    def all_rows(self) -> tuple[Row, ...]:
        """Every row, sorted by file."""
        return tuple(sorted((*self.rows.values(), *self.other_rows), key=lambda row: row.file))

    def _away(self, inventory: Inventory) -> dict[str, Known]:
        """Documents of other sources whose files are gone, by key: a file of that key may be theirs, in another place.

        So that a checkout can be moved with its index in it, and does not find its library there twice.
        """
        return {
            documents[0].file_key: documents
            for path, documents in _by_file(self.previous.documents).items()
            if inventory.shown(path) is None and not path.exists()
        }

    def _look(self, found: Found, key: str, known: Known) -> None:
        """One file that is there: take its documents over or read it."""
        try:
            sha256 = digest(found.path)
        except OSError as error:
            reason = f"unreadable: The file cannot be opened: {error.strerror}."
            self.fail(Task(found, key, "", known), "failed", reason)
            return
        same = bool(known) and known[0].sha256 == sha256
        if same and not self.read_again:
            self.kept += known
            passages = sum(document.passages for document in known)
            self.rows[found.path] = Row(found.shown, "unchanged", "", known[0].pages, passages)
        else:
            self.tasks.append(Task(found, key, sha256, known, self.read_again if same else ""))

    def _keep_earlier(self, known: Known) -> bool:
        """Keep what was read earlier of a document, until it can be read again."""
        if not self.previous.usable:
            self.changed = True
            return False
        # Without its digest, the next run takes the file for changed and reads it with the readers of then.
        self.kept += [replace(document, sha256="") if self.read_again else document for document in known]
        return True


def _by_file(documents: Iterable[IndexedDocument]) -> dict[Path, Known]:
    found: dict[Path, Known] = {}
    for document in documents:
        path = Path(document.path)
        found[path] = (*found.get(path, ()), document)
    return found
