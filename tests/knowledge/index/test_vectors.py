from __future__ import annotations

import numpy as np
import pytest

from knowledge.errors import BrokenIndex
from knowledge.index.vectors import VectorIndex

DIMENSIONS = 16


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def data():
    source = np.random.default_rng(7)
    vectors = unit(source.standard_normal((300, DIMENSIONS)))
    sentences = [
        unit(source.standard_normal((count, DIMENSIONS))) if count else np.empty((0, DIMENSIONS))
        for count in source.integers(0, 6, 300)
    ]
    return vectors, sentences


def write(folder, data, size=77):
    vectors, sentences = data
    blocks = ((vectors[at : at + size], sentences[at : at + size]) for at in range(0, len(vectors), size))
    VectorIndex.write(folder, DIMENSIONS, len(vectors), blocks)
    return VectorIndex(folder)


@pytest.fixture(params=["flat", "graph"])
def index(request, tmp_path, data, monkeypatch):
    if request.param == "graph":
        monkeypatch.setattr(VectorIndex, "FLAT_ROWS", 100)
    return write(tmp_path / "vectors", data)


def expected(vectors, question, k, rows=None):
    rows = np.arange(len(vectors)) if rows is None else np.asarray(rows)
    scores = vectors[rows] @ question
    order = np.argsort(-scores)[:k]
    return scores[order], rows[order]


def test_search_is_by_cosine_best_first(index, data):
    vectors, _ = data
    for question in vectors[:20]:
        scores, rows = index.search(question, 10)
        wanted, wanted_rows = expected(vectors, question, 10)
        assert rows.tolist() == wanted_rows.tolist()
        assert scores == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("rows", [[5], [299, 0, 17], list(range(0, 300, 2)), list(range(300))])
def test_search_among_some_rows_is_exact(index, data, rows):
    vectors, _ = data
    scores, found = index.search(vectors[40], 7, np.array(rows))
    wanted, wanted_rows = expected(vectors, vectors[40], 7, rows)
    assert found.tolist() == wanted_rows.tolist()
    assert scores == pytest.approx(wanted, abs=1e-5)


def test_more_is_asked_for_than_there_is(index, data):
    vectors, _ = data
    assert sorted(index.search(vectors[0], 50, np.array([3, 4]))[1]) == [3, 4]
    assert index.search(vectors[0], 5, np.empty(0, np.int64))[1].tolist() == []
    # A graph may have corners that nothing leads to.
    assert 280 <= len(set(index.search(vectors[0], 1_000)[1])) <= 300
    assert len(set(index.search(vectors[0], 1_000, np.arange(300))[1])) == 300


def test_vectors_come_back_as_they_were(index, data):
    vectors, sentences = data
    assert np.array_equal(index.vectors([9, 2, 2]), vectors[[9, 2, 2]])
    for row in range(300):
        assert index.sentences(row).dtype == np.float32
        assert np.array_equal(index.stored_sentences(row), sentences[row].astype(np.float16))


def test_sentences_are_mapped_and_readable_by_numpy_alone(index, data, tmp_path):
    _, sentences = data
    array = np.load(tmp_path / "vectors" / "sentences.npy")
    assert array.shape == (sum(map(len, sentences)), DIMENSIONS)
    assert array.dtype == np.float16


def test_a_graph_is_built_beyond_the_limit_only(tmp_path, data, monkeypatch):
    import faiss

    for limit, kind in ((300, faiss.IndexFlatIP), (299, faiss.IndexHNSWFlat)):
        monkeypatch.setattr(VectorIndex, "FLAT_ROWS", limit)
        write(tmp_path / str(limit), data)
        assert type(faiss.read_index(str(tmp_path / str(limit) / "passages.faiss"))) is kind


def test_no_passages_at_all(tmp_path):
    VectorIndex.write(tmp_path / "vectors", DIMENSIONS, 0, [])
    empty = VectorIndex(tmp_path / "vectors")
    assert len(empty) == 0
    assert empty.search(np.ones(DIMENSIONS, np.float32), 5)[1].tolist() == []


def test_a_question_of_another_length_is_refused(index):
    with pytest.raises(ValueError, match="8 dimensions, the index 16"):
        index.search(np.ones(8, np.float32), 5)


def test_blocks_that_do_not_fit_are_refused(tmp_path, data):
    vectors, sentences = data
    with pytest.raises(ValueError, match="300 vectors for 301 passages"):
        VectorIndex.write(tmp_path / "a", DIMENSIONS, 301, [(vectors, sentences)])
    with pytest.raises(ValueError, match="2 passages with 16 dimensions"):
        VectorIndex.write(tmp_path / "b", DIMENSIONS, 300, [(vectors, sentences[:2])])


@pytest.mark.parametrize("name", ["passages.faiss", "sentences.npy", "offsets.npy"])
def test_damaged_and_missing_files(tmp_path, data, name):
    write(tmp_path / "vectors", data)
    path = tmp_path / "vectors" / name
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(BrokenIndex, match="make ready"):
        VectorIndex(tmp_path / "vectors")
    path.unlink()
    with pytest.raises(FileNotFoundError):
        VectorIndex(tmp_path / "vectors")


def test_each_of_some_vectors_looks_for_the_nearest_sentence(index, data):
    _, sentences = data
    rows = np.array([4, 290, 4, 17, 3])
    asked = unit(np.random.default_rng(3).standard_normal((5, DIMENSIONS)))
    near = index.nearest_to_each(rows, asked)
    for row, found in zip(rows, near, strict=True):
        if len(sentences[row]):
            assert found == pytest.approx((sentences[row] @ asked.T).max(axis=0).mean(), abs=2e-3)
        else:
            assert np.isnan(found)
    assert np.isnan(index.nearest_to_each(rows, asked[:0])).all()
    assert len(index.nearest_to_each(rows[:0], asked)) == 0
    without = np.array([row for row in range(300) if not len(sentences[row])])
    assert np.isnan(index.nearest_to_each(without, asked)).all()
