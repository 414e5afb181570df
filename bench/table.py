"""The one table: on the terminal and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.table import Table

    from bench.row import Part, Row

__all__ = ["COLUMNS", "cells", "figure", "markdown", "table"]

COLUMNS = ("what", "ours", "target", "met", "peer", "peer's", "ratio")


def figure(value: float | None) -> str:
    """A number as one reads it: three digits that count, thousands apart; empty for ``None``."""
    if value is None:
        return ""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def cells(row: Row) -> tuple[str, ...]:
    """The row's cells, in the order of ``COLUMNS``. The ratio says how many times better than the peer ours is."""
    sign = "≤" if row.better == "lower" else "≥"
    return (
        row.name,
        f"{figure(row.ours)} {row.unit}",
        "" if row.target is None else f"{sign} {figure(row.target)} {row.unit}",
        {True: "yes", False: "NO", None: ""}[row.met],
        row.peer_name,
        "" if row.peer is None else f"{figure(row.peer)} {row.unit}",
        "" if row.ratio is None else f"{figure(row.ratio)} x",
    )


def table(parts: Sequence[Part]) -> Table:
    """The table for the terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD)
    for number, column in enumerate((*COLUMNS, "note")):
        shown.add_column(column, justify="right" if number in (1, 2, 5, 6) else "left")
    for part in parts:
        shown.add_section()
        if part.error:
            shown.add_row(Text(part.name), *[""] * (len(COLUMNS) - 1), Text(f"failed: {part.error}", "red"))
        for row in part.rows:
            style = {True: "green", False: "bold red", None: ""}[row.met]
            shown.add_row(
                *(Text(cell, style if column == "met" else "") for column, cell in _named(row)), Text(row.note)
            )
    return shown


def markdown(header: Mapping[str, str], parts: Sequence[Part]) -> str:
    """A page with header, table and notes."""
    lines = ["# Last result", ""]
    lines += [f"- {name}: {value}" for name, value in header.items() if value]
    lines += ["", "A ratio above 1 says how many times better than the peer, in the same run. Busy is how much of the"]
    lines += ["processors was busy in the second before the part began; above 10 % something else was running.", ""]
    lines += [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    for part in parts:
        if part.error:
            lines.append(_line([part.name, f"failed: {part.error}", *[""] * (len(COLUMNS) - 2)]))
        lines += [_line(cells(row)) for row in part.rows]
    lines += ["", "| part | taken | took | busy | notes |", "|---|---|---|---|---|"]
    for part in parts:
        notes = "; ".join(f"{row.name}: {row.note}" for row in part.rows if row.note)
        lines.append(_line([part.name, part.taken, f"{part.seconds:.0f} s", f"{part.busy:.0f} %", notes]))
    return "\n".join(lines) + "\n"


def _named(row: Row) -> list[tuple[str, str]]:
    return list(zip(COLUMNS, cells(row), strict=True))


def _line(parts: Sequence[str]) -> str:
    return "| " + " | ".join(part.replace("|", "\\|").replace("\n", " ") for part in parts) + " |"
