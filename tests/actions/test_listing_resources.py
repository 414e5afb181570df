from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from actions.listing_resources import ENTRIES, by_audience, by_kind, kind_named, menu, one_resource, searched
from bot.replies import PAYLOAD_BYTES, State
from knowledge.catalogue import find_resource, resources
from nlu.texts import LANGUAGES, texts

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase

ABOUT = {
    "ar": "التحويلات",
    "en": "mayors",
    "es": "remesas",
    "fr": "maires",
    "ru": "денежные переводы",
    "zh": "汇款",
}


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_resource(knowledge: KnowledgeBase, language: str):
    said = texts(language)
    there = resources(knowledge.open().index, language)
    reply = menu(said, there)
    assert str(len(there)) in reply.text
    assert "/resources " in reply.text
    assert max(len(button.title) for button in reply.buttons) <= 24
    seen: set[str | None] = set()
    for button in reply.buttons:
        named = json.loads(button.payload.removeprefix("/resources"))
        for page in "1234" if "kind" in named else "":
            shown = by_kind(said, there, named["kind"], page)
            assert (shown.state, 1 <= len(shown.citations) <= ENTRIES) == (State.INFO, True)
            seen.update(citation.label for citation in shown.citations)
            assert all(str(citation.address).strip("\u2068\u2069") in shown.text for citation in shown.citations)
    assert seen == {each.name for each in there}


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_audiences(knowledge: KnowledgeBase, language: str):
    there = resources(knowledge.open().index, language)
    choice = by_audience(texts(language), there, "all")
    assert [json.loads(each.payload[10:]) for each in choice.buttons[:-1]] == [
        {"audience": each} for each in ("delegates", "authorities", "participants", "public")
    ]
    first = by_audience(texts(language), there, "public", "1")
    assert len(first.citations) == ENTRIES
    assert {"page": "2", "audience": "public"} in [json.loads(each.payload[10:] or "{}") for each in first.buttons]


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_finds_what_is_about_it_and_resources_only(knowledge: KnowledgeBase, language: str):
    opened = knowledge.open()
    there = resources(opened.index, language)
    reply = searched(texts(language), opened, there, ABOUT[language])
    assert 1 <= len(reply.citations) <= ENTRIES
    assert {citation.document for citation in reply.citations} == {"resources.yml"}
    assert len({citation.label for citation in reply.citations}) == len(reply.citations)
    assert texts(language).quote(ABOUT[language]) in reply.text


@pytest.mark.encoder
def test_what_is_in_no_resource_is_not_made_up(knowledge: KnowledgeBase):
    opened = knowledge.open()
    reply = searched(texts("en"), opened, resources(opened.index, "en"), "boiling point of ethanol")
    assert reply.citations == ()
    assert reply.text.startswith("I know of nothing on that in the directory.")


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_resource_with_all_that_is_known_of_it(knowledge: KnowledgeBase, language: str):
    one = find_resource(knowledge.open().index, "unitar-international-migration-law", language)
    assert one is not None
    reply = one_resource(texts(language), one)
    (citation,) = reply.citations
    assert (citation.label, citation.address) == (one.name, "https://unitar.org")
    assert citation.quote == reply.quote
    assert reply.quote in reply.text
    assert "https://unitar.org" in reply.text
    assert "UNITAR" in reply.text
    assert max(len(button.payload.encode()) for button in reply.buttons) <= PAYLOAD_BYTES


@pytest.mark.parametrize(
    ("words", "language", "kind"),
    [
        ("where do I find courses", "en", "course"),
        ("quelles bases de données y a-t-il", "fr", "database"),
        ("покажи список курсов", "ru", "course"),
        ("¿qué redes hay?", "es", "network"),
        ("show me resources", "en", ""),
        ("courses and databases", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_kind_that_is_asked_for(words: str, language: str, kind: str):
    assert kind_named(words, language) == kind


def test_an_index_without_resources_says_so():
    assert menu(texts("en"), ()).text == "There is no directory of resources in my material."


@pytest.mark.encoder
def test_what_is_called_so_comes_before_what_is_for_them(knowledge: KnowledgeBase):
    opened = knowledge.open()
    reply = searched(texts("en"), opened, resources(opened.index, "en"), "mayors")
    assert all("Mayors" in citation.label for citation in reply.citations[:2])
