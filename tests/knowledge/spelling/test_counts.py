from __future__ import annotations

import pytest

from knowledge.errors import BrokenIndex
from knowledge.passage import Passage
from knowledge.spelling import Counts


def passage(text: str, language: str = "en", title: str = "Title", section: tuple[str, ...] = ()) -> Passage:
    return Passage("0" * 32, "a.md", "a.md", title, "", language, section, 0, len(text), text, ())


def test_words_are_counted_under_their_language_with_titles_and_headings(tmp_path):
    counts = Counts()
    counts.add([passage("A State shall not expel refugees.", title="Refugees", section=("Expel",))])
    counts.add([passage("Les réfugiés; l'État, un État.", "fr"), passage("难民 难民", "zh")])
    counts.write(tmp_path / "counts.json")
    read = Counts.read((tmp_path / "counts.json").read_bytes())
    for each in (counts, read):
        assert each.of("en") == {"refugees": 2, "expel": 2}
        assert each.of("fr") == {"état": 2}
        assert each.of("zh") == each.of("ar") == {}


def test_one_letter_may_be_two_characters():
    counts = Counts()
    counts.add([passage("E\u0301tat état", "fr")])
    assert counts.of("fr") == {"état": 2}


def test_the_same_passages_are_the_same_bytes(tmp_path):
    texts = ["one two three two", "three one"]
    for name, order in (("a", texts), ("b", texts[::-1])):
        counts = Counts()
        counts.add(map(passage, order))
        counts.write(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("written", [b"", b"{", b"[1]", b"\xff", b'{"en": 1}', b'{"en": {"a": "b"}}'])
def test_what_is_no_list_of_words_is_a_broken_index(written):
    with pytest.raises(BrokenIndex, match="make ready"):
        Counts.read(written)
