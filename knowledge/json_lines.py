"""Files of JSON lines: one object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["objects"]


def objects(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """The objects of a file, in its order; empty lines are passed over.

    Args:
        path: of the file, UTF-8.
        fields: texts that every object must have.

    Raises:
        KnowledgeError: a line is no JSON, no object, or lacks a field.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise KnowledgeError(f"{path}, line {number} is no JSON: {error}.") from None
        if not isinstance(row, dict):
            raise KnowledgeError(f"{path}, line {number} is no JSON object.")
        missing = [field for field in fields if not isinstance(row.get(field), str)]
        if missing:
            raise KnowledgeError(f"{path}, line {number} has no {missing[0]}.")
        yield row
