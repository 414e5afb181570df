"""The process that reads one file: ``python -m knowledge.readers.child NAME SECONDS MEGABYTES < file``.

The bytes come in on standard input and the result goes out on standard output as JSON. Before it looks at a byte the
process gives up what a reader does not need: the network, writing files, starting programs, time and memory.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import BinaryIO

from knowledge.errors import BrokenFile, EmptyFile, ReadError, ReadTooExpensive
from knowledge.readers.builder import Builder
from knowledge.readers.formats import FORMATS, Format
from knowledge.readers.sniff import identify_format
from knowledge.readers.wire import encode_documents, encode_error

__all__ = ["main", "read_bytes"]

_MEGABYTE = 2**20

# From linux/sched.h and linux/prctl.h.
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9

# Audit events of what no reader does: the network, other programs, changing files.
_FORBIDDEN = (
    *("socket.", "urllib.", "ftplib.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system"),
    *("os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "shutil."),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def read_bytes(name: str, data: bytes) -> Builder:
    """Read a file in this process, without limits.

    Args:
        name: the file's name; its suffix chooses the reader.
        data: the whole file.

    Raises:
        ReadError: it cannot be read, or holds no text.
    """
    return _read(name, data, identify_format(name, data))


def _read(name: str, data: bytes, chosen: Format) -> Builder:
    builder = Builder(name, chosen.media_type)
    importlib.import_module(f"knowledge.readers.{chosen.reader}").read(data, builder)
    if not len(builder):
        raise EmptyFile(f"{name} holds no text; at least one letter is needed. Check the file.")
    return builder


def main(arguments: list[str]) -> None:
    """Read the file on standard input and write the result to standard output."""
    name, seconds, megabytes = arguments[0], int(arguments[1]), int(arguments[2])
    out = os.fdopen(os.dup(1), "wb")
    # A parser that prints must not be able to write into the result.
    os.dup2(2, 1)
    result = _result(name, seconds, megabytes, sys.stdin.buffer)
    try:
        out.write(result)
        out.flush()
    except BrokenPipeError:
        pass
    # Without the interpreter's long goodbye: trees of a million elements take seconds to free.
    os._exit(0)


def _result(name: str, seconds: int, megabytes: int, source: BinaryIO) -> bytes:
    expensive = encode_error(
        ReadTooExpensive(
            f"{name} needs more than {megabytes} MB of memory to read. Split it, or raise ATTACHE_READ_MEGABYTES."
        )
    )
    try:
        _limit(seconds, megabytes)
        data = source.read()
        chosen = identify_format(name, data)
        importlib.import_module(f"knowledge.readers.{chosen.reader}")
        _drop_rights()
        builder = _read(name, data, chosen)
        return encode_documents(builder.build_all(), builder.hint)
    except ReadError as error:
        return encode_error(error)
    except MemoryError:
        return expensive
    except RecursionError:
        return encode_error(BrokenFile(f"{name} is nested too deeply to read. Save it anew or convert it to PDF."))
    except Exception as error:  # a parser may raise anything at all on hostile input
        known = FORMATS[os.path.splitext(name)[1].lower()].name  # noqa: PTH122 - cheaper than pathlib here
        return encode_error(
            BrokenFile(
                f"{name} cannot be read as {known} ({type(error).__name__}). Open it, save it anew and try again."
            )
        )


def _limit(seconds: int, megabytes: int) -> None:
    """Limits of the operating system; those it does not know are left out (macOS has no address space limit)."""
    import resource

    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_AS, megabytes * _MEGABYTE),
    ):
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


def _drop_rights() -> None:
    """No network and no programs from here on; die with the parent."""
    sys.addaudithook(_refuse)
    if sys.platform != "linux":
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    # A network of its own has no way out. Where the kernel does not grant one, the audit hook has to do.
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578) against what Python code may be talked into; the limits hold for compiled code too."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"A reader may not do this: {event}")


if __name__ == "__main__":
    main(sys.argv[1:])
