from __future__ import annotations

from knowledge.errors import EmptyFile, UnknownFormat
from knowledge.index.build import Entry
from knowledge.index.plan import Task
from knowledge.index.reading import read_all
from knowledge.index.sources import Found


def test_results_come_in_order_each_with_its_task(course):
    (course / "empty.md").write_bytes(b"")
    (course / "table.xlsx").write_bytes(b"PK")
    names = ["sea.md", "empty.md", "law/refugees.md", "table.xlsx"]
    tasks = [Task(Found(course / name, course, name), f"course/{name}", "0" * 64, ()) for name in names]
    told = []

    results = list(
        read_all(tasks, words=(60, 150), seconds=30, megabytes=512, progress=lambda *step: told.append(step))
    )

    assert [task.found.shown for task, _ in results] == names
    sea, empty, refugees, table = (result for _, result in results)
    assert isinstance(empty, EmptyFile)
    assert isinstance(table, UnknownFormat)
    for result, name, collection in ((sea, "sea.md", "course"), (refugees, "law/refugees.md", "law")):
        (result,) = result
        assert isinstance(result, Entry)
        assert (result.document.key, result.document.collection) == (f"course/{name}", collection)
        assert {passage.document for passage in result.passages} == {f"course/{name}"}
        assert result.document.passages == len(result.passages)
    assert told == [("read", done, 4) for done in range(5)]
