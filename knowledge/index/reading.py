"""Files become passages, two at a time."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import BrokenFile, EmptyFile, ReadError
from knowledge.index.build import Entry, Progress
from knowledge.index.manifest import IndexedDocument
from knowledge.index.plan import Task
from knowledge.index.sources import choose_key, readable, take_inventory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from knowledge.document import Document
    from knowledge.passage import Passage

__all__ = ["passages_of", "read_all"]

#: Files that are read at one time, each in a process of its own.
_READERS = 2

#: Sizes of passages, in words, of a file that is several documents: an entry is one passage, however long, so that
#: its translations stay side by side.
_WHOLE = (1, 100_000)

_log = logging.getLogger(__name__)


def read_all(
    tasks: Sequence[Task], *, words: tuple[int, int], seconds: int, megabytes: int, progress: Progress
) -> Iterator[tuple[Task, list[Entry] | ReadError]]:
    """Read and cut every file; what goes wrong with one is returned in its place.

    Args:
        tasks: the files.
        words: shortest and longest passage to aim at.
        seconds: time limit for one file.
        megabytes: memory limit for one file.
        progress: told of the stage ``read``.

    Yields:
        Tasks in their order, each with its documents, at least one, or its error.
    """

    def one(task: Task) -> list[Entry] | ReadError:
        from knowledge import readers

        try:
            documents = readers.read_documents(task.found.path, seconds=seconds, megabytes=megabytes)
            return [_entry(task, document, words) for document in documents]
        except ReadError as error:
            return error
        except Exception as error:  # one file never costs the run, whatever it does to us
            _log.exception("%s could not be indexed.", task.found.path)
            return BrokenFile(
                f"{readable(task.found.path.name)} could not be cut into passages ({error}). Please report it."
            )

    pool = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
    try:
        for done, (task, result) in enumerate(zip(tasks, pool.map(one, tasks), strict=True)):
            progress("read", done, len(tasks))
            yield task, result
        progress("read", len(tasks), len(tasks))
    finally:
        pool.shutdown(cancel_futures=True)


def passages_of(
    sources: Sequence[Path],
    *,
    words: tuple[int, int] = (60, 150),
    seconds: int = 60,
    megabytes: int = 1024,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Passage]:
    """The passages of files and folders as an index has them, without making one.

    Args:
        sources: files and folders.
        words: shortest and longest passage to aim at.
        seconds: time limit for one file.
        megabytes: memory limit for one file.
        progress: files read, and all.

    Raises:
        ReadError: a file cannot be read.
    """
    from knowledge import readers

    inventory = take_inventory(sources, readers.SUFFIXES)
    taken: set[str] = set()
    tasks = []
    for found in inventory.files:
        key = choose_key(found, taken)
        taken.add(key)
        tasks.append(Task(found, key, "", ()))
    passages: list[Passage] = []
    told = read_all(
        tasks, words=words, seconds=seconds, megabytes=megabytes, progress=lambda _, done, total: progress(done, total)
    )
    for _, result in told:
        if isinstance(result, ReadError):
            raise result
        for entry in result:
            passages += entry.passages or ()
    return passages


def _entry(task: Task, document: Document, words: tuple[int, int]) -> Entry:
    from knowledge import cutting

    # Half a surrogate pair, from a name or a broken file, can be neither stored nor printed.
    document = replace(
        document, name=readable(document.name), title=readable(document.title), text=readable(document.text)
    )
    folder = task.known[0].collection if task.known else readable(task.found.path.parent.name)
    collection = document.collection or folder
    key = f"{task.key}#{document.part}" if document.part else task.key
    sizes = _WHOLE if document.part else words
    passages: list[Passage] = cutting.cut(document, key=key, collection=collection, words=sizes)
    if not passages:
        raise EmptyFile(f"{document.name} holds no text that could be quoted. Look whether it is the right file.")
    record = IndexedDocument(
        key=key,
        path=str(task.found.path),
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
        part=document.part,
    )
    return Entry(record, passages)
