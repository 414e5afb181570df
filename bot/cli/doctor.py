"""``attache doctor``: what works, what does not, and what to do about it."""

from __future__ import annotations

import click

from bot.cli import output

__all__ = ["doctor"]

_STYLES = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> int:
    """Say what works, and what to do about the rest.

    Exit status 1 if something is missing or broken.
    """
    settings = output.prepare()
    from bot.doctor import Level, examine

    findings = []
    console = output.console()
    for finding in examine(settings):
        findings.append(finding)
        if not as_json:
            from rich.text import Text

            line = Text.assemble(
                (f"{finding.level.value:<5}", _STYLES[finding.level.value]),
                (finding.what, "bold"),
                f"  {finding.found}",
            )
            console.print(line, soft_wrap=True)
            if finding.todo:
                console.print(f"     → {finding.todo}", soft_wrap=True)
    if as_json:
        output.print_json([finding.to_dict() for finding in findings])
    return 1 if any(finding.level is Level.FAIL for finding in findings) else 0
