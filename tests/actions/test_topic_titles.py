from __future__ import annotations

import re

import pytest

from actions.topic_titles import MODULES, SEMINARS, number, titled
from knowledge.readers import read
from nlu.texts import LANGUAGES, texts
from settings.settings import PROJECT

LIBRARY = PROJECT / "knowledge" / "library"


def test_every_module_is_called_what_its_file_says_and_stands_at_its_number():
    found = {}
    for path in (LIBRARY / "course").glob("*.md"):
        text = path.read_text("utf-8")
        found[int(re.search(r"^module: (\d+)$", text, re.MULTILINE)[1])] = re.search(
            "^title: (.+)$", text, re.MULTILINE
        )[1]
    assert tuple(found[at] for at in sorted(found)) == MODULES


def test_every_seminar_has_a_title_here():
    assert {read(path).title for path in (LIBRARY / "seminars").glob("*.vtt")} == set(SEMINARS)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_title_is_said_in_every_language(language: str):
    said = [titled(title, texts(language)) for title in (*MODULES, *SEMINARS)]
    assert [title for title in said if title in (*MODULES, *SEMINARS)] == []
    assert len(set(said)) == len(said) == 18


def test_a_title_of_ones_own_stays_what_it_is(caplog: pytest.LogCaptureFixture):
    assert titled("Our handbook", texts("fr")) == "Our handbook"
    assert caplog.records == []
    assert (number("Our handbook"), number(MODULES[0]), number(SEMINARS[0])) == (None, 1, None)
