"""``python -m bench.part NAME``: one part of the bench, in a process of its own that the next part does not feel."""

from __future__ import annotations

import argparse
import importlib
import json
import time
import traceback
from datetime import datetime, timezone
from pathlib import Path

import settings
from bench.options import Options
from bench.parts import PARTS
from bench.row import Part

__all__ = ["main", "run"]


def run(name: str, options: Options) -> Part:
    """Measure one part; whatever goes wrong becomes its ``error``, and a traceback in the log."""
    import psutil

    busy = psutil.cpu_percent(interval=1)
    started = time.perf_counter()
    rows, error = [], ""
    try:
        rows = importlib.import_module(f"bench.{name}").measure(options)
    except Exception as failure:
        traceback.print_exc()
        lines = str(failure).strip().splitlines() or [""]
        error = f"{type(failure).__name__}: {lines[0]}"
    taken = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return Part(name, taken, time.perf_counter() - started, busy, tuple(rows), error)


def main(arguments: list[str] | None = None) -> None:
    """Measure and write the result as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.part", description=__doc__)
    parser.add_argument("name", choices=PARTS)
    parser.add_argument("--quick", action="store_true")
    for option in ("workspace", "keep", "result"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    given = parser.parse_args(arguments)
    part = run(given.name, Options(settings.load(), given.quick, given.workspace, given.keep))
    given.result.write_text(json.dumps(part.to_dict(), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
