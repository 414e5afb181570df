"""Files of entries in an index: one document a language, one row a file, incremental as every file."""

from __future__ import annotations

import pytest

from knowledge.index import Index
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS, changed, write


@pytest.fixture
def opened(into):
    return lambda: Index.open(into)


@pytest.fixture
def library(tmp_path):
    return write(tmp_path / "library", faq=FAQ, resources=RESOURCES, terms=TERMS)


def rows(report):
    return [(row.file.rpartition("/")[2], row.status, row.passages) for row in report.rows]


def test_a_file_gives_a_document_for_each_language_and_one_row(run, library, into, opened):
    report = run([library])
    assert rows(report) == [("faq.yml", "added", 12), ("resources.yml", "added", 12), ("terms.yml", "added", 12)]
    index = opened()
    assert report.documents == 18
    keys = [item.key for item in index.documents if item.name == "faq.yml"]
    assert keys == [f"library/faq.yml#{language}" for language in ("ar", "en", "es", "fr", "ru", "zh")]
    assert {(item.name, item.collection) for item in index.documents} == {
        ("faq.yml", "faq"),
        ("resources.yml", "resources"),
        ("terms.yml", "terms"),
    }


def test_each_entry_is_one_passage_under_its_heading(run, library, opened):
    run([library])
    index = opened()
    for item in index.documents:
        passages = index.passages(item.rows)
        assert [len(passage.section) for passage in passages] == [1, 1]
        assert {passage.document for passage in passages} == {item.key}
        assert {passage.language for passage in passages} == {item.language}


def test_a_long_entry_is_not_divided(run, library, opened):
    write(library, terms=changed(TERMS, "en", "synonyms", to=[f"name number {number}" for number in range(200)]))
    run([library])
    index = opened()
    assert {item.passages for item in index.documents} == {2}


def test_nothing_is_done_again_while_nothing_changes(run, library):
    run([library])
    report = run([library])
    assert rows(report) == [
        ("faq.yml", "unchanged", 12),
        ("resources.yml", "unchanged", 12),
        ("terms.yml", "unchanged", 12),
    ]
    assert not report.swapped


def test_a_change_renews_all_languages_of_its_file_and_no_other(run, library, opened):
    run([library])
    write(library, faq=FAQ[:1])
    report = run([library])
    assert rows(report) == [
        ("faq.yml", "changed", 6),
        ("resources.yml", "unchanged", 12),
        ("terms.yml", "unchanged", 12),
    ]
    assert len(opened()) == 30


def test_a_file_that_is_gone_takes_all_its_languages_along(run, library, opened):
    run([library])
    (library / "faq.yml").unlink()
    report = run([library])
    assert rows(report)[0] == ("faq.yml", "removed", 0)
    assert {item.name for item in opened().documents} == {"resources.yml", "terms.yml"}


def test_a_broken_edit_keeps_the_earlier_version_in_every_language(run, library, opened):
    run([library])
    write(library, faq=changed(FAQ, "question", "ru", to=""))
    row = next(row for row in run([library]).rows if row.file.endswith("faq.yml"))
    assert row.status == "failed"
    assert row.reason == (
        "broken: faq.yml: sent-back-at-sea: question has no text in ru. Its earlier version stays in the index."
    )
    assert sum(item.name == "faq.yml" for item in opened().documents) == 6


def test_other_yaml_is_skipped_with_a_reason(run, library):
    (library / "ci.yml").write_text("jobs: {}\n")
    row = next(row for row in run([library]).rows if row.file.endswith("ci.yml"))
    assert (row.status, row.reason[:16]) == ("skipped", "ci.yml is YAML, ")


def test_a_library_that_moved_is_known_by_its_keys(run, library, opened, tmp_path):
    run([library])
    moved = tmp_path / "elsewhere" / "library"
    moved.parent.mkdir()
    library.rename(moved)
    report = run([moved])
    assert [status for _, status, _ in rows(report)] == ["unchanged"] * 3
    index = opened()
    assert len(index.documents) == 18
    assert {item.source for item in index.documents} == {str(moved)}


def test_a_copy_is_pointed_out_once(run, library):
    (library / "zz").mkdir()
    (library / "zz" / "copy.yml").write_bytes((library / "faq.yml").read_bytes())
    row = next(row for row in run([library]).rows if row.file.endswith("copy.yml"))
    assert row.reason == "It has the same content as library/faq.yml."
