"""Right passages: by heading, by entry, by a stretch of text under no heading."""

from __future__ import annotations

import pytest
import yaml

from knowledge.evaluation import Question, Sections
from tests.knowledge.search.library import FILES, build

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FAQ = [
    {
        "id": identity,
        "topic": "rules",
        "question": {language: f"{identity} {language}?" for language in LANGUAGES},
        "answer": {
            language: f"The answer to {identity} is told here in {language} and nowhere else." for language in LANGUAGES
        },
    }
    for identity in ("return", "rescue")
]
#: Three turns of a recording: the second and the third are the stretch of one question.
SEMINAR = "WEBVTT\n\n" + "\n".join(
    f"00:0{number}:00.000 --> 00:0{number}:30.000\n<v Speaker {number}>{' '.join([word] * 80)}.\n"
    for number, word in enumerate(("alpha", "beta", "gamma"))
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    files = {**FILES, "faq.yml": yaml.safe_dump(FAQ, allow_unicode=True), "seminars/talk.vtt": SEMINAR}
    with build(tmp_path_factory.mktemp("sections"), files) as index:
        yield index


def rows(index, *places, stretch=None):
    found = Sections(index).rows(Question("a", "en", "plain", "?", places, stretch=stretch))
    return [index.passage(row) for row in sorted(found)]


def test_a_heading_of_a_document(index):
    (passage,) = rows(index, ("refugee-convention.md", "Article 33 - Prohibition  of expulsion or return"))
    assert (passage.name, passage.section[-1]) == (
        "refugee-convention.md",
        "Article 33 - Prohibition of expulsion or return",
    )


def test_the_same_heading_of_another_document_is_not_right(index):
    assert {passage.name for passage in rows(index, ("udhr.md", "Article 33"))} == {"udhr.md"}


def test_other_sections_that_answer(index):
    places = (("udhr.md", "Article 33"), ("retours.md", "La règle"))
    assert [passage.name for passage in rows(index, *places)] == ["retours.md", "udhr.md"]


@pytest.mark.parametrize("section", ["return", "return fr?", "return zh?"])
def test_an_entry_is_right_in_every_language(index, section):
    passages = rows(index, ("faq.yml", section))
    assert sorted(passage.language for passage in passages) == list(LANGUAGES)
    assert {passage.section[-1] for passage in passages} == {f"return {language}?" for language in LANGUAGES}


def test_text_under_no_heading(index):
    assert [passage.text.split()[0] for passage in rows(index, ("talk.vtt", ""))] == ["alpha", "beta", "gamma"]
    alpha, beta = len(" ".join(["alpha"] * 80)) + 1, len(" ".join(["beta"] * 80)) + 1
    found = rows(index, ("talk.vtt", ""), stretch=(alpha + 1, alpha + beta))
    assert [passage.text.split()[0] for passage in found] == ["beta"]


def test_what_is_not_there(index):
    assert rows(index, ("udhr.md", "Article 99"), ("none.md", "Article 33")) == []
    assert rows(index) == []


def test_the_documents(index):
    assert Sections(index).documents == {path.rsplit("/", 1)[-1] for path in FILES} | {"faq.yml", "talk.vtt"}
