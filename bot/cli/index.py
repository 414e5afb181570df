"""``attache index``: files and folders into the index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import output

if TYPE_CHECKING:
    from knowledge.index import Report

__all__ = ["index"]

_STYLES = {"added": "green", "changed": "green", "failed": "red", "removed": "yellow", "skipped": "dim"}


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("--into", type=click.Path(path_type=Path), help="The index folder; the usual one when unset.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def index(sources: tuple[Path, ...], into: Path | None, as_json: bool) -> int:
    """Read files and folders into the index.

    Only what changed is read again; one bad file never stops the others.
    """
    settings = output.prepare()
    from bot.cli import building
    from bot.cli.progress import steps
    from knowledge.errors import NothingIndexed

    with steps() as progress:
        try:
            report = building.index(settings, sources, into or settings.index_dir, progress)
            problem = None
        except NothingIndexed as error:
            report, problem = error.report, error
    if as_json:
        output.print_json(report.to_list() if report else [])
    elif report:
        _show(report)
    if problem is not None:
        raise problem
    return 0


def _show(report: Report) -> None:
    from rich.table import Table
    from rich.text import Text

    console = output.console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("File", overflow="fold")
    table.add_column("Status")
    table.add_column("Pages", justify="right")
    table.add_column("Passages", justify="right")
    table.add_column("Reason", overflow="fold")
    for row in report.rows:
        pages = "" if row.pages is None else str(row.pages)
        status = Text(row.status, style=_STYLES.get(row.status, ""))
        table.add_row(Text(row.file), status, pages, str(row.passages or ""), Text(row.reason))
    console.print(table)
    for note in report.notes:
        output.messages().print(note)
    counted = ", ".join(
        f"{report.count(status)} {status}"
        for status in ("added", "changed", "unchanged", "removed", "skipped", "failed")
        if report.count(status)
    )
    output.messages().print(f"{counted}. The index has {report.documents} documents, {report.passages} passages.")
