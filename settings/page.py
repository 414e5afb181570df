"""``docs/settings.md``, written from the code so that it cannot say anything else."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from settings.settings import PREFIX, PROJECT, Settings

__all__ = ["UNITS", "page", "row"]

#: A unit is the last word of a setting's name.
UNITS = ("seconds", "megabytes", "characters")

_HEAD = """\
# Settings

Every setting has a default that works. Set one in the environment (`ATTACHE_RASA_PORT=6005 attache up`) or in a file
`attache.env` in the folder you start Attaché from, one `NAME=value` a line; the environment wins. `attache doctor`
shows the values in use, secrets masked, and names that it does not know. This page is written by
`python -m settings > docs/settings.md`; a test compares it with the code.

| Setting | Default | Unit | Limits | What it does |
|---|---|---|---|---|
"""


def row(field: str) -> str:
    """The table row of one setting."""
    info = Settings.__fields__[field].field_info
    default = info.default.get_secret_value() if isinstance(info.default, SecretStr) else info.default
    if isinstance(default, Path):
        default = default.relative_to(PROJECT)
    shown = "" if default in (None, "") else f"`{default}`"
    unit = next((unit for unit in UNITS if field.endswith(unit)), "")
    low = f"{info.ge}" if info.ge is not None else f"above {info.gt}" if info.gt is not None else ""
    limits = f"{low} to {info.le}" if info.le is not None else ""
    return f"| `{PREFIX}{field.upper()}` | {shown} | {unit} | {limits} | {info.extra['help']} |"


def page() -> str:
    """The whole page, as Markdown."""
    return _HEAD + "\n".join(row(field) for field in Settings.__fields__) + "\n"
