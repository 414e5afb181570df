"""What a process says of itself comes back as it was, or not at all."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from datetime import datetime, timezone

import pytest

from bot.status_file import read_status, write_status

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Report:
    pid: int
    written_at: datetime
    trouble_since: datetime | None = None


def test_it_comes_back_as_it_was_for_its_owner_alone(tmp_path):
    file = tmp_path / "run" / "x.json"
    for report in (Report(7, NOW), Report(7, NOW, NOW)):
        write_status(file, report)
        assert read_status(file, Report) == report
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["x.json"]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        "\0",
        json.dumps({"pid": 7, "written_at": "2027-03-01T12:00:00", "trouble_since": None}),  # in no zone
        json.dumps({"pid": 7, "written_at": "yesterday", "trouble_since": None}),
        json.dumps({"pid": 7, "written_at": NOW.isoformat(), "trouble_since": None, "more": 1}),
        json.dumps({"pid": 7, "written_at": NOW.isoformat()}),
    ],
)
def test_what_is_no_such_file_says_nothing(tmp_path, said):
    file = tmp_path / "x.json"
    file.write_text(said)
    assert read_status(file, Report) is None


def test_where_there_is_no_file_nothing_is_said(tmp_path):
    assert read_status(tmp_path / "x.json", Report) is None
