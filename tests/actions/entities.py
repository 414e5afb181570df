"""What a button or a command names, as language understanding leaves it."""

from __future__ import annotations

from typing import Any

__all__ = ["entities"]


def entities(**named: str) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in named.items()]
