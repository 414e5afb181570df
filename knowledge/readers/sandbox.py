"""Runs the reading child and turns whatever becomes of it into a document or one clear error."""

from __future__ import annotations

import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from knowledge.errors import BrokenFile, ReadError, ReadTooExpensive, UnknownFormat
from knowledge.readers.formats import SUFFIXES
from knowledge.readers.wire import decode_result

if TYPE_CHECKING:
    from knowledge.document import Document

__all__ = ["EXIT_SECONDS", "OUTPUT_MEGABYTES", "read", "read_documents"]

#: Most that a child may hand over, in megabytes: a book of a thousand pages has about three.
OUTPUT_MEGABYTES = 64

#: How long a child may take to end once it has handed over its result, in seconds.
EXIT_SECONDS = 5.0

_MEGABYTE = 2**20
_ROOT = Path(__file__).resolve().parents[2]

# All that a reader may know of our surroundings; above all none of our secrets.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


def read(path: Path, *, seconds: int = 60, megabytes: int = 1024) -> Document:
    """Read a file that is one document; see `read_documents`.

    Raises:
        ReadError: as `read_documents`; a file of several documents is of an `UnknownFormat` here.
    """
    document, *others = read_documents(path, seconds=seconds, megabytes=megabytes)
    if others:
        raise UnknownFormat(f"{document.name} holds {1 + len(others)} documents; one is wanted here. Index it instead.")
    return document


def read_documents(path: Path, *, seconds: int = 60, megabytes: int = 1024) -> tuple[Document, ...]:
    """Read one file in a child process.

    Args:
        path: the file; symbolic links are followed.
        seconds: time limit, both of the clock and of the processor.
        megabytes: limit of the child's memory; the file may be at most a quarter of it.

    Returns:
        Its documents, at least one; more than one only where the format is of several, each with a ``part``.

    Raises:
        ReadError: one of its subclasses, by what is wrong; the text says the value, the limit and the next step.
    """
    # A name may hold bytes that are no text; what we write about it must be.
    name = os.fsencode(path.name).decode("utf-8", errors="replace")
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownFormat(
            f"{name} has the suffix {suffix or '(none)'}; Attaché reads {', '.join(sorted(SUFFIXES))}."
            " Convert or rename it."
        )
    source = _open(path, megabytes)
    try:
        output = _run(name, source, seconds, megabytes)
    finally:
        os.close(source)
    try:
        documents, hint = decode_result(output)
    except ReadError:
        raise
    except ValueError:
        raise BrokenFile(f"{name} made its reader fail. Open it, save it anew and try again.") from None
    return tuple(replace(document, name=name, language=_language(document, hint)) for document in documents)


def _open(path: Path, megabytes: int) -> int:
    """A descriptor of the file, once it is an ordinary file of a size that can be read."""
    try:
        source = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BrokenFile(
            f"{path.name} cannot be opened: {error.strerror}. Check the path and its permissions."
        ) from None
    try:
        state = os.fstat(source)
        if not stat.S_ISREG(state.st_mode):
            raise BrokenFile(f"{path.name} is not an ordinary file. Give the path of a file.")
        most = megabytes // 4
        if state.st_size > most * _MEGABYTE:
            raise ReadTooExpensive(
                f"{path.name} has {state.st_size / _MEGABYTE:,.0f} MB; at most {most} MB are read with"
                f" ATTACHE_READ_MEGABYTES={megabytes}. Split it, or raise that setting."
            )
    except ReadError:
        os.close(source)
        raise
    return source


def _run(name: str, source: int, seconds: int, megabytes: int) -> bytes:
    """What the child writes.

    Raises:
        ReadError: it went over a limit or crashed.
    """
    command = [
        sys.executable,
        "-E",
        "-s",
        "-X",
        "utf8",
        "-m",
        "knowledge.readers.child",
        name,
        str(seconds),
        str(megabytes),
    ]
    child = subprocess.Popen(
        command,
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
        start_new_session=True,
    )
    assert child.stdout is not None  # noqa: S101 - asked for above
    try:
        output = _collect(name, child.stdout.fileno(), time.monotonic() + seconds, seconds)
        code = child.wait(timeout=EXIT_SECONDS)
    except subprocess.TimeoutExpired:
        raise _too_slow(name, seconds) from None
    finally:
        _kill(child)
        child.stdout.close()
    if code == -signal.SIGXCPU:
        raise _too_slow(name, seconds)
    if code == -signal.SIGKILL and not output:
        raise ReadTooExpensive(
            f"{name} used up the machine's memory before its limit of {megabytes} MB. Split it, or lower that limit."
        )
    if code != 0:
        reason = f"signal {-code}" if code < 0 else f"code {code}"
        raise BrokenFile(f"{name} crashed its reader ({reason}). Open it, save it anew and try again.")
    return output


def _collect(name: str, descriptor: int, deadline: float, seconds: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _too_slow(name, seconds)
            piece = os.read(descriptor, _MEGABYTE)
            if not piece:
                return b"".join(pieces)
            size += len(piece)
            if size > OUTPUT_MEGABYTES * _MEGABYTE:
                raise ReadTooExpensive(f"{name} holds more than {OUTPUT_MEGABYTES} MB of text. Split it.")
            pieces.append(piece)


def _too_slow(name: str, seconds: int) -> ReadTooExpensive:
    return ReadTooExpensive(f"{name} takes longer than {seconds} s to read. Split it, or raise ATTACHE_READ_SECONDS.")


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _language(document: Document, hint: str) -> str:
    """What the document states, else what its words are written in."""
    if document.language != "und":
        return document.language
    # Told here rather than in the child: the models are loaded once for all files.
    from knowledge.language import identify

    return identify(document.text, hint or None)
