"""What is learned from, and what never is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder.tuning.material import QUESTIONS, gather, translations_of_lines, translations_of_terms
from knowledge.entries.ids import entry_ids
from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES
from settings import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.passage import Passage


def asked(path: Path, *rows: tuple[str, str, str]) -> Path:
    keys = ("id", "question", "document")
    rest = {"language": "en", "section": "One", "start": 0, "length": 5}
    path.write_text(
        "".join(json.dumps(dict(zip(keys, row, strict=True)) | rest) + "\n" for row in rows), encoding="utf-8"
    )
    return path


def test_held_out_documents_and_questions_kept_for_measuring_are_not_learned(
    tmp_path: Path, place: Callable[..., Passage]
) -> None:
    passages = [place("held.md", "One", "Held out."), place("a.md", "One", "Learned.")]
    path = asked(
        tmp_path / "q.jsonl",
        ("1", "what is learned", "a.md"),
        ("2", "What is measured?", "a.md"),
        ("3", "what is held out", "held.md"),
        ("4", "WHAT is learned?", "a.md"),
    )
    material = gather(passages, [path], excluded=["what is measured"], held_out=["held.md"])
    assert [(question.id, material.texts[question.answer].place) for question in material.questions] == [
        ("1", ("a.md", "One"))
    ]
    assert [(question.id, material.every[question.answer].place) for question in material.held_out] == [
        ("3", ("held.md", "One"))
    ]
    assert material.held_out_documents == ["held.md"]
    assert [text.place[0] for text in material.texts] == ["a.md"]
    assert material.counts()["questions_by_language"] == {"en": 1}


def test_the_digest_changes_with_what_is_learned(tmp_path: Path, place: Callable[..., Passage]) -> None:
    passages = [place("a.md", "One", "Learned.")]
    path = asked(tmp_path / "q.jsonl", ("1", "what is learned", "a.md"))
    one, same = (gather(passages, [path]).digest for _ in range(2))
    assert one == same
    assert gather(passages, [path], pairs=[("a", "b")]).digest != one


def test_questions_without_their_documents_are_said(tmp_path: Path) -> None:
    path = asked(tmp_path / "q.jsonl", ("1", "what is learned", "a.md"))
    with pytest.raises(KnowledgeError, match="None of the questions has its answer in these documents"):
        gather([], [path])


def test_lines_are_paired_with_the_other_languages_in_turn(tmp_path: Path) -> None:
    for suffix, content in (
        ("en", "one\ntwo\n\nfour\n"),
        ("fr", "un\ndeux\n\nquatre\n"),
        ("ru", "один\nдва\n\nчетыре\n"),
    ):
        (tmp_path / f"set.{suffix}").write_text(content, encoding="utf-8")
    assert translations_of_lines(tmp_path) == [("one", "un"), ("two", "два"), ("four", "четыре")]


def test_the_termbase_gives_pairs_across_languages() -> None:
    pairs = translations_of_terms(load().library_path / "terms.yml")
    assert len(pairs) >= 250 * len(LANGUAGES)
    assert all(one.strip() and other.strip() for one, other in pairs)


def test_every_entry_is_known_by_its_heading_in_each_language() -> None:
    ids = entry_ids(load().library_path)
    assert ids["terms.yml", "refugee"] == ids["terms.yml", "难民"] == ids["terms.yml", "réfugié"] == "refugee"


def test_the_questions_that_ship_are_whole_and_in_six_languages() -> None:
    seen: set[str] = set()
    languages: dict[str, int] = {}
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row["id"] not in seen
            seen.add(row["id"])
            if "question" in row:
                languages[row["language"]] = languages.get(row["language"], 0) + 1
    assert set(languages) == set(LANGUAGES)
    assert sum(languages.values()) >= 3_000
    assert min(languages.values()) >= 400


def test_no_question_that_ships_is_one_of_those_that_measure(pytestconfig: pytest.Config) -> None:
    measured = set()
    for path in (pytestconfig.rootpath / "tests" / "evaluation").rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            measured |= {row["question"].casefold(), row.get("whole", "").casefold()}
    learned = {
        json.loads(line).get("question", "-").casefold()
        for path in QUESTIONS.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert learned & measured == set()
