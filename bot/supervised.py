"""``python -m bot.supervised MODULE [ARGUMENT...]``: a module that ends when its supervisor does.

Its standard input is a pipe whose other end only the supervisor holds. When the supervisor is gone,
however it went, the pipe ends, and so does this process and what it started. Works alike on Linux
and macOS, which a parent-death signal does not.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

__all__ = ["GRACE_SECONDS", "main"]

#: Time to finish the turn in hand before the process is ended the hard way.
GRACE_SECONDS = 5.0


def main() -> None:
    """Run the module that the arguments name as if it had been called by ``python -m``."""
    os.umask(0o077)  # conversations and logs are for the owner alone
    threading.Thread(target=_end_with_supervisor, name="supervisor-watch", daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_supervisor() -> None:
    while True:
        try:
            if not os.read(0, 1024):
                break
        except OSError:
            break
    _signal(signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    _signal(signal.SIGKILL)


def _signal(number: signal.Signals) -> None:
    """To the whole group when it is ours, so that workers go too; else to this process alone."""
    if os.getpgid(0) == os.getpid():
        os.killpg(os.getpid(), number)
    else:
        os.kill(os.getpid(), number)


if __name__ == "__main__":
    main()
