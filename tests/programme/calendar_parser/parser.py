"""``ical.js``, a parser of calendar files that others wrote, as a process. ``make calendar-parser`` installs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from settings.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FOLDER", "missing", "parsed"]

#: Where ``make calendar-parser`` installs it.
FOLDER = PROJECT / "var" / "calendar-parser"
_PARSE = Path(__file__).with_name("parse.cjs")


def missing() -> str:
    """Why it cannot be used; empty when it can."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not (FOLDER / "node_modules" / "ical.js").is_dir():
        return "ical.js is not installed; make calendar-parser installs it"
    return ""


def parsed(files: Sequence[bytes], seconds: float = 120.0) -> list[dict[str, Any]]:
    """What it reads in calendar files: method, zones and events of each, instants in seconds since 1970.

    Raises:
        subprocess.CalledProcessError: it cannot read one of them.
    """
    node = shutil.which("node") or "node"
    given = json.dumps([file.decode() for file in files])
    done = subprocess.run(
        [node, str(_PARSE), str(FOLDER)], input=given, capture_output=True, text=True, check=True, timeout=seconds
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
