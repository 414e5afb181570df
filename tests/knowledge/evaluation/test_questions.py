"""Question sets: what is read, and what a broken line gets."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.evaluation.questions import Question, read, read_all

SHIPPED = sorted((Path(__file__).parents[2] / "evaluation").rglob("*.jsonl"))
WHOLE = {"id": "a1", "language": "en", "question": "may they send him back", "document": "t.md", "section": "Article 3"}


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_question_with_an_answer(tmp_path):
    row = {**WHOLE, "split": "test", "kind": "situation", "also": [["o.md", "Article 9"]]}
    (question,) = read(write(tmp_path / "some.jsonl", row)).questions
    assert question == Question(
        "a1",
        "en",
        "situation",
        "may they send him back",
        (("t.md", "Article 3"), ("o.md", "Article 9")),
        "test",
        set="some",
    )
    assert (question.answerable, question.group) == (True, "asked")


def test_a_question_for_training_has_no_split_and_no_kind(tmp_path):
    (question,) = read(write(tmp_path / "train.jsonl", {**WHOLE, "start": 10, "length": 5})).questions
    assert (question.split, question.kind, question.stretch) == ("tuning", "plain", (10, 15))


def test_the_groups(tmp_path):
    rows = [
        {"id": "n", "language": "zh", "kind": "near", "question": "今天汇率多少"},
        {**WHOLE, "id": "f", "kind": "follow_up", "history": ["may they"], "whole": "may they send him back"},
        {**WHOLE, "id": "r", "kind": "typos", "of": "a1"},
    ]
    questions = read(write(tmp_path / "some.jsonl", *rows)).questions
    assert [question.group for question in questions] == ["unanswerable", "follow_up", "variant"]
    assert questions[0].places == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "it is no JSON"),
        ("[1]", "it is no JSON object"),
        ({**WHOLE, "id": ""}, '"id" is missing or is no text'),
        ({**WHOLE, "question": 3}, '"question" is missing or is no text'),
        ({**WHOLE, "language": "de"}, "\"language\" is 'de'; choose one of ar, en, es, fr, ru, zh"),
        ({**WHOLE, "split": "half"}, "\"split\" is 'half'; choose one of tuning, test"),
        ({**WHOLE, "als": []}, "unknown: als"),
        ({**WHOLE, "section": None}, '"section" is no text'),
        ({**WHOLE, "also": ["o.md", "Article 9"]}, '"also" is no list of [document, section]'),
        ({**WHOLE, "start": 3}, '"start" is a number from 0 and "length" one from 1, or both are left out'),
        ({**WHOLE, "history": "may they"}, '"history" is no list of texts'),
        (
            {**WHOLE, "kind": "follow_up"},
            'a follow-up has "kind": "follow_up", a "history" and the "whole" question; no other has',
        ),
        ({**WHOLE, "kind": "far"}, 'a question of kind "far" has no answer, but this one has document and section'),
        (
            {"id": "a", "language": "en", "question": "x"},
            '"document" is missing; a question without an answer has a kind of far, near, false_premise, injection, '
            "personal",
        ),
        (
            {"id": "a", "language": "en", "question": "x", "document": "t.md"},
            '"section" is missing; it is empty for the text under no heading',
        ),
        (
            {"id": "a", "language": "en", "question": "x", "passage": "g001"},
            'its answer is a "passage" of its own, which no index holds; give document and section',
        ),
        ({**WHOLE, "id": "first"}, "the id 'first' stands in line 1 already"),
    ],
)
def test_a_broken_line_is_named(tmp_path, line, wrong):
    path = write(tmp_path / "some.jsonl", {**WHOLE, "id": "first"}, "", line)
    with pytest.raises(KnowledgeError, match=f"^{re.escape(f'{path}, line 3: {wrong}.')}$"):
        read(path)


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_bytes(b'{"id": "caf\xe9"}\n')
    with pytest.raises(KnowledgeError, match="line 1: it is not UTF-8 text"):
        read(path)


def test_a_set_without_questions(tmp_path):
    with pytest.raises(KnowledgeError, match=r"some\.jsonl has no questions"):
        read(write(tmp_path / "some.jsonl"))


def test_an_id_in_two_files(tmp_path):
    paths = [write(tmp_path / name, WHOLE) for name in ("one.jsonl", "two.jsonl")]
    with pytest.raises(KnowledgeError, match=r"both have a question 'a1'"):
        read_all(paths)


def test_the_sets_that_ship_are_whole():
    sets = {each.path.stem: each.questions for each in read_all(SHIPPED)}
    every = [question for questions in sets.values() for question in questions]
    assert {question.split for question in every} == {"tuning", "test"}
    assert {question.language for question in every} == {"ar", "en", "es", "fr", "ru", "zh"}
    ids = {question.id: question for question in every}
    variants = [question for question in every if question.of]
    assert {question.of for question in variants} <= set(ids)
    assert [question.id for question in variants if ids[question.of].split != question.split] == []
    assert [question.id for question in variants if ids[question.of].places != question.places] == []
