from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.index.build import Entry, Versions, lexical_tokens, write_build
from knowledge.index.index import Index
from knowledge.index.manifest import IndexedDocument
from knowledge.index.previous import Previous
from knowledge.index.swap import new_build, swap_in
from tests.knowledge.index.test_store import passage

RECORD = IndexedDocument(
    key="", path="", source="", name="", title="Title", language="ru", collection="course", media_type="text/plain",
    sha256="", pages=None, first=0, passages=0,
)  # fmt: skip


def entry(key, numbers):
    passages = [passage(number, document=key) for number in numbers]
    return Entry(replace(RECORD, key=key, path=f"/{key}", passages=len(passages)), passages)


@pytest.fixture
def build(into, tmp_path, encoder):
    def build_from(entries):
        folder, previous = new_build(into), Previous(into)
        manifest = write_build(
            folder,
            entries,
            previous,
            encoders=[encoder],
            cache_dir=tmp_path / "vectors",
            shipped=None,
            versions=Versions(1, 2, (60, 150)),
            progress=lambda *_: None,
        )
        previous.close()
        swap_in(into, folder)
        return manifest

    return build_from


def test_passages_become_rows_in_the_order_of_entries(build, into):
    manifest = build([entry("b", [3, 1]), entry("a", [2])])
    assert [(document.key, document.rows) for document in manifest.documents] == [("b", range(2)), ("a", range(2, 3))]
    assert (manifest.reader, manifest.cutting, manifest.words) == (1, 2, (60, 150))
    with Index.open(into) as index:
        assert index.manifest == manifest
        assert [item.id for item in index.passages(range(3))] == [passage(number).id for number in (3, 1, 2)]


def test_taken_over_and_new_documents_may_be_mixed(build, into, encoder):
    before = build([entry("a", [1, 2]), entry("b", range(10, 2_010)), entry("c", [5])])
    embedded = encoder.embedded
    a, b, c = before.documents
    build([Entry(c), entry("n", [7, 8]), Entry(b), Entry(replace(a, key="a"))])
    assert encoder.embedded - embedded == 2
    with Index.open(into) as index:
        wanted = [5, 7, 8, *range(10, 2_010), 1, 2]
        assert [item.id for item in index.passages(range(len(index)))] == [passage(number).id for number in wanted]
        for row in (0, 1, 2, 3, 1_500, 2_004):
            embedded_again = encoder.embed_passages([index.passage(row)])
            assert index.passage_vectors("hashing", [row]) == pytest.approx(embedded_again.vectors, abs=2e-3)
            assert index.sentence_vectors("hashing", row) == pytest.approx(embedded_again.sentences[0], abs=2e-3)


def test_every_file_is_in_the_manifest_with_its_size(build, into):
    manifest = build([entry("a", [1])])
    folder = into / "builds" / manifest.build
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    assert dict(manifest.files) == {name: size for name, size in files.items() if Path(name).name != "manifest.json"}


def test_the_lexical_index_sees_title_and_headings_once_each():
    item = passage(1, language="en", title="Rescue", section=("Rescue", "Ships"), text="At sea.")
    assert lexical_tokens(item) == ["rescu", "ship", "sea"]
