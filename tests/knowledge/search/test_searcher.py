from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments
from knowledge.search import Searcher
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index


class CountingEncoder(HashingEncoder):
    """Remembers what it was asked to embed."""

    asked: list[str]

    def embed_question(self, text, language="en"):
        self.__dict__.setdefault("asked", []).append(text)
        return super().embed_question(text, language)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("search")) as opened:
        yield opened


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder(dimensions=256)


@pytest.fixture
def searcher(index: Index, encoder: CountingEncoder) -> Searcher:
    return Searcher(index, encoder, Instruments.load())


def places(result) -> list[tuple[str, str]]:
    return [(hit.passage.name, hit.passage.section[-1]) for hit in result.hits]


def test_words_in_common_find_the_passage(searcher: Searcher) -> None:
    result = searcher.search("where does the coffee machine stand")
    assert places(result)[0] == ("returns.md", "Coffee breaks")
    assert result.language == "en"
    assert result.understood == result.question


def test_a_question_with_typing_errors_is_searched_as_it_was_meant(
    searcher: Searcher, encoder: CountingEncoder
) -> None:
    vector = encoder.embed_question("where does the cofffee machine stnad")
    encoder.asked.clear()
    result = searcher.search("where does the cofffee machine stnad", vector=vector)
    assert result.mended == (("cofffee", "coffee"),)
    assert result.question == result.understood == "where does the coffee machine stnad"
    assert encoder.asked == [result.question]
    assert places(result)[0] == ("returns.md", "Coffee breaks")


def test_what_came_before_is_mended_as_well(searcher: Searcher) -> None:
    result = searcher.search("and who pays for it?", history=["where does the cofffee machine stand"])
    assert (result.mended, "coffee" in result.understood) == ((), True)


def test_what_is_no_error_is_embedded_once(searcher: Searcher, encoder: CountingEncoder) -> None:
    vector = encoder.embed_question("where does the coffee machine stand")
    assert searcher.search("where does the coffee machine stand", vector=vector).mended == ()
    assert len(encoder.asked) == 1


def test_scores_are_in_order_and_between_0_and_1(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.search("return of a refugee to a border").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_article_that_is_named_comes_first(searcher: Searcher) -> None:
    result = searcher.search("what does article 33 of the 1951 convention say about coffee?")
    assert places(result)[0] == ("refugee-convention.md", "Article 33 - Prohibition of expulsion or return")
    assert result.hits[0].lifted > 0


def test_an_instrument_without_text_is_absent(searcher: Searcher) -> None:
    assert searcher.search("article 33 of the 1951 Refugee Convention").absent == ()
    question = "does the special missions convention apply, as article 33 of the 1951 Refugee Convention does"
    assert searcher.search(question).absent == ("special-missions-1969",)


def test_the_named_paragraph_wins_inside_the_article(searcher: Searcher) -> None:
    result = searcher.search("1951 convention art 33(2)")
    sentences = [sentence.paragraph for sentence in result.hits[0].passage.sentences]
    assert "(2)" in sentences


def test_an_article_of_an_annex_is_another_article(searcher: Searcher) -> None:
    result = searcher.search("article 33 of the 1951 convention")
    lifted = dict(zip(places(result), (hit.lifted for hit in result.hits), strict=True))
    article = lifted[("refugee-convention.md", "Article 33 - Prohibition of expulsion or return")]
    assert article > lifted[("refugee-convention.md", "ANNEX, Article 33")]
    assert lifted.get(("udhr.md", "Article 33"), 0.0) == 0.0


def test_a_course_that_cites_the_article_is_lifted_too(searcher: Searcher) -> None:
    result = searcher.search("art. 33 refugee convention", collection="course")
    assert places(result)[0][1] in ("The rule", "A copy")
    assert result.hits[0].lifted > 0


def test_the_same_text_in_two_files_is_shown_once(searcher: Searcher) -> None:
    found = [hit.passage.text for hit in searcher.search("first thing to name in a negotiation", top=20).hits]
    assert len(found) == len(set(found))
    assert sum("first thing to name" in text for text in found) == 1


def test_filters(searcher: Searcher) -> None:
    question = "return of a person to a country"
    assert {hit.passage.language for hit in searcher.search(question, language="fr").hits} == {"fr"}
    assert {hit.passage.collection for hit in searcher.search(question, collection="COURSE").hits} == {"course"}
    for name in ("udhr.md", "UDHR", "Universal Declaration of Human Rights", "DUDH", "material/treaties/udhr.md"):
        assert {hit.passage.name for hit in searcher.search(question, document=name).hits} == {"udhr.md"}


def test_a_filter_to_a_few_passages_leaves_their_scores_as_they_are(searcher: Searcher) -> None:
    question = "may a refugee be returned whose life is threatened"
    everywhere = {hit.row: hit.score for hit in searcher.search(question, top=50).hits}
    few = searcher.search(question, document="refugee-convention.md").hits
    assert {hit.passage.name for hit in few} == {"refugee-convention.md"}
    assert {hit.row: hit.score for hit in few} == {hit.row: pytest.approx(everywhere[hit.row]) for hit in few}


@pytest.mark.parametrize(
    ("name", "value", "there"),
    [("language", "de", "en, fr"), ("collection", "films", "cours, course, treaties"), ("document", "x.md", "copy.md")],
)
def test_an_unknown_filter_names_what_there_is(searcher: Searcher, name: str, value: str, there: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        searcher.search("return", **{name: value})
    assert f"There is no {name} {value!r}" in str(caught.value)
    assert there in str(caught.value)


def test_filters_that_exclude_each_other_find_nothing(searcher: Searcher) -> None:
    assert searcher.search("return", language="fr", collection="treaties").hits == ()


def test_a_question_is_embedded_once(searcher: Searcher, encoder: CountingEncoder) -> None:
    searcher.search("return of a refugee")
    assert encoder.asked == ["return of a refugee"]


def test_a_vector_that_is_there_is_used(searcher: Searcher, encoder: CountingEncoder) -> None:
    vector = encoder.embed_question("where does the coffee machine stand")
    encoder.asked.clear()
    result = searcher.search("where does the coffee machine stand", vector=vector)
    assert encoder.asked == []
    assert np.array_equal(result.vector, vector)


def test_a_follow_up_is_searched_with_the_question_before(searcher: Searcher) -> None:
    history = ["may a state return a refugee whose life is threatened?"]
    result = searcher.search("and if he is a danger to security?", history=history)
    assert result.understood == f"{history[0]} — and if he is a danger to security?"
    assert result.new == "and if he is a danger to security?"
    assert places(result)[0] == ("refugee-convention.md", "Article 33 - Prohibition of expulsion or return")


def test_the_new_article_takes_the_place_of_the_old(searcher: Searcher) -> None:
    result = searcher.search("what about article 31?", history=["what does article 33 of the 1951 convention say?"])
    assert [(each.instrument, each.article) for each in result.references if each.article] == [
        ("refugee-convention-1951", "31")
    ]
    assert places(result)[0][1].startswith("Article 31")


def test_what_only_points_back_searches_the_same(searcher: Searcher) -> None:
    question = "where does the coffee machine stand"
    first, second = searcher.search(question), searcher.search("which article is that?", history=[question])
    assert second.understood == question
    assert places(second) == places(first)


def test_other_languages_reach_english_passages_by_their_concepts(searcher: Searcher) -> None:
    result = searcher.search("может ли страна вернуть беженца туда, где ему грозит опасность?", language="en")
    assert result.language == "ru"
    assert result.hits[0].lexical > 0


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂🙂"])
def test_what_is_no_question_finds_nothing_or_something_but_never_fails(searcher: Searcher, question: str) -> None:
    result = searcher.search(question)
    assert result.question == question
    assert not question.strip() or len(result.hits) <= 10


def test_top(searcher: Searcher) -> None:
    assert len(searcher.search("return", top=2).hits) == 2
    with pytest.raises(ValueError, match="at least 1"):
        searcher.search("return", top=0)


def test_a_very_long_question_is_searched(searcher: Searcher) -> None:
    assert searcher.search("return of a refugee " * 5_000).hits


def test_an_index_that_is_replaced_meanwhile_still_answers(tmp_path) -> None:
    with build(tmp_path) as index:
        searcher = Searcher(index, HashingEncoder(dimensions=256), Instruments.load())
        (tmp_path / "material" / "course" / "returns.md").unlink()
        build(
            tmp_path, {"course/new.md": "# New\n\n## A new text\n\nNothing of the old text is left in this one.\n"}
        ).close()
        assert index.stale()
        assert places(searcher.search("where does the coffee machine stand"))[0] == ("returns.md", "Coffee breaks")
