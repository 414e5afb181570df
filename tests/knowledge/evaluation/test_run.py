"""Asking: what is written down of each question, over a small index."""

from __future__ import annotations

import pytest

from knowledge.answer import Answerer, Calibration
from knowledge.evaluation import Observed, Outcome, Question, Sections, run
from knowledge.instruments import Instruments
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import build

RETURN = ("refugee-convention.md", "Article 33 - Prohibition of expulsion or return")
LEAVE = ("udhr.md", "Article 13")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with build(tmp_path_factory.mktemp("run")) as index:
        yield index


@pytest.fixture
def searcher(index):
    return Observed(index, HashingEncoder(dimensions=256), Instruments.load())


@pytest.fixture
def ask(index, searcher):
    def ask(text: str, *places: tuple[str, str], held_out=(), **changes) -> Outcome:
        kind = changes.pop("kind", "plain" if places else "far")
        question = Question("q", "en", kind, text, places, **changes)
        (outcome,) = run(searcher, [question], Sections(index), held_out=held_out)
        return outcome

    return ask


def test_an_article_that_is_named_is_found_and_quoted(ask):
    outcome = ask("article 33 of the 1951 Refugee Convention", RETURN)
    assert (outcome.rank, outcome.cited_first, outcome.cited_any, outcome.verbatim) == (1, True, True, True)
    assert outcome.first == "refugee-convention.md: Article 33 - Prohibition of expulsion or return"
    assert (outcome.group, outcome.document, outcome.seen) == ("asked", "refugee-convention.md", True)
    assert 0 < outcome.search_ms <= outcome.answer_ms


def test_the_first_right_section_is_at_its_rank(ask, searcher):
    text = "article 33 of the 1951 Refugee Convention"
    names = [hit.passage.name for hit in searcher.search(text).hits]
    outcome = ask(text, ("copy.md", "A copy"))
    assert outcome.rank == names.index("copy.md") + 1 > 1
    assert outcome.cited_first is False


def test_a_section_that_is_nowhere(ask):
    outcome = ask("article 33 of the 1951 Refugee Convention", ("refugee-convention.md", "Article 99"))
    assert (outcome.rank, outcome.cited_first, outcome.cited_any) == (None, False, False)


def test_documents_the_encoder_has_not_learned_from(ask):
    assert ask("everyone may leave any country", LEAVE, held_out=["udhr.md"]).seen is False
    assert ask("pizza", held_out=["udhr.md"]).seen is None


def test_a_follow_up_and_its_question_asked_in_full(ask, searcher, index):
    outcome = ask(
        "and to return to it?",
        LEAVE,
        kind="follow_up",
        history=("does everyone have the right to leave any country",),
        whole="does everyone have the right to leave any country and to return to it?",
    )
    assert outcome.group == "follow_up"
    assert outcome.understood.startswith("does everyone have the right to leave any country")
    assert outcome.understood.endswith("and to return to it?")
    assert (outcome.rank, outcome.rank_whole) == (1, 1)


@pytest.mark.parametrize("text", ["article 33 of the 1951 Refugee Convention", "pizza", "coffee machine", "refugees"])
@pytest.mark.parametrize(("closest", "answered"), [(0.0, 0.5), (0.235, 0.596), (0.99, 0.995)])
def test_the_state_is_that_of_the_answerer_that_ships(index, searcher, text, closest, answered):
    shipped = Calibration.load()
    calibration = Calibration(shipped.encoder, shipped.intercept, shipped.weights, answered, closest)
    answer = Answerer(searcher, calibration).answer(text)
    (outcome,) = run(searcher, [Question("q", "en", "far", text)], Sections(index), calibration=calibration)
    assert (outcome.state, outcome.confidence) == (answer.state, round(answer.confidence, 6))


def test_what_is_kept_back_is_judged_all_the_same(index, searcher):
    shipped = Calibration.load()
    calibration = Calibration(shipped.encoder, -1000.0, shipped.weights, 0.9, 0.8)
    question = Question("q", "en", "plain", "everyone has the right to leave any country", (LEAVE,))
    (outcome,) = run(searcher, [question], Sections(index), calibration=calibration)
    assert (outcome.state, outcome.confidence, outcome.cited_first) == ("not_found", 0.0, True)


def test_progress_and_no_questions(index, searcher):
    told = []
    questions = [Question(str(number), "en", "far", "pizza") for number in range(3)]
    run(searcher, questions, Sections(index), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert run(searcher, [], Sections(index)) == []


def test_an_outcome_comes_back_from_its_json(ask):
    outcome = ask("everyone may leave any country", LEAVE)
    assert Outcome.from_dict(outcome.to_dict()) == outcome
