from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.index.plan import Plan
from knowledge.index.previous import Previous
from knowledge.index.sources import take_inventory

SUFFIXES = frozenset({".md"})


@pytest.fixture
def plan(run, course, into):
    run([course])

    def make(*sources, read_again=""):
        made = Plan(Previous(into), read_again)
        made.decide(take_inventory(sources, SUFFIXES), lambda *_: None)
        return made

    return make


def kept(plan):
    return [document.key for document in plan.kept]


def test_files_that_did_not_change_are_taken_over(plan, course):
    made = plan(course)
    assert kept(made) == ["course/sea.md", "course/law/famille.md", "course/law/refugees.md"]
    assert (made.tasks, made.changed) == ([], False)


def test_new_and_changed_files_are_read(plan, course):
    (course / "sea.md").write_text("Changed.", encoding="utf-8")
    (course / "new.md").write_text("New.", encoding="utf-8")
    tasks = {task.key: bool(task.known) for task in plan(course).tasks}
    assert tasks == {"course/sea.md": True, "course/new.md": False}


def test_gone_files_are_removed_from_the_sources_that_were_searched_only(plan, course):
    (course / "sea.md").unlink()
    made = plan(course)
    assert made.changed
    assert [(Path(row.file).name, row.status) for row in made.other_rows] == [("sea.md", "removed")]
    elsewhere = plan(course / "law")
    assert not elsewhere.changed
    assert len(elsewhere.kept) == 3


def test_a_file_that_cannot_be_opened_keeps_its_document(plan, course, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("knowledge.index.plan.digest", refuse)
    made = plan(course / "sea.md")
    (row,) = made.all_rows()
    assert (row.status, row.reason) == (
        "failed",
        "unreadable: The file cannot be opened: Permission denied. Its earlier version stays in the index.",
    )
    assert len(made.kept) == 3


def test_reading_again_takes_in_other_sources_too(plan, course):
    (course / "sea.md").unlink()
    made = plan(course / "law" / "famille.md", read_again="Because.")
    assert {task.key: task.reason for task in made.tasks} == {
        "course/law/famille.md": "Because.",
        "course/law/refugees.md": "Because.",
    }
    (sea,) = made.kept
    assert (sea.key, sea.sha256) == ("course/sea.md", "")
