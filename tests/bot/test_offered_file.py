"""Names, readings and files of what staff offer."""

from __future__ import annotations

import re
import stat

import pytest

from bot.offered_file import FAILURES, SUFFIXES, Reading, kept_name, library_name, plain_name, put_away
from knowledge.readers import SUFFIXES as READABLE


def test_the_library_takes_all_documents_that_are_read():
    assert {".yaml", ".yml"} == READABLE - SUFFIXES  # lists of entries are the programme's own
    assert SUFFIXES <= READABLE


def test_nothing_of_a_name_is_kept_but_its_ending():
    names = {kept_name("../../Notes of Amina.PDF") for _ in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}\.pdf", name) for name in names)


@pytest.mark.parametrize("name", ["run.exe", "notes", ".pdf", "list.yaml", "notes.pdf.sh", ""])
def test_another_ending_is_not_taken(name):
    with pytest.raises(ValueError):
        kept_name(name)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Lecture notes (2).PDF", "Lecture-notes-2.pdf"),
        ("../../etc/passwd.md", "passwd.md"),
        ("مذكرات.docx", "مذكرات.docx"),
        ("  .. .txt", "document.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_what_is_safe_of_a_name(name, plain):
    assert plain_name(name) == plain
    assert library_name(7, name) == plain.replace(".", "-7.")


@pytest.mark.parametrize("failure", ["", *FAILURES])
def test_a_reading_goes_from_process_to_process(failure):
    reading = Reading("" if failure else "Notes", None if failure else 3, failure, "A reason." if failure else "")
    assert Reading.of_json(reading.to_json().encode()) == reading


@pytest.mark.parametrize(
    "written", [b"", b"[]", b"\xff", b"{}", b'{"title": 7}', b'{"title": "a", "pages": "b"}', b'{"failure": "other"}']
)
def test_what_is_no_reading(written):
    with pytest.raises(ValueError):
        Reading.of_json(written)


def test_a_file_is_put_away_for_its_owner_only(tmp_path):
    path = put_away(tmp_path / "offers", "a.pdf", b"content")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"content", 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_nothing_half_written_is_left(tmp_path):
    folder = tmp_path / "offers"
    (folder / "a.pdf").mkdir(parents=True)
    with pytest.raises(OSError):
        put_away(folder, "a.pdf", b"content")
    assert [file.name for file in folder.iterdir()] == ["a.pdf"]
