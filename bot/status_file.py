"""A small file in which a process says how it is, written whole or not at all. Nobody's id and nobody's words."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_status", "write_status"]

_Report = TypeVar("_Report")


def write_status(file: Path, report: object) -> None:
    """Write a dataclass of plain values and times beside, and put it in place.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    values: dict[str, Any] = asdict(report)  # type: ignore[call-overload]
    plain = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(plain, stream)
    beside.replace(file)


def read_status(file: Path, kind: type[_Report]) -> _Report | None:
    """What ``file`` says, as ``kind``; None when there is none, or it is not such a file. Times end in ``_at``."""
    try:
        said: dict[str, Any] = json.loads(file.read_bytes())
        for field in fields(kind):  # type: ignore[arg-type]
            if field.name.endswith(("_at", "_since")) and said[field.name] is not None:
                said[field.name] = datetime.fromisoformat(said[field.name])
                if said[field.name].tzinfo is None:
                    return None
        return kind(**said)
    except (OSError, ValueError, TypeError, KeyError):
        return None
