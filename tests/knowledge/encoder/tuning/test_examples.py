"""Questions find the passage that they were written for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder.tuning.examples import of_passage, read_questions, read_texts
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.passage import Passage


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_question_gets_the_passage_with_most_of_its_stretch(tmp_path: Path, place: Callable[..., Passage]) -> None:
    passages = [
        place("a.md", "Article 1", "First  passage of twenty."),
        place("a.md", "Article 1", "Second passage, about the sea."),
        place("a.md", "Article 2", "Another article."),
    ]
    path = lines(
        tmp_path / "q.jsonl",
        {
            "id": "1",
            "language": "en",
            "question": "sea?",
            "document": "a.md",
            "section": "Article 1",
            "start": 20,
            "length": 30,
        },
        {
            "id": "2",
            "language": "fr",
            "question": "autre",
            "document": "a.md",
            "section": "Article 2",
            "start": 0,
            "length": 9,
        },
        {
            "id": "3",
            "language": "fr",
            "question": "ailleurs",
            "document": "b.md",
            "section": "1",
            "start": 0,
            "length": 9,
        },
    )
    found = read_questions([path], passages, {})
    assert [(question.id, question.answer) for question in found] == [("1", 1), ("2", 2)]


def test_an_entry_is_one_place_in_all_its_languages(tmp_path: Path, place: Callable[..., Passage]) -> None:
    passages = [
        place("terms.yml", "asylum", "Protection.", "en"),
        place("terms.yml", "asile", "Protection.", "fr"),
    ]
    entries = {("terms.yml", "asylum"): "asylum", ("terms.yml", "asile"): "asylum"}
    assert [of_passage(passage, entries).place for passage in passages] == [("terms.yml", "asylum")] * 2
    row = {"id": "1", "language": "fr", "question": "c'est quoi l'asile", "document": "terms.yml", "section": "asylum"}
    path = lines(tmp_path / "q.jsonl", row, {**row, "id": "2", "question": "asile?"})
    found = read_questions([path], passages, {}, entries)
    assert [question.answer for question in found] == [0, 1]  # in English and in the question's language, in turn


def test_texts_written_for_training_have_their_headings_and_sentences(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "p.jsonl", {"id": "g1", "title": "A talk", "section": "Money", "passage": "One. Two is more."}
    )
    text = read_texts(path)["g1"]
    assert text.text == "A talk\nMoney\nOne. Two is more."
    assert [text.text[start:end] for start, end in text.sentences] == ["One.", "Two is more."]
    asked = lines(tmp_path / "q.jsonl", {"id": "1", "language": "en", "question": "money?", "passage": "g1"})
    assert [question.answer for question in read_questions([asked], [], {"g1": 7})] == [7]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "line 1 is no JSON"), ("[]", "line 1 is no JSON object"), ('{"id": "1"}', "line 1 has no language")],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        read_questions([path], [], {})
