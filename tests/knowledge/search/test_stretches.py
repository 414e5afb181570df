from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.search.stretches import Stretches
from tests.knowledge.search.library import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index

RULES = """# Rules

## Boats

A captain takes people out of the water.

## Harbours

A harbour lets the ship in.

## Trains

A train stops at the border station.
"""
OTHER = """# Others

## Kitchens

Soup is served at noon.
"""
ENTRIES = """
- id: where
  topic: enrolment
  question: {ar: "أين؟", en: "Where?", es: "¿Dónde?", fr: "Où ?", ru: "Где?", zh: "在哪里？"}
  answer: {ar: "هنا.", en: "Here.", es: "Aquí.", fr: "Ici.", ru: "Здесь.", zh: "这里。"}
- id: when
  topic: enrolment
  question: {ar: "متى؟", en: "When?", es: "¿Cuándo?", fr: "Quand ?", ru: "Когда?", zh: "什么时候？"}
  answer: {ar: "غدا.", en: "Tomorrow.", es: "Mañana.", fr: "Demain.", ru: "Завтра.", zh: "明天。"}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("stretches")
    files = {"a.md": RULES, "b.md": OTHER, "faq/faq.yml": ENTRIES}
    with build(folder, files) as opened:
        yield opened


def unit(vector):
    return vector / np.linalg.norm(vector)


def test_a_stretch_is_a_passage_with_those_beside_it(index: Index) -> None:
    name = index.manifest.encoders[0].name
    rows = index.rows_where(document="a.md")
    assert rows is not None and len(rows) == 3
    first, second, third = index.passage_vectors(name, rows)
    question = unit(first + third)
    found = Stretches(index).cosines(name, rows[[1, 0, 2]], question)
    expected = [unit(first + second + third), unit(first + first + second), unit(second + third + third)]
    assert np.allclose(found, [each @ question for each in expected], atol=1e-3)


def test_documents_do_not_run_into_each_other(index: Index) -> None:
    name = index.manifest.encoders[0].name
    rows = index.rows_where(document="b.md")
    assert rows is not None and len(rows) == 1
    (alone,) = index.passage_vectors(name, rows)
    assert np.allclose(Stretches(index).cosines(name, rows, unit(alone)), 1, atol=1e-3)


def test_an_entry_is_a_stretch_alone(index: Index) -> None:
    name = index.manifest.encoders[0].name
    rows = index.rows_where(collection="faq", language="en")
    assert rows is not None and len(rows) == 2
    vectors = index.passage_vectors(name, rows)
    found = Stretches(index).cosines(name, rows, unit(vectors[0]))
    assert np.allclose(found, vectors @ unit(vectors[0]), atol=1e-3)
