from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Place
from knowledge.errors import BrokenIndex
from knowledge.index.store import Store
from knowledge.passage import Passage, Sentence


def passage(number, **changes):
    text = f"Статья {number}. 第{number}条 المادة 👍."
    base = Passage(
        id=f"{number:032x}",
        document=f"course/{number % 3}.md",
        name=f"{number % 3}.md",
        title="Title",
        collection="course",
        language="ru",
        section=("Part I", f"Article {number % 5}"),
        start=number * 100,
        end=number * 100 + len(text),
        text=text,
        sentences=(
            Sentence(0, len(text), Place(page=number, page_label="xii", start=1.5, end=2.25, speaker="Expert")),
        ),
    )
    return replace(base, **changes)


@pytest.fixture
def many(tmp_path):
    passages = [passage(number) for number in range(2_500)]
    Store.write(tmp_path / "passages.sqlite", passages)
    return passages, Store(tmp_path / "passages.sqlite")


def test_passages_come_back_as_they_were(many):
    passages, store = many
    assert len(store) == len(passages)
    assert store.passage(7) == passages[7]
    assert store.passages([5, 3, 3, 2_499]) == [passages[5], passages[3], passages[3], passages[2_499]]
    assert store.passages(range(2_500)) == passages
    assert store.passages([]) == []
    assert store.block(10, 20) == passages[10:20]
    assert store.block(2_490, 9_999) == passages[2_490:]


def test_sections_come_in_the_order_of_rows(many):
    passages, store = many
    assert list(store.sections()) == [(row, item.document, item.section) for row, item in enumerate(passages)]


def test_a_row_is_found_by_identity(many):
    passages, store = many
    assert store.row_of(passages[1_234].id) == 1_234
    assert store.row_of("no such") is None
    assert store.row_of("' OR 1=1 --") is None


@pytest.mark.parametrize("row", [-1, 2_500, 10**12])
def test_a_row_that_is_not_there(many, row):
    _, store = many
    with pytest.raises(IndexError, match=f"no row {row}: the index has rows 0 to 2499"):
        store.passage(row)


def test_two_passages_with_one_identity_are_refused(tmp_path):
    with pytest.raises(sqlite3.IntegrityError):
        Store.write(tmp_path / "passages.sqlite", [passage(1), passage(1)])


@pytest.mark.parametrize("content", [b"", b"not a database" * 500])
def test_a_damaged_file(tmp_path, content):
    path = tmp_path / "passages.sqlite"
    path.write_bytes(content)
    with pytest.raises(BrokenIndex, match="make ready"):
        Store(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        Store(tmp_path / "passages.sqlite")


def test_threads_may_share_it(many):
    passages, store = many
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(store.passage, range(500))) == passages[:500]


def test_it_can_be_read_from_where_nothing_can_be_written(many, tmp_path):
    passages, _ = many
    (tmp_path / "passages.sqlite").chmod(0o444)
    assert Store(tmp_path / "passages.sqlite").passage(0) == passages[0]


_SECONDS = st.none() | st.floats(0, 1e6)
_PLACES = st.builds(
    Place,
    page=st.none() | st.integers(1, 5_000),
    page_label=st.none() | st.text(st.characters(blacklist_categories=["Cs"]), max_size=5),
    start=_SECONDS,
    end=_SECONDS,
    speaker=st.none() | st.text(st.characters(blacklist_categories=["Cs"]), max_size=20),
)
_SENTENCES = st.lists(
    st.builds(Sentence, st.integers(0, 500), st.integers(0, 500), _PLACES, st.sampled_from(["", "(1)", "(2)(a)"])),
    max_size=6,
)


@given(
    _SENTENCES,
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=50),
    st.lists(st.text("Aé第\"'>", max_size=9)),
)
def test_whatever_a_passage_holds_is_kept(tmp_path_factory, sentences, text, section):
    path = tmp_path_factory.mktemp("store") / "passages.sqlite"
    written = passage(1, sentences=tuple(sentences), text=text, section=tuple(section))
    Store.write(path, [written])
    store = Store(path)
    assert store.passage(0) == written
    store.close()
