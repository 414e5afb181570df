"""``attache index``: the contract of its rows, and what bad input gets."""

from __future__ import annotations

import json
import os
import shutil

import pytest

pytestmark = pytest.mark.encoder

TEXT = """# Non-refoulement

## Article 33

1. No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers of territories
where his life or freedom would be threatened on account of his race, religion, nationality, membership of a
particular social group or political opinion.
"""


@pytest.fixture
def course(tmp_path, real_encoder):
    """A folder with one good file."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "refugees.md").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_row_a_file(attache, course):
    outcome = attache("index", str(course), "--json")
    assert outcome.status == 0
    (row,) = json.loads(outcome.out)
    assert sorted(row) == ["file", "pages", "passages", "reason", "status"]
    assert row["file"].endswith("refugees.md")
    assert (row["status"], row["pages"]) == ("added", None)
    assert row["passages"] >= 1


def test_the_second_run_finds_nothing_new(attache, course):
    attache("index", str(course))
    (course / "more.md").write_text(TEXT.replace("33", "34"), encoding="utf-8")
    rows = json.loads(attache("index", str(course), "--json").out)
    assert [row["status"] for row in rows] == ["added", "unchanged"]


def test_one_bad_file_never_stops_the_others(attache, course):
    (course / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\xff" * 500)
    (course / "empty.md").touch()
    outcome = attache("index", str(course), "--json")
    status = {row["file"].rsplit("/")[-1]: row["status"] for row in json.loads(outcome.out)}
    assert (outcome.status, status) == (0, {"broken.pdf": "failed", "empty.md": "failed", "refugees.md": "added"})


def test_into_another_folder(attache, course, tmp_path, home):
    assert attache("index", str(course), "--into", str(tmp_path / "other")).status == 0
    assert (tmp_path / "other" / "CURRENT").exists()
    assert not (home / "index").exists()


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_a_missing_path_or_a_folder_without_readable_files_is_a_failure(attache, course, tmp_path, make):
    path = tmp_path / "other"
    make(path)
    outcome = attache("index", str(path), "--json")
    assert outcome.status == 1
    assert [row["status"] for row in json.loads(outcome.out) if row["status"] not in ("failed", "skipped")] == []
    assert "Traceback" not in outcome.errors
    assert str(path) in outcome.errors


def test_a_missing_path_beside_a_good_one_costs_a_row(attache, course, tmp_path):
    outcome = attache("index", str(course), str(tmp_path / "nowhere"), "--json")
    assert outcome.status == 0
    assert sorted(row["status"] for row in json.loads(outcome.out)) == ["added", "failed"]


def test_without_a_source_it_is_a_usage_error(attache):
    assert attache("index").status == 2


def test_the_table_is_plain_text_in_a_pipe(program, course):
    outcome = program("index", str(course))
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0].split() == ["File", "Status", "Pages", "Passages", "Reason"]
    assert lines[1].split()[1] == "added"
    assert "\x1b" not in outcome.out + outcome.errors
    assert "1 added. The index has 1 documents" in outcome.errors


def test_an_encoder_that_is_cut_off_is_named(attache, course, tmp_path, real_encoder, monkeypatch):
    copy = tmp_path / "encoder"
    shutil.copytree(real_encoder, copy, copy_function=os.symlink)
    for path in copy.rglob("*.onnx*"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[: len(content) // 2])
    monkeypatch.setenv("ATTACHE_ENCODER_PATH", str(copy))
    outcome = attache("search", "May a refugee be returned?")
    assert outcome.status == 1
    assert "Traceback" not in outcome.errors
    assert str(copy) in outcome.errors
