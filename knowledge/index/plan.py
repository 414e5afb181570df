"""What becomes of each document: taken over, read, or removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.index.report import Row, Status
from knowledge.index.sources import Found, Inventory, choose_key, digest, readable

if TYPE_CHECKING:
    from knowledge.index.build import Progress
    from knowledge.index.manifest import IndexedDocument
    from knowledge.index.previous import Previous

__all__ = ["Plan", "Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """A file that has to be read.

    Attributes:
        key: of its document.
        sha256: of its bytes when they were looked at; empty when they could not be.
        known: its document in the previous index, if it has one.
        reason: why it is read although it did not change.
    """

    found: Found
    key: str
    sha256: str
    known: IndexedDocument | None
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
        known = {Path(document.path): document for document in self.previous.documents}
        moved = self._away(inventory)
        taken = {document.key for document in known.values()}
        for done, found in enumerate(inventory.files):
            progress("check", done, len(inventory.files))
            document = known.pop(found.path, None)
            key = choose_key(found, ()) if document is None else document.key
            if document is None and key in moved:
                known.pop(Path(moved[key].path))
                document = replace(moved.pop(key), path=str(found.path), source=str(found.source))
                self.changed = True
            elif document is None:
                key = choose_key(found, taken)
                taken.add(key)
            self._look(found, key, document)
        progress("check", len(inventory.files), len(inventory.files))
        for path, document in known.items():
            shown = inventory.shown(path)
            if shown is not None:
                self.changed = True
                self.other_rows.append(Row(shown, "removed"))
            elif not self.read_again:
                self.kept.append(document)
            elif path.exists():
                self._look(Found(path, Path(document.source), readable(path)), document.key, document)
            else:
                self._keep_earlier(document)

    def fail(self, task: Task, status: Status, reason: str) -> None:
        """A file gives nothing: what is known of it stays, if it can."""
        if task.known is not None and self._keep_earlier(task.known):
            reason += " Its earlier version stays in the index."
        self.rows[task.found.path] = Row(task.found.shown, status, reason)

    def all_rows(self) -> tuple[Row, ...]:
        """Every row, sorted by file."""
        return tuple(sorted((*self.rows.values(), *self.other_rows), key=lambda row: row.file))

    def _away(self, inventory: Inventory) -> dict[str, IndexedDocument]:
        """Documents of other sources whose files are gone, by key: a file of that key may be theirs, in another place.

        So that a checkout can be moved with its index in it, and does not find its library there twice.
        """
        return {
            document.key: document
            for document in self.previous.documents
            if inventory.shown(Path(document.path)) is None and not Path(document.path).exists()
        }

    def _look(self, found: Found, key: str, known: IndexedDocument | None) -> None:
        """One file that is there: take its document over or read it."""
        try:
            sha256 = digest(found.path)
        except OSError as error:
            reason = f"unreadable: The file cannot be opened: {error.strerror}."
            self.fail(Task(found, key, "", known), "failed", reason)
            return
        same = known is not None and known.sha256 == sha256
        if known is not None and same and not self.read_again:
            self.kept.append(known)
            self.rows[found.path] = Row(found.shown, "unchanged", "", known.pages, known.passages)
        else:
            self.tasks.append(Task(found, key, sha256, known, self.read_again if same else ""))

    def _keep_earlier(self, known: IndexedDocument) -> bool:
        """Keep what was read earlier of a document, until it can be read again."""
        if not self.previous.usable:
            self.changed = True
            return False
        # Without its digest, the next run takes the file for changed and reads it with the readers of then.
        self.kept.append(replace(known, sha256="") if self.read_again else known)
        return True
