"""The search with a part left out, and an encoder that remembers."""

from __future__ import annotations

import pytest

from knowledge.errors import KnowledgeError
from knowledge.evaluation import PARTS, Observed, Remembering
from knowledge.evaluation.observed import weights_without
from knowledge.instruments import Instruments
from knowledge.search import Searcher
from knowledge.search.fusion import WEIGHTS
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import build

ENCODER = HashingEncoder(dimensions=256)
QUESTION = "may a state send somebody back to a country where his life is threatened"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with build(tmp_path_factory.mktemp("observed")) as index:
        yield index


def found(searcher: Searcher, question: str = QUESTION) -> list[tuple[int, float, float, float]]:
    return [(hit.row, hit.dense, hit.lexical, hit.lifted) for hit in searcher.search(question).hits]


def test_it_finds_what_the_search_finds_and_says_how_long_it_took(index):
    observed = Observed(index, ENCODER, Instruments.load())
    assert observed.seconds == 0.0
    assert found(observed) == found(Searcher(index, ENCODER, Instruments.load()))
    assert observed.seconds > 0.0


def test_weights_of_a_part_are_zero_and_all_others_stay():
    weights = weights_without(["words", "signpost"])
    changed = {name for name in WEIGHTS.__slots__ if getattr(weights, name) != getattr(WEIGHTS, name)}
    assert changed == {"words", "foreign_words", "signpost"}
    assert (weights.words, weights.foreign_words, weights.signpost) == (0.0, 0.0, 0.0)
    assert weights_without([]) == WEIGHTS


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_left_out_alone(index, part):
    assert found(Observed(index, ENCODER, Instruments.load(), without=[part]))


def test_without_terms_a_question_has_its_own_words_only(index):
    french = "une personne ne doit pas être renvoyée"
    lexical = {
        without: sum(hit[2] for hit in found(Observed(index, ENCODER, Instruments.load(), without=without), french))
        for without in ((), ("terms",))
    }
    assert lexical["terms",] < lexical[()]


def test_without_spelling_every_word_is_taken_as_it_stands(index):
    question = "may a refigees be returned"
    for without, mended in (((), (("refigees", "refugees"),)), (("spelling",), ())):
        observed = Observed(index, ENCODER, Instruments.load(), without=without)
        assert observed.search(question).mended == mended


def test_without_instruments_nothing_is_lifted(index):
    named = "article 33 of the refugee convention"
    assert max(hit[3] for hit in found(Observed(index, ENCODER, Instruments.load()), named)) > 0
    without = Observed(index, ENCODER, Instruments.load(), without=["instrument"])
    assert [hit[3] for hit in found(without, named) if hit[3]] == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [(["word"], "no part word; its parts are passage"), (["passage", "sentence"], "leave one of them")],
)
def test_what_cannot_be_left_out(parts, said):
    with pytest.raises(KnowledgeError, match=said):
        weights_without(parts)


def test_a_question_is_embedded_once():
    asked = []

    class Counting(HashingEncoder):
        def embed_question(self, text, language="en"):
            asked.append(text)
            return super().embed_question(text, language)

    remembering = Remembering(Counting())
    vectors = [remembering.read_question(text, "en").vector for text in ("one", "two", "one")]
    assert asked == ["one", "two"]
    assert not remembering.tuned_for("fr")
    assert vectors[0].tolist() == vectors[2].tolist() == HashingEncoder().embed_question("one").tolist()
    assert remembering.name == "hashing"
