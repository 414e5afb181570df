"""Brings an index up to date with its sources: only what changed is read and embedded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import BrokenIndex, IndexNotWritten, NothingIndexed, ReadError, UnknownFormat
from knowledge.index.build import Entry, Progress, Versions, write_build
from knowledge.index.differences import find_differences
from knowledge.index.lock import writing
from knowledge.index.plan import Plan
from knowledge.index.previous import Previous
from knowledge.index.reading import read_all
from knowledge.index.report import Report, Row, Status
from knowledge.index.sources import readable, take_inventory
from knowledge.index.swap import new_build, swap_in, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.index.encoders import IndexEncoder
    from knowledge.index.manifest import IndexedDocument

__all__ = ["update"]


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

    A file is known by its path and has changed when its bytes have (SHA-256); one that was moved with its whole folder
    is known by its key. Files that are gone from under a source are taken out; a source that is gone itself takes
    nothing out. A file that can no longer be read keeps its earlier version in the index, and says so in its row.
    Another version of readers or cutting, or other ``words``, has every file read again; another encoder has every
    passage embedded again.

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
        self._suffixes = readers.SUFFIXES
        self._versions = Versions(readers.READER_VERSION, cutting.CUTTING_VERSION, words)
        self._differences = find_differences(previous, encoders, self._versions)
        self._plan = Plan(previous, self._differences.read)

    def run(self, sources: Sequence[Path]) -> Report:
        """All of it: look, read, build, swap."""
        plan = self._plan
        plan.decide(take_inventory(sources, self._suffixes), self._progress)
        fresh = self._read()
        entries = sorted([*map(Entry, plan.kept), *fresh], key=lambda entry: entry.document.key)
        self._point_out_twins(entries)
        if not entries or all(row.status in ("failed", "skipped") for row in plan.all_rows()):
            raise NothingIndexed(self._nothing(sources), self._report(self._previous.documents, swapped=False))
        if not (fresh or plan.changed or self._differences.build):
            return self._report(self._previous.documents, swapped=False)
        return self._report(self._build(entries), swapped=True)

    def _read(self) -> list[Entry]:
        """What could be read; rows for all that had to be."""
        plan, (seconds, megabytes) = self._plan, self._limits
        entries: list[Entry] = []
        results = read_all(
            plan.tasks, words=self._versions.words, seconds=seconds, megabytes=megabytes, progress=self._progress
        )
        for task, result in results:
            if isinstance(result, UnknownFormat):
                plan.fail(task, "skipped", str(result))
            elif isinstance(result, ReadError):
                plan.fail(task, "failed", f"{result.word}: {result}")
            else:
                status: Status = "changed" if task.known else "added"
                passages = sum(entry.document.passages for entry in result)
                row = Row(task.found.shown, status, task.reason, result[0].document.pages, passages)
                plan.rows[task.found.path] = row
                entries += result
        return entries

    def _point_out_twins(self, entries: Sequence[Entry]) -> None:
        """Say in their rows which files have the same bytes; both are indexed."""
        rows = self._plan.rows
        first: dict[str, str] = {}
        files = {Path(entry.document.path): entry.document for entry in entries}
        for path, document in files.items():
            twin = first.setdefault(document.sha256 or document.file_key, document.file_key)
            if twin != document.file_key and path in rows:
                reason = f"{rows[path].reason} It has the same content as {twin}.".strip()
                rows[path] = replace(rows[path], reason=reason)

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
            rows=self._plan.all_rows(),
            notes=self._differences.notes,
            documents=len(documents),
            passages=sum(document.passages for document in documents),
            swapped=swapped,
        )

    def _nothing(self, sources: Sequence[Path]) -> str:
        places = ", ".join(readable(source) for source in sources) or "no source at all"
        failed = [row for row in self._plan.all_rows() if row.status == "failed"]
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
