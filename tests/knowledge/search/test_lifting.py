from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.instruments import Instruments
from knowledge.search.fusion import WEIGHTS
from knowledge.search.lifting import Lifting
from knowledge.search.places import Places
from tests.knowledge.search.library import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("lifting")) as opened:
        yield opened


def lifts(index: Index, question: str) -> dict[tuple[str, str], float]:
    instruments = Instruments.load()
    lifting = Lifting(index, instruments, Places(index, instruments), WEIGHTS)
    rows = np.arange(len(index))
    found = lifting.lifts(tuple(instruments.recognise(question)), rows, np.zeros(len(rows), np.float32))
    best: dict[tuple[str, str], float] = {}
    for passage, lift in zip(index.passages(rows), found, strict=True):
        place = (passage.name, passage.section[-1])
        best[place] = max(best.get(place, 0.0), float(lift))
    return best


def test_the_article_of_the_instrument_stands_above_the_rest_of_it(index: Index) -> None:
    found = lifts(index, "refugee convention article 33")
    article = next(place for place in found if place[1].startswith("Article 33 - Prohibition"))
    rest = next(place for place in found if place[1].startswith("Article 31 - Refugees"))
    assert found[article] == pytest.approx(WEIGHTS.article)
    assert found[rest] == pytest.approx(WEIGHTS.instrument)
    assert found["returns.md", "The rule"] == pytest.approx(WEIGHTS.cited)
    assert found["returns.md", "Coffee breaks"] == 0


def test_the_paragraph_adds_to_the_article(index: Index) -> None:
    found = lifts(index, "article 33(2) of the refugee convention")
    article = next(place for place in found if place[1].startswith("Article 33 - Prohibition"))
    assert found[article] == pytest.approx(WEIGHTS.article + WEIGHTS.paragraph)


def test_a_number_alone_is_a_weak_sign(index: Index) -> None:
    found = lifts(index, "what does article 33 say")
    assert found["udhr.md", "Article 33"] == pytest.approx(WEIGHTS.mention)


def test_without_a_reference_nothing_is_lifted(index: Index) -> None:
    assert not any(lifts(index, "where does the coffee machine stand").values())
