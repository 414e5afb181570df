from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.show_source import CHARACTERS, section_around
from knowledge.index import Index, update
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "Paragraph {n} of this article says that every master of a ship renders assistance to persons in distress."


def article(number: int, paragraphs: int, repeat: int) -> str:
    body = "\n\n".join(f"{n}. " + " ".join([SENTENCE.format(n=n)] * repeat) for n in range(1, paragraphs + 1))
    return f"## Article {number}\n\n{body}\n\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("source")
    text = "# A convention\n\n" + article(1, 3, 4) + article(2, 12, 5) + article(3, 1, 40)
    (folder / "convention.md").write_text(text, encoding="utf-8")
    into, encoder = folder / "index", HashingEncoder()
    update([folder / "convention.md"], into, encoders=[encoder], cache_dir=folder / "vectors")
    with Index.open(into, encoders={encoder.name: encoder.checksum}) as opened:
        yield opened


def rows_of(index: Index, number: int) -> list[int]:
    return [row for row in range(len(index)) if index.passage(row).section[-1] == f"Article {number}"]


def test_a_short_section_is_shown_whole_from_any_of_its_passages(index: Index):
    rows = rows_of(index, 1)
    whole = "\n\n".join(passage.text for passage in index.passages(rows))
    assert len(rows) > 1
    assert len(whole) <= CHARACTERS
    assert {section_around(index, row) for row in rows} == {whole}


def test_a_long_section_is_cut_between_passages_and_says_so(index: Index):
    rows = rows_of(index, 2)
    middle = rows[len(rows) // 2]
    shown = section_around(index, middle)
    assert shown.startswith("[…]\n\n")
    assert shown.endswith("\n\n[…]")
    assert index.passage(middle).text in shown
    assert len(shown) <= CHARACTERS + 2 * len(rows) + 2 * len("[…]\n\n")


def test_neighbours_come_from_the_same_section_only(index: Index):
    first, last = rows_of(index, 2)[0], rows_of(index, 2)[-1]
    assert not section_around(index, first).startswith("[…]")
    assert not section_around(index, last).endswith("[…]")


def test_a_passage_longer_than_the_limit_is_shown_whole(index: Index):
    for row in rows_of(index, 3):
        assert index.passage(row).text in section_around(index, row)
