"""Which questions an index can be asked, and what is said about the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.evaluation import Question, QuestionSet, Sections, select
from tests.knowledge.search.library import build


@pytest.fixture(scope="module")
def sections(tmp_path_factory):
    with build(tmp_path_factory.mktemp("selection")) as index:
        yield Sections(index)


def questions(name: str, *places: tuple[str, str] | None, split: str = "tuning") -> QuestionSet:
    """A set with a question for each place; ``None`` for one without an answer."""
    return QuestionSet(
        Path(name),
        tuple(
            Question(f"{name}-{number}", "en", "plain" if place else "far", "?", (place,) if place else (), split)
            for number, place in enumerate(places)
        ),
        "00",
    )


INSIDE = ("udhr.md", "Article 13")
OUTSIDE = ("elsewhere.md", "Article 1")


def test_questions_about_documents_that_are_not_there_are_left_out(sections):
    selection = select([questions("a.jsonl", INSIDE, OUTSIDE, None)], sections)
    assert [question.id for question in selection.questions] == ["a.jsonl-0", "a.jsonl-2"]
    assert (selection.left_out, selection.sets[0].asked, selection.passed_over) == (1, 2, ())


def test_a_set_of_other_documents_is_refused(sections):
    with pytest.raises(KnowledgeError, match=r"a\.jsonl are about elsewhere\.md, and the index holds none of these"):
        select([questions("a.jsonl", OUTSIDE)], sections)


def test_or_passed_over_where_nobody_asked_for_it(sections):
    selection = select([questions("a.jsonl", OUTSIDE), questions("b.jsonl", INSIDE)], sections, strict=False)
    assert selection.passed_over == ("a.jsonl",)
    assert [each.file for each in selection.sets] == ["b.jsonl"]


def test_the_half(sections):
    sets = [questions("a.jsonl", INSIDE), questions("b.jsonl", INSIDE, split="test")]
    asked = {
        split: [question.id for question in select(sets, sections, split=split).questions]
        for split in ("tuning", "test", "all")
    }
    assert asked == {"tuning": ["a.jsonl-0"], "test": ["b.jsonl-0"], "all": ["a.jsonl-0", "b.jsonl-0"]}
    with pytest.raises(ValueError, match="'half'"):
        select(sets, sections, split="half")


def test_nothing_left_to_ask(sections):
    with pytest.raises(KnowledgeError, match=r"no questions of the split test .* in a\.jsonl"):
        select([questions("a.jsonl", INSIDE)], sections, split="test")
    with pytest.raises(KnowledgeError, match="no questions about the documents"):
        select([questions("a.jsonl", OUTSIDE), questions("n.jsonl", None)], sections, strict=False)


def test_questions_without_an_answer_alone(sections):
    assert len(select([questions("n.jsonl", None)], sections).questions) == 1


def test_a_section_that_is_not_there_is_asked_and_told(sections):
    selection = select([questions("a.jsonl", INSIDE, ("udhr.md", "Article 99"))], sections)
    assert len(selection.questions) == 2
    assert selection.without_section == ("a.jsonl-1",)
