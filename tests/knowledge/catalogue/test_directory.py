from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.catalogue import find_resource, resources
from knowledge.language import LANGUAGES
from tests.knowledge.entries.samples import RESOURCES, write

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.index import Index


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_resource_is_listed_in_the_language_asked_for(index: Index, language: str):
    found = resources(index, language)
    assert [each.id for each in found] == ["law-course", "mayors-network"]
    assert [each.name for each in found] == [each["name"][language] for each in RESOURCES]
    assert [each.kinds for each in found] == [{"e-learning"}, {"network"}]
    assert [each.audiences for each in found] == [{"delegates", "participants"}, {"authorities"}]
    assert [each.address for each in found] == ["https://example.org/course", "https://example.org/cities"]


def test_one_is_found_by_its_id_in_any_language(index: Index):
    found = find_resource(index, "mayors-network", "fr")
    assert found is not None
    assert found.name == "Réseau de villes"
    assert find_resource(index, "nothing", "fr") is None


def test_a_file_that_was_changed_since_is_not_believed(index: Index, library: Path):
    write(library, resources=[{**each, "id": f"other-{each['id']}"} for each in RESOURCES])
    found = resources(index, "en")
    assert [bool(re.fullmatch("[0-9a-f]{16}", each.id)) for each in found] == [True, True]
    again = find_resource(index, found[1].id, "en")
    assert again == found[1]
    (library / "resources.yml").unlink()
    assert [each.id for each in resources(index, "en")] == [each.id for each in found]


def test_the_id_of_a_passage_finds_it_from_another_language(index: Index):
    passage = resources(index, "ru")[0].passage.id[:16]
    found = find_resource(index, passage, "en")
    assert found is not None
    assert found.id == "law-course"
