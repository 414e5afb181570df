"""The shipped material keeps its own promises."""

from __future__ import annotations

import re

import pytest

from knowledge.readers import read
from settings.settings import PROJECT

LIBRARY = PROJECT / "knowledge" / "library"
MODULES = sorted((LIBRARY / "course").glob("*.md"))
SEMINARS = sorted((LIBRARY / "seminars").glob("*.vtt"))


def test_there_are_twelve_modules_and_six_seminars() -> None:
    numbers = [int(re.search(r"^module: (\d+)$", path.read_text("utf-8"), re.MULTILINE)[1]) for path in MODULES]
    assert sorted(numbers) == list(range(1, 13))
    assert len(SEMINARS) == 6


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
class TestModule:
    def test_has_a_title_a_language_and_about_1500_words(self, path) -> None:
        document = read(path)
        assert document.title != path.stem
        assert document.language == "en"
        taught = document.text.split("Revision questions", 1)[0]
        assert 1200 <= len(taught.split()) <= 2700

    def test_asks_ten_revision_questions_and_answers_them(self, path) -> None:
        """A question each, with a model answer of some fifty words."""
        revision = path.read_text("utf-8").split("## Revision questions", 1)[1].split("\n## ", 1)[0]
        asked = re.split(r"^### ", revision, flags=re.MULTILINE)[1:]
        assert len(asked) == 10
        assert [each for each in asked if not 25 <= len(each.split("\n", 1)[1].split()) <= 90] == []
        assert [each for each in asked if not each.split("\n", 1)[0].endswith("?")] == []

    def test_names_an_article_wherever_it_names_a_duty(self, path) -> None:
        """A paragraph that says what a treaty forbids, obliges or grants names the provision."""
        duty = re.compile(r"\b(forbids|obliges|prohibits|grants|requires)\b")
        provision = re.compile(r"\b(Articles?|Regulations?|paragraphs?|Objective|General Comment)\b")
        body = path.read_text("utf-8").split("## Key terms", 1)[1]
        paragraphs = [each for each in body.split("\n\n") if duty.search(each)]
        assert paragraphs
        assert [each for each in paragraphs if not provision.search(each)] == []

    def test_has_the_parts_of_a_module(self, path) -> None:
        headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert {
            "What this module teaches",
            "Key terms",
            "A short case",
            "Revision questions",
            "Further reading",
        } <= set(headings)

    def test_dates_are_days(self, path) -> None:
        """Adoption and entry into force are given as day, month and year."""
        text = path.read_text("utf-8")
        dates = re.findall(r"(?:entered into force|in force since|adopted) on (\d{1,2} [A-Z][a-z]+ \d{4})", text)
        vague = re.findall(r"(?:entered into force|adopted) in \d{4}", text)
        assert dates
        assert vague == []


@pytest.mark.parametrize("path", SEMINARS, ids=lambda path: path.stem)
class TestSeminar:
    def test_says_that_it_is_illustrative(self, path) -> None:
        assert "Illustrative" in path.read_text("utf-8").split("-->", 1)[0]

    def test_speakers_are_roles_and_time_goes_on(self, path) -> None:
        document = read(path)
        places = [mark.place for mark in document.marks]
        assert len({place.speaker for place in places}) >= 4
        assert [place.start for place in places] == sorted(place.start for place in places)

    def test_lasts_about_twenty_minutes(self, path) -> None:
        last = read(path).marks[-1].place.end
        assert last is not None
        assert 15 * 60 <= last <= 25 * 60
