"""The document of a run: what it says, written and read back."""

from __future__ import annotations

import json
import re

import pytest

from knowledge.answer import Calibration
from knowledge.errors import KnowledgeError
from knowledge.evaluation import Question, QuestionSet, Sections, figures, report, select
from knowledge.evaluation.report import outcomes_of, read, write
from tests.knowledge.evaluation.outcomes import outcome
from tests.knowledge.search.library import build


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with build(tmp_path_factory.mktemp("report")) as index:
        yield index


@pytest.fixture
def document(index, tmp_path):
    questions = QuestionSet(
        tmp_path / "some.jsonl",
        (
            Question("a", "en", "plain", "?", (("udhr.md", "Article 13"),)),
            Question("b", "en", "plain", "?", (("elsewhere.md", "Article 1"),)),
        ),
        "00ff",
    )
    return report(
        [outcome("a", 2)],
        select([questions], Sections(index), split="tuning"),
        index,
        Calibration("0123", 0.0, {}, 0.6, 0.2),
        encoder="hashing",
        held_out=["udhr.md", "not-inside.md"],
        without=["words"],
    )


def test_what_it_says(index, document):
    assert document["questions"] == {
        "split": "tuning",
        "asked": 1,
        "left_out": 1,
        "without_section": (),
        "typing_errors": None,
        "sets": [{"file": "some.jsonl", "asked": 1, "left_out": 1, "sha256": "00ff"}],
    }
    record = index.manifest.encoder("hashing")
    assert document["index"]["encoder"] == {"name": "hashing", "checksum": record.checksum, "dimensions": 256}
    assert (document["index"]["passages"], document["index"]["documents"]) == (len(index), len(index.documents))
    assert document["calibration"] == {"encoder": "0123", "answered": 0.6, "closest": 0.2, "fits": False}
    assert (document["held_out"], document["without"]) == (["udhr.md"], ["words"])
    assert document["figures"] == figures([outcome("a", 2)])


def test_written_and_read_back(document, tmp_path):
    path = tmp_path / "new" / "eval.json"
    write(path, document)
    again = read(path)
    assert again == json.loads(json.dumps(document))
    assert outcomes_of(again) == [outcome("a", 2)]
    assert [each.name for each in path.parent.iterdir()] == ["eval.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "{}", '{"format": 1}', '{"format": 1, "outcomes": [{}]}'])
def test_a_file_that_is_no_result(tmp_path, content):
    path = tmp_path / "eval.json"
    path.write_text(content)
    with pytest.raises(KnowledgeError, match=re.escape(f"{path} is no result of `attache eval`")):
        read(path)


def test_a_result_of_another_version(tmp_path):
    path = tmp_path / "eval.json"
    path.write_text('{"format": 99}')
    with pytest.raises(KnowledgeError, match="has format 99; this version reads format 1"):
        read(path)
