from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.catalogue.in_languages import is_entries, lists, spoken
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from knowledge.index import Index


def test_a_list_is_there_once_with_its_languages(index: Index):
    (terms,) = lists(index, "terms")
    assert set(terms) == set(LANGUAGES)
    assert {each.name for each in terms.values()} == {"terms.yml"}
    assert lists(index, "course") == []


def test_what_is_not_there_is_said_in_english_or_at_all(index: Index):
    (terms,) = lists(index, "terms")
    assert spoken(terms, "ru").language == "ru"
    assert spoken(terms, "pt").language == "en"
    assert spoken({"zh": terms["zh"]}, "ru").language == "zh"


def test_only_files_of_entries_are_lists(index: Index):
    assert {each.name for each in index.documents if is_entries(each)} == {"faq.yml", "resources.yml", "terms.yml"}
