from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from knowledge.index.report import Row
from knowledge.index.sources import Found, choose_key, digest, readable, take_inventory

SUFFIXES = frozenset({".md", ".pdf"})


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.md",
        "A.MD",
        "sub/c.pdf",
        "sub/deeper/d.md",
        ".hidden.md",
        ".git/config.md",
        "vectors/e.md",
        "vectors-2/e.md",
        "table.xlsx",
        "LICENSE",
    ):
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "course"


def names(inventory, folder):
    return [found.path.relative_to(folder).as_posix() for found in inventory.files]


def test_everything_readable_is_found_and_the_rest_is_told(folder):
    inventory = take_inventory([folder], SUFFIXES)
    assert names(inventory, folder) == ["A.MD", "b.md", "sub/c.pdf", "sub/deeper/d.md"]
    assert {Path(row.file).name: (row.status, row.reason) for row in inventory.rows} == {
        "table.xlsx": ("skipped", "Attaché does not read files ending in .xlsx; it reads .md, .pdf."),
        "LICENSE": ("skipped", "Attaché does not read files without an ending; it reads .md, .pdf."),
    }


def test_files_are_shown_as_the_source_was_given(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert [found.shown for found in take_inventory([Path("course/sub")], SUFFIXES).files] == [
        "course/sub/c.pdf",
        "course/sub/deeper/d.md",
    ]
    assert [found.shown for found in take_inventory([Path("course/b.md")], SUFFIXES).files] == ["course/b.md"]


def test_a_file_is_found_once_however_many_sources_hold_it(folder):
    inventory = take_inventory([folder / "sub", folder, folder / "b.md", folder], SUFFIXES)
    assert sorted(names(inventory, folder)) == ["A.MD", "b.md", "sub/c.pdf", "sub/deeper/d.md"]


def test_what_is_named_itself_is_looked_at(folder):
    inventory = take_inventory([folder / ".hidden.md", folder / "vectors"], SUFFIXES)
    assert names(inventory, folder) == [".hidden.md", "vectors/e.md"]


def test_a_source_that_is_missing_costs_a_row(folder):
    inventory = take_inventory([folder / "nowhere", folder / "b.md"], SUFFIXES)
    assert inventory.rows == [
        Row(str(folder / "nowhere"), "failed", "There is no such file or folder: check the path.")
    ]
    assert names(inventory, folder) == ["b.md"]


def test_links_to_folders_are_not_followed_and_links_to_files_are(folder):
    (folder / "sub" / "round").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "link.md").symlink_to(folder / "b.md")
    (folder / "sub" / "broken.md").symlink_to(folder / "nowhere.md")
    inventory = take_inventory([folder / "sub"], SUFFIXES)
    assert names(inventory, folder) == ["sub/c.pdf", "sub/link.md", "sub/deeper/d.md"]
    (row,) = inventory.rows
    assert (Path(row.file).name, row.status) == ("broken.md", "skipped")


def test_a_pipe_is_not_opened(folder):
    os.mkfifo(folder / "sub" / "pipe.md")
    inventory = take_inventory([folder / "sub"], SUFFIXES)
    assert [(Path(row.file).name, row.reason) for row in inventory.rows] == [("pipe.md", "It is no regular file.")]


def test_a_folder_that_cannot_be_opened_hides_what_it_holds(folder, monkeypatch):
    closed = folder / "sub" / "deeper"
    scandir = os.scandir

    def refuse(path):
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(closed))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    inventory = take_inventory([folder], SUFFIXES)
    assert inventory.shown(closed / "d.md") is None
    assert inventory.shown(folder / "b.md") == str(folder / "b.md")
    assert (str(closed), "failed", "The folder cannot be opened: Permission denied.") in [
        (row.file, row.status, row.reason) for row in inventory.rows
    ]


def test_it_knows_where_it_would_have_found_a_file(folder, monkeypatch):
    monkeypatch.chdir(folder)
    inventory = take_inventory([Path("sub"), folder / "b.md", folder / "nowhere"], SUFFIXES)
    assert inventory.shown(folder / "sub" / "gone.md") == "sub/gone.md"
    assert inventory.shown(folder / "b.md") == str(folder / "b.md")
    assert inventory.shown(folder / "other.md") is None
    assert inventory.shown(folder / "nowhere" / "x.md") is None
    assert inventory.shown(folder / "subway" / "x.md") is None


def test_digest_is_that_of_the_bytes(tmp_path):
    content = os.urandom(3 << 20)
    (tmp_path / "file").write_bytes(content)
    assert digest(tmp_path / "file") == hashlib.sha256(content).hexdigest()


def test_a_key_begins_with_the_source_folder_and_as_much_before_as_it_takes():
    found = Found(Path("/data/2024/course/law/a.md"), Path("/data/2024/course"), "course/law/a.md")
    assert choose_key(found, []) == "course/law/a.md"
    assert choose_key(found, ["course/law/a.md"]) == "2024/course/law/a.md"
    assert choose_key(found, ["course/law/a.md", "2024/course/law/a.md"]) == "data/2024/course/law/a.md"
    single = Found(Path("/data/course/a.md"), Path("/data/course/a.md"), "a.md")
    assert choose_key(single, []) == "course/a.md"
    assert choose_key(Found(Path("/a.md"), Path("/a.md"), "/a.md"), []) == "a.md"


def test_names_that_are_no_unicode_have_keys_that_are(tmp_path):
    keys = []
    for name in (b"\xff.md", b"\xfe.md"):
        path = Path(os.fsdecode(os.fsencode("/s/") + name))
        keys.append(choose_key(Found(path, Path("/s"), ""), keys))
    assert keys[0] == "s/?.md"
    assert keys[1] not in keys[:1]
    assert [key.encode() for key in keys]
    assert readable("a\ud800é\udcff") == "a?é?"
