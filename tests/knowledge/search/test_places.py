from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.document import Place
from knowledge.instruments import Instruments, Reference
from knowledge.passage import Passage, Sentence
from knowledge.search.places import Places, cites, has_paragraph, mentions
from tests.knowledge.search.library import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("places")) as opened:
        yield opened


@pytest.fixture(scope="module")
def places(index: Index) -> Places:
    return Places(index, Instruments.load())


def reference(instrument: str | None, article: str | None = None, paragraph: str | None = None) -> Reference:
    return Reference(instrument, article, paragraph, 0, 1)


def passage(text: str, *, title: str = "A course", section: tuple[str, ...] = (), paragraph: str = "") -> Passage:
    sentence = Sentence(0, len(text), Place(), paragraph)
    return Passage("0" * 32, "k", "k.md", title, "course", "en", section, 0, len(text), text, (sentence,))


def headings(index: Index, rows) -> list[str]:
    return [each.section[-1] for each in index.passages(rows)]


def test_an_instrument_is_where_its_text_is(index: Index, places: Places) -> None:
    assert {each.name for each in index.passages(places.of_instrument("udhr-1948"))} == {"udhr.md"}
    assert len(places.of_instrument("crc-1989")) == 0


def test_an_article_is_found_in_its_instrument(index: Index, places: Places) -> None:
    rows = places.of_article(reference("refugee-convention-1951", "33"))
    assert headings(index, rows) == ["Article 33 - Prohibition of expulsion or return"]
    assert len(places.of_article(reference("udhr-1948", "99"))) == 0
    assert len(places.of_article(reference("udhr-1948"))) == 0


def test_a_number_alone_is_found_in_every_instrument(index: Index, places: Places) -> None:
    rows = places.of_article(reference(None, "XXXIII"))
    assert {each.name for each in index.passages(rows)} == {"refugee-convention.md", "udhr.md"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under article 33 of the Convention", True),
        ("Articles 31, 32 and 33 apply", True),
        ("l'article 33 de la Convention", True),
        ("في المادة ٣٣ من الاتفاقية", True),
        ("公约第33条", True),
        ("Article 331 and Article 3", False),
        ("33 people were rescued", False),
        ("Article 33-1 of the annex", False),
    ],
)
def test_cites(text: str, expected: bool) -> None:
    assert cites(passage(text), reference("refugee-convention-1951", "33")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 1951 Refugee Convention says", True),
        ("selon la Convention relative au statut des réfugiés", True),
        ("根据1951年难民公约规定", True),
        ("the refugee conventional wisdom", False),
        ("a refugee meets a convention", False),
    ],
)
def test_mentions(text: str, expected: bool) -> None:
    instrument = Instruments.load()["refugee-convention-1951"]
    assert mentions(passage(text), instrument) is expected
    assert mentions(passage("nothing", section=(text,)), instrument) is expected


def test_an_acronym_inside_a_word_is_no_mention() -> None:
    assert not mentions(passage("a category of its own"), Instruments.load()["cat-1984"])


def test_has_paragraph() -> None:
    there = passage("text", paragraph="(2)(a)")
    assert has_paragraph(there, reference(None, "1", "(2)"))
    assert has_paragraph(there, reference(None, "1", "(2)(a)"))
    assert not has_paragraph(there, reference(None, "1", "(1)"))
    assert not has_paragraph(there, reference(None, "1"))
