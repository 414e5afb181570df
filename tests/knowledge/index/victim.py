"""A process that updates an index in children of its own and has them killed; driven over standard input.

Each line ``INTO CACHE SOURCE EVENT DELAY`` runs one update in a forked child. It kills itself before its EVENT-th step
that changes the index folder (0: never); or it is killed after DELAY seconds (0: never). The answer is a line: the
signal that ended the child, or 0, and how many steps it took when it was not killed.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path


def main() -> None:
    # Imported once, here; a forked child has them at hand.
    import faiss  # noqa: F401

    import knowledge.cutting
    import knowledge.encoder
    import knowledge.readers  # noqa: F401
    from knowledge.index import update
    from knowledge.index.lexical import _bm25s
    from tests.knowledge.index.hashing import HashingEncoder

    _bm25s()
    for line in sys.stdin:
        into, cache, source, event, delay = line.rstrip("\n").split("\t")
        receiver, sender = os.pipe()
        pid = os.fork()
        if pid == 0:
            steps = _Steps(Path(into), int(event))
            update([Path(source)], Path(into), encoders=[HashingEncoder()], cache_dir=Path(cache))
            os.write(sender, str(steps.taken).encode())
            os._exit(0)
        os.close(sender)
        if float(delay):
            time.sleep(float(delay))
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        taken = os.read(receiver, 32).decode() or "0"
        os.close(receiver)
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        sys.stdout.write(f"{ended} {taken}\n")
        sys.stdout.flush()


_CHANGES = ("open", "os.mkdir", "os.rename", "os.truncate", "sqlite3.connect")
_REMOVALS = ("os.remove", "os.rmdir")


class _Steps:
    """Counts whatever Python is about to change in the index folder, and every ``fsync``."""

    def __init__(self, folder: Path, last: int) -> None:
        self.taken = 0
        self._folder = str(folder)
        self._last = last
        fsync = os.fsync

        def watched(descriptor: int) -> None:
            self._take()
            fsync(descriptor)

        os.fsync = watched
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR):
            return
        # What is removed is named relative to a descriptor of its folder.
        if event in _REMOVALS or (event in _CHANGES and any(self._folder in str(argument) for argument in arguments)):
            self._take()

    def _take(self) -> None:
        self.taken += 1
        if self.taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
