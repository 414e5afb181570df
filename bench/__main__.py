"""``python -m bench``: measure, print the table, keep it in ``bench/results``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bench import results
from bench.machine import machine
from bench.parts import PARTS
from bench.runner import BenchRunning, alone, run
from bench.table import table

if TYPE_CHECKING:
    from bench.row import Part
    from settings import Settings

__all__ = ["main"]


@click.command()
@click.option(
    "--only", "names", multiple=True, type=click.Choice(list(PARTS)), help="This part alone; may be repeated."
)
@click.option(
    "--quick", is_flag=True, help="Small counts, to see that all runs. The figures say nothing and are not kept."
)
@click.option("--show", is_flag=True, help="Print the last result and measure nothing.")
@click.argument("more", nargs=-1, type=click.Choice(list(PARTS)))
def main(names: tuple[str, ...], quick: bool, show: bool, more: tuple[str, ...]) -> None:
    """Measure speed and size, each figure beside its target and a peer.

    Everything takes some 20 minutes on two cores, half of it the peer's training. A part that is named replaces its
    figures in the last result, the others stay.
    """
    from rich.console import Console

    from settings import SettingsError, load

    screen = Console(width=None if sys.stdout.isatty() else 220, highlight=False)
    if show:
        header, parts = results.last()
        if not parts:
            raise click.ClickException("There is no result yet. Run: make bench.")
    else:
        header = machine()
        try:
            parts = _measure(load(), [name for name in PARTS if name in (names + more or PARTS)], header, quick)
        except (SettingsError, BenchRunning) as error:
            raise click.ClickException(str(error)) from None
    screen.print(", ".join(f"{name} {value}" for name, value in header.items() if value), markup=False)
    screen.print(table(parts))
    if any(part.error for part in parts):
        raise SystemExit(1)


def _measure(settings: Settings, names: list[str], header: dict[str, str], quick: bool) -> list[Part]:
    """Parts one after the other; each is kept as soon as it is there."""
    from rich.console import Console

    parts, progress = [], Console(stderr=True, highlight=False)
    with alone(settings):
        for name in names:
            with progress.status(name):
                part = run(name, settings, quick=quick)
            progress.print(f"{name}: {part.error or 'measured'} ({part.seconds:.0f} s)", markup=False)
            parts.append(part)
            if not quick and not part.error:
                results.keep(header, [part], list(PARTS))
    return parts


if __name__ == "__main__":
    main(prog_name="python -m bench")
