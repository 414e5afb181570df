"""The last result, kept in ``bench/results``: as data and as a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bench.row import Part
from bench.table import markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RESULTS", "TROUBLE", "keep", "keep_trouble", "last"]

RESULTS = Path(__file__).with_name("results")
#: The long runs, in the order of their table.
TROUBLE = ("faults", "flood")


def last(folder: Path | None = None) -> tuple[dict[str, str], list[Part]]:
    """The machine and the parts of the last result; both empty where there is none."""
    try:
        data = json.loads(((folder or RESULTS) / "last.json").read_text(encoding="utf-8"))
        return data["machine"], [Part.from_dict(part) for part in data["parts"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}, []


def keep(
    machine: Mapping[str, str], parts: Sequence[Part], order: Sequence[str], folder: Path | None = None
) -> list[Part]:
    """Write ``last.json`` and ``last.md``.

    Parts that were not measured this time stay as they were, each with its own date, unless they are of another
    machine or of other versions: figures that cannot be compared never stand in one table.

    Args:
        machine: where ``parts`` were measured.
        parts: those measured now.
        order: of the parts in the table.
        folder: where the files lie; ``RESULTS`` when ``None``.

    Returns:
        What was kept, in ``order``.
    """
    folder = folder or RESULTS
    before_machine, before = last(folder)
    new = {part.name: part for part in parts}
    if _comparable(machine) == _comparable(before_machine):
        new = {**{part.name: part for part in before}, **new}
    kept = [new[name] for name in order if name in new]
    folder.mkdir(parents=True, exist_ok=True)
    data = {"machine": dict(machine), "parts": [part.to_dict() for part in kept]}
    _write(folder / "last.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    _write(folder / "last.md", markdown(machine, kept))
    return kept


def keep_trouble(part: Part, folder: Path | None = None) -> list[Part]:
    """Keep the result of a long run by itself, beside that of ``make bench``: ``results/trouble``."""
    from bench.machine import machine

    return keep(machine(), [part], TROUBLE, folder or RESULTS / "trouble")


def _comparable(machine: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in machine.items() if name != "commit"}


def _write(path: Path, text: str) -> None:
    beside = path.with_suffix(f"{path.suffix}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
