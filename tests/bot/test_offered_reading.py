"""What reading an offered file says, with the real readers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.offered_file import Reading
from bot.offered_reading import read


def test_title_and_pages(tmp_path):
    file = tmp_path / "0123.md"
    file.write_text("# Non-refoulement\n\nNo State shall return a refugee.\n")
    assert read(file, "notes.md", seconds=60, megabytes=1024) == Reading("Non-refoulement", None)


def test_a_document_without_a_title_is_called_after_its_file(tmp_path):
    file = tmp_path / "0123456789abcdef.txt"
    file.write_text("no state shall return a refugee to a place where he or she is in danger.\n")
    assert "0123456789abcdef" not in read(file, "Lecture notes.txt", seconds=60, megabytes=1024).title


@pytest.mark.parametrize(
    ("name", "content", "failure"),
    [
        ("a.pdf", b"%PDF-1.7\n" + b"\xff" * 500, "broken"),
        ("a.pdf", b"PK\x03\x04 something else", "format"),
        ("a.md", b"", "empty"),
    ],
)
def test_what_is_wrong(tmp_path, name, content, failure):
    file = tmp_path / "0123"
    file.write_bytes(content)
    reading = read(file, name, seconds=60, megabytes=1024)
    assert (reading.failure, reading.title) == (failure, "")
    assert reading.reason.startswith("a.")


def test_as_a_process(tmp_path):
    file = tmp_path / "0123.md"
    file.write_text("# العنوان\n\nنص\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot.offered_reading", str(file), "notes.md", "60", "1024"]
    result = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert Reading.of_json(result.stdout).title == "العنوان"
