"""docs/settings.md says what the code says."""

from __future__ import annotations

from settings.page import page, row
from settings.settings import PREFIX, PROJECT, Settings

DOCS = PROJECT / "docs" / "settings.md"


def documented() -> dict[str, str]:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{PREFIX}")]
    return {line.split("`")[1].removeprefix(PREFIX).lower(): line for line in rows}


def test_there_are_settings_to_compare():
    assert len(Settings.__fields__) >= 20
    assert len(documented()) >= 20


def test_every_setting_is_documented_and_nothing_else_is():
    assert list(documented()) == list(Settings.__fields__)


def test_name_default_unit_and_help_are_those_of_the_code():
    assert documented() == {field: row(field) for field in Settings.__fields__}


def test_the_page_is_the_one_that_the_code_writes():
    assert DOCS.read_text(encoding="utf-8") == page(), "Write it again: python -m settings > docs/settings.md"


def test_every_setting_has_a_help_text_that_ends():
    for field, model in Settings.__fields__.items():
        assert model.field_info.extra["help"].endswith("."), field


def test_a_row_shows_default_unit_and_limits():
    assert row("read_seconds") == (
        "| `ATTACHE_READ_SECONDS` | `60` | seconds | 1 to 3600 | Time limit for reading one file, in seconds. |"
    )
    assert row("turn_seconds").startswith("| `ATTACHE_TURN_SECONDS` | `15.0` | seconds | above 0 to 300 |")
    assert row("library_path").startswith("| `ATTACHE_LIBRARY_PATH` | `knowledge/library` |  |  |")
    assert row("tracker_url").startswith("| `ATTACHE_TRACKER_URL` |  |  |  |")
