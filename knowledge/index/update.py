"""Brings an index up to date with its sources: only what changed is read and embedded."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import (
    BrokenIndex,
    IndexNotWritten,
    NothingIndexed,
    ReadError,
    UnknownFormat,
)
from knowledge.index.build import Entry, Progress, Versions, write_build
from knowledge.index.lock import writing
from knowledge.index.manifest import IndexedDocument
from knowledge.index.previous import Previous
from knowledge.index.report import Report, Row, Status
from knowledge.index.sources import Found, Inventory, choose_key, digest, readable, take_inventory
from knowledge.index.swap import new_build, swap_in, sweep
from knowledge.tokens import TOKENS_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.index.encoders import IndexEncoder
    from knowledge.passage import Passage

__all__ = ["update"]

#: Files that are read at one time, each in a process of its own.
_READERS = 2


def update(
    sources: Sequence[Path],
    into: Path,
    *,
    encoders: Sequence[IndexEncoder],
    cache_dir: Path,
    shipped: Path | None = None,
    words: tuple[int, int] = (60, 150),
    seconds: int = 60,
    megabytes: int = 1024,
    progress: Progress | None = None,
) -> Report:
    """Index files and folders, beside what was indexed from other sources before.

    A file is known by its path and has changed when its bytes have (SHA-256). Files that are gone from under a source
    are taken out; a source that is gone itself takes nothing out. A file that can no longer be read keeps its earlier
    version in the index, and says so in its row. Another version of readers or cutting, or other ``words``, has every
    file read again; another encoder has every passage embedded again.

    The new index is built beside the old one and swapped in when it is complete on disk: whoever reads in between has
    the old one, and so has everybody if the run is killed. Where nothing changed, nothing is written.

    An index is never left empty: if nothing at all is left to index, the old one stays, because an empty folder is more
    often a disk that is not mounted than a wish. To drop an index, delete its folder.

    Args:
        sources: files and folders.
        into: the index folder, made when missing.
        encoders: whose vectors the index shall hold; names are distinct.
        cache_dir: where computed vectors are kept between runs.
        shipped: vectors that came with the library, read only.
        words: shortest and longest passage to aim at.
        seconds: time limit for reading one file.
        megabytes: memory limit for reading one file.
        progress: called with a stage (``check``, ``read``, ``embed``, ``write``), what is done of it and its total.

    Raises:
        NothingIndexed: no file under the sources could be indexed; has the report.
        IndexBusy: another process is writing this index.
        IndexNotWritten: the disk is full or the folder cannot be written; the old index stays.
        CacheError: the vectors cannot be kept; the old index stays.
        ValueError: two encoders have one name.
    """
    if len({encoder.name for encoder in encoders}) < len(encoders):
        raise ValueError("Two encoders have the same name; their vectors could not be told apart in the index.")

    def run(previous: Previous) -> Report:
        try:
            return _Run(
                previous,
                into=into,
                encoders=encoders,
                cache_dir=cache_dir,
                shipped=shipped,
                words=words,
                limits=(seconds, megabytes),
                progress=progress or (lambda stage, done, total: None),
            ).run(sources)
        finally:
            previous.close()

    try:
        with writing(into):
            sweep(into)
            try:
                return run(Previous(into))
            except BrokenIndex:
                # Damage that the sizes of files do not show: everything is made anew from the files themselves.
                return run(Previous(into, whole=False))
    except OSError as error:
        cause = error.strerror or str(error)
        raise IndexNotWritten(
            f"The index could not be written to {into} ({cause}). If there was one before, it is unchanged. Make room "
            "on that disk, see that the folder can be written, then run the same command again."
        ) from error


@dataclass(slots=True)
class _Task:
    """A file that has to be read."""

    found: Found
    sha256: str
    known: IndexedDocument | None
    reason: str = ""


@dataclass(slots=True)
class _Plan:
    """What becomes of each document.

    Attributes:
        kept: known documents whose passages are taken over.
        tasks: files to read.
        removed: how many known documents go.
    """

    kept: dict[Path, IndexedDocument] = field(default_factory=dict)
    tasks: list[_Task] = field(default_factory=list)
    removed: int = 0


class _Run:
    """One run of ``update``, with the lock held."""

    def __init__(
        self,
        previous: Previous,
        *,
        into: Path,
        encoders: Sequence[IndexEncoder],
        cache_dir: Path,
        shipped: Path | None,
        words: tuple[int, int],
        limits: tuple[int, int],
        progress: Progress,
    ) -> None:
        from knowledge import cutting, readers

        self._previous = previous
        self._into = into
        self._encoders = encoders
        self._cache_dir = cache_dir
        self._shipped = shipped
        self._limits = limits
        self._progress = progress
        self._versions = Versions(readers.READER_VERSION, cutting.CUTTING_VERSION, words)
        self._suffixes = readers.SUFFIXES
        self._rows: dict[Path, Row] = {}
        self._other_rows: list[Row] = []
        self._notes: list[str] = []
        self._embed_again = self._compare()
        self._read_again = self._outdated()

    def run(self, sources: Sequence[Path]) -> Report:
        """All of it: look, read, build, swap."""
        inventory = take_inventory(sources, self._suffixes)
        self._other_rows += inventory.rows
        plan = self._plan(inventory)
        fresh = self._read(plan)
        entries = sorted(
            [*(Entry(document) for document in plan.kept.values()), *fresh], key=lambda entry: entry.document.key
        )
        self._point_out_twins(entries)
        rows = (*self._rows.values(), *self._other_rows)
        if not entries or not any(row.status in ("added", "changed", "unchanged", "removed") for row in rows):
            raise NothingIndexed(self._nothing(sources), self._report(self._previous.documents, swapped=False))
        if not (fresh or plan.removed or self._embed_again or self._read_again):
            return self._report(self._previous.documents, swapped=False)
        return self._report(self._build(entries), swapped=True)

    def _compare(self) -> bool:
        """Whether encoders or tokeniser differ from those of the previous index; notes what does."""
        manifest = self._previous.manifest
        if self._previous.trouble:
            self._notes.append(f"The index that was there is built anew. {self._previous.trouble}")
        if manifest is None:
            return True
        before = {record.name: record.checksum for record in manifest.encoders}
        now = {encoder.name: encoder.checksum for encoder in self._encoders}
        for name in sorted(now):
            if name not in before:
                self._notes.append(f"Every passage is embedded with {name} now, which the index did not have.")
            elif now[name] != before[name]:
                self._notes.append(f"Every passage is embedded again: {name} was {before[name]} and is {now[name]}.")
        self._notes += [f"The vectors of {name} are no longer in the index." for name in sorted(set(before) - set(now))]
        if manifest.tokens != TOKENS_VERSION:
            self._notes.append("The lexical index is made again: the tokeniser has another version.")
        return before != now or manifest.tokens != TOKENS_VERSION

    def _outdated(self) -> str:
        """Why every file has to be read again; empty when unchanged files need not be."""
        manifest = self._previous.manifest
        if manifest is None:
            return ""
        reason = ""
        if not self._previous.usable:
            reason = "Read again: the index was damaged."
        elif manifest.reader != self._versions.reader:
            reason = f"Read again: the readers have version {self._versions.reader} instead of {manifest.reader}."
        elif manifest.cutting != self._versions.cutting:
            reason = f"Cut again: the cutting has version {self._versions.cutting} instead of {manifest.cutting}."
        elif manifest.words != self._versions.words:
            old, new = ("{} to {}".format(*words) for words in (manifest.words, self._versions.words))
            reason = f"Cut again: passages have {new} words instead of {old}."
        if reason:
            self._notes.append(f"Every file is read again, also from other sources. {reason}")
        return reason

    def _plan(self, inventory: Inventory) -> _Plan:
        plan = _Plan()
        known = {Path(document.path): document for document in self._previous.documents}
        for done, found in enumerate(inventory.files):
            self._progress("check", done, len(inventory.files))
            self._decide(plan, found, known.pop(found.path, None))
        self._progress("check", len(inventory.files), len(inventory.files))
        for path, document in known.items():
            shown = inventory.shown(path)
            if shown is not None:
                plan.removed += 1
                self._other_rows.append(Row(shown, "removed"))
            elif not self._read_again:
                plan.kept[path] = document
            elif path.exists():
                self._decide(plan, Found(path, Path(document.source), readable(path)), document)
            else:
                self._keep_earlier(plan, document)
        return plan

    def _decide(self, plan: _Plan, found: Found, known: IndexedDocument | None) -> None:
        """One file that is there: take it over or read it."""
        try:
            sha256 = digest(found.path)
        except OSError as error:
            task = _Task(found, "", known)
            self._fail(plan, task, "failed", f"unreadable: The file cannot be opened: {error.strerror}.")
            return
        same = known is not None and known.sha256 == sha256
        if known is not None and same and not self._read_again:
            plan.kept[found.path] = known
            self._rows[found.path] = Row(found.shown, "unchanged", "", known.pages, known.passages)
        else:
            plan.tasks.append(_Task(found, sha256, known, self._read_again if same else ""))

    def _fail(self, plan: _Plan, task: _Task, status: Status, reason: str) -> None:
        """A file that gives nothing: what is known of it stays, if it can."""
        if task.known is not None and self._keep_earlier(plan, task.known):
            reason += " Its earlier version stays in the index."
        self._rows[task.found.path] = Row(task.found.shown, status, reason)

    def _keep_earlier(self, plan: _Plan, known: IndexedDocument) -> bool:
        """Keep what was read earlier of a document, until it can be read again."""
        if not self._previous.usable:
            plan.removed += 1
            return False
        # Without its digest, the next run takes the file for changed and reads it with the readers of then.
        plan.kept[Path(known.path)] = replace(known, sha256="") if self._read_again else known
        return True

    def _read(self, plan: _Plan) -> list[Entry]:
        """Read and cut, two files at a time; rows for all of them."""
        taken = {document.key for document in self._previous.documents}
        keys = []
        for task in plan.tasks:
            key = task.known.key if task.known is not None else choose_key(task.found, taken)
            taken.add(key)
            keys.append(key)
        entries = []
        pool = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        try:
            pending = [pool.submit(self._read_one, task, key) for task, key in zip(plan.tasks, keys, strict=True)]
            for done, (task, future) in enumerate(zip(plan.tasks, pending, strict=True)):
                self._progress("read", done, len(pending))
                try:
                    entry = future.result()
                except ReadError as error:
                    status: Status = "skipped" if isinstance(error, UnknownFormat) else "failed"
                    self._fail(plan, task, status, f"{error.word}: {error}")
                else:
                    document = entry.document
                    status = "added" if task.known is None else "changed"
                    row = Row(task.found.shown, status, task.reason, document.pages, document.passages)
                    self._rows[task.found.path] = row
                    entries.append(entry)
            self._progress("read", len(pending), len(pending))
        finally:
            pool.shutdown(cancel_futures=True)
        return entries

    def _read_one(self, task: _Task, key: str) -> Entry:
        from knowledge import cutting, readers
        from knowledge.errors import EmptyFile

        seconds, megabytes = self._limits
        path = task.found.path
        collection = task.known.collection if task.known is not None else readable(path.parent.name)
        document = readers.read(path, seconds=seconds, megabytes=megabytes)
        # Half a surrogate pair, from a name or a broken file, can be neither stored nor printed.
        document = replace(
            document, name=readable(document.name), title=readable(document.title), text=readable(document.text)
        )
        passages: list[Passage] = cutting.cut(document, key=key, collection=collection, words=self._versions.words)
        if not passages:
            raise EmptyFile(f"{document.name} holds no text that could be quoted. Look whether it is the right file.")
        record = IndexedDocument(
            key=key,
            path=str(path),
            source=str(task.found.source),
            name=document.name,
            title=document.title,
            language=document.language,
            collection=collection,
            media_type=document.media_type,
            sha256=task.sha256,
            pages=document.pages,
            first=0,
            passages=len(passages),
        )
        return Entry(record, passages)

    def _point_out_twins(self, entries: Sequence[Entry]) -> None:
        """Say in their rows which files have the same bytes; both are indexed."""
        first: dict[str, str] = {}
        for document in (entry.document for entry in entries):
            twin = first.setdefault(document.sha256 or document.key, document.key)
            row = self._rows.get(Path(document.path))
            if twin != document.key and row is not None:
                reason = f"{row.reason} It has the same content as {twin}.".strip()
                self._rows[Path(document.path)] = replace(row, reason=reason)

    def _build(self, entries: Sequence[Entry]) -> tuple[IndexedDocument, ...]:
        build = new_build(self._into)
        try:
            manifest = write_build(
                build,
                entries,
                self._previous,
                encoders=self._encoders,
                cache_dir=self._cache_dir,
                shipped=self._shipped,
                versions=self._versions,
                progress=self._progress,
            )
            swap_in(self._into, build)
        except BaseException:
            # Also when it is interrupted from the keyboard; only a kill leaves it to the next run.
            shutil.rmtree(build, ignore_errors=True)
            raise
        self._previous.close()
        sweep(self._into)
        return manifest.documents

    def _report(self, documents: Sequence[IndexedDocument], *, swapped: bool) -> Report:
        return Report(
            rows=tuple(sorted((*self._rows.values(), *self._other_rows), key=lambda row: row.file)),
            notes=tuple(self._notes),
            documents=len(documents),
            passages=sum(document.passages for document in documents),
            swapped=swapped,
        )

    def _nothing(self, sources: Sequence[Path]) -> str:
        places = ", ".join(readable(source) for source in sources) or "no source at all"
        rows = self._report((), swapped=False).rows
        failed = [row for row in rows if row.status == "failed"]
        text = f"Nothing could be indexed from {places}"
        if len(failed) == 1:
            text += f": {failed[0].file}: {failed[0].reason}"
        elif failed:
            text += f": {len(failed)} files failed, the first is {failed[0].file}: {failed[0].reason}"
        else:
            text += f": there is no file that Attaché reads ({', '.join(sorted(self._suffixes))})."
        if self._previous.manifest is not None:
            text += f" The index in {self._into} stays as it was; delete that folder to drop it."
        return text
