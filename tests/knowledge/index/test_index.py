from __future__ import annotations

import numpy as np
import pytest

from knowledge.errors import BrokenIndex, IndexMismatch, NoIndex
from knowledge.index import Index
from knowledge.tokens import tokenise


@pytest.fixture
def index(run, course, into):
    run([course])
    with Index.open(into) as opened:
        yield opened


def row_with(index, words):
    (row,) = [row for row in range(len(index)) if words in index.passage(row).text]
    return row


def test_rows_are_the_documents_passages_in_order_of_their_keys(index):
    assert [document.key for document in index.documents] == [
        "course/law/famille.md",
        "course/law/refugees.md",
        "course/sea.md",
    ]
    for document in index.documents:
        passages = index.passages(list(document.rows))
        assert {passage.document for passage in passages} == {document.key}
        assert [passage.start for passage in passages] == sorted(passage.start for passage in passages)
    assert sum(len(document.rows) for document in index.documents) == len(index)


def test_a_passage_is_found_by_its_words_and_by_its_vector(index, encoder):
    row = row_with(index, "expel or return a refugee")

    _, lexical = index.lexical_scores(tokenise("Who may expel a refugee?", "en"), 1)
    _, dense = index.vectors_search("hashing", encoder.embed_question("expel or return a refugee to the frontiers"), 1)

    assert lexical.tolist() == [row]
    assert dense.tolist() == [row]


def test_tokens_of_several_languages_count_once(index):
    once, rows = index.lexical_scores(["refuge"])
    twice, _ = index.lexical_scores({"en": ["refuge"], "fr": ["refuge"]})
    assert twice.tolist() == once.tolist()
    assert rows.tolist() == list(range(len(index)))


def test_sentence_vectors_are_those_of_the_sentences(index, encoder):
    row = row_with(index, "danger to the security")
    embedded = encoder.embed_passages([index.passage(row)])
    assert index.sentence_vectors("hashing", row) == pytest.approx(embedded.sentences[0], abs=1e-3)
    assert index.passage_vectors("hashing", [row]) == pytest.approx(embedded.vectors, abs=1e-3)


def test_filters(index):
    french, refugees, sea = (list(document.rows) for document in index.documents)
    assert index.rows_where() is None
    assert index.rows_where(language="fr").tolist() == french
    assert index.rows_where(collection="LAW").tolist() == french + refugees
    assert index.rows_where(collection="course").tolist() == sea
    assert index.rows_where(document="Refugees.md").tolist() == refugees
    assert index.rows_where(document="course/sea.md").tolist() == sea
    assert index.rows_where(language="en", collection="law").tolist() == refugees
    assert index.rows_where(language="zh").tolist() == []


def test_sections_are_found_by_their_heading_path(index):
    row = row_with(index, "illegal entry")
    section = index.passage(row).section
    assert index.by_section("course/law/refugees.md", section).tolist() == [row]
    assert index.by_section("course/law/refugees.md", section[:-1]).tolist() == list(index.documents[1].rows)
    assert index.by_section("course/law/refugees.md", ("No such heading",)).tolist() == []
    assert index.by_section("no such document", ()).tolist() == []
    listed = {(document, path): rows.tolist() for document, path, rows in index.sections()}
    assert listed["course/law/refugees.md", section] == [row]
    assert sorted(row for rows in listed.values() for row in rows) == list(range(len(index)))


def test_a_passage_is_found_by_its_identity(index):
    assert [index.row_of(index.passage(row).id) for row in range(len(index))] == list(range(len(index)))
    assert index.row_of("0" * 32) is None


def test_which_words_the_documents_have(index):
    assert index.has_token("refuge")
    assert not index.has_token("refugee")  # a word and no token
    english = index.counts.of("en")
    assert english["refugee"] >= 2
    assert all(number >= 2 for number in english.values())


def test_no_index_yet(tmp_path):
    with pytest.raises(NoIndex, match="make ready"):
        Index.open(tmp_path / "nowhere")


def test_another_encoder_is_refused_and_named(index, into):
    assert len(Index.open(into, encoders={"hashing": index.manifest.encoders[0].checksum})) == len(index)
    with pytest.raises(IndexMismatch, match=r"another hashing: .*f{16}.*make ready"):
        Index.open(into, encoders={"hashing": "f" * 16})
    with pytest.raises(IndexMismatch, match=r"no vectors of the encoder mpnet \(it has: hashing\).*attache index"):
        Index.open(into, encoders={"mpnet": "f" * 16})


@pytest.mark.parametrize(
    "name",
    [
        "passages.sqlite",
        "spellings.json",
        "lexical/data.csc.index.npy",
        "vectors/{}/passages.faiss",
        "vectors/{}/sentences.npy",
    ],
)
def test_a_file_that_is_cut_off_is_named(index, into, encoder, name):
    path = into / "builds" / index.manifest.build / name.format(encoder.checksum)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BrokenIndex, match=rf"{path.name} has \d+ bytes instead of \d+.*make ready"):
        Index.open(into)
    path.unlink()
    with pytest.raises(BrokenIndex, match=f"{path.name} is missing"):
        Index.open(into)


def test_a_build_that_is_gone_altogether(index, into):
    (into / "builds").rename(into / "elsewhere")
    with pytest.raises(BrokenIndex, match="is missing"):
        Index.open(into)


def test_an_open_index_survives_its_replacement_and_knows_of_it(index, run, course, into, encoder):
    before = [index.passage(row) for row in range(len(index))]
    question = encoder.embed_question("refugee")
    scores, _ = index.vectors_search("hashing", question, 3)
    assert not index.stale()

    (course / "sea.md").unlink()
    run([course])

    assert index.stale()
    assert not (into / "builds" / index.manifest.build).exists()
    assert [index.passage(row) for row in range(len(index))] == before
    assert np.array_equal(index.vectors_search("hashing", question, 3)[0], scores)
    assert index.sentence_vectors("hashing", len(index) - 1).shape[1] == encoder.dimensions
    with Index.open(into) as newer:
        assert len(newer.documents) == 2
        assert not newer.stale()


def test_only_the_encoders_asked_for_are_loaded(index, into):
    with Index.open(into, encoders={}) as bare, pytest.raises(KeyError):
        bare.sentence_vectors("hashing", 0)
