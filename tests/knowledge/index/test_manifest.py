from __future__ import annotations

import json
from dataclasses import replace

import pytest

from knowledge.errors import BrokenIndex, IndexMismatch
from knowledge.index.manifest import FORMAT, EncoderRecord, IndexedDocument, Manifest
from knowledge.tokens import TOKENS_VERSION

DOCUMENT = IndexedDocument(
    key="course/a.md",
    path="/data/course/\udcff.md",
    source="/data/course",
    name="a.md",
    title="难民 Convention",
    language="zh",
    collection="course",
    media_type="text/markdown",
    sha256="0" * 64,
    pages=None,
    first=0,
    passages=3,
)
MANIFEST = Manifest(
    build="20260101T000000Z-00000000",
    created="2026-01-01T00:00:00+00:00",
    reader=1,
    cutting=2,
    tokens=TOKENS_VERSION,
    words=(60, 150),
    encoders=(EncoderRecord("e5", "ab" * 8, 384),),
    documents=(DOCUMENT, replace(DOCUMENT, key="course/b.md", first=3, passages=4, pages=2)),
    files={"file": 4},
)


def test_it_comes_back_as_it_was(tmp_path):
    MANIFEST.write(tmp_path)
    assert Manifest.read(tmp_path) == MANIFEST
    assert MANIFEST.passages == 7
    assert [document.rows for document in MANIFEST.documents] == [range(3), range(3, 7)]


def test_another_format_is_refused_before_anything_else(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"format": FORMAT + 1, "new": True}), encoding="utf-8")
    with pytest.raises(IndexMismatch, match=rf"format {FORMAT + 1}.*format {FORMAT}.*make ready"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", "{}", f'{{"format": {FORMAT}}}', f'{{"format": {FORMAT}, "x": 2}}']
)
def test_what_is_no_manifest(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenIndex, match="make ready"):
        Manifest.read(tmp_path)


def test_none_at_all(tmp_path):
    with pytest.raises(FileNotFoundError):
        Manifest.read(tmp_path)


def test_encoders_and_tokeniser_have_to_be_the_same():
    MANIFEST.check({})
    MANIFEST.check({"e5": "ab" * 8})
    with pytest.raises(
        IndexMismatch, match=r"another e5.*abababababababab.*cdcdcdcdcdcdcdcd.*make ready.*attache index"
    ):
        MANIFEST.check({"e5": "cd" * 8})
    with pytest.raises(IndexMismatch, match=r"mpnet \(it has: e5\)"):
        MANIFEST.check({"e5": "ab" * 8, "mpnet": "00" * 8})
    with pytest.raises(IndexMismatch, match="version 0 of the tokeniser"):
        replace(MANIFEST, tokens=0).check({})
    replace(MANIFEST, reader=9, cutting=9).check({})


def test_files_have_to_be_whole(tmp_path):
    (tmp_path / "file").write_bytes(b"1234")
    MANIFEST.check_files(tmp_path)
    (tmp_path / "file").write_bytes(b"123")
    with pytest.raises(BrokenIndex, match="file has 3 bytes instead of 4"):
        MANIFEST.check_files(tmp_path)
    (tmp_path / "file").unlink()
    with pytest.raises(BrokenIndex, match="file is missing"):
        MANIFEST.check_files(tmp_path)
    with pytest.raises(FileNotFoundError):
        MANIFEST.check_files(tmp_path / "nowhere")
