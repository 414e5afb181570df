from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments
from knowledge.search.filters import rows_passing
from tests.knowledge.search.library import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("filters")) as opened:
        yield opened


def names(index: Index, **filters: str) -> set[str] | None:
    wanted = {"language": None, "collection": None, "document": None, **filters}
    rows = rows_passing(index, Instruments.load(), **wanted)
    return None if rows is None else {passage.name for passage in index.passages(rows)}


def test_no_filter_passes_all(index: Index) -> None:
    assert names(index) is None


def test_each_filter(index: Index) -> None:
    assert names(index, language="FR") == {"retours.md"}
    assert names(index, collection="Course") == {"returns.md", "copy.md"}
    assert names(index, document="copy.md") == {"copy.md"}


@pytest.mark.parametrize("name", ["UDHR", "udhr.md", "universal  declaration of human rights", "世界人权宣言"])
def test_a_document_goes_by_many_names(index: Index, name: str) -> None:
    assert names(index, document=name) == {"udhr.md"}


def test_filters_combine(index: Index) -> None:
    assert names(index, language="en", collection="treaties", document="udhr") == {"udhr.md"}
    assert names(index, language="fr", collection="treaties") == set()


def test_what_is_not_there_is_said_with_what_is(index: Index) -> None:
    with pytest.raises(KnowledgeError, match=r"There is no document 'iccpr.md' in the index; it has: copy.md, "):
        names(index, document="iccpr.md")
    with pytest.raises(KnowledgeError, match="There is no language 'zh' in the index; it has: en, fr"):
        names(index, language="zh")
