"""``attache search``: the contract of its JSON, and what bad input gets."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from knowledge.errors import NoIndex

ARTICLE = """# Course on refugees

## 1951 Refugee Convention

### Article 33

1. No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers of territories
where his life or freedom would be threatened on account of his race, religion, nationality, membership of a
particular social group or political opinion.

### Article 31

1. The Contracting States shall not impose penalties, on account of their illegal entry or presence, on refugees who,
coming directly from a territory where their life or freedom was threatened, enter without authorization.
"""

SEMINAR = """WEBVTT

00:14:32.000 --> 00:14:40.000
<v Expert>Every master of a ship is bound to render assistance to any person found at sea in danger of being lost.
"""

KEYS = ["id", "state", "confidence", "language", "passages"]
PASSAGE_KEYS = ["document", "title", "section", "page", "start", "end", "speaker", "text", "score"]


@pytest.fixture(scope="session")
def library(tmp_path_factory, encoder):
    """A small index, made once."""
    from knowledge.index import update

    folder = tmp_path_factory.mktemp("library")
    (folder / "course").mkdir()
    (folder / "course" / "refugees.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "seminars").mkdir()
    (folder / "seminars" / "rescue.vtt").write_text(SEMINAR, encoding="utf-8")
    update(
        [folder / "course", folder / "seminars"],
        folder / "index",
        encoders=[encoder],
        cache_dir=folder / "vectors",
    )
    return folder / "index"


@pytest.fixture
def indexed(library, real_encoder, monkeypatch):
    """The small index is the one that is searched."""
    monkeypatch.setenv("ATTACHE_INDEX_PATH", str(library))
    return library


def lines(outcome) -> list[dict]:
    return [json.loads(line) for line in outcome.out.splitlines()]


@pytest.mark.encoder
def test_one_question_as_json(attache, indexed):
    outcome = attache("search", "May a refugee be returned to where his life is in danger?", "--json")
    assert outcome.status == 0
    found = json.loads(outcome.out)
    assert list(found) == KEYS
    assert (found["id"], found["language"]) == (None, "en")
    assert found["state"] in ("answered", "closest", "not_found")
    assert 0.0 <= found["confidence"] <= 1.0
    assert [list(passage) for passage in found["passages"]] == [PASSAGE_KEYS] * len(found["passages"])
    first = found["passages"][0]
    assert first["document"] == "refugees.md"
    assert first["section"] == "1951 Refugee Convention > Article 33"
    assert first["text"].startswith("1. No Contracting State shall expel or return")
    assert (first["page"], first["start"], first["end"], first["speaker"]) == (None, None, None, None)


@pytest.mark.encoder
def test_a_recording_has_speaker_and_times(attache, indexed):
    found = json.loads(attache("search", "must a ship help people in danger at sea?", "--json").out)
    first = found["passages"][0]
    assert (first["document"], first["speaker"], first["start"], first["end"]) == ("rescue.vtt", "Expert", 872.0, 880.0)


@pytest.mark.encoder
def test_at_most_top_passages_best_first(attache, indexed):
    assert len(json.loads(attache("search", "refugees", "--top", "1", "--json").out)["passages"]) == 1
    scores = [passage["score"] for passage in json.loads(attache("search", "refugees", "--json").out)["passages"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("option", "value", "documents"),
    [
        ("--collection", "seminars", {"rescue.vtt"}),
        ("--document", "refugees.md", {"refugees.md"}),
        ("--language", "en", {"refugees.md", "rescue.vtt"}),
    ],
)
def test_filters(attache, indexed, option, value, documents):
    found = json.loads(attache("search", "danger", option, value, "--json").out)
    assert {passage["document"] for passage in found["passages"]} == documents


@pytest.mark.encoder
@pytest.mark.parametrize("option", ["--collection", "--document"])
def test_a_filter_that_nothing_has_is_named(attache, indexed, option):
    outcome = attache("search", "danger", option, "nowhere", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert "'nowhere'" in outcome.errors


@pytest.mark.encoder
def test_for_people_nothing_stands_beside_not_found(attache, indexed):
    outcome = attache("search", "what is the boiling point of ethanol?")
    assert outcome.status == 0
    assert outcome.out.startswith("Not found (confidence 0.")
    assert "refugees.md" not in outcome.out


@pytest.mark.encoder
def test_a_follow_up_takes_what_it_leaves_out_from_the_history(attache, indexed):
    question = "Can a refugee who entered illegally be punished?"
    found = json.loads(attache("search", "and which article is that?", "--history", question, "--json").out)
    assert found["passages"][0]["section"].endswith("Article 31")


@pytest.mark.encoder
def test_for_people_the_place_comes_before_the_words(attache, indexed):
    outcome = attache("search", "May", "a", "refugee", "be", "returned?")
    assert outcome.status == 0
    assert "Article 33" in outcome.out
    assert "No Contracting State shall expel or return" in outcome.out
    assert "\x1b" not in outcome.out


@pytest.mark.encoder
def test_a_batch_gives_one_line_for_each_line(attache, indexed, tmp_path):
    good = {"id": 7, "question": "May a refugee be returned?"}
    follow_up = {"id": "b", "question": "and at sea?", "history": ["May people be left behind?"], "language": "en"}
    file = tmp_path / "questions.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf"
        + b"\n".join(
            [
                json.dumps(good).encode(),
                b"",
                b"not json",
                b'{"id": "c", "question": "caf\xe9"}',
                b'{"id": "d"}',
                b'{"id": "e", "question": "x", "histroy": "y"}',
                b'{"id": "f", "question": "x", "language": "de"}',
                b'{"id": "g", "question": "\\ud800"}',
                b'["h"]',
                b'{"id": "i", "question": "x", "history": [1]}',
                json.dumps(follow_up).encode(),
            ]
        )
        + b"\n"
    )
    outcome = attache("search", "--batch", str(file))
    assert outcome.status == 0
    first, *bad, last = lines(outcome)
    assert (list(first), first["id"]) == (KEYS, 7)
    assert (list(last), last["id"]) == (KEYS, "b")
    assert bad == [
        {"id": None, "error": 'The line is not JSON. Write {"id": "1", "question": "..."}.'},
        {"id": None, "error": "The line is not UTF-8 text."},
        {"id": "d", "error": '"question" is missing or is no text.'},
        {"id": "e", "error": "Unknown: histroy. A line has id, question, history and language."},
        {"id": "f", "error": "\"language\" is 'de'; choose one of ar, en, es, fr, ru, zh."},
        {"id": "g", "error": "The question has half a character (a lone surrogate)."},
        {"id": None, "error": 'The line is not a JSON object. Write {"id": "1", "question": "..."}.'},
        {"id": "i", "error": '"history" is a text or a list of texts, oldest first.'},
    ]


@pytest.mark.encoder
def test_a_batch_from_standard_input_in_six_languages(program, indexed):
    questions = ["هل يجوز طرد لاجئ؟", "May he be returned?", "¿Y en el mar?", "En mer ?", "А в море?", "难民？"]
    typed = "\n".join(json.dumps({"id": n, "question": q}, ensure_ascii=False) for n, q in enumerate(questions))
    outcome = program("search", "--batch", "-", "--json", typed=typed.encode(), PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert outcome.status == 0
    assert [(line["id"], line["language"]) for line in lines(outcome)] == list(
        enumerate(["ar", "en", "es", "fr", "ru", "zh"])
    )


@pytest.mark.encoder
def test_a_batch_without_a_single_answer_fails(attache, indexed):
    outcome = attache("search", "--batch", "-", typed="nonsense\n")
    assert (outcome.status, len(lines(outcome))) == (1, 1)


@pytest.mark.encoder
def test_without_an_index_it_says_what_makes_one(attache, real_encoder, home):
    outcome = attache("search", "May a refugee be returned?", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors.startswith(f"There is no index in {home / 'index'} yet")


@pytest.mark.encoder
def test_an_index_of_another_model_is_refused(attache, indexed, tmp_path):
    copy = tmp_path / "index"
    shutil.copytree(indexed, copy)
    (manifest,) = copy.glob("builds/*/manifest.json")
    data = json.loads(manifest.read_text())
    data["encoders"][0]["checksum"] = "0123456789abcdef"
    manifest.write_text(json.dumps(data))
    outcome = attache("search", "x", "--index", str(copy))
    assert (outcome.status, outcome.out) == (1, "")
    assert "0123456789abcdef" in outcome.errors
    assert NoIndex.__name__ not in outcome.errors
    assert "Traceback" not in outcome.errors


@pytest.mark.parametrize(
    "arguments",
    [[], [""], ["  "], ["x", "--batch", "-"], ["x", "--top", "0"], ["x", "--top", "101"], ["x", "--language", "de"]],
)
def test_called_wrongly(attache, arguments):
    outcome = attache("search", *arguments)
    assert (outcome.status, outcome.out) == (2, "")


def test_a_batch_file_that_is_not_there(attache, tmp_path):
    outcome = attache("search", "--batch", str(tmp_path / "none.jsonl"))
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == f"There is no such file or folder: {tmp_path / 'none.jsonl'}.\n"


@pytest.mark.parametrize("arguments", [[b"caf\xe9"], [b"and he?", b"--history", b"caf\xe9"]])
def test_arguments_that_are_not_utf_8(program, arguments):
    outcome = program("search", *arguments)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors.endswith("question is not UTF-8 text. Set the terminal to UTF-8, or put it into a file.\n")
    assert os.linesep not in outcome.errors.strip()
